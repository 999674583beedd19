"""The method's own words: steps, STRIDE categories, properties and the choices a record may take.

STRIDE categories and the six properties pair one to one, as the published
asset mapping of STRIDE-AI (Mauri & Damiani) lists them.
"""

from enum import StrEnum


class Step(StrEnum):
    """The six steps of a session, in the method's order."""

    ASSETS = "assets"
    ARCHITECTURE = "architecture"
    DECOMPOSE = "decompose"
    THREATS = "threats"
    TREES = "trees"
    RATE = "rate"


STEP_TITLES = {
    Step.ASSETS: "Assets",
    Step.ARCHITECTURE: "Architecture",
    Step.DECOMPOSE: "Decompose",
    Step.THREATS: "Threats",
    Step.TREES: "Trees",
    Step.RATE: "Rate",
}


class SystemKind(StrEnum):
    """What sort of AI system is modelled; questions are switched by it."""

    CLASSIC = "classic"
    GENERATIVE = "generative"


class Stride(StrEnum):
    """The six STRIDE threat categories."""

    SPOOFING = "spoofing"
    TAMPERING = "tampering"
    REPUDIATION = "repudiation"
    INFORMATION_DISCLOSURE = "information-disclosure"
    DENIAL_OF_SERVICE = "denial-of-service"
    ELEVATION_OF_PRIVILEGE = "elevation-of-privilege"


class SecurityProperty(StrEnum):
    """The six properties of CIA3-R."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    AUTHENTICITY = "authenticity"
    AUTHORIZATION = "authorization"
    NON_REPUDIATION = "non-repudiation"


PROPERTY_BROKEN_BY = {
    Stride.SPOOFING: SecurityProperty.AUTHENTICITY,
    Stride.TAMPERING: SecurityProperty.INTEGRITY,
    Stride.REPUDIATION: SecurityProperty.NON_REPUDIATION,
    Stride.INFORMATION_DISCLOSURE: SecurityProperty.CONFIDENTIALITY,
    Stride.DENIAL_OF_SERVICE: SecurityProperty.AVAILABILITY,
    Stride.ELEVATION_OF_PRIVILEGE: SecurityProperty.AUTHORIZATION,
}
"""Which property each category breaks. Source: STRIDE-AI asset mapping, row "Deployed models"."""


class AssetCategory(StrEnum):
    """ENISA's six asset categories, and plain infrastructure."""

    DATA = "data"
    MODEL = "model"
    ARTEFACT = "artefact"
    ACTOR = "actor"
    PROCESS = "process"
    TOOL = "tool"
    INFRASTRUCTURE = "infrastructure"


class ComponentKind(StrEnum):
    """What a box of the architecture is."""

    ACTOR = "actor"
    PROCESS = "process"
    STORE = "store"
    EXTERNAL = "external"
    ML_COMPONENT = "ml-component"


class Protection(StrEnum):
    """What is known of a flow's authentication or authorization."""

    UNKNOWN = "unknown"
    NONE = "none"
    PRESENT = "present"


class ThreatStatus(StrEnum):
    """Where the treatment of a threat stands; all but the first three close it by decision."""

    OPEN = "open"
    BEING_TREATED = "being-treated"
    MITIGATED = "mitigated"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    NOT_APPLICABLE = "not-applicable"


STATUSES_THAT_NEED_A_REASON = frozenset({ThreatStatus.ACCEPTED, ThreatStatus.TRANSFERRED, ThreatStatus.NOT_APPLICABLE})


class Effect(StrEnum):
    """What a countermeasure does to a threat."""

    PREVENTS = "prevents"
    DETECTS = "detects"
    LIMITS = "limits"


class CountermeasureStatus(StrEnum):
    """How far a countermeasure has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_PLACE = "in-place"
    REJECTED = "rejected"


class AssumptionState(StrEnum):
    """Whether somebody who knows has said that an assumption holds."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    FALSE = "false"


class ReviewPass(StrEnum):
    """The three passes of a review, each with a short list of its own."""

    ARCHITECTURE = "architecture"
    SECURITY = "security"
    DECISION = "decision"


class AnswerState(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class SuggestionState(StrEnum):
    """What the team decided on a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LATER = "later"


class Outlook(StrEnum):
    """What the team found when it looked at one failure mode of one asset."""

    OPEN = "open"
    FINE = "fine"
    DOCUMENTED = "documented"


class NoteKind(StrEnum):
    """What sort of note was taken."""

    PARKED = "parked"
    DECISION = "decision"
    ACTION = "action"


class RatingMoment(StrEnum):
    """Which risk a rating speaks of: before the countermeasures, after them, or the one that is aimed at."""

    INHERENT = "inherent"
    RESIDUAL = "residual"
    TARGET = "target"


class Role(StrEnum):
    """Workshop roles, after the FMEA guide of STRIDE-AI."""

    ANALYSIS_LEAD = "analysis-lead"
    ASSET_LEAD = "asset-lead"
    ACTION_LEAD = "action-lead"
    PARTICIPANT = "participant"
    INTERESTED_PARTY = "interested-party"


DREAD_FACTORS = (
    "damage",
    "reproducibility",
    "exploitability",
    "affected-users",
    "discoverability",
)
"""DREAD's five factors in the order of its letters."""

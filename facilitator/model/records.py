"""The records of a session: frozen, plain, with every reference to another record declared."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from facilitator.model.vocabulary import (
    AnswerState,
    AssetCategory,
    ComponentKind,
    CountermeasureStatus,
    Gate,
    NoteKind,
    Outlook,
    Protection,
    RatingMoment,
    Role,
    SecurityProperty,
    Stride,
    SuggestionState,
    SystemKind,
    ThreatStatus,
)

ANY = ("any",)


def reference(*kinds: str) -> Any:
    """Declare a field that names one record of the given kinds, or none when empty."""
    return field(default="", metadata={"refers_to": kinds})


def references(*kinds: str) -> Any:
    """Declare a field that names several records of the given kinds."""
    return field(default=(), metadata={"refers_to": kinds})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value inside a record; it has no id that others outside its record may name."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Part):
    """Anything of a session that has an id of its own.

    kind: the table that it stands in, in code and in files.
    prefix: the letters before the number in its id.
    title_field: the field that a person knows it by.
    """

    kind: ClassVar[str]
    prefix: ClassVar[str]
    title_field: ClassVar[str] = "name"

    id: str

    @property
    def title_text(self) -> str:
        """The words that a person knows this record by."""
        return str(getattr(self, self.title_field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Record):
    """What the session is about. There is one, and its id is HEADER_ID."""

    kind: ClassVar[str] = "session"
    prefix: ClassVar[str] = "S"
    title_field: ClassVar[str] = "title"

    identity: str
    title: str
    system: str = ""
    system_kind: SystemKind = SystemKind.CLASSIC
    stages: tuple[str, ...] = ()
    scale: str = "deck-1-5"
    created: str = ""
    closed_steps: tuple[str, ...] = ()


HEADER_ID = "S-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """A person in the room."""

    kind: ClassVar[str] = "participant"
    prefix: ClassVar[str] = "P"

    name: str
    role: Role = Role.PARTICIPANT
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """Something of value that can fail or be harmed."""

    kind: ClassVar[str] = "asset"
    prefix: ClassVar[str] = "A"

    name: str
    category: AssetCategory = AssetCategory.DATA
    catalogue: str = ""
    description: str = ""
    owner: str = ""
    stages: tuple[str, ...] = ()
    value: str = ""
    properties: tuple[SecurityProperty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """A box of the architecture."""

    kind: ClassVar[str] = "component"
    prefix: ClassVar[str] = "C"

    name: str
    component_kind: ComponentKind = ComponentKind.PROCESS
    description: str = ""
    assets: tuple[str, ...] = references("asset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """Data that goes from one component to another."""

    kind: ClassVar[str] = "flow"
    prefix: ClassVar[str] = "F"

    name: str
    source: str = reference("component")
    target: str = reference("component")
    assets: tuple[str, ...] = references("asset")
    protocol: str = ""
    authentication: Protection = Protection.UNKNOWN
    authentication_detail: str = ""
    authorization: Protection = Protection.UNKNOWN
    authorization_detail: str = ""
    encryption: Protection = Protection.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary(Record):
    """A trust boundary: the components on its inside, and optionally the boundary around it."""

    kind: ClassVar[str] = "boundary"
    prefix: ClassVar[str] = "B"

    name: str
    description: str = ""
    components: tuple[str, ...] = references("component")
    inside: str = reference("boundary")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint(Record):
    """A place where something from outside can get in."""

    kind: ClassVar[str] = "entry_point"
    prefix: ClassVar[str] = "E"

    name: str
    description: str = ""
    component: str = reference("component")
    flows: tuple[str, ...] = references("flow")
    reachable_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology(Record):
    """A product, library or protocol that a component is built on."""

    kind: ClassVar[str] = "technology"
    prefix: ClassVar[str] = "K"

    name: str
    version: str = ""
    components: tuple[str, ...] = references("component")


@dataclass(frozen=True, slots=True, kw_only=True)
class Countermeasure(Part):
    """What is done against a threat."""

    text: str
    status: CountermeasureStatus = CountermeasureStatus.PROPOSED
    owner: str = ""
    control: str = reference("control")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat(Record):
    """A threat card."""

    kind: ClassVar[str] = "threat"
    prefix: ClassVar[str] = "T"
    title_field: ClassVar[str] = "title"

    title: str
    description: str = ""
    target: tuple[str, ...] = references("component", "flow", "boundary", "entry_point", "asset")
    stride: tuple[Stride, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()
    assets: tuple[str, ...] = references("asset")
    failure_mode: str = ""
    stage: str = ""
    techniques: tuple[str, ...] = ()
    countermeasures: tuple[Countermeasure, ...] = ()
    references: tuple[str, ...] = ()
    status: ThreatStatus = ThreatStatus.OPEN
    status_reason: str = ""
    suggestion: str = reference("suggestion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """A fact that must hold for an attack; leaves of several trees may share it."""

    kind: ClassVar[str] = "condition"
    prefix: ClassVar[str] = "CO"

    name: str
    description: str = ""
    probability: float | None = None
    cost: float | None = None
    skill: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control(Record):
    """Something that, once in place, makes conditions impossible."""

    kind: ClassVar[str] = "control"
    prefix: ClassVar[str] = "CT"

    name: str
    description: str = ""
    in_place: bool = False
    disables: tuple[str, ...] = references("condition")
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Part):
    """One node of a threat tree; nodes stand in one list and name their parent, siblings in order."""

    id: str
    parent: str = ""
    label: str = ""
    gate: Gate = Gate.LEAF
    threshold: int = 0
    condition: str = reference("condition")
    tree: str = reference("tree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Record):
    """A threat tree. The first node is the root, and the goal of the attacker."""

    kind: ClassVar[str] = "tree"
    prefix: ClassVar[str] = "TR"
    title_field: ClassVar[str] = "title"

    title: str
    threat: str = reference("threat")
    note: str = ""
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Part):
    """One DREAD factor of a rating; value None means not scored, never zero."""

    factor: str
    value: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Part):
    """What one participant scored before the team agreed."""

    participant: str = reference("participant")
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """A DREAD rating of one threat, with probability x damage beside it."""

    kind: ClassVar[str] = "rating"
    prefix: ClassVar[str] = "R"
    title_field: ClassVar[str] = "threat"

    threat: str = reference("threat")
    scale: str
    scale_version: str = ""
    moment: RatingMoment = RatingMoment.INHERENT
    scores: tuple[Score, ...] = ()
    probability: int | None = None
    damage_potential: int | None = None
    note: str = ""
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureMode(Record):
    """One failure mode of one asset, as the team judged it."""

    kind: ClassVar[str] = "failure_mode"
    prefix: ClassVar[str] = "FM"
    title_field: ClassVar[str] = "text"

    asset: str = reference("asset")
    catalogue: str = ""
    text: str
    outlook: Outlook = Outlook.OPEN
    reason: str = ""
    cause: str = ""
    effect: str = ""
    severity: int | None = None
    threats: tuple[str, ...] = references("threat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What the team said to one question, with the question's text as it was asked.

    about: the record that a question for each record was about.
    facts: what made the question apply when it was answered, as keys of facts.
    """

    kind: ClassVar[str] = "answer"
    prefix: ClassVar[str] = "Q"
    title_field: ClassVar[str] = "text"

    question: str
    text: str
    stage: str = ""
    step: str = ""
    bank_version: str = ""
    state: AnswerState = AnswerState.ANSWERED
    value: str = ""
    choices: tuple[str, ...] = ()
    note: str = ""
    about: str = reference(*ANY)
    records: tuple[str, ...] = references(*ANY)
    facts: tuple[str, ...] = ()
    by: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Record):
    """A suggestion that the team has decided on.

    template: the threat template; for an action it is empty and the rule says which.
    because: the reasons as they were read; facts: the same as keys, to see whether they still hold.
    confirmed: the keys of those that held no more when the team said that it stands all the same.
    """

    kind: ClassVar[str] = "suggestion"
    prefix: ClassVar[str] = "SU"
    title_field: ClassVar[str] = "title"

    title: str
    rule: str
    template: str = ""
    state: SuggestionState = SuggestionState.ACCEPTED
    reason: str = ""
    because: tuple[str, ...] = ()
    about: str = reference(*ANY)
    facts: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBank(Record):
    """The questions of one lifecycle stage that the team knows of, as of one version of its bank."""

    kind: ClassVar[str] = "known_bank"
    prefix: ClassVar[str] = "KB"
    title_field: ClassVar[str] = "stage"

    stage: str
    versions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timebox(Record):
    """The time that a step may take, and has taken. minutes: 0 for no limit. spent: seconds."""

    kind: ClassVar[str] = "timebox"
    prefix: ClassVar[str] = "TB"
    title_field: ClassVar[str] = "step"

    step: str
    minutes: int = 0
    spent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A parked thought, a decision or an action."""

    kind: ClassVar[str] = "note"
    prefix: ClassVar[str] = "N"
    title_field: ClassVar[str] = "text"

    text: str
    note_kind: NoteKind = NoteKind.PARKED
    owner: str = ""
    due: str = ""
    done: bool = False
    about: str = reference(*ANY)


RECORD_TYPES: dict[str, type[Record]] = {
    record_type.kind: record_type
    for record_type in (
        Header,
        Participant,
        Asset,
        Component,
        Flow,
        Boundary,
        EntryPoint,
        Technology,
        Threat,
        Condition,
        Control,
        Tree,
        Rating,
        FailureMode,
        Answer,
        Suggestion,
        KnownBank,
        Timebox,
        Note,
    )
}
"""Every kind of record, in the order in which files and reports list them."""

KIND_OF_PREFIX = {record_type.prefix: kind for kind, record_type in RECORD_TYPES.items()}


def plain(value: Any) -> Any:
    """A record or part as dictionaries, lists and plain values, leaving out what stands at its default."""
    if isinstance(value, Part):
        return {
            item.name: plain(getattr(value, item.name))
            for item in fields(value)
            if getattr(value, item.name) != item.default
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if hasattr(value, "value") else value

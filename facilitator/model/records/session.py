"""What the session is about, who takes part, and who approved what came of it."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import CONTEXT, PEOPLE, Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import ReviewPass, Role, SystemKind

HEADER_ID = "S-1"


@declared(
    Kind(
        name="session",
        prefix="S",
        noun="session",
        plural="The session",
        title="title",
        hint="What the session is about.",
        form=("title", "system", "system_kind", "stages", "scale"),
        terms=("stride-ai", "lifecycle-stage", "scale"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Record):
    """What the session is about. There is one, and its id is HEADER_ID."""

    identity: str
    title: str = declare.text("Title", required=True)
    system: str = declare.long_text("What the system does, in a sentence")
    system_kind: SystemKind = declare.explained(
        declare.choice("Kind of system", SystemKind.CLASSIC), "foundation-model", "agent"
    )
    stages: tuple[str, ...] = declare.stages("Stages in scope")
    scale: str = declare.explained(
        declare.scale_id("Rating scale", "deck-1-5", help="such as deck-1-5; ratings made keep their scale"),
        "scale",
        "dread",
    )
    created: str = ""
    closed_steps: tuple[str, ...] = ()


@declared(
    Kind(
        name="participant",
        prefix="P",
        noun="participant",
        plural="Participants",
        hint="Who is in the room.",
        form=("name", "role", "organisation"),
        columns=("name", "role"),
        aside=PEOPLE,
        terms=("facilitator", "data-owner"),
        approved=False,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """A person in the room."""

    name: str = declare.text("Name", required=True)
    role: Role = declare.choice("Role", Role.PARTICIPANT)
    organisation: str = declare.text("Organisation")


@declared(
    Kind(
        name="approval",
        prefix="AP",
        noun="approval",
        plural="Approvals",
        title="by",
        hint="Who approved what the session says, and for how long? P approves it as it stands.",
        columns=("by", "review", "day", "until"),
        report=("by", "review", "day", "until", "note"),
        aside=CONTEXT,
        place=9,
        terms=("approval", "residual-risk"),
        approved=False,
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Record):
    """An approval of what the session said on a day. digest: of that content, see `facilitator.analysis.approval`."""

    by: str = declare.person("Approved by")
    review: ReviewPass = declare.choice("Review", ReviewPass.DECISION)
    day: str = declare.day("On")
    until: str = declare.day("Valid until")
    note: str = declare.long_text("Note")
    digest: str = ""

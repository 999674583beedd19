"""What lies around the system: whom it affects, who may attack it, what is taken for granted, what is left out."""

from dataclasses import dataclass

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.kind import CONTEXT, Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import AssumptionState

EXCUSED = ("threat", "component", "flow", "boundary", "entry_point", "asset", "technology", "countermeasure")
"""What an assumption can excuse from being looked at more closely."""
LEFT_OUT = ("component", "flow", "boundary", "entry_point", "asset", "technology", "threat")
"""What can be said to be out of scope."""


@declared(
    Kind(
        name="stakeholder",
        prefix="SH",
        noun="stakeholder",
        plural="Stakeholders",
        aside=CONTEXT,
        hint="Whose life, work or money changes with what the system does? They need not be in the room.",
        form=("name", "affected", "harm", "assets"),
        columns=("name", "affected", "harm"),
        from_note=7,
        terms=("stakeholder", "asset"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Record):
    """People whom the system affects. They take no part in the session; see `Participant` for those who do."""

    name: str = declare.text("Who", required=True)
    affected: str = declare.text("How the system affects them")
    harm: str = declare.text("Worst that can happen to them", heading="Worst harm")
    assets: tuple[str, ...] = declare.references("asset", label="Assets that are about them")


@declared(
    Kind(
        name="threat_actor",
        prefix="TA",
        noun="threat actor",
        plural="Threat actors",
        aside=CONTEXT,
        hint="Who could want this, and what are they able to do?",
        form=("name", "wants", "capability", "access"),
        columns=("name", "wants", "capability"),
        report=("name", "wants", "capability", "access"),
        terms=("threat-actor", "attacker", "attack-surface"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatActor(Record):
    """Somebody who may attack the system; threats name them."""

    name: str = declare.text("Who", required=True)
    wants: str = declare.text("What they want")
    capability: str = declare.text("What they can do", help="means, skill, time")
    access: str = declare.text("What they can reach", help="from the start, such as a user account")


@declared(
    Kind(
        name="assumption",
        prefix="AS",
        noun="assumption",
        plural="Assumptions",
        title="text",
        aside=CONTEXT,
        hint="What do you take for granted without having looked? Say what breaks if it is false.",
        form=("text", "breaks", "excuses", "state", "owner", "due"),
        columns=("text", "state", "breaks", "owner"),
        report=("text", "state", "breaks", "excuses", "owner", "due"),
        from_note=5,
        terms=("assumption", "trust-boundary"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """Something that the team relies on. due: the day by which somebody makes sure."""

    text: str = declare.text("What is taken for granted", required=True, heading="Assumption")
    breaks: str = declare.text("What breaks if it is false", heading="If it is false")
    excuses: tuple[str, ...] = declare.references(*EXCUSED, label="What it excuses", heading="Excuses")
    state: AssumptionState = declare.choice("State", AssumptionState.UNCONFIRMED)
    owner: str = declare.person("Who makes sure")
    due: str = declare.day("By when")

    @property
    def is_pending(self) -> bool:
        """Whether nobody has said yet that it holds."""
        return self.state is AssumptionState.UNCONFIRMED


@declared(
    Kind(
        name="out_of_scope",
        prefix="OS",
        noun="thing out of scope",
        plural="Out of scope",
        title="text",
        aside=CONTEXT,
        hint="What do you leave out, and why? Whoever reads the report will ask.",
        form=("text", "reason", "about"),
        columns=("text", "reason"),
        report=("text", "reason", "about"),
        terms=("out-of-scope", "component"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfScope(Record):
    """Something that the team decided not to look at."""

    text: str = declare.text("What is left out", required=True, heading="Out of scope")
    reason: str = declare.text("Why")
    about: tuple[str, ...] = declare.references(*LEFT_OUT, label="What it is about", heading="About")

    def completed(self) -> "OutOfScope":
        """Refuse what has no reason. Raises UserError."""
        if not self.reason:
            raise UserError("Why: a few words, please; whoever reads the report will ask.", "reason")
        return self

"""What is done against threats: one register for the whole session."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.closures import Closure, Closures
from facilitator.model.fields.dates import day_in, today
from facilitator.model.fields.field import validate_text
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import CountermeasureStatus, Effect, Step

BAR = " | "
LINE = "one a line: what | proposed, planned, in-place or rejected | owner | due; or the id of one that there is"


@declared(
    Kind(
        name="countermeasure",
        prefix="CM",
        noun="countermeasure",
        plural="Countermeasures",
        title="text",
        step=Step.THREATS,
        also_in=(Step.TREES,),
        place=2,
        hint="What is done, or could be. Threats name it and it closes conditions of trees; its status is said here.",
        form=(
            "text",
            "effect",
            "status",
            "reason",
            "owner",
            "due",
            "closes",
            "cost",
            "ticket",
            "description",
        ),
        columns=("text", "status", "owner", "due"),
        report=("text", "effect", "status", "owner", "due", "reason", "closes", "cost", "ticket"),
        from_note=4,
        terms=("countermeasure", "mitigation", "condition", "pruning"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Countermeasure(Record):
    """What is done against threats. template: the id of the bank's entry that it was taken from."""

    text: str = declare.text("What is done", required=True, heading="Countermeasure")
    description: str = declare.long_text("Description")
    effect: Effect = declare.explained(declare.choice("Effect", Effect.PREVENTS), "effect")
    status: CountermeasureStatus = declare.choice("Status", CountermeasureStatus.PROPOSED)
    reason: str = declare.text("Reason for the status", help="needed when it is rejected")
    owner: str = declare.person("Owner")
    due: str = declare.day("Due")
    cost: float | None = declare.amount("Cost", help="in any unit that you use throughout")
    ticket: str = declare.text("Ticket", help="a number or an address")
    closes: tuple[Closure, ...] = declare.explained(
        declare.field(
            "Conditions that it closes",
            Closures(),
            (),
            help="ids or names; “CO-2 x 0.3” for one that it only makes less likely",
            heading="Closes",
        ),
        "condition",
        "pruning",
    )
    template: str = ""

    @property
    def is_in_place(self) -> bool:
        """Whether it is done, and can be counted on."""
        return self.status is CountermeasureStatus.IN_PLACE

    def acts_on(self, condition: str) -> bool:
        """Whether it closes a condition, wholly or in part."""
        return any(closure.condition == condition for closure in self.closes)

    def closing(self, conditions: Iterable[str]) -> "Countermeasure":
        """The countermeasure as it closes these conditions too, wholly."""
        new = [Closure(condition=name) for name in conditions if not self.acts_on(name)]
        return replace(self, closes=(*self.closes, *new))

    @property
    def is_only_an_idea(self) -> bool:
        """Whether it was proposed and nothing more was said of it."""
        return self.status is CountermeasureStatus.PROPOSED and not (self.owner or self.due or self.closes)

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be done."""
        return self.status in (CountermeasureStatus.PROPOSED, CountermeasureStatus.PLANNED)

    @property
    def needs_owner(self) -> bool:
        """Whether it was decided to do it."""
        return self.status is CountermeasureStatus.PLANNED

    def completed(self) -> "Countermeasure":
        """Refuse a rejection without a reason. Raises UserError."""
        if self.status is CountermeasureStatus.REJECTED and not self.reason:
            raise UserError("Reason for the status: rejected needs a reason.", "reason")
        return self


class CountermeasureLines:
    """A countermeasure as a line: what, status, owner and due day with bars between them."""

    def read(self, record_id: str, line: str, base: Countermeasure | None) -> Countermeasure:
        """Read a line; what it leaves out stays as it is. Raises UserError."""
        parts = [part.strip() for part in f" {line} ".split(BAR)]
        text, status, owner, due = [*parts, "", "", ""][:4]
        known = base or Countermeasure(id=record_id, text=validate_text(text))
        if not (text or known.text):
            raise UserError(f"A countermeasure needs a few words; write: {LINE}.")
        return replace(
            known,
            text=validate_text(text) or known.text,
            status=_status(status) if status else known.status,
            owner=validate_text(owner) or known.owner,
            due=day_in(due, today()).isoformat() if due else known.due,
        )

    def write(self, record: Countermeasure) -> str:
        """Write what a line can hold of a countermeasure."""
        parts = [record.text, record.status.value, record.owner, record.due]
        while not parts[-1]:
            parts.pop()
        return BAR.join(parts)

    def describe(self, record: Countermeasure) -> str:
        """Say a countermeasure and how far it has come."""
        status = record.status.value.replace("-", " ")
        facts = [fact for fact in (record.id, status, record.owner, record.due) if fact]
        return f"{record.text} ({', '.join(facts)})"

    def is_said_by(self, line: str, record: Countermeasure) -> bool:
        """Tell whether a line says this countermeasure: its very words, and nothing that differs from it."""
        said = self.read(record.id, line, None)
        if said.text.casefold() != record.text.casefold():
            return False
        return BAR not in line or replace(record, text=said.text) == self.read(record.id, line, record)


def _status(word: str) -> CountermeasureStatus:
    try:
        return CountermeasureStatus(word)
    except ValueError:
        known = ", ".join(CountermeasureStatus)
        raise UserError(f"“{word}” is not one of {known}; write: what | status | owner | due.") from None


def owner_of_line(line: str) -> str:
    """Find the owner that a line names, or "". Raises UserError."""
    return CountermeasureLines().read("", line, None).owner

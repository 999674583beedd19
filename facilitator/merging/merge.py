"""Three-way merge of sessions, record by record and field by field; what cannot be decided is a conflict."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from facilitator.merging.difference import in_words
from facilitator.merging.renumbering import aligned
from facilitator.model.part import Part, Record, plain
from facilitator.model.references import dangling
from facilitator.model.session import Session, session_of

R = TypeVar("R", bound=Record)

OURS = "ours"
THEIRS = "theirs"
WHOLE = "record"
"""What a conflict is about when one side removed a record and the other changed or names it."""

Decisions = Mapping[str, str]
"""Key of a conflict -> OURS or THEIRS."""

Ids = Collection[str]
Values = tuple[Any, ...]

Side = Record | None
"""A record as one side has it; None where it has none of this id."""

NOTHING: Any = object()
"""Equal to no value of a field."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both sides changed differently. field: the field's name, or WHOLE.

    ours, theirs: the values as plain data; None where that side has removed the record.
    """

    record: str
    title: str
    field: str
    ours: Any
    theirs: Any

    @property
    def key(self) -> str:
        """What a decision names it by, such as T-3.status."""
        return f"{self.record}.{self.field}"

    @property
    def sentence(self) -> str:
        """The conflict in words, with both values."""
        what = self.field.replace("_", " ")
        ours = self._in_words(self.ours)
        theirs = self._in_words(self.theirs)
        record = f"{self.record} {self.title}"
        return f"{self.key}: {what} of {record} is {ours} in ours and {theirs} in theirs"

    def _in_words(self, value: Any) -> str:
        if value is None and self.field == WHOLE:
            return "removed"
        return in_words(value)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged session, conflicts that nobody has decided, ids of theirs that were given anew, what was decided.

    Where a conflict is open, the session holds our value, or the record that one side kept.
    """

    session: Session
    conflicts: tuple[Conflict, ...] = ()
    renumbered: Mapping[str, str] = field(default_factory=dict)
    decided: Decisions = field(default_factory=dict)


def merge(
    base: Session,
    ours: Session,
    theirs: Session,
    decisions: Decisions | None = None,
    *,
    same: Ids = (),
    doubtful: Ids = (),
) -> Merged:
    """Merge what two sides made of one session.

    A record that both sides made under one id stays on our side; theirs gets a new id, with its references.
    same: ids that are known to mean one record on both sides. doubtful: ids of records of which the base says nothing
    that can be relied on, so that every difference is a conflict.
    """
    found = aligned(base, ours, theirs, same)
    decisions = decisions or {}
    merger = _Merger(found.base, ours, found.theirs, decisions, doubtful)
    records = list(merger.records())
    issued = _highest_issued(found.base, ours, found.theirs)
    session = session_of(records, issued, ours.revision)
    session = merger.without_gaps(session)
    conflicts = tuple(merger.conflicts)
    return Merged(session, conflicts, found.new_ids, merger.decided)


def _highest_issued(*sides: Session) -> dict[str, int]:
    highest: dict[str, int] = {}
    for side in sides:
        for kind, number in side.issued.items():
            known = highest.get(kind, 0)
            highest[kind] = max(known, number)
    return highest


class _Merger:
    """One merge of a base and two sides whose ids agree."""

    def __init__(self, base: Session, ours: Session, theirs: Session, decisions: Decisions, doubtful: Ids) -> None:
        self._base = base
        self._ours = ours
        self._theirs = theirs
        self._decisions = decisions
        self._doubtful = doubtful
        self.conflicts: list[Conflict] = []
        self.decided: dict[str, str] = {}

    def records(self) -> Iterator[Record]:
        """Every record of the merged session."""
        for kind, ours in self._ours.tables.items():
            base = self._base.tables[kind]
            theirs = self._theirs.tables[kind]
            for name in dict.fromkeys((*ours, *theirs)):
                before = base.get(name)
                mine = ours.get(name)
                yours = theirs.get(name)
                record = self._merged(before, mine, yours)
                if record is not None:
                    yield record

    def without_gaps(self, session: Session) -> Session:
        """Bring back what one side removed and the other names; each is a conflict."""
        # A record that comes back may name another one that is gone, so this goes on until none is missing.
        while back := self._named_and_gone(session):
            for record in back:
                ours = self._ours.find(record.id)
                theirs = self._theirs.find(record.id)
                # It comes back whatever is decided: what names it may not name what is not there.
                self._decided(record, WHOLE, _plain(ours), _plain(theirs))
            records = (*session.every_record(), *back)
            session = session_of(records, session.issued, session.revision)
        return session

    def _named_and_gone(self, session: Session) -> list[Record]:
        """The records that the merged session names and does not hold, as far as a side or the base has them."""
        missing: set[str] = set()
        for record in session.every_record():
            for reference in dangling(session, record):
                missing.add(reference.target)
        found = map(self._somewhere, sorted(missing))
        return list(filter(None, found))

    def _somewhere(self, record_id: str) -> Side:
        for side in (self._ours, self._theirs, self._base):
            record = side.find(record_id)
            if record is not None:
                return record
        return None

    def _merged(self, base: Side, ours: Side, theirs: Side) -> Side:
        if ours == theirs:
            return ours
        record = ours or theirs
        # What the base says of a doubtful record is old, so being equal to it does not show that a side left it alone.
        is_doubtful = record is not None and record.id in self._doubtful
        if not is_doubtful and theirs == base:
            return ours
        if not is_doubtful and ours == base:
            return theirs
        if ours is None or theirs is None:
            return self._kept_or_removed(ours, theirs)
        if is_doubtful:
            base = None
        return self._merged_fields(base, ours, theirs)

    def _kept_or_removed(self, ours: Side, theirs: Side) -> Side:
        """A record that one side removed and the other changed; it stays until that is decided."""
        kept = ours or theirs
        assert kept is not None
        side = self._decided(kept, WHOLE, _plain(ours), _plain(theirs))
        if side == OURS:
            return ours
        if side == THEIRS:
            return theirs
        return kept

    def _merged_fields(self, base: Side, ours: R, theirs: Record) -> R:
        """Our record, with each field that only they changed as they have it."""
        changed: dict[str, Any] = {}
        for item in fields(ours):
            name = item.name
            mine = getattr(ours, name)
            yours = getattr(theirs, name)
            before = NOTHING if base is None else getattr(base, name)
            if yours in (mine, before):
                continue
            if mine == before:
                changed[name] = yours
            elif _are_lists(before, mine, yours):
                changed[name] = _joined(before, mine, yours)
            elif self._decided(ours, name, plain(mine), plain(yours)) == THEIRS:
                changed[name] = yours
        return replace(ours, **changed)

    def _decided(self, record: Record, name: str, ours: Any, theirs: Any) -> str:
        """The side that was chosen in a conflict; when none was, note the conflict and give ""."""
        conflict = Conflict(record.id, record.title_text, name, ours, theirs)
        key = conflict.key
        side = self._decisions.get(key, "")
        if side in (OURS, THEIRS):
            self.decided[key] = side
            return side
        self.conflicts.append(conflict)
        return ""


def _plain(record: Side) -> Any:
    if record is None:
        return None
    return plain(record)


def _are_lists(*values: Any) -> bool:
    """Whether a field holds words or choices of which each stands for itself."""
    for value in values:
        if not isinstance(value, tuple):
            return False
        if any(isinstance(item, Part) for item in value):
            return False
    return True


def _joined(base: Values, ours: Values, theirs: Values) -> Values:
    """A list with what either side put in, without what either side took out."""
    kept = [item for item in base if item in ours and item in theirs]
    added = {*ours, *theirs} - {*base}
    return (*kept, *sorted(added))

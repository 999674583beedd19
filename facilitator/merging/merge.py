"""Three-way merge of sessions, record by record and field by field; what cannot be decided is a conflict."""

from collections.abc import Callable, Collection, Iterator, Mapping
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
        ours = "removed" if self.field == WHOLE and self.ours is None else in_words(self.ours)
        theirs = "removed" if self.field == WHOLE and self.theirs is None else in_words(self.theirs)
        return f"{self.key}: {what} of {self.record} {self.title} is {ours} in ours and {theirs} in theirs"


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged session, conflicts that nobody has decided, ids of theirs that were given anew, what was decided.

    Where a conflict is open, the session holds our value, or the record that one side kept.
    """

    session: Session
    conflicts: tuple[Conflict, ...] = ()
    renumbered: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)


def merge(
    base: Session,
    ours: Session,
    theirs: Session,
    decisions: Mapping[str, str] | None = None,
    *,
    same: Collection[str] = (),
    doubtful: Collection[str] = (),
) -> Merged:
    """Merge what two sides made of one session. decisions: key of a conflict -> OURS or THEIRS.

    A record that both sides made under one id stays on our side; theirs gets a new id, with its references.
    same: ids that are known to mean one record on both sides. doubtful: ids of records of which the base says nothing
    that can be relied on, so that every difference is a conflict.
    """
    base, moved, renumbered = aligned(base, ours, theirs, same)
    merger = _Merger(base, ours, moved, decisions or {}, doubtful)
    records = list(merger.records())
    issued = {
        kind: max(side.issued.get(kind, 0) for side in (base, ours, moved))
        for kind in dict.fromkeys((*base.issued, *ours.issued, *moved.issued))
    }
    session = session_of(records, issued, ours.revision)
    session = merger.without_gaps(session)
    return Merged(session, tuple(merger.conflicts), renumbered, merger.decided)


class _Merger:
    def __init__(
        self,
        base: Session,
        ours: Session,
        theirs: Session,
        decisions: Mapping[str, str],
        doubtful: Collection[str],
    ) -> None:
        self._base = base
        self._ours = ours
        self._theirs = theirs
        self._decisions = decisions
        self._doubtful = doubtful
        self.conflicts: list[Conflict] = []
        self.decided: dict[str, str] = {}

    def records(self) -> Iterator[Record]:
        """Every record of the merged session."""
        for kind, table in self._ours.tables.items():
            for record_id in dict.fromkeys((*table, *self._theirs.tables[kind])):
                sides = (self._base.tables[kind], table, self._theirs.tables[kind])
                found = self._merged(*(side.get(record_id) for side in sides))
                if found is not None:
                    yield found

    def without_gaps(self, session: Session) -> Session:
        """Bring back what one side removed and the other names; each is a conflict."""
        while True:
            missing = {ref.target for record in session.every_record() for ref in dangling(session, record)}
            back = [record for name in sorted(missing) if (record := self._somewhere(name))]
            if not back:
                return session
            for record in back:
                ours, theirs = (plain(found) if found else None for found in self._both(record.id))
                self._decide(record, WHOLE, ours, theirs, lambda _: None)
            session = session_of((*session.every_record(), *back), session.issued, session.revision)

    def _merged(self, base: Record | None, ours: Record | None, theirs: Record | None) -> Record | None:
        record = ours or theirs
        is_doubtful = record is not None and record.id in self._doubtful
        if ours == theirs or (theirs == base and not is_doubtful):
            return ours
        if ours == base and not is_doubtful:
            return theirs
        if ours is None or theirs is None:
            kept = ours or theirs
            assert kept is not None
            sides = {OURS: ours, THEIRS: theirs}
            now = (plain(ours) if ours else None, plain(theirs) if theirs else None)
            decided: Record | None = self._decide(kept, WHOLE, *now, sides.get, kept)
            return decided
        return self._merged_fields(None if is_doubtful else base, ours, theirs)

    def _merged_fields(self, base: Record | None, ours: R, theirs: Record) -> R:
        changed: dict[str, Any] = {}
        for item in fields(ours):
            mine, yours = getattr(ours, item.name), getattr(theirs, item.name)
            before: Any = getattr(base, item.name) if base is not None else object()
            if yours in (mine, before):
                continue
            if mine == before:
                changed[item.name] = yours
            elif base is not None and _is_list(mine) and _is_list(yours) and _is_list(before):
                changed[item.name] = _joined(before, mine, yours)
            else:
                sides = {OURS: mine, THEIRS: yours}
                changed[item.name] = self._decide(ours, item.name, plain(mine), plain(yours), sides.get, mine)
        return replace(ours, **changed)

    def _decide(
        self,
        record: Record,
        name: str,
        ours: Any,
        theirs: Any,
        taken: Callable[[str], Any],
        undecided: Any = None,
    ) -> Any:
        """What was decided about a conflict; when nothing was, note it and go on with `undecided`."""
        conflict = Conflict(record.id, record.title_text, name, ours, theirs)
        side = self._decisions.get(conflict.key, "")
        if side in (OURS, THEIRS):
            self.decided[conflict.key] = side
            return taken(side)
        self.conflicts.append(conflict)
        return undecided

    def _both(self, record_id: str) -> tuple[Record | None, Record | None]:
        return self._ours.find(record_id), self._theirs.find(record_id)

    def _somewhere(self, record_id: str) -> Record | None:
        ours, theirs = self._both(record_id)
        return ours or theirs or self._base.find(record_id)


def _is_list(value: Any) -> bool:
    """Whether a field holds words or choices of which each stands for itself."""
    return isinstance(value, tuple) and not any(isinstance(item, Part) for item in value)


def _joined(base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """A list with what either side put in, without what either side took out."""
    kept = [item for item in base if item in ours and item in theirs]
    added = {item for side in (ours, theirs) for item in side if item not in base}
    return (*kept, *sorted(added))

"""The workshop: everything that can be done to an open session, the same for every front end."""

import getpass
import tempfile
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from facilitator.banks.load import load_banks
from facilitator.banks.schema import Banks
from facilitator.guide.known_banks import known_now
from facilitator.guide.situation import Situation
from facilitator.model.edit import Change, Edit, EditKind, EditRefused
from facilitator.model.records import (
    HEADER_ID,
    RECORD_TYPES,
    Header,
    Rating,
    Record,
    Threat,
)
from facilitator.model.references import named_by, removal
from facilitator.model.session import Session, apply
from facilitator.model.undo import undo_stack
from facilitator.model.vocabulary import RatingMoment, Step, SystemKind
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import SessionFile, history_path
from facilitator.store.snapshot import Place
from facilitator.workshop.cataloguing import catalogued
from facilitator.workshop.clock import StepClock
from facilitator.workshop.entering import Refused, Typed, checked_text, entered, look_up
from facilitator.workshop.forms import FORMS
from facilitator.workshop.guided import Guided
from facilitator.workshop.scoring import scored
from facilitator.workshop.tree_drawing import TreeDrawing
from facilitator.workshop.wording import named

Clock = Callable[[], str]
SNAPSHOT_EVERY = 25


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def person() -> str:
    """Who sits at the keyboard, as far as the computer knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


class Workshop:
    """An open session and what the people in the room do to it.

    `guide` answers questions and decides on suggestions, `trees` draws threat trees. Every act is one
    edit, safe on disk when the method returns. `unsafe` says what is not, in a sentence, and is empty
    when all is saved.
    Methods raise Refused when something cannot be taken as it was entered.
    """

    def __init__(
        self,
        path: Path,
        *,
        banks: Banks | None = None,
        by: str = "",
        clock: Clock = now,
        read_only: bool = False,
        keep_trying: bool = False,
        _new: bool = False,
    ) -> None:
        """Open a session that is there. Raises StoreRefused.

        keep_trying: an edit that the disk refuses stays in the session and is written as soon as it can be;
        `unsafe` says so meanwhile. Otherwise such an edit is refused.
        """
        self.path = path
        self.banks = banks or load_banks()
        self.by = by or person()
        self.unsafe = ""
        self._clock = clock
        self._keep_trying = keep_trying
        self._file = SessionFile(path, read_only=read_only)
        if not _new:
            self._check()
        self._stack = undo_stack(self._file.edits)
        self.place = self._file.place
        self.guide = Guided(self)
        self.trees = TreeDrawing(self)
        self.step_clock = StepClock(self)

    @classmethod
    def begin(
        cls,
        path: Path,
        *,
        title: str = "",
        system: str = "",
        kind: str = SystemKind.CLASSIC,
        stages: Sequence[str] = (),
        scale: str = "deck-1-5",
        banks: Banks | None = None,
        by: str = "",
        clock: Clock = now,
        identity: str = "",
    ) -> "Workshop":
        """Make a session that is not there yet. Raises Refused or StoreRefused."""
        known = banks or load_banks()
        _check_header(known, kind, stages, scale)
        if path.exists() or _has_whole_line(history_path(path)):
            raise StoreRefused(path, "there is a session of this name already; choose another name.")
        workshop = cls(path, banks=known, by=by, clock=clock, _new=True)
        header = Header(
            id=HEADER_ID,
            identity=identity or str(uuid.uuid4()),
            title=checked_text(title.strip() or path.stem),
            system=checked_text(system.strip()),
            system_kind=SystemKind(kind),
            stages=tuple(stages) or tuple(known.questions),
            scale=scale,
            created=clock()[:10],
        )
        knowing = known_now(Situation(workshop.session, known))
        workshop.do("Begin the session", Change(before=None, after=header), *knowing)
        workshop.save()
        return workshop

    def _check(self) -> None:
        """A session that no screen could show is not opened. Raises StoreRefused."""
        try:
            _check_there(self._file)
            header = self.session.header
            try:
                _check_header(self.banks, header.system_kind, header.stages, header.scale)
            except Refused as refusal:
                what = f"{refusal} Mend it in the session, or give the banks that hold it with --banks."
                raise StoreRefused(self._file.path, what) from None
        except StoreRefused:
            self._file.close()
            raise

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._file.session

    @property
    def history(self) -> Sequence[Edit]:
        """Every edit that the history holds."""
        return self._file.edits

    @property
    def notices(self) -> Sequence[str]:
        """What was found while opening, a sentence each."""
        return self._file.notices

    @property
    def writable(self) -> bool:
        """False while somebody else writes this session."""
        return self._file.writable

    def add(self, kind: str, values: Mapping[str, Typed]) -> Record:
        """Add a record from the values of its form."""
        if kind == Header.kind:
            raise Refused("A session has its particulars already; change them instead.", "kind")
        new_id = self.session.next_id(RECORD_TYPES[kind])
        record = catalogued(self.banks, entered(self.session, kind, values, None, new_id))
        self.do(f"Add {FORMS[kind].singular} {named(record)}", Change(before=None, after=record))
        return record

    def change(self, record_id: str, values: Mapping[str, Typed]) -> Record:
        """Change some fields of a record."""
        before = self.record(record_id)
        after = entered(self.session, before.kind, values, before, record_id)
        if isinstance(after, Header):
            _check_header(self.banks, after.system_kind, after.stages, after.scale)
        if after != before:
            self.do(f"Change {FORMS[before.kind].singular} {named(after)}", Change(before=before, after=after))
        return after

    def change_all(self, record_ids: Sequence[str], values: Mapping[str, Typed]) -> None:
        """Change the same fields of several records of one kind, as one act."""
        changes: list[Change] = []
        for record_id in record_ids:
            before = self.record(record_id)
            after = entered(self.session, before.kind, values, before, record_id)
            changes += [Change(before=before, after=after)] if after != before else []
        if changes:
            form = FORMS[changes[0].record.kind]
            labels = ", ".join(form.field(name).label.lower() for name in values)
            self.do(f"Change {labels} of {len(changes)} {form.plural.lower()}", *changes)

    def remove_all(self, record_ids: Sequence[str]) -> None:
        """Remove several records as one act; those that name them forget them."""
        after, changes = self.session, list[Change]()
        for record_id in record_ids:
            self.record(record_id)
            removed = tuple(removal(after, record_id, take_along=False))
            step = Edit(number=after.revision + 1, time="", by="", what="", changes=removed)
            after = apply(after, step)
            changes += removed
        self.do(f"Remove {len(record_ids)} records", *changes)

    def close_step(self, step: Step, closed: bool) -> None:
        """Mark a step as done, or open it again."""
        before = self.session.header
        steps = [item for item in before.closed_steps if item != step] + ([step.value] if closed else [])
        after = replace(before, closed_steps=tuple(steps))
        if after != before:
            what = f"Mark {step.value} as {'done' if closed else 'open'}"
            self.do(what, Change(before=before, after=after))

    def record(self, record_id: str) -> Record:
        """The record of this id. Raises Refused when it is not there."""
        found = self.session.find(record_id)
        if found is None:
            raise Refused(f"There is no {record_id} in this session.")
        return found

    def named_by(self, record_id: str) -> tuple[Record, ...]:
        """The records that name this one, and would be touched if it went."""
        return named_by(self.session, record_id)

    def remove(self, record_id: str, *, take_along: bool = False) -> None:
        """Remove a record; those that name it forget it, or go along."""
        record = self.record(record_id)
        if record_id == HEADER_ID:
            raise Refused("The session's own particulars cannot be removed.")
        changes = removal(self.session, record_id, take_along=take_along)
        self.do(f"Remove {named(record)}", *changes)

    def undo(self) -> str:
        """Take the last act back; the words of what was undone, or "" when there is nothing."""
        return self._swap(self._stack.undoable, EditKind.UNDO)

    def redo(self) -> str:
        """Put the last undone act again; its words, or "" when there is nothing."""
        return self._swap(self._stack.redoable, EditKind.REDO)

    def rating_of(self, threat_id: str, moment: RatingMoment = RatingMoment.INHERENT) -> Rating | None:
        """The rating of a threat, before or after its countermeasures."""
        return next((r for r in self.session.all(Rating) if r.threat == threat_id and r.moment is moment), None)

    def rate(
        self,
        threat_id: str,
        scores: Mapping[str, tuple[int | None, str]],
        *,
        probability: int | None = None,
        damage_potential: int | None = None,
        note: str | None = None,
        moment: RatingMoment = RatingMoment.INHERENT,
    ) -> Rating:
        """Rate a threat: a value and a reason per DREAD factor, on the session's scale.

        Factors that are not given stay as they were. P x D is kept when not given.
        """
        threat = self.session.get(Threat, self.find("threat", threat_id))
        before = self.rating_of(threat.id, moment)
        scale = self.banks.scale(before.scale if before else self.session.header.scale)
        base = before or Rating(
            id=self.session.next_id(Rating),
            threat=threat.id,
            scale=scale.id,
            scale_version=scale.version,
            moment=moment,
        )
        after = scored(base, scale, scores, probability, damage_potential, note)
        if after != before:
            self.do(f"Rate {named(threat)}", Change(before=before, after=after))
        return after

    def find(self, kind: str, words: str) -> str:
        """The id of the record that words mean: an id, a name, or the start of one."""
        return look_up(self.session, (kind,), words)

    def go_to(self, step: str, record: str = "") -> None:
        """Remember where the team is, to come back to it."""
        self.place = Place(step, record)

    def save(self) -> None:
        """Write the snapshot; edits are safe in the history without it."""
        try:
            self._file.write_snapshot(self.place)
        except OSError as error:
            self.unsafe = f"The snapshot could not be written ({error.strerror}); the history is safe."

    @property
    def unsaved(self) -> int:
        """How many acts are not on disk yet."""
        return len(self._file.unsaved)

    def try_again(self) -> bool:
        """Write what the disk refused before; whether all is safe now."""
        try:
            self._file.try_again()
        except OSError as error:
            self.unsafe = self._not_saved(error.strerror or "the disk refuses it")
            return False
        self.unsafe = ""
        return True

    def save_elsewhere(self, path: Path) -> None:
        """Write the whole session under another name and go on there. Raises Refused."""
        try:
            self._file.save_elsewhere(path)
            file = SessionFile(path)
        except StoreRefused as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            raise Refused(f"{path} could not be written ({error.strerror}); choose another place.") from None
        with suppress(OSError):
            self._file.close()
        self._file, self.path, self.unsafe = file, path, ""

    def copy_to(self, path: Path) -> None:
        """Write the whole session under another name as well, and go on where it is. Raises OSError or StoreRefused."""
        self._file.save_elsewhere(path)

    def follow(self) -> bool:
        """Take in what somebody else saved meanwhile; whether there was anything. Raises Refused."""
        try:
            new = self._file.follow()
        except StoreRefused as refusal:
            raise Refused(str(refusal)) from None
        if new:
            self._stack = undo_stack(self._file.edits)
        return new

    def take_over(self) -> bool:
        """Become the writer when nobody else is any more; whether it is so. Raises Refused, and stays a reader then."""
        if not self._file.is_free():
            return False
        try:
            file = SessionFile(self.path)
            _check_there(file)
        except StoreRefused as refusal:
            raise Refused(str(refusal)) from None
        if not file.writable:
            file.close()
            return False
        self._file.close()
        self._file, self._stack, self.place = file, undo_stack(file.edits), file.place
        return True

    def close(self) -> Path | None:
        """Write the snapshot and let the session go.

        Acts that the disk still refuses go, with all of the session, to a folder for temporary files; the path of
        the session there.
        """
        rescued = None
        if self.writable:
            with suppress(Refused):
                self.step_clock.pause()
            if self.unsaved and not self.try_again():
                rescued = self._rescue()
            self.save()
        self._file.close()
        return rescued

    def _rescue(self) -> Path | None:
        try:
            folder = Path(tempfile.mkdtemp(prefix="facilitator-rescued-"))
            self._file.save_elsewhere(folder / self.path.name)
        except (OSError, StoreRefused):
            return None
        return folder / self.path.name

    def _swap(self, edits: list[Edit], kind: EditKind) -> str:
        if not edits:
            return ""
        edit = edits[-1].inverted(number=self.session.revision + 1, time=self._clock(), by=self.by, kind=kind)
        self._append(edit)
        return edit.what

    def time(self) -> str:
        """The time now, as every edit bears it."""
        return self._clock()

    def do(self, what: str, *changes: Change) -> None:
        """Make one edit, safe on disk when this returns. Raises Refused."""
        self._append(Edit(number=self.session.revision + 1, time=self._clock(), by=self.by, what=what, changes=changes))

    def _append(self, edit: Edit) -> None:
        try:
            safe = self._file.append(edit, keep=self._keep_trying)
        except (EditRefused, StoreRefused) as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            self.unsafe = f"NOT saved ({error.strerror}): {edit.what}. Mend the disk and do it again."
            raise Refused(self.unsafe) from None
        self.unsafe = "" if safe else self._not_saved("the disk refuses it")
        if edit.number > 1:
            self._stack.record(edit)
        if edit.number % SNAPSHOT_EVERY == 0:
            self._file.write_snapshot_later(self.place)

    def _not_saved(self, why: str) -> str:
        count = len(self._file.unsaved)
        return f"{count} {'act is' if count == 1 else 'acts are'} NOT saved ({why}); trying again. W saves elsewhere."


def _check_there(file: SessionFile) -> None:
    if not file.session.tables[Header.kind]:
        raise StoreRefused(file.path, "no session was saved here; take the file away, or choose another name.")


def _has_whole_line(path: Path) -> bool:
    """Whether a history holds anything; a writer that was killed at once leaves an empty one."""
    try:
        return b"\n" in path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _check_header(banks: Banks, kind: str, stages: Sequence[str], scale: str) -> None:
    if kind not in tuple(SystemKind):
        raise Refused(f"“{kind}” is not one of {', '.join(SystemKind)}.", "kind")
    known = [stage.id for stage in banks.stages]
    for stage in stages:
        if stage not in known:
            raise Refused(f"“{stage}” is not a stage; the stages are {', '.join(known)}.", "stages")
    try:
        banks.scale(scale)
    except KeyError:
        names = ", ".join(item.id for item in banks.scales.scale)
        raise Refused(f"“{scale}” is not a scale; the scales are {names}.", "scale") from None

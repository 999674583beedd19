"""The workshop: everything that can be done to an open session, the same for every front end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from facilitator.banks.ids import scale_ids, stage_ids
from facilitator.model.edit import Change, Edit
from facilitator.model.records import (
    HEADER_ID,
    RECORD_TYPES,
    Header,
    Rating,
    Record,
    Threat,
)
from facilitator.model.references import named_by, removal
from facilitator.model.session import apply
from facilitator.model.vocabulary import RatingMoment, Step, SystemKind
from facilitator.store.history import check_is_file
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import history_path
from facilitator.workshop.cataloguing import catalogued
from facilitator.workshop.clock import StepClock
from facilitator.workshop.entering import Refused, Typed, checked_text, entered, look_up
from facilitator.workshop.forms import FORMS
from facilitator.workshop.open_session import Clock, OpenSession, check_there, now
from facilitator.workshop.scoring import scored
from facilitator.workshop.wording import named

if TYPE_CHECKING:
    from facilitator.analysis.step_figures import StepFigures
    from facilitator.banks.schema import Banks
    from facilitator.workshop.guided import Guided
    from facilitator.workshop.tree_drawing import TreeDrawing


class Workshop(OpenSession):
    """An open session and what the people in the room do to it.

    `guide` answers questions and decides on suggestions, `trees` draws threat trees. Every act is one
    edit, safe on disk when the method returns.
    Methods raise Refused when something cannot be taken as it was entered.
    The banks are read when they are first needed, or by `prepare`, which may run on another thread.
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

        keep_trying: an edit that the disk refuses stays in the session and is written as soon as it can be.
        """
        super().__init__(path, by=by, clock=clock, read_only=read_only, keep_trying=keep_trying)
        self._banks = banks
        self._guide: Guided | None = None
        self._is_prepared = banks is not None
        self._one_reader = RLock()
        if not _new:
            self._check()
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
    ) -> Workshop:
        """Make a session that is not there yet. Raises Refused or StoreRefused."""
        from facilitator.banks.load import load_banks
        from facilitator.guide.known_banks import known_now
        from facilitator.guide.situation import Situation

        known = banks or load_banks()
        _check_header(kind, stages, scale)
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

    @property
    def banks(self) -> Banks:
        """The question banks. Raises BankError."""
        with self._one_reader:
            if self._banks is None:
                from facilitator.banks.load import load_banks

                self._banks = load_banks()
            return self._banks

    @property
    def guide(self) -> Guided:
        """What the banks say to the session. Raises BankError."""
        with self._one_reader:
            if self._guide is None:
                from facilitator.workshop.guided import Guided

                self._guide = Guided(self)
            return self._guide

    @property
    def trees(self) -> TreeDrawing:
        """The hand that draws threat trees."""
        from facilitator.workshop.tree_drawing import TreeDrawing

        return TreeDrawing(self)

    @property
    def is_prepared(self) -> bool:
        """Whether the banks are read, so that the guide answers at once."""
        return self._is_prepared

    def prepare(self) -> None:
        """Read the banks, and let the guide look at the session once. Raises BankError."""
        with self._one_reader:
            self.guide.look_ahead()
            self._is_prepared = True

    def known_steps(self) -> Mapping[str, StepFigures] | None:
        """Where each step stands, once the guide is prepared."""
        if not self._is_prepared:
            return None
        return {step.value: state.figures for step, state in self.guide.steps().items()}

    def close(self) -> Path | None:
        """Note the time that was spent, write the snapshot and let the session go; see OpenSession."""
        if self.writable:
            with suppress(Refused):
                self.step_clock.pause()
        return super().close()

    def _check(self) -> None:
        """A session that no screen could show is not opened. Raises StoreRefused."""
        try:
            check_there(self._file)
            header = self.session.header
            try:
                _check_header(header.system_kind, header.stages, header.scale)
            except Refused as refusal:
                what = f"{refusal} Mend it in the session, or give the banks that hold it with --banks."
                raise StoreRefused(self._file.path, what) from None
        except StoreRefused:
            self._file.close()
            raise

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
            _check_header(after.system_kind, after.stages, after.scale)
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


def _check_header(kind: str, stages: Sequence[str], scale: str) -> None:
    if kind not in tuple(SystemKind):
        raise Refused(f"“{kind}” is not one of {', '.join(SystemKind)}.", "kind")
    known = stage_ids()
    for stage in stages:
        if stage not in known:
            raise Refused(f"“{stage}” is not a stage; the stages are {', '.join(known)}.", "stages")
    if scale not in scale_ids():
        raise Refused(f"“{scale}” is not a scale; the scales are {', '.join(scale_ids())}.", "scale")


def _has_whole_line(path: Path) -> bool:
    """Whether a history holds anything; a writer that was killed at once leaves an empty one. Raises StoreRefused."""
    check_is_file(path)
    try:
        return b"\n" in path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True

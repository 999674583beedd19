"""The workshop: an open session, what its banks say, and the acts of the people in the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar

from facilitator.banks.known_ids import scale_ids, stage_ids
from facilitator.errors import UserError
from facilitator.model.fields.references import look_up
from facilitator.model.part import Record
from facilitator.model.records.ratings import Rating
from facilitator.model.session import Session
from facilitator.model.vocabulary import RatingMoment, SystemKind
from facilitator.store.errors import StoreRefused
from facilitator.workshop.edit_log import Clock, EditLog, check_there, now

if TYPE_CHECKING:
    from facilitator.analysis.step_figures import StepFigures
    from facilitator.banks.schema.banks import Banks
    from facilitator.banks.schema.scales import Scale
    from facilitator.guide.guide import Guide
    from facilitator.guide.over_time.consequences import Consequences
    from facilitator.model.edit import Change

R_co = TypeVar("R_co", covariant=True)


class Act(Protocol[R_co]):
    """Something that people do to a session; see `facilitator.workshop.commands`."""

    def act_on(self, workshop: Workshop) -> R_co:
        """Do it; it is safe on disk when this returns. Raises UserError."""


class Drafted(Protocol):
    """The changes that an act would make."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The records before and after."""


class Draftable(Protocol):
    """An act that can say what it would change."""

    def draft(self, workshop: Workshop) -> Drafted:
        """Its changes. Raises UserError."""


class Workshop:
    """An open session with its banks.

    log: its edits and files. `do` makes acts. The banks are read when they are first needed, or by `prepare`,
    which may run on another thread.
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
        is_new: bool = False,
    ) -> None:
        """Open a session. Raises StoreRefused where it is not there, unless it is new.

        keep_trying: an edit that the disk refuses stays in the session and is written as soon as it can be.
        """
        self._banks = banks
        check = _check_nothing if is_new else self._check
        self.log = EditLog(path, by=by, clock=clock, read_only=read_only, keep_trying=keep_trying, check=check)
        self.log.known_steps = self._known_steps
        self._guide: Guide | None = None
        self._is_prepared = banks is not None
        self._one_reader = RLock()
        self._before_close: list[Callable[[], object]] = []

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.log.session

    @property
    def path(self) -> Path:
        """Where its snapshot is."""
        return self.log.path

    @property
    def by(self) -> str:
        """Who speaks, or sits at the keyboard; edits and answers bear this name."""
        return self.log.by

    @by.setter
    def by(self, name: str) -> None:
        """Say who speaks from now on."""
        self.log.by = name

    def time(self) -> str:
        """The time now, as every edit bears it."""
        return self.log.time()

    @property
    def banks(self) -> Banks:
        """The question banks. Raises BankError."""
        with self._one_reader:
            if self._banks is None:
                from facilitator.banks.load import load_banks

                self._banks = load_banks()
            return self._banks

    @property
    def guide(self) -> Guide:
        """What the banks say to the session. Raises BankError."""
        with self._one_reader:
            if self._guide is None:
                from facilitator.guide.guide import Guide

                self._guide = Guide(self.banks, lambda: self.session)
            return self._guide

    @property
    def is_prepared(self) -> bool:
        """Whether the banks are read, so that the guide answers at once."""
        return self._is_prepared

    def prepare(self) -> None:
        """Read the banks, and let the guide look at the session once. Raises BankError."""
        with self._one_reader:
            self.guide.look_ahead()
            self._is_prepared = True

    def do(self, act: Act[R_co]) -> R_co:
        """Do an act; it is safe on disk when this returns. Raises UserError."""
        return act.act_on(self)

    def consequences(self, act: Draftable) -> Consequences:
        """What an act would touch, without doing it. Raises UserError."""
        return self.guide.consequences(act.draft(self).changes)

    def check_header(self, kind: str, stages: Sequence[str], scale: str) -> None:
        """Raise UserError where a session says something of itself that nobody knows."""
        check_header(kind, stages, scale, self._known_scales())

    def _check(self, path: Path, session: Session) -> None:
        """A session that no screen could show is not opened. Raises StoreRefused."""
        check_there(path, session)
        header = session.header
        try:
            self.check_header(header.system_kind, header.stages, header.scale)
        except UserError as refusal:
            what = f"{refusal} Mend it in the session, or give the banks that hold it with --banks."
            raise StoreRefused(path, what) from None

    def _known_scales(self) -> tuple[str, ...]:
        """The ids of the scales; without other banks those of the built-in ones, which are read quicker alone."""
        return tuple(self._banks.scales_by_id) if self._banks else scale_ids()

    def _known_steps(self) -> Mapping[str, StepFigures] | None:
        """Where each step stands, once the guide is prepared."""
        if not self._is_prepared:
            return None
        return {step.value: state.figures for step, state in self.guide.steps().items()}

    def record(self, record_id: str) -> Record:
        """The record of this id. Raises UserError when it is not there."""
        found = self.session.find(record_id)
        if found is None:
            raise UserError(f"There is no {record_id} in this session.")
        return found

    def find(self, kind: str, words: str) -> str:
        """The id of the record that words mean: an id, a name, or the start of one. Raises UserError."""
        return look_up(self.session, (kind,), words)

    def rating_of(self, threat_id: str, moment: RatingMoment = RatingMoment.INHERENT) -> Rating | None:
        """The rating of a threat, before or after its countermeasures."""
        ratings = self.session.all(Rating)
        return next((one for one in ratings if one.threat == threat_id and one.moment is moment), None)

    def scale_of(self, threat_id: str, moment: RatingMoment = RatingMoment.INHERENT) -> Scale:
        """The scale that a threat is rated on: that of its rating, else the session's."""
        rating = self.rating_of(threat_id, moment)
        return self.banks.scale(rating.scale if rating else self.session.header.scale)

    def before_close(self, act: Callable[[], object]) -> None:
        """Have something done before the session is let go, such as noting the time that was spent."""
        self._before_close.append(act)

    def close(self) -> Path | None:
        """Write the snapshot and let the session go; where what the disk refuses was rescued to, see EditLog."""
        if self.log.writable:
            for act in self._before_close:
                with suppress(UserError):
                    act()
        return self.log.close()


def _check_nothing(path: Path, session: Session) -> None:
    """A session that is not there yet has nothing to check."""


def check_header(kind: str, stages: Sequence[str], scale: str, scales: Sequence[str]) -> None:
    """Raise UserError where a session says something of itself that nobody knows."""
    if kind not in tuple(SystemKind):
        raise UserError(f"“{kind}” is not one of {', '.join(SystemKind)}.", "kind")
    known = stage_ids()
    for stage in stages:
        if stage not in known:
            raise UserError(f"“{stage}” is not a stage; the stages are {', '.join(known)}.", "stages")
    if scale not in scales:
        raise UserError(f"“{scale}” is not a scale; the scales are {', '.join(scales)}.", "scale")

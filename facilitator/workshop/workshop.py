"""The workshop: an open session, what its banks say, and the acts of the people in the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from facilitator.errors import UserError
from facilitator.model.edit import NewId, unique_id
from facilitator.model.fields.references import look_up
from facilitator.model.part import Record
from facilitator.model.records.ratings import Rating
from facilitator.model.session import Session
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.edit_log import Clock, EditLog, now
from facilitator.workshop.knowledge import Knowledge

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks
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
        new_id: NewId = unique_id,
    ) -> None:
        """Open a session. Raises StoreRefused where there is none, unless it is new.

        keep_trying: an edit that the disk refuses stays in the session and is written as soon as it can be.
        new_id: gives each edit its id.
        """
        self._knowledge = Knowledge(banks, lambda: self.session)
        check = _check_nothing if is_new else self._knowledge.check_session
        self.log = EditLog(
            path, by=by, clock=clock, read_only=read_only, keep_trying=keep_trying, check=check, new_id=new_id
        )
        self.log.known_steps = self._knowledge.steps
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
        """The person who speaks, or sits at the keyboard; edits and answers bear this name."""
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
        return self._knowledge.banks

    @property
    def guide(self) -> Guide:
        """What the banks say to the session. Raises BankError."""
        return self._knowledge.guide

    @property
    def is_prepared(self) -> bool:
        """Whether the banks are read, so that the guide answers at once."""
        return self._knowledge.is_prepared

    def prepare(self) -> None:
        """Read the banks, and let the guide look at the session once. Raises BankError."""
        self._knowledge.prepare()

    def do(self, act: Act[R_co]) -> R_co:
        """Do an act; it is safe on disk when this returns. Raises UserError."""
        return act.act_on(self)

    def consequences(self, act: Draftable) -> Consequences:
        """What an act would touch, without doing it. Raises UserError."""
        return self.guide.consequences(act.draft(self).changes)

    def check_header(self, kind: str, stages: Sequence[str], scale: str) -> None:
        """Raise UserError for a kind of system, a stage or a scale that nobody knows."""
        self._knowledge.check_header(kind, stages, scale)

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
        for rating in self.session.all(Rating):
            if rating.threat == threat_id and rating.moment is moment:
                return rating
        return None

    def before_close(self, act: Callable[[], object]) -> None:
        """Have something done before the session is let go, such as noting the time that was spent."""
        self._before_close.append(act)

    def close(self) -> Path | None:
        """Write the snapshot and let the session go; give the path that it was rescued to, if any, as EditLog does."""
        if self.log.writable:
            for act in self._before_close:
                with suppress(UserError):
                    act()
        return self.log.close()


def _check_nothing(path: Path, session: Session) -> None:
    """Take a session that is not there yet as it is: there is nothing to check."""

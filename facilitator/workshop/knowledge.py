"""What a workshop knows of the method: the question banks, and the guide that applies them to a session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from facilitator.banks.known_ids import scale_ids, stage_ids
from facilitator.errors import UserError
from facilitator.model.session import Session
from facilitator.model.vocabulary import SystemKind
from facilitator.store.errors import StoreRefused
from facilitator.workshop.edit_log import StepsByName, check_there

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks
    from facilitator.guide.guide import Guide


class Knowledge:
    """The banks and the guide of one session, read when they are first needed, by one thread at a time."""

    def __init__(self, banks: Banks | None, session: Callable[[], Session]) -> None:
        self._banks = banks
        self._session = session
        self._guide: Guide | None = None
        self._one_reader = RLock()
        self.is_prepared = banks is not None

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

                self._guide = Guide(self.banks, self._session)
            return self._guide

    def prepare(self) -> None:
        """Read the banks, and let the guide look at the session once. Raises BankError."""
        with self._one_reader:
            self.guide.look_ahead()
            self.is_prepared = True

    def steps(self) -> StepsByName | None:
        """Where each step stands, once the guide is prepared."""
        if not self.is_prepared:
            return None
        states = self.guide.steps()
        return {step.value: state.figures for step, state in states.items()}

    def check_session(self, path: Path, session: Session) -> None:
        """Refuse a session that no screen could show. Raises StoreRefused."""
        check_there(path, session)
        header = session.header
        try:
            self.check_header(header.system_kind, header.stages, header.scale)
        except UserError as refusal:
            what = f"{refusal} Mend it in the session, or give the banks that hold it with --banks."
            raise StoreRefused(path, what) from None

    def check_header(self, kind: str, stages: Sequence[str], scale: str) -> None:
        """Raise UserError for a kind of system, a stage or a scale that nobody knows."""
        check_header(kind, stages, scale, self._known_scales())

    def _known_scales(self) -> tuple[str, ...]:
        """The ids of the scales; without other banks those of the built-in ones, which are read quicker alone."""
        return tuple(self._banks.scales_by_id) if self._banks else scale_ids()


def check_header(kind: str, stages: Sequence[str], scale: str, scales: Sequence[str]) -> None:
    """Raise UserError for a kind of system, a stage or a scale that nobody knows."""
    if kind not in tuple(SystemKind):
        raise UserError(f"“{kind}” is not one of {', '.join(SystemKind)}.", "kind")
    known = stage_ids()
    for stage in stages:
        if stage not in known:
            raise UserError(f"“{stage}” is not a stage; the stages are {', '.join(known)}.", "stages")
    if scale not in scales:
        raise UserError(f"“{scale}” is not a scale; the scales are {', '.join(scales)}.", "scale")

"""The sessions that an application has open, each on a screen of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from facilitator.app import acts as acts
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.closing import before_the_end
from facilitator.model.vocabulary import Step
from facilitator.store.errors import StoreRefused
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks

REFUSAL_SECONDS = 12
NOTICE_SECONDS = 10


class OpenSessions:
    """Opens sessions, says which are open, and lets them go.

    extra_banks: the team's own question banks.
    """

    def __init__(self, app: App[Any], extra_banks: Path | None) -> None:
        self._app = app
        self._extra_banks = extra_banks
        self._private: list[tempfile.TemporaryDirectory[str]] = []

    @property
    def banks(self) -> Banks:
        """The question banks, with the team's own."""
        from facilitator.banks.load import load_banks

        return load_banks(self._extra_banks)

    @property
    def screens(self) -> list[WorkshopScreen]:
        """The screens with a session, the one at the bottom first."""
        return [screen for screen in self._app.screen_stack if isinstance(screen, WorkshopScreen)]

    @property
    def in_hand(self) -> WorkshopScreen | None:
        """The screen with a session that is nearest to the top, if there is any."""
        screens = self.screens
        return screens[-1] if screens else None

    @property
    def unsaved(self) -> int:
        """How many acts are not on disk."""
        return sum(screen.workshop.log.unsaved for screen in self.screens)

    def open(self, path: Path, step: str, *, leave_app: bool, resume: bool) -> None:
        """Open a session on a screen of its own; a refusal is told and nothing else happens.

        step: where to begin; "" for where the team left off. resume: show first what was left open and what changed.
        """
        try:
            workshop = Workshop(path, banks=self.banks, keep_trying=True)
        except (StoreRefused, OSError) as refusal:
            self._app.notify(str(refusal), severity="error", timeout=REFUSAL_SECONDS, markup=False)
            return
        self._begin(workshop, step)
        if resume:
            self._look_back(workshop)
        else:
            self._show(workshop, leave_app=leave_app)

    def show(self, workshop: Workshop, step: str, *, leave_app: bool) -> None:
        """Show a session that is open already."""
        self._begin(workshop, step)
        self._show(workshop, leave_app=leave_app)

    def introduce(self, *, leave_app: bool) -> None:
        """Walk through the worked example on a private copy, which goes when the application ends."""
        from facilitator.app.sessions.introduction_screen import IntroductionScreen
        from facilitator.banks.extras import introduction_pages

        folder = tempfile.TemporaryDirectory(prefix="facilitator-introduction-")
        self._private.append(folder)
        path = copy_of_example(Path(folder.name))
        workshop = Workshop(path, banks=self.banks)
        screen = IntroductionScreen(workshop, introduction_pages(), leave_app=leave_app)
        self._app.push_screen(screen)

    def let_go_before_the_end(self) -> None:
        """Let every open session go before a signal ends the program."""
        before_the_end(self._let_go)

    def remove_copies(self) -> None:
        """Take private copies away."""
        for folder in self._private:
            folder.cleanup()

    def _let_go(self) -> None:
        for screen in self.screens:
            screen.let_go()

    def _begin(self, workshop: Workshop, step: str) -> None:
        for notice in workshop.log.notices:
            self._app.notify(notice, severity="warning", timeout=NOTICE_SECONDS, markup=False)
        if step:
            workshop.log.go_to(Step(step).value)

    def _show(self, workshop: Workshop, *, leave_app: bool) -> None:
        self._app.push_screen(WorkshopScreen(workshop, leave_app=leave_app))

    def _look_back(self, workshop: Workshop) -> None:
        from facilitator.app.sessions.recap_screen import ResumeScreen

        def resumed(go_on: bool | None) -> None:
            if go_on:
                self._show(workshop, leave_app=False)
            else:
                workshop.close()

        self._app.push_screen(ResumeScreen(workshop), resumed)

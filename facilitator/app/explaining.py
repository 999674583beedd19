"""Explaining the words of the screen in hand, from wherever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.app import App
from textual.screen import SystemModalScreen

from facilitator.app.screens.too_small_screen import TooSmallScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.vocabulary import Step

if TYPE_CHECKING:
    from facilitator.app.sessions.open_sessions import OpenSessions


@runtime_checkable
class ExplainsItself(Protocol):
    """A screen that explains its words itself, for it has more to say of them."""

    def action_explain(self) -> None:
        """Explain the words of the screen."""


@runtime_checkable
class UsesTerms(Protocol):
    """A screen that says which terms of the glossary it uses."""

    terms: tuple[str, ...]


def explain(app: App[Any], sessions: OpenSessions) -> None:
    """Explain the words of the screen in hand; not over a notice, or over what is no screen of ours."""
    screen = app.screen
    if isinstance(screen, TooSmallScreen | SystemModalScreen):
        return
    if isinstance(screen, ExplainsItself):
        screen.action_explain()
    elif isinstance(screen, WorkshopScreen):
        screen.action_act("workshop.explain")
    else:
        _show_pages(app, sessions)


def _show_pages(app: App[Any], sessions: OpenSessions) -> None:
    from facilitator.app.screens.explain_screen import ExplainScreen, pages_from

    screen = app.screen
    in_hand = sessions.in_hand
    step = in_hand.step if in_hand else Step.ASSETS
    here = screen.terms if isinstance(screen, UsesTerms) else ()
    glossary = sessions.banks.glossary.term
    pages = pages_from(screen, step, glossary, here)
    app.push_screen(ExplainScreen(pages))

"""What the screens of a session ask of the application that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from textual.dom import DOMNode

if TYPE_CHECKING:
    from facilitator.app.preferences import Preferences
    from facilitator.banks.schema.banks import Banks


class SessionHost(Protocol):
    """An application that opens sessions."""

    @property
    def preferences(self) -> Preferences:
        """What the person likes."""

    @property
    def banks(self) -> Banks:
        """The question banks, with the team's own."""

    def open_session(self, path: Path, *, resume: bool = False) -> None:
        """Open a session on a screen of its own; resume: show first what was left open and what changed."""

    def introduce(self) -> None:
        """Walk through the worked example on a private copy."""

    def note_rescue(self, path: Path) -> None:
        """Remember where a session is that could not be saved in its place."""

    def end_refused(self, sentence: str) -> None:
        """End the program because of an input that cannot be used."""


def host_of(screen: DOMNode) -> SessionHost:
    """The application that shows a screen."""
    return cast(SessionHost, screen.app)

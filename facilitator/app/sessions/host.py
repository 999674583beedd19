"""What the screens about sessions ask of the application that shows them."""

from pathlib import Path
from typing import Protocol, cast

from textual.dom import DOMNode

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


def host_of(screen: DOMNode) -> SessionHost:
    """The application that shows a screen."""
    return cast(SessionHost, screen.app)

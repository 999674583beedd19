"""Doing an act of the workshop from a screen, which may be refused."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from facilitator.errors import UserError


def attempt(screen: Screen[Any], act: Callable[[], object]) -> bool:
    """Do an act; say why when it is refused. Whether it was done."""
    try:
        act()
    except UserError as refusal:
        screen.notify(str(refusal), severity="error", markup=False)
        return False
    return True

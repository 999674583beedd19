"""A person at the application."""

from collections.abc import Callable

from textual.pilot import Pilot

from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.workshop import Workshop

WIDE = (120, 40)
NARROW = (80, 24)
MOST_WAITS = 5_000


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def press_quickly(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, without waiting for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


NAMED = {" ": "space", "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", "<": "less_than_sign"}


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text by its keys."""
    for character in text:
        await pilot.press(NAMED.get(character, character))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the application go on until something holds."""
    for _ in range(MOST_WAITS):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("it never came to hold")


def workshop_screen(pilot: Pilot[None]) -> WorkshopScreen:
    """The screen of the session, also when another lies on it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, WorkshopScreen))


def workshop_of(pilot: Pilot[None]) -> Workshop:
    """The workshop on screen."""
    return workshop_screen(pilot).workshop

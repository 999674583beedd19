"""Typing ahead of the screen: each key is handed out when the one before it has had its effect."""

import asyncio
import contextlib
import gc
import math
from itertools import chain
from typing import ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump

LONGEST_WAIT = 0.5
"""Seconds that one part of the screen may take over a key before the next key is handed out all the same."""


class TypingAhead(App[None]):
    """Holds keys and pasted text while a key before them still opens or closes a screen.

    Without it, the letters typed right after the key of a form go to the screen under the form, as commands.
    Keys from before the first screen was there are let go: nobody could know what they would do.
    """

    ALWAYS: ClassVar[frozenset[str]] = frozenset({"ctrl+q"})

    def __init__(self) -> None:
        super().__init__()
        self._typed: asyncio.Queue[events.Key | events.Paste] = asyncio.Queue()
        self._first_drawn = math.inf

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for the platform, or ours where it would be the one for Linux and macOS."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from facilitator.app.terminal.prompt_driver import PromptDriver

        return PromptDriver

    def hand_out_keys(self) -> None:
        """Begin: to be called when the first screen has been asked for."""
        self.screen.call_after_refresh(self._begin)
        self.run_worker(self._hand_out(), group="keys")

    async def on_event(self, event: events.Event) -> None:
        """Put keys in the queue; anything else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif event.time >= self._first_drawn or getattr(event, "key", "") in self.ALWAYS:
            self._typed.put_nowait(event)

    def _begin(self) -> None:
        self._first_drawn = events.Idle().time
        leave_out_of_collection()

    async def _hand_out(self) -> None:
        while True:
            await self._settled()
            event = await self._typed.get()
            self._clear_notices()
            await super().on_event(event)

    def _clear_notices(self) -> None:
        """What was said is out of the way when people go on, unless it was a warning or a refusal."""
        said = list(self._notifications)
        if said and not any(notice.severity != "information" for notice in said):
            self.clear_notifications()

    async def _settled(self) -> None:
        """Wait until the focused part of the screen, all around it and the application are through with a key."""
        before = None
        while before != (now := (self.screen, self.focused)):
            before = now
            for part in chain((self.focused or self.screen).ancestors_with_self, (self, self.screen)):
                await _through(part)


def leave_out_of_collection() -> None:
    """Spare what was loaded so far from garbage collection: looking through it all stops the screen for long."""
    gc.freeze()
    gc.enable()


async def _through(part: MessagePump) -> None:
    done = asyncio.Event()
    if part.call_later(done.set):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LONGEST_WAIT)

"""The terminal's driver: an Escape key that does not wait for more than it must, and is not lost before a digit."""

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

POLL = 0.1
SOON = 0.005
ESCAPE = "\x1b"
DIGITS = "0123456789"


class PromptParser(XTermParser):
    """Reads Escape and a digit as these two keys, however fast they come and whether they were Alt and the digit.

    Most terminals and tmux send the same for both. On the way to a step both mean the same: out of the line or of
    the screen in front, and there. The parser that it stands for makes a character such as “¢” of it.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] in DIGITS:
            return [Key("escape", ESCAPE), Key(sequence[1], sequence[1])]
        return super()._sequence_to_key_events(sequence, alt)


class PromptDriver(LinuxDriver):
    """Looks again soon after an Escape, which may be a key or the beginning of another key's code.

    The driver that it stands for looks ten times a second, so that Escape is answered a tenth of a second late.
    """

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the program ends."""
        parser = PromptParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            text = ""
            while not self.exit_event.is_set():
                ready = selector.select(SOON if text.endswith(ESCAPE) else POLL)
                if ready:
                    text = decode(os.read(self.fileno, 4096))
                    if not text:
                        self.exit_event.wait(POLL)
                        continue
                    for event in parser.feed(text):
                        self.process_message(event)
                for event in parser.tick():
                    text = ""
                    self.process_message(event)

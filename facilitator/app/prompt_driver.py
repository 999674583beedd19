"""The terminal's driver: an Escape key that does not wait for more than it must, and Alt with a digit."""

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
    """Reads Escape and a digit as Alt and the digit, which is what tmux and most terminals send for it.

    The parser that it stands for makes a character of it that a Mac types with its Option key, such as “¢”.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] in DIGITS:
            return [Key(f"alt+{sequence[1]}", None)]
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

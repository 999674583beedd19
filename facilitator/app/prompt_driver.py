"""The terminal's driver with an Escape key that does not wait for more than it must."""

import os
import selectors
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

POLL = 0.1
SOON = 0.005
ESCAPE = "\x1b"


class PromptDriver(LinuxDriver):
    """Looks again soon after an Escape, which may be a key or the beginning of another key's code.

    The driver that it stands for looks ten times a second, so that Escape is answered a tenth of a second late.
    """

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the program ends."""
        parser = XTermParser(self._debug)
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

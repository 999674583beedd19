"""Reading the question banks behind the first screen, and saying when they are there."""

from collections.abc import Callable
from importlib import import_module

from textual.screen import Screen

from facilitator.app.sessions.host import host_of
from facilitator.app.terminal.key_queue import leave_out_of_collection
from facilitator.workshop.workshop import Workshop

FIRST_OPENED = (
    "dialogs.lines_screen",
    "dialogs.line_screen",
    "dialogs.choice_screen",
    "dialogs.confirm_screen",
    "dialogs.form_factory",
    "screens.suggestions_screen",
    "screens.explain_screen",
    "dialogs.search_screen",
    "screens.coverage_screen",
    "screens.failure_modes_screen",
    "screens.rating_screen",
    "screens.tree_screen",
    "dialogs.brainstorm_screen",
)


def warm_up() -> None:
    """Import the screens that people open first, so that none waits for it when they press the key."""
    for name in FIRST_OPENED:
        import_module(f"facilitator.app.{name}")


class Preparation:
    """What happens between the first screen and the moment when the guide is there.

    shown: called once, when the guide can answer.
    """

    def __init__(self, screen: Screen[None], workshop: Workshop, shown: Callable[[], None]) -> None:
        self._screen = screen
        self._workshop = workshop
        self._shown = shown
        self._is_done = False

    def begin(self) -> None:
        """Go on at once where the banks are read already, else read them on a thread of its own."""
        if self._workshop.is_prepared:
            self._done()
        else:
            run = self._screen.run_worker
            self._screen.call_after_refresh(run, self._read_behind, thread=True, exclusive=True, group="prepare")

    def wait(self) -> None:
        """Wait, right after the start, until the question banks are read."""
        if not self._is_done:
            self._banks_read(self._read_banks())

    def _read_behind(self) -> None:
        self._screen.app.call_from_thread(self._banks_read, self._read_banks())
        warm_up()
        leave_out_of_collection()

    def _read_banks(self) -> str:
        """Read the banks; what keeps them from being used, or ""."""
        from facilitator.banks.load import BankError

        try:
            self._workshop.prepare()
        except BankError as refusal:
            return str(refusal)
        return ""

    def _banks_read(self, refusal: str) -> None:
        if refusal:
            host_of(self._screen).end_refused(refusal)
        else:
            self._done()

    def _done(self) -> None:
        if not self._is_done and self._screen.is_attached:
            self._is_done = True
            self._shown()

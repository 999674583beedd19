"""How long the application lets people wait, measured at the far end of a pseudo-terminal.

    python -m benchmarks.screen

Start: from the command to the first screen that takes keys, against a Textual program with one widget, by turns.
Keys: from a key to the first byte that answers it, and to the last byte of the screen that answers it.
Prints ratios, medians and worst figures, at 50 and at 5,000 threats; asserts nothing.
"""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.sessions import session_with
from tests.support.terminal import Terminal

ROUNDS = 7
SIZES = (50, 5_000)
QUIET = 0.25
ONE_WIDGET = """
from textual.app import App
from textual.widgets import Static
class One(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Static("1 Assets")
    def on_key(self, event):
        self.query_one(Static).update("a key came")
One().run()
"""

TABLE = ("down", "down", "up", "down", "up")
QUESTIONS = ("]", "]", "[", "o", "]")
ANSWERS = ("y", "n", "?", "y", "n", "?")
STEPS = ("4", "1", "3", "4", "6", "4")
SCREENS = ("a", "escape", "f1", "escape", "g", "escape", "c", "escape")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            session_with(folder / f"s{size}.toml", size)
        starts(folder)
        for size in SIZES:
            keys(folder, size)


def starts(folder: Path) -> None:
    """Print how long each takes to its first screen, by turns so that a busy machine is busy for all."""
    names = ("one widget", *(f"{size:,} threats" for size in SIZES))
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        times["one widget"].append(_start(Terminal(["-c", ONE_WIDGET])))
        for size in SIZES:
            times[f"{size:,} threats"].append(_start(Terminal.facilitator("open", f"s{size}", sessions=folder)))
    base = statistics.median(times["one widget"])
    print("start to the first screen that takes keys, seconds")
    for what, found in times.items():
        middle = statistics.median(found)
        print(f"  {what:15} median {middle:.3f}  worst {max(found):.3f}  {middle / base:.2f} x one widget")


def _start(terminal: Terminal) -> float:
    found = terminal.first_sight("1 Assets")
    terminal.end()
    return found


def keys(folder: Path, size: int) -> None:
    """Print how long the keys of each kind take."""
    terminal = Terminal.facilitator("open", f"s{size}", "--step", "threats", sessions=folder)
    terminal.wait("1 Assets")
    terminal.settle(1)
    print(f"a key to its screen at {size:,} threats, milliseconds")
    everything: list[float] = []
    for what, pressed in (
        ("rows of a table", TABLE * 4),
        ("from question to question", QUESTIONS * 4),
        ("answers", ANSWERS * 3),
        ("from step to step", STEPS * 3),
        ("other screens", SCREENS * 2),
    ):
        first, last = zip(*(_answered(terminal, key) for key in pressed), strict=True)
        everything += first
        print(
            f"  {what:26} first byte: median {statistics.median(first):5.1f}  worst {max(first):5.1f}"
            f"   whole screen: median {statistics.median(last):5.1f}  worst {max(last):5.1f}"
        )
    print(f"  {'all':26} first byte: median {statistics.median(everything):5.1f}  worst {max(everything):5.1f}")
    terminal.end()


def _answered(terminal: Terminal, key: str) -> tuple[float, float]:
    """Milliseconds from a key to the first and to the last byte that answers it."""
    terminal.settle(QUIET)
    start = time.perf_counter()
    terminal.send(key)
    came = [(moment - start) * 1000 for moment in terminal.bytes_until_quiet(QUIET)]
    return (came[0], came[-1]) if came else (0.0, 0.0)


if __name__ == "__main__":
    main()

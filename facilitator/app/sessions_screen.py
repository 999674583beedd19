"""The list of sessions, and the form for a new one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import DataTable, Static
from textual.worker import get_current_worker

from facilitator.app.key_bar import KeyBar
from facilitator.app.new_session_screen import NewSessionScreen
from facilitator.app.plain_text import cell
from facilitator.app.search_screen import SearchScreen
from facilitator.app.workshop_base import WIDE
from facilitator.store.folder import sessions_in
from facilitator.workshop.forms import STEP_TITLES
from facilitator.workshop.listing import ListedSession, listed_session

if TYPE_CHECKING:
    from facilitator.app.application import FacilitatorApp

AT_ONCE = 40
"""So many sessions are read before the list is shown, and at a time after that."""

EMPTY = "There is no session here yet. Press n to begin one, or i for a ten-minute introduction."


class SessionsScreen(Screen[None]):
    """Every session of the folder with its step, progress and last change."""

    BINDINGS = [
        Binding("slash", "search", "Search", id="sessions.search"),
        Binding("i", "introduction", "Introduction", id="sessions.introduction"),
        Binding("n", "new", "New session", id="sessions.new"),
        Binding("enter", "open", "Open", show=True, priority=False, id="sessions.open"),
        Binding("q", "quit", "Quit", id="sessions.quit"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._rows: list[ListedSession] = []

    def compose(self) -> ComposeResult:
        """A heading, the table, a hint, the keys."""
        yield Static("Facilitator · threat modelling with STRIDE-AI (Mauri & Damiani)", id="top", markup=False)
        with Vertical(id="sessions"):
            yield DataTable(id="session-table", cursor_type="row", zebra_stripes=True)
            yield Static("", id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the columns."""
        table = self.query_one(DataTable)
        for label in ("Name", "Title", "Step", "Done", "Open", "Threats", "Last change"):
            table.add_column(label, key=label)

    def on_screen_resume(self) -> None:
        """Read the folder again whenever the list is shown."""
        self._fill()

    def _fill(self) -> None:
        """Show the first sessions at once; the rest is read on another thread, and joins them."""
        table = self.query_one(DataTable)
        table.clear()
        self._rows = []
        paths = sessions_in(self.folder)
        self._add([listed_session(path) for path in paths[:AT_ONCE]])
        self.query_one("#hint", Static).update(f"Folder: {self.folder}" if self._rows else EMPTY)
        table.focus()
        if len(paths) > AT_ONCE:
            self.run_worker(lambda: self._read(paths[AT_ONCE:]), thread=True, exclusive=True, group="list")

    def _read(self, paths: Sequence[Path]) -> None:
        worker = get_current_worker()
        for start in range(0, len(paths), AT_ONCE):
            rows = [listed_session(path) for path in paths[start : start + AT_ONCE]]
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._add, rows)

    def _add(self, rows: Sequence[ListedSession]) -> None:
        self._rows += rows
        table = self.query_one(DataTable)
        for row in rows:
            table.add_row(*_cells(row, narrow=self.size.width < WIDE), key=row.name)

    def action_new(self) -> None:
        """Begin a session."""
        self.app.push_screen(NewSessionScreen(self.folder), self._made)

    def action_open(self) -> None:
        """Open the session under the cursor."""
        table = self.query_one(DataTable)
        if table.row_count:
            self._open(str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value))

    def action_search(self) -> None:
        """Find a session by some of its words."""
        entries = [(f"{row.name}  {row.title}", row.name) for row in self._rows]

        def found(name: str | None) -> None:
            if name:
                self._open(name)

        self.app.push_screen(SearchScreen("Search the sessions", entries), found)

    def action_introduction(self) -> None:
        """Walk through a small session, ten minutes, on a private copy."""
        cast("FacilitatorApp", self.app).introduce()

    def action_quit(self) -> None:
        """Leave the application."""
        self.app.exit()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the chosen session."""
        self._open(str(event.row_key.value))

    def _made(self, path: Path | None) -> None:
        if path is not None:
            cast("FacilitatorApp", self.app).open_session(path)

    def _open(self, name: str) -> None:
        cast("FacilitatorApp", self.app).open_session(self.folder / f"{name}.toml", resume=True)


def _cells(row: ListedSession, *, narrow: bool) -> list[object]:
    if row.fault:
        return [cell(row.name, 20), cell(f"cannot be opened: {row.fault}", 50 if narrow else 80), "", "", "", "", ""]
    titles = {step.value: title for step, title in STEP_TITLES.items()}
    return [
        cell(row.name, 17 if narrow else 30),
        cell(row.title, 17 if narrow else 40),
        cell(titles.get(row.step, row.step)),
        cell(f"{len(row.done)} of {len(STEP_TITLES)}"),
        cell(str(row.open_points)),
        cell(str(row.counts.get("threat", 0))),
        cell(row.last_change[: 10 if narrow else 16].replace("T", " ")),
    ]

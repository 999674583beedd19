"""The list of sessions, and the form for a new one."""

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.worker import get_current_worker

from facilitator.app.dialogs.search_screen import SearchScreen
from facilitator.app.records.column_widths import ColumnWidths
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.table_lines import Title
from facilitator.app.sessions.host import host_of
from facilitator.app.sessions.new_session_screen import NewSessionScreen
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.state_bar import WIDE
from facilitator.app.widgets.text_line import Words
from facilitator.model.vocabulary import STEP_TITLES
from facilitator.store.files.folder import sessions_in
from facilitator.workshop.views.session_list import ListedSession, listed_session

AT_ONCE = 40
"""So many sessions are read before the list is shown, and at a time after that."""

COLUMNS = ("Name", "Title", "Step", "Done", "Open", "Threats", "Last change")
WEIGHTS = (1.0, 1.0, *[9.0] * 5)
DAY = len("2026-01-31")
MINUTE = len("2026-01-31 12:00")
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
        self._rows: dict[str, ListedSession] = {}

    def compose(self) -> ComposeResult:
        """A heading, the table, a hint, the keys."""
        yield Words("Facilitator · threat modelling with STRIDE-AI (Mauri & Damiani)", id="top")
        yield RecordTable("session", ColumnWidths(COLUMNS, WEIGHTS))
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Read the folder again whenever the list is shown."""
        self._fill()

    def _fill(self) -> None:
        """Show the first sessions at once; the rest is read on another thread, and joins them."""
        self._rows = {}
        paths = sessions_in(self.folder)
        first, rest = paths[:AT_ONCE], paths[AT_ONCE:]
        self._add([listed_session(path) for path in first])
        self.query_one(RecordTable).focus()
        if rest:
            self.run_worker(lambda: self._read(rest), thread=True, exclusive=True, group="list")

    def _read(self, paths: Sequence[Path]) -> None:
        worker = get_current_worker()
        for start in range(0, len(paths), AT_ONCE):
            some = paths[start : start + AT_ONCE]
            rows = [listed_session(path) for path in some]
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._add, rows)

    def _add(self, rows: Sequence[ListedSession]) -> None:
        self._rows |= {row.name: row for row in rows}
        shown, table = self._rows, self.query_one(RecordTable)
        title = Title(f"Sessions ({len(shown)}), Enter opens one · {self.folder}", EMPTY)
        table.fill(tuple(shown), lambda name: _cells(shown[name], narrow=self.size.width < WIDE), title)

    def action_new(self) -> None:
        """Begin a session."""
        self.app.push_screen(NewSessionScreen(self.folder), self._made)

    def action_open(self) -> None:
        """Open the session under the cursor."""
        chosen = self.query_one(RecordTable).chosen
        if chosen:
            self._open(chosen)

    def action_search(self) -> None:
        """Find a session by some of its words."""
        rows = self._rows.values()
        entries = [(f"{row.name}  {row.title}", row.name) for row in rows]

        def found(name: str | None) -> None:
            if name:
                self._open(name)

        self.app.push_screen(SearchScreen("Search the sessions", entries), found)

    def action_introduction(self) -> None:
        """Walk through a small session, ten minutes, on a private copy."""
        host_of(self).introduce()

    def action_quit(self) -> None:
        """Leave the application."""
        self.app.exit()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Open the chosen session."""
        self._open(event.table.chosen)

    def _made(self, path: Path | None) -> None:
        if path is not None:
            host_of(self).open_session(path)

    def _open(self, name: str) -> None:
        host_of(self).open_session(self.folder / f"{name}.toml", resume=True)


def _cells(row: ListedSession, *, narrow: bool) -> Sequence[str]:
    if row.fault:
        return (row.name, f"cannot be opened: {row.fault}", "", "", "", "", "")
    length = DAY if narrow else MINUTE
    changed = row.last_change[:length]
    return (
        row.name,
        row.title,
        _title_of(row.step),
        f"{len(row.done)} of {len(STEP_TITLES)}",
        "–" if row.left is None else str(row.left),
        str(row.counts.get("threat", 0)),
        changed.replace("T", " "),
    )


def _title_of(name: str) -> str:
    """The title of a step; a name that is none, as it stands."""
    for step, title in STEP_TITLES.items():
        if step.value == name:
            return title
    return name

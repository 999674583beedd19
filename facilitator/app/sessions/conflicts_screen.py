"""Settling what two copies of a session say differently."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import DrawnText, Paragraph
from facilitator.errors import UserError
from facilitator.merging.difference import in_words
from facilitator.merging.merge import OURS, THEIRS, WHOLE, Conflict
from facilitator.workshop.merge_session import Joining

MARKS = {OURS: "◀ ours", THEIRS: "▶ theirs", "": "● open"}
NO_CONFLICT = PickLine("Nothing is said differently; ctrl+s joins.")


class JoiningScreen(Screen[int]):
    """Each conflict with both values; nothing is joined before all are decided."""

    BINDINGS = [
        Binding("o", "take('ours')", "Ours", id="joining.ours"),
        Binding("t", "take('theirs')", "Theirs", id="joining.theirs"),
        Binding("ctrl+s", "finish", "Join", priority=True, id="joining.finish"),
        Binding("escape,q", "back", "Leave it", id="joining.back"),
    ]

    def __init__(self, joining: Joining) -> None:
        super().__init__()
        self._joining = joining

    def compose(self) -> ComposeResult:
        """The conflicts, and both values of the one under the cursor."""
        yield Words(id="top")
        yield PickList(id="conflicts")
        yield DrawnText(id="values")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the conflicts."""
        self._draw()
        self.query_one(PickList).focus()

    def on_pick_list_moved(self) -> None:
        """Show both values."""
        self._show_values()

    def action_take(self, side: str) -> None:
        """Decide the conflict under the cursor and go on to the next."""
        conflict = self._chosen()
        if conflict is not None:
            self._joining.decide(conflict.key, side)
            self._draw()
            self.query_one(PickList).action_move(1)
            self._show_values()

    def action_finish(self) -> None:
        """Join, when all is decided."""
        try:
            self.dismiss(self._joining.finish())
        except UserError as refusal:
            self.notify(str(refusal), severity="error", markup=False)

    def action_back(self) -> None:
        """Leave both as they are."""
        self.dismiss(None)

    def _chosen(self) -> Conflict | None:
        conflicts = self._joining.conflicts
        place = self.query_one(PickList).at
        return conflicts[place] if place < len(conflicts) else None

    def _draw(self) -> None:
        joining = self._joining
        lines: list[PickLine] = []
        for place, conflict in enumerate(joining.conflicts):
            side = joining.decisions.get(conflict.key, "")
            lines.append(PickLine(_line(conflict, side), str(place)))
        self.query_one(PickList).offer(lines or [NO_CONFLICT])
        heading = f"Join {joining.path.name}: {joining.open} of {len(joining.conflicts)} to decide"
        self.query_one(Words).say(heading)
        self._show_values()

    def _show_values(self) -> None:
        conflict = self._chosen()
        said: list[Paragraph] = []
        if conflict:
            said.append(_said("Ours:   ", conflict, conflict.ours))
            said.append(_said("Theirs: ", conflict, conflict.theirs))
        self.query_one(DrawnText).say(*said)


def _line(conflict: Conflict, side: str) -> str:
    what = ""
    if conflict.field != WHOLE:
        what = f" {conflict.field.replace('_', ' ')}"
    title = one_line(conflict.title, 60)
    return f"{MARKS[side]:<9} {conflict.record} {title}:{what}"


def _said(label: str, conflict: Conflict, value: object) -> Paragraph:
    return Paragraph(_value(conflict, value), "", label, "text--muted")


def _value(conflict: Conflict, value: object) -> str:
    if conflict.field == WHOLE:
        return "removed" if value is None else "kept"
    return one_line(in_words(value), 600)

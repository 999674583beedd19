"""The failure modes of an asset, each to be documented as a threat, looked at and found fine, or left open."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.screen import Screen

from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.guidance.mode_forms import mode_form, own_form, threat_form
from facilitator.app.guidance.mode_words import MARKS, lines_of, title_of
from facilitator.app.guidance.picking_screen import PickingScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.pick_list import PickLine
from facilitator.app.widgets.text_view import Paragraph, titled
from facilitator.guide.failure_modes import ConsideredMode
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Outlook
from facilitator.workshop.commands.failure_modes import ConsiderFailureMode
from facilitator.workshop.workshop import Workshop

UNKNOWN = "no failure mode is known; press a to add one, or choose its catalogue id"


class FailureModesScreen(PickingScreen[None]):
    """Goes through the failure modes of one asset; [ and ] go to the asset before and after."""

    LIST = "modes"
    terms = ("failure-mode", "asset", "threat")

    BINDINGS = [
        Binding("t", "threat", "Write a threat", id="failure-modes.threat"),
        Binding("f", "fine", "Fine, because", id="failure-modes.fine"),
        Binding("o", "open", "Open again", id="failure-modes.open"),
        Binding("e", "edit", "Cause, effect, severity", id="failure-modes.edit"),
        Binding("a", "own", "Add one of our own", id="failure-modes.own"),
        Binding("right_square_bracket", "asset(1)", "Next asset", id="failure-modes.asset-on"),
        Binding("left_square_bracket", "asset(-1)", "Previous asset", show=False, id="failure-modes.asset-back"),
        Binding("u", "undo", "Undo", id="failure-modes.undo"),
        Binding("escape,q", "back", "Back", id="failure-modes.back"),
    ]

    def __init__(self, workshop: Workshop, asset_id: str) -> None:
        super().__init__(workshop)
        self.asset_id = asset_id
        self._modes: tuple[ConsideredMode, ...] = ()

    def on_pick_list_taken(self) -> None:
        """Enter opens what the team wrote about it."""
        self.action_edit()

    def action_threat(self) -> None:
        """Write a threat card that brings this failure mode about."""
        mode = self._current()
        if mode is not None:
            self._open(threat_form(self.workshop, mode))

    def action_fine(self) -> None:
        """Say that it was looked at and is fine, and why."""
        mode = self._current()
        if mode is None:
            return

        def fine(reason: str | None) -> None:
            if reason:
                self._consider(mode, Outlook.FINE, reason)

        before = mode.record.reason if mode.record else ""
        heading = f"Why is it fine? {one_line(mode.text, 50)}"
        self.app.push_screen(LineScreen(heading, before, []), fine)

    def action_open(self) -> None:
        """Leave it open again."""
        mode = self._current()
        if mode is not None:
            self._consider(mode, Outlook.OPEN)

    def action_edit(self) -> None:
        """Note cause, effect and severity."""
        mode = self._current()
        if mode is not None:
            self._open(mode_form(self.workshop, mode))

    def action_own(self) -> None:
        """Add a failure mode of the team's own."""
        self._open(own_form(self.workshop, self.asset_id))

    def action_asset(self, by: int) -> None:
        """Go to another asset."""
        ids = [asset.id for asset in self.workshop.session.all(Asset)]
        place = ids.index(self.asset_id) + by
        self.asset_id = ids[place % len(ids)]
        self._draw_at("0")

    def action_undo(self) -> None:
        """Take the last act back."""
        self.undo()
        if self.workshop.session.find(self.asset_id) is None:
            self.dismiss(None)
            return
        self.draw()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def draw(self) -> None:
        """Draw the failure modes of the asset."""
        self._draw_at(None)

    def text(self) -> Sequence[Paragraph]:
        """What is known of the one under the cursor."""
        mode = self._current()
        if mode is None:
            return ()
        return titled(title_of(mode), lines_of(self.workshop, mode))

    def _current(self) -> ConsideredMode | None:
        if self.place < len(self._modes):
            return self._modes[self.place]
        return None

    def _open(self, screen: Screen[bool]) -> None:
        self.app.push_screen(screen, lambda _: self.draw())

    def _consider(self, mode: ConsideredMode, outlook: Outlook, reason: str = "") -> None:
        command = ConsiderFailureMode(mode.asset.id, mode.id, outlook=outlook, reason=reason)
        self.attempt(lambda: self.workshop.do(command))

    def _draw_at(self, key: str | None) -> None:
        """Draw the failure modes, with the cursor on the one of this key, else near to where it was."""
        self._modes = self.workshop.guide.failure_modes(self.asset_id)
        lines: list[PickLine] = []
        for place, mode in enumerate(self._modes):
            mark = MARKS[mode.outlook]
            lines.append(PickLine(f"{mark}  {mode.text}", str(place)))
        self.draw_lines(self._heading(), lines, key)

    def _heading(self) -> str:
        asset = self.workshop.session.get(Asset, self.asset_id)
        name = f"{asset.id} {asset.name}"
        if not self._modes:
            return f"{name}: {UNKNOWN}"
        looked = [mode for mode in self._modes if mode.outlook is not Outlook.OPEN]
        return f"{name}: {len(looked)} of {len(self._modes)} failure modes looked at"

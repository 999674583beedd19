"""The failure modes of an asset, each to be documented as a threat, looked at and found fine, or left open."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from facilitator.app.dialogs.form_factory import empty_values, form_screen, values_of
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import ReadText, titled
from facilitator.errors import UserError
from facilitator.guide.failure_modes import ConsideredMode
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, Outlook
from facilitator.workshop.commands.failure_modes import ConsiderFailureMode, DocumentFailureMode
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop

MARKS = {Outlook.DOCUMENTED: "✓ documented", Outlook.FINE: "– fine", Outlook.OPEN: "○ open"}


class FailureModesScreen(Screen[None]):
    """Goes through the failure modes of one asset; [ and ] go to the asset before and after."""

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
        super().__init__()
        self.workshop = workshop
        self.asset_id = asset_id
        self._modes: tuple[ConsideredMode, ...] = ()

    def compose(self) -> ComposeResult:
        """The asset, its failure modes, what is known of the one under the cursor."""
        yield Words(id="top")
        with Horizontal(id="suggestions"):
            yield PickList(id="modes")
            yield ReadText(id="because")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first."""
        self._draw()
        self.query_one(PickList).focus()

    def on_pick_list_moved(self) -> None:
        """Show what is known of it."""
        self._draw_mode()

    def on_pick_list_taken(self) -> None:
        """Enter opens what the team wrote about it."""
        self.action_edit()

    def action_threat(self) -> None:
        """Write a threat card that brings this failure mode about."""
        mode = self._current()
        if mode is None:
            return
        stride = tuple(item.value for item, broken in PROPERTY_BROKEN_BY.items() if broken in mode.properties)
        form = KINDS["threat"]
        values: dict[str, Typed] = {
            **empty_values(form),
            "title": "",
            "stride": stride,
            "assets": self.asset_id,
            "failure_mode": mode.catalogue,
            "description": mode.text,
        }

        def save(typed: Mapping[str, Typed]) -> None:
            self.workshop.do(DocumentFailureMode(mode.asset.id, mode.id, {**values, **typed}))

        self._open(form_screen(self.workshop, form, f"A threat to {self._asset().name}", values, save))

    def action_fine(self) -> None:
        """Say that it was looked at and is fine, and why."""
        mode = self._current()
        if mode is None:
            return

        def fine(reason: str | None) -> None:
            if reason:
                self._consider(mode, Outlook.FINE, reason)

        now = mode.record.reason if mode.record else ""
        self.app.push_screen(LineScreen(f"Why is it fine? {one_line(mode.text, 50)}", now, []), fine)

    def action_open(self) -> None:
        """Leave it open again."""
        mode = self._current()
        if mode is not None:
            self._consider(mode, Outlook.OPEN)

    def action_edit(self) -> None:
        """Note cause, effect and severity."""
        mode = self._current()
        if mode is None:
            return
        record = mode.record or FailureMode(
            id="FM-0", asset=self.asset_id, catalogue=mode.catalogue, text=mode.text, outlook=mode.outlook
        )
        form = KINDS["failure_mode"]

        def save(typed: Mapping[str, Typed]) -> None:
            if mode.record:
                self.workshop.do(ChangeRecord(mode.record.id, typed))
            else:
                self.workshop.do(AddRecord("failure_mode", {**values_of(form, record), **typed}))

        self._open(form_screen(self.workshop, form, "Failure mode", values_of(form, record), save))

    def action_own(self) -> None:
        """Add a failure mode of the team's own."""
        form = KINDS["failure_mode"]
        values: dict[str, Typed] = {**empty_values(form), "asset": self.asset_id}

        def save(typed: Mapping[str, Typed]) -> None:
            self.workshop.do(AddRecord("failure_mode", {**values, **typed}))

        self._open(form_screen(self.workshop, form, "A failure mode of our own", values, save))

    def action_asset(self, by: int) -> None:
        """Go to another asset."""
        ids = [asset.id for asset in self.workshop.session.all(Asset)]
        self.asset_id = ids[(ids.index(self.asset_id) + by) % len(ids)]
        self._draw(at="0")

    def action_undo(self) -> None:
        """Take the last act back."""
        what = self.workshop.log.undo()
        self.notify(f"Undone: {one_line(what, 60)}" if what else "There is nothing left.", markup=False)
        if self.workshop.session.find(self.asset_id) is None:
            self.dismiss(None)
            return
        self._draw()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def _asset(self) -> Asset:
        return self.workshop.session.get(Asset, self.asset_id)

    def _current(self) -> ConsideredMode | None:
        place = self.query_one(PickList).at
        return self._modes[place] if place < len(self._modes) else None

    def _open(self, screen: object) -> None:
        self.app.push_screen(screen, lambda _: self._draw())  # type: ignore[call-overload]

    def _consider(self, mode: ConsideredMode, outlook: Outlook, reason: str = "") -> None:
        try:
            self.workshop.do(ConsiderFailureMode(mode.asset.id, mode.id, outlook=outlook, reason=reason))
        except UserError as refusal:
            self.notify(str(refusal), severity="error", markup=False)
        self._draw()

    def _draw(self, at: str | None = None) -> None:
        self._modes = self.workshop.guide.failure_modes(self.asset_id)
        asset = self._asset()
        looked = sum(mode.outlook is not Outlook.OPEN for mode in self._modes)
        words = f"{asset.id} {asset.name}: {looked} of {len(self._modes)} failure modes looked at"
        none = f"{asset.id} {asset.name}: no failure mode is known; press a to add one, or choose its catalogue id"
        self.query_one(Words).say(words if self._modes else none)
        lines = [PickLine(f"{MARKS[mode.outlook]}  {mode.text}", str(place)) for place, mode in enumerate(self._modes)]
        self.query_one(PickList).offer(lines, at)
        self._draw_mode()

    def _draw_mode(self) -> None:
        mode = self._current()
        title = f"{mode.catalogue} {mode.text}".strip() if mode else ""
        self.query_one(ReadText).say(*(titled(title, self._lines(mode)) if mode else ()))

    def _lines(self, mode: ConsideredMode) -> list[str]:
        lines = ["", MARKS[mode.outlook], ""]
        if mode.properties:
            lines += [f"Breaks: {', '.join(item.value for item in mode.properties)}", ""]
        if mode.threats:
            lines += ["Threats", *(f"  • {threat.id} {threat.title}" for threat in mode.threats), ""]
        if mode.record:
            noted = (
                ("Fine, because", mode.record.reason),
                ("Cause", mode.record.cause),
                ("Effect", mode.record.effect),
                ("Severity", f"{mode.record.severity} of 5" if mode.record.severity else ""),
            )
            lines += [f"{label}: {text}" for label, text in noted if text]
        entry = self.workshop.banks.assets_by_id.get(self._asset().catalogue)
        if entry is not None:
            known = (("What it is for", entry.function), ("It must not", entry.must_not))
            lines += ["", f"{entry.id} {entry.name}", *(f"{label}: {text}" for label, text in known if text)]
        return lines

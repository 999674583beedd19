"""The architecture drawn: scroll, zoom, go from component to component."""

from collections.abc import Mapping

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from facilitator.app.dialogs.form_factory import form_screen, values_of
from facilitator.app.key import Help, Key, Place
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.drawing.architecture import LEGEND, ZOOMS, Drawing, drawn_architecture
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS
from facilitator.workshop.commands.records import ChangeRecord
from facilitator.workshop.workshop import Workshop

BESIDE = 12
LARGER = "architecture.zoom-on"
ZOOM = Help(Place.DRAWING, "zoom", beside=LARGER)
EMPTY = "There is no component yet. Go back, go to step 2 and press a in the table of components."


class DrawingView(ScrollView, can_focus=True):
    """Shows a drawing that may be larger than the screen; one component is under the cursor."""

    COMPONENT_CLASSES = {"drawing--frame", "drawing--flow", "drawing--name", "drawing--cursor"}

    class Chosen(Message):
        """The person opened the component under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="drawing")
        self.drawing = Drawing()
        self.cursor = ""

    def show(self, drawing: Drawing) -> None:
        """Show this drawing; the cursor stays on its component."""
        self.drawing = drawing
        if self.cursor not in drawing.places:
            self.cursor = next(iter(drawing.places), "")
        self.virtual_size = Size(max(drawing.width, 1), max(len(drawing.lines), 1))
        self._follow()

    def move(self, by: int) -> None:
        """Go to the next or the previous component."""
        names = list(self.drawing.places)
        if names:
            self.cursor = names[(names.index(self.cursor) + by) % len(names)]
            self._follow()

    def on_click(self, event: Click) -> None:
        """A click goes to a component, a second one opens it."""
        x, y = event.x + self.scroll_offset.x, event.y + self.scroll_offset.y
        for name, place in self.drawing.places.items():
            if place.x <= x < place.x + place.width and place.y <= y < place.y + place.height:
                again = self.cursor == name and event.chain > 1
                self.cursor = name
                self.refresh()
                if again:
                    self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        """One row of what is on the screen."""
        row = y + self.scroll_offset.y
        if row >= len(self.drawing.lines):
            return Strip.blank(self.size.width, self.rich_style)
        segments: list[Segment] = []
        for text, what in self.drawing.lines[row]:
            kind = what if what in ("frame", "flow", "name") else ""
            style = self.get_component_rich_style(f"drawing--{kind}") if kind else self.rich_style
            segments.append(Segment(text, style))
        strip = self._with_cursor(Strip(segments), row)
        left = self.scroll_offset.x
        return strip.extend_cell_length(left + self.size.width, self.rich_style).crop(left, left + self.size.width)

    def _with_cursor(self, strip: Strip, row: int) -> Strip:
        place = self.drawing.places.get(self.cursor)
        if place is None or not place.y <= row < place.y + place.height:
            return strip
        end = place.x + place.width
        before, box, after = strip.divide([place.x, end, max(strip.cell_length, end)])
        marked = Strip([Segment(box.text, self.get_component_rich_style("drawing--cursor"))])
        return Strip.join([before, marked, after])

    def _follow(self) -> None:
        place = self.drawing.places.get(self.cursor)
        if place is not None:
            self.scroll_to_region(
                Region(max(0, place.x - BESIDE), place.y, place.width + 2 * BESIDE, place.height), animate=False
            )
        self.refresh()


class ArchitectureScreen(Screen[None]):
    """The drawing of one session's architecture."""

    terms = ("component", "data-flow", "trust-boundary", "entry-point")

    BINDINGS = [
        Binding("tab", "go(1)", "Next component", priority=True, id="architecture.go-on"),
        Binding("shift+tab", "go(-1)", "Previous component", show=False, priority=True, id="architecture.go-back"),
        Binding("enter,e", "edit", "Change it", id="architecture.edit"),
        Key("plus,equals_sign", "zoom(1)", "Larger", id=LARGER, help=(ZOOM,)),
        Key("minus", "zoom(-1)", "Smaller", id="architecture.zoom-back", help=(ZOOM,)),
        Key("escape,q", "back", "Back", id="architecture.back", help=(Help(Place.DRAWING, "go back"),)),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self._zoom = 1

    def compose(self) -> ComposeResult:
        """The drawing, what its marks mean, the keys."""
        yield Static("", id="top", markup=False)
        yield DrawingView()
        yield Static("\n".join(LEGEND), id="legend", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw, as large as fits."""
        if drawn_architecture(self.workshop.session, self._zoom).width > self.app.size.width:
            self._zoom = 0
        self._draw()
        self.query_one(DrawingView).focus()

    def on_screen_resume(self) -> None:
        """Draw what was changed on a screen above."""
        if self.is_mounted:
            self._draw()

    def action_zoom(self, by: int) -> None:
        """Show more or less of each component."""
        self._zoom = max(0, min(ZOOMS - 1, self._zoom + by))
        self._draw()

    def action_go(self, by: int) -> None:
        """Go to another component."""
        self.query_one(DrawingView).move(by)

    def action_edit(self) -> None:
        """Change the component under the cursor."""
        chosen = self.query_one(DrawingView).cursor
        if not chosen:
            return
        form = KINDS["component"]
        values = values_of(form, self.workshop.record(chosen))
        screen = form_screen(
            self.workshop, form, f"Change {chosen}", values, lambda typed: self._changed(chosen, typed)
        )
        self.app.push_screen(screen)

    def on_drawing_view_chosen(self) -> None:
        """A second click changes the component."""
        self.action_edit()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def _changed(self, component: str, typed: Mapping[str, Typed]) -> None:
        self.workshop.do(ChangeRecord(component, typed))

    def _draw(self) -> None:
        drawing = drawn_architecture(self.workshop.session, self._zoom)
        self.query_one(DrawingView).show(drawing)
        words = "ids", "names", "names, kinds and assets"
        self.query_one("#top", Static).update(
            f"Architecture · {words[self._zoom]} · arrows scroll" if drawing.lines else EMPTY
        )

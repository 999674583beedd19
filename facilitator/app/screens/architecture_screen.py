"""The architecture drawn: scroll, zoom, go from component to component."""

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
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
STYLED = ("frame", "flow", "name")
ZOOM_WORDS = ("ids", "names", "names, kinds and assets")
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
            place = names.index(self.cursor) + by
            self.cursor = names[place % len(names)]
            self._follow()

    def on_click(self, event: Click) -> None:
        """A click goes to a component, a second one opens it."""
        x = event.x + self.scroll_offset.x
        y = event.y + self.scroll_offset.y
        for name, place in self.drawing.places.items():
            region = Region(place.x, place.y, place.width, place.height)
            if not region.contains(x, y):
                continue
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
        segments = [Segment(text, self._style_of(what)) for text, what in self.drawing.lines[row]]
        strip = self._with_cursor(Strip(segments), row)
        left = self.scroll_offset.x
        right = left + self.size.width
        whole = strip.extend_cell_length(right, self.rich_style)
        return whole.crop(left, right)

    def _style_of(self, what: str) -> Style:
        """The style of a piece of the drawing."""
        if what in STYLED:
            return self.get_component_rich_style(f"drawing--{what}")
        return self.rich_style

    def _with_cursor(self, strip: Strip, row: int) -> Strip:
        place = self.drawing.places.get(self.cursor)
        if place is None or not place.y <= row < place.y + place.height:
            return strip
        end = place.x + place.width
        width = max(strip.cell_length, end)
        before, box, after = strip.divide([place.x, end, width])
        style = self.get_component_rich_style("drawing--cursor")
        marked = Strip([Segment(box.text, style)])
        return Strip.join([before, marked, after])

    def _follow(self) -> None:
        """Bring the component under the cursor into view, with something of what is beside it."""
        place = self.drawing.places.get(self.cursor)
        if place is not None:
            left = max(0, place.x - BESIDE)
            width = place.width + 2 * BESIDE
            region = Region(left, place.y, width, place.height)
            self.scroll_to_region(region, animate=False)
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
        drawing = drawn_architecture(self.workshop.session, self._zoom)
        if drawing.width > self.app.size.width:
            self._zoom = 0
        self._draw()
        self.query_one(DrawingView).focus()

    def on_screen_resume(self) -> None:
        """Draw what was changed on a screen above."""
        if self.is_mounted:
            self._draw()

    def action_zoom(self, by: int) -> None:
        """Show more or less of each component."""
        largest = ZOOMS - 1
        self._zoom = max(0, min(largest, self._zoom + by))
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
        values = values_of(form, self.workshop.session, self.workshop.record(chosen))

        def save(typed: Mapping[str, Typed]) -> None:
            self.workshop.do(ChangeRecord(chosen, typed))

        screen = form_screen(self.workshop, form, f"Change {chosen}", values, save)
        self.app.push_screen(screen)

    def on_drawing_view_chosen(self) -> None:
        """A second click changes the component."""
        self.action_edit()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(None)

    def _draw(self) -> None:
        drawing = drawn_architecture(self.workshop.session, self._zoom)
        self.query_one(DrawingView).show(drawing)
        heading = EMPTY
        if drawing.lines:
            heading = f"Architecture · {ZOOM_WORDS[self._zoom]} · arrows scroll"
        self.query_one("#top", Static).update(heading)

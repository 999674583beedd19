"""What a person sees of a widget."""

from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static


def text_of(pilot: Pilot[None], selector: str) -> str:
    """The words of a text, as a whole; of anything else what is in sight."""
    widget = pilot.app.screen.query_one(selector)
    text = getattr(widget, "text", None)
    if isinstance(text, str):
        return text
    if isinstance(widget, Static):
        return str(widget.render())
    return "\n".join(strip.text.rstrip() for strip in widget.render_lines(Region(0, 0, *widget.outer_size)))

"""The last line of a screen: its keys, as many as there is room for, cut with a mark."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

GAP = 2
PALETTE = "ctrl+p"
PALETTE_WORDS = "keys"
MORE = "…"
TYPING = ("enter", "escape")
"""The keys to know while a line is typed."""


class KeyBar(Widget):
    """Keys and what they do; a click presses the key. ctrl+p, which finds every one of them, always has room."""

    COMPONENT_CLASSES = {"key-bar--key"}
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; }
    KeyBar > .key-bar--key { color: $accent; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str, str]] = []

    def on_mount(self) -> None:
        """Follow what the keys of the screen mean, which depends on the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    def on_click(self, event: Click) -> None:
        """Press the key whose words were clicked."""
        edge = 0
        for key, name, words in self._fitting():
            edge += GAP + cell_len(name) + 1 + cell_len(words)
            if event.x < edge:
                self.app.simulate_key(key)
                return
        if event.x >= self.size.width - self._palette_width():
            self.app.simulate_key(PALETTE)

    def render_line(self, y: int) -> Strip:
        """The line."""
        key_style = self.get_component_rich_style("key-bar--key")
        segments: list[Segment] = []
        fitting = self._fitting()
        for _, name, words in fitting:
            segments += [Segment(" " * GAP), Segment(name, key_style), Segment(f" {words}")]
        if len(fitting) < len(self._shown):
            segments.append(Segment(" " * GAP + MORE))
        used = sum(cell_len(segment.text) for segment in segments)
        segments.append(Segment(" " * max(0, self.size.width - used - self._palette_width())))
        segments += [Segment("^p", key_style), Segment(f" {PALETTE_WORDS} ")]
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _changed(self, screen: Screen[object]) -> None:
        if not self.is_attached:
            return
        found: dict[str, Binding] = {}
        is_typing = isinstance(screen.focused, Input)
        for active in screen.active_bindings.values():
            binding = active.binding
            wanted = binding.show or (is_typing and binding.key in TYPING)
            if wanted and active.enabled and binding.description and binding.key != PALETTE:
                found.setdefault(binding.action, binding)
        shown = [(item.key, self.app.get_key_display(item), item.description) for item in found.values()]
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _fitting(self) -> list[tuple[str, str, str]]:
        """As many of the keys as there is room for."""
        room = self.size.width - self._palette_width() - GAP - len(MORE)
        fitting = []
        for key, name, words in self._shown:
            room -= GAP + cell_len(name) + 1 + cell_len(words)
            if room < 0:
                break
            fitting.append((key, name, words))
        return fitting

    def _palette_width(self) -> int:
        return GAP + len("^p ") + len(PALETTE_WORDS) + 1

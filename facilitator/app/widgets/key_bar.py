"""The last line of a screen: its keys, as many as there is room for, cut with a mark."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(slots=True)
class Keys:
    """One key, or several that do the same sort of thing, with their words.

    pressed: the name of each key on the screen, and the key that a click on it presses.
    """

    pressed: list[tuple[str, str]]
    words: str
    is_range: bool = False

    @property
    def names(self) -> list[tuple[str, str]]:
        """What stands before the words, piece by piece: a name, and the key that it presses."""
        if not self.is_range or len(self.pressed) < 2:
            return self.pressed
        first, _ = self.pressed[0]
        last, _ = self.pressed[-1]
        return [(f"{first}-{last}", "")]

    @property
    def width(self) -> int:
        """The columns that it takes, with the gap before it."""
        width = GAP + cell_len(self.words)
        for name, _ in self.names:
            width += cell_len(name) + 1
        return width

    def key_at(self, x: int) -> str:
        """The key that a click at this column presses: the one whose name is there, or the only one; else ""."""
        edge = GAP
        for name, key in self.names:
            edge += cell_len(name) + 1
            if x < edge:
                return key
        if len(self.names) != 1:
            return ""
        _, only_key = self.names[0]
        return only_key


class KeyBar(Widget):
    """Keys and what they do, of the screen in front; a click presses the key.

    ctrl+p, which finds every one of them, always has room.
    """

    COMPONENT_CLASSES = {"key-bar--key"}
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; }
    KeyBar > .key-bar--key { color: $accent; text-style: bold; }
    """

    def __init__(self, words_of: Callable[[Binding], str] = lambda binding: binding.description) -> None:
        """words_of: what to say of a key of its own screen; "" leaves it out."""
        super().__init__()
        self._words_of = words_of
        self._shown: list[Keys] = []

    def on_mount(self) -> None:
        """Follow what the keys of the screen mean, which depends on the focus, and which screen is in front."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.app.screen_change_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    def on_click(self, event: Click) -> None:
        """Press the key whose words were clicked."""
        edge = 0
        for keys in self._fitting():
            key = keys.key_at(event.x - edge)
            edge += keys.width
            if event.x < edge:
                if key:
                    self.app.simulate_key(key)
                return
        palette = self.size.width - self._palette_width()
        if event.x >= palette:
            self.app.simulate_key(PALETTE)

    def render_line(self, y: int) -> Strip:
        """The line."""
        key_style = self.get_component_rich_style("key-bar--key")
        segments: list[Segment] = []
        gap = " " * GAP
        fitting = self._fitting()
        for keys in fitting:
            names = [name for name, _ in keys.names]
            segments.append(Segment(gap))
            segments.append(Segment(" ".join(names), key_style))
            segments.append(Segment(f" {keys.words}"))
        if len(fitting) < len(self._shown):
            segments.append(Segment(gap + MORE))
        room = self.size.width - self._palette_width()
        left = Strip(segments).extend_cell_length(room)
        palette = (Segment("^p", key_style), Segment(f" {PALETTE_WORDS} "))
        line = Strip([*left, *palette]).adjust_cell_length(self.size.width)
        return line.apply_style(self.rich_style)

    def _changed(self, _: object) -> None:
        if not self.is_attached:
            return
        front = self.app.screen
        is_hidden = front is not self.screen and not front.is_modal
        if is_hidden:
            return
        shown = self._found(front)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _found(self, screen: Screen[object]) -> list[Keys]:
        """The keys of a screen that are worth a word."""
        found: dict[str, Keys] = {}
        is_typing = isinstance(screen.focused, Input)
        for active in screen.active_bindings.values():
            binding = active.binding
            is_wanted = binding.show or (is_typing and binding.key in TYPING)
            # The keys of a group are characters, and go into the line.
            is_typed = is_typing and binding.group is not None
            if not is_wanted or not active.enabled or is_typed:
                continue
            if binding.key == PALETTE:
                continue
            is_own = screen is self.screen
            words = self._words_of(binding) if is_own else binding.description
            if words:
                self._take(found, binding, words)
        return list(found.values())

    def _take(self, found: dict[str, Keys], binding: Binding, words: str) -> None:
        """Put a key among those found: with those of its group, or by itself when nothing does the same."""
        name = self.app.get_key_display(binding)
        pressed = (name, binding.key)
        group = binding.group
        if group is None:
            alone = Keys([pressed], words)
            found.setdefault(binding.action, alone)
        elif group.description in found:
            keys = found[group.description]
            keys.pressed.append(pressed)
        else:
            found[group.description] = Keys([pressed], group.description, group.compact)

    def _fitting(self) -> list[Keys]:
        """As many of the keys as there is room for."""
        for_palette = self._palette_width()
        for_more = GAP + len(MORE)
        room = self.size.width - for_palette - for_more
        fitting = []
        for keys in self._shown:
            room -= keys.width
            if room < 0:
                break
            fitting.append(keys)
        return fitting

    def _palette_width(self) -> int:
        words = f"^p {PALETTE_WORDS} "
        return GAP + len(words)

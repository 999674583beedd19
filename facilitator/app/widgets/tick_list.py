"""Choices with a tick each, in text: on and off differ by more than colour."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, OptionList
from textual.widgets.option_list import Option

from facilitator.app.terminal.glyphs import TICKS
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.cursor_lines import digit_keys


class TickList(OptionList):
    """Choices of which several may be ticked; space, Enter or a click ticks one, and takes its tick away."""

    BINDINGS = [
        Binding("space", "select", "Tick", show=False, id="choices.tick"),
        *digit_keys("choices", show=False),
    ]

    class Ticked(Message):
        """Something was ticked, or is so no more."""

    def __init__(self, choices: Iterable[tuple[str, str]] = (), ticked: Iterable[str] = (), *, id: str) -> None:
        """choices: what each says, and what it stands for."""
        super().__init__(id=id, markup=False)
        self._choices: Sequence[tuple[str, str]] = ()
        self._ticked: set[str] = set()
        self.offer(choices, ticked)

    @property
    def ticked(self) -> list[str]:
        """What is ticked, in the order of the choices."""
        values = [value for _, value in self._choices]
        return [value for value in values if value in self._ticked]

    def offer(self, choices: Iterable[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """Show these choices, some of them ticked."""
        self._choices = tuple(choices)
        self._ticked = set(ticked)
        at = self.highlighted or 0
        self.clear_options()
        places = range(len(self._choices))
        self.add_options([Option(self._line(place)) for place in places])
        last = len(self._choices) - 1
        self.highlighted = min(at, last) if self._choices else None

    def action_pick(self, place: int) -> None:
        """Take the choice at this place."""
        if place < self.option_count:
            self.highlighted = place
            self.action_select()

    def action_select(self) -> None:
        """Tick the choice under the cursor, or take its tick away."""
        if self.highlighted is None:
            return
        place = self.highlighted
        _, value = self._choices[place]
        self._ticked ^= {value}
        self.replace_option_prompt_at_index(place, self._line(place))
        self.post_message(self.Ticked())

    def _line(self, place: int) -> Text:
        words, value = self._choices[place]
        tick = TICKS[value in self._ticked]
        return Text(f"{tick} {one_line(words)}")


class TickBox(Checkbox):
    """Something that is so or not."""

    @property
    def _button(self) -> Content:
        is_on = bool(self.value)
        return Content(TICKS[is_on])

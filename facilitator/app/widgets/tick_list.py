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


class TickList(OptionList):
    """Choices of which several may be ticked; space, Enter or a click ticks one, and takes its tick away."""

    BINDINGS = [
        Binding("space", "select", "Tick", show=False, id="choices.tick"),
        *(
            Binding(str(digit), f"pick({digit - 1})", f"Choice {digit}", show=False, id=f"choices.pick-{digit}")
            for digit in range(1, 10)
        ),
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
        return [value for _, value in self._choices if value in self._ticked]

    def offer(self, choices: Iterable[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """Show these choices, some of them ticked."""
        self._choices, self._ticked = tuple(choices), set(ticked)
        at = self.highlighted
        self.clear_options()
        self.add_options([Option(self._line(place)) for place in range(len(self._choices))])
        self.highlighted = min(at or 0, len(self._choices) - 1) if self._choices else None

    def action_pick(self, place: int) -> None:
        """Take the choice at this place."""
        if place < self.option_count:
            self.highlighted = place
            self.action_select()

    def action_select(self) -> None:
        """Tick the choice under the cursor, or take its tick away."""
        if self.highlighted is None:
            return
        self._ticked ^= {self._choices[self.highlighted][1]}
        self.replace_option_prompt_at_index(self.highlighted, self._line(self.highlighted))
        self.post_message(self.Ticked())

    def _line(self, place: int) -> Text:
        words, value = self._choices[place]
        return Text(f"{TICKS[value in self._ticked]} {one_line(words)}")


class TickBox(Checkbox):
    """Something that is so or not."""

    @property
    def _button(self) -> Content:
        return Content(f"{TICKS[bool(self.value)]}")

"""The question in hand to read, with its choices: one answers at once, several are ticked and then taken together."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from facilitator.app.questions.choice_keys import CHOICE_KEYS
from facilitator.app.terminal.glyphs import TICKS
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.text_view import DrawnText, Paragraph, TextLine

KEYS = "text--accent"
"""The look of a line that names keys."""

BETWEEN_KEYS = "   "
KEY_NAMES = {"y": "y", "n": "n", "i": "i", "?": "question_mark", "-": "minus"}


class Choices(DrawnText):
    """Words above, choices, words below; it takes the focus only where there is something to choose.

    Where several can be chosen, Enter takes what is ticked; else a digit, Enter or a click answers.
    The digits stand beside the choices while they have the focus, and only then does a digit take one.
    """

    BINDINGS = [*CHOICE_KEYS]
    COMPONENT_CLASSES = {"choice--cursor"}
    DEFAULT_CSS = """
    Choices > .choice--cursor { background: $panel; color: $foreground; }
    Choices:focus > .choice--cursor { background: $cursor; color: $cursor-text; text-style: bold; }
    """

    class Taken(Message):
        """The person answered with these choices."""

        def __init__(self, chosen: list[str]) -> None:
            super().__init__()
            self.chosen = chosen

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.several = False
        self.choices: Sequence[str] = ()
        self.highlighted = 0
        self._ticked: set[str] = set()
        self._above: tuple[Paragraph, ...] = ()
        self._below: tuple[Paragraph, ...] = ()

    @property
    def ticked(self) -> list[str]:
        """What is ticked, in the order of the choices."""
        return [choice for choice in self.choices if choice in self._ticked]

    def ask(
        self,
        above: Sequence[Paragraph],
        below: Sequence[Paragraph],
        choices: Sequence[str] = (),
        chosen: Iterable[str] = (),
        *,
        several: bool = False,
    ) -> None:
        """Show a question: what stands above its choices, the choices, and what stands below."""
        self._above, self._below, self.several = tuple(above), tuple(below), several
        if tuple(choices) != tuple(self.choices):
            self.highlighted = 0
        self.choices, self._ticked = tuple(choices), set(chosen)
        self.can_focus = bool(choices)
        self._show()

    def say_below(self, below: Sequence[Paragraph]) -> None:
        """Change what stands below the choices."""
        self._below = tuple(below)
        self._show(keep_place=True)

    def on_click(self, event: Click) -> None:
        """A click on a choice ticks it or answers with it; a click on the words of a key presses it."""
        number = self.number_at(event)
        if number is None:
            return
        place = self._choice_at(number)
        if place is not None:
            self.action_pick(place)
            return
        key = _key_at(self.lines[number], event.x)
        if key:
            self.app.simulate_key(key)

    def watch_has_focus(self, has_focus: bool) -> None:
        """A digit takes a choice from now on, or means something else again."""
        super().watch_has_focus(has_focus)
        self._show(keep_place=True)

    def action_move(self, by: int) -> None:
        """Go to the choice above or below."""
        if self.choices:
            self.highlighted = max(0, min(self.highlighted + by, len(self.choices) - 1))
            self._show(keep_place=True)
            self.bring_into_view(self._line_of_choice(self.highlighted))

    def action_pick(self, place: int) -> None:
        """Take the choice at this place."""
        if place < len(self.choices):
            self.highlighted = place
            self.action_select()

    def action_select(self) -> None:
        """Tick the choice under the cursor or, where only one can be chosen, answer with it."""
        if not self.choices:
            return
        if not self.several:
            self.action_take()
            return
        self._ticked ^= {self.choices[self.highlighted]}
        self._show(keep_place=True)

    def action_take(self) -> None:
        """Answer with what is ticked, else with the choice under the cursor."""
        if self.choices:
            self.post_message(self.Taken((self.ticked if self.several else []) or [self.choices[self.highlighted]]))

    def _show(self, *, keep_place: bool = False) -> None:
        self.say(*self._above, *map(self._choice, range(len(self.choices))), *self._below, keep_place=keep_place)

    def _choice(self, place: int) -> Paragraph:
        words = self.choices[place]
        tick = f"{TICKS[words in self._ticked]} " if self.several else ""
        style = "choice--cursor" if place == self.highlighted else ""
        number = f"{place + 1:>2} " if self.has_focus else "   "
        return Paragraph(f" {tick}{number}{one_line(words)}", style)

    def _choice_at(self, number: int) -> int | None:
        """The choice on this line."""
        places = [self._line_of_choice(place) for place in range(len(self.choices) + 1)]
        return next((place for place in range(len(self.choices)) if places[place] <= number < places[place + 1]), None)

    def _line_of_choice(self, place: int) -> int:
        """The line on which a choice begins."""
        return self.line_of(len(self._above) + place)


def _key_at(line: TextLine, x: int) -> str:
    """The key whose words stand here in a line that names keys, such as “y yes   n no”."""
    edge = 0
    for words in "".join(text for text, style in line.parts if style == KEYS).split(BETWEEN_KEYS):
        edge += cell_len(words) + len(BETWEEN_KEYS)
        if words and x < edge:
            return KEY_NAMES.get(words.split()[0], "")
    return ""

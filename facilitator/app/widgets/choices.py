"""The question in hand to read, with its choices: one answers at once, several are ticked and then taken together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from facilitator.app.questions.choice_keys import CHOICE_KEYS
from facilitator.app.terminal.glyphs import TICKS
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.lines.text_line import TextLine
from facilitator.app.widgets.text_view import DrawnText, Paragraph, wrapped_lines

KEYS = "text--accent"
"""The look of a line that names keys."""

BETWEEN_KEYS = "   "
KEY_NAMES = {"y": "y", "n": "n", "i": "i", "?": "question_mark", "-": "minus"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen, and what of it is ticked. several: more than one can be chosen."""

    choices: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    several: bool = False

    @property
    def in_order(self) -> list[str]:
        """What is ticked, in the order of the choices."""
        return [choice for choice in self.choices if choice in self.ticked]

    def toggled(self, place: int) -> "Offer":
        """The same with the choice at this place ticked, or ticked no more."""
        choice = self.choices[place]
        return replace(self, ticked=self.ticked ^ {choice})

    def chosen(self, place: int) -> list[str]:
        """What the person answers with the cursor at this place: what is ticked, else the choice there."""
        if self.several and self.in_order:
            return self.in_order
        return [self.choices[place]]


NOTHING = Offer()


class AskedText:
    """The words above, the choices with a cursor, and the words below.

    numbered: whether each choice stands beside the digit that takes it.
    """

    def __init__(self) -> None:
        self.above: Sequence[Paragraph] = ()
        self.below: Sequence[Paragraph] = ()
        self.offer = NOTHING
        self.at = 0
        self.numbered = False

    def take(self, offer: Offer) -> None:
        """Offer something; the cursor stays where it is unless the choices are others."""
        if offer.choices != self.offer.choices:
            self.at = 0
        self.offer = offer

    def move(self, by: int) -> None:
        """Put the cursor so many choices further, as far as there are any."""
        last = len(self.offer.choices) - 1
        place = min(self.at + by, last)
        self.at = max(0, place)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All that is asked."""
        places = range(len(self.offer.choices))
        choices = [self._choice(place) for place in places]
        return (*self.above, *choices, *self.below)

    def line_of_choice(self, place: int, width: int) -> int:
        """The line on which a choice begins."""
        count = len(self.above) + place
        before = wrapped_lines(self.paragraphs[:count], width)
        return len(before)

    def choice_on(self, line: int, width: int) -> int | None:
        """The choice on this line."""
        for place in range(len(self.offer.choices)):
            first = self.line_of_choice(place, width)
            after = self.line_of_choice(place + 1, width)
            if first <= line < after:
                return place
        return None

    def _choice(self, place: int) -> Paragraph:
        choice = self.offer.choices[place]
        is_ticked = choice in self.offer.ticked
        tick = f"{TICKS[is_ticked]} " if self.offer.several else ""
        digit = place + 1
        number = f"{digit:>2} " if self.numbered else "   "
        words = one_line(choice)
        look = "choice--cursor" if place == self.at else ""
        return Paragraph(f" {tick}{number}{words}", look)


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

    @dataclass
    class Taken(Message):
        """The person answered with these choices."""

        chosen: list[str]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._asked = AskedText()

    @property
    def choices(self) -> Sequence[str]:
        """What can be chosen."""
        return self._asked.offer.choices

    @property
    def ticked(self) -> list[str]:
        """What is ticked, in the order of the choices."""
        return self._asked.offer.in_order

    def ask(self, above: Sequence[Paragraph], below: Sequence[Paragraph], offer: Offer = NOTHING) -> None:
        """Show a question: what stands above its choices, the choices, and what stands below."""
        self._asked.above, self._asked.below = above, below
        self._asked.take(offer)
        self.can_focus = bool(offer.choices)
        self._show()

    def say_below(self, below: Sequence[Paragraph]) -> None:
        """Change what stands below the choices."""
        self._asked.below = below
        self._show(keep_place=True)

    def on_click(self, event: Click) -> None:
        """A click on a choice ticks it or answers with it; a click on the words of a key presses it."""
        number = self.number_at(event)
        if number is None:
            return
        place = self._asked.choice_on(number, self.viewport.line_width)
        if place is not None:
            self.action_pick(place)
            return
        key = _key_at(self.lines[number], event.x)
        if key:
            self.app.simulate_key(key)

    def watch_has_focus(self, has_focus: bool) -> None:
        """A digit takes a choice from now on, or means something else again."""
        super().watch_has_focus(has_focus)
        self._asked.numbered = has_focus
        self._show(keep_place=True)

    def action_move(self, by: int) -> None:
        """Go to the choice above or below."""
        if self.choices:
            self._asked.move(by)
            self._show(keep_place=True)
            line = self._asked.line_of_choice(self._asked.at, self.viewport.line_width)
            self.bring_into_view(line)

    def action_pick(self, place: int) -> None:
        """Take the choice at this place."""
        if place < len(self.choices):
            self._asked.at = place
            self.action_select()

    def action_select(self) -> None:
        """Tick the choice under the cursor or, where only one can be chosen, answer with it."""
        if not self._asked.offer.several:
            self.action_take()
        elif self.choices:
            self._asked.offer = self._asked.offer.toggled(self._asked.at)
            self._show(keep_place=True)

    def action_take(self) -> None:
        """Answer with what is ticked, else with the choice under the cursor."""
        if self.choices:
            chosen = self._asked.offer.chosen(self._asked.at)
            self.post_message(self.Taken(chosen))

    def _show(self, *, keep_place: bool = False) -> None:
        self.say(*self._asked.paragraphs, keep_place=keep_place)


def _key_at(line: TextLine, x: int) -> str:
    """The key whose words stand here in a line that names keys, such as “y yes   n no”."""
    text = "".join(text for text, look in line.parts if look == KEYS)
    edge = 0
    for words in text.split(BETWEEN_KEYS):
        edge += cell_len(words) + len(BETWEEN_KEYS)
        if words and x < edge:
            name, *_ = words.split()
            return KEY_NAMES.get(name, "")
    return ""

"""The choices of a question: one answers at once, several are ticked and then taken together."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.message import Message

from facilitator.app.tick_list import TickList


class Choices(TickList):
    """What can be chosen. Where several can, Enter takes what is ticked; else a digit, Enter or a click answers."""

    BINDINGS = [Binding("enter", "take", "Take the choice", show=False, id="question.take")]

    class Taken(Message):
        """The person answered with these choices."""

        def __init__(self, chosen: list[str]) -> None:
            super().__init__()
            self.chosen = chosen

    def __init__(self, *, id: str) -> None:
        self.several = False
        super().__init__(id=id)
        self.numbered = True

    def ask(self, choices: Iterable[str], chosen: Iterable[str], *, several: bool) -> None:
        """Show the choices of a question."""
        self.several = several
        self.offer([(choice, choice) for choice in choices], chosen)

    def action_select(self) -> None:
        """Tick the choice under the cursor or, where only one can be chosen, answer with it."""
        if self.several:
            super().action_select()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Answer with what is ticked, else with the choice under the cursor."""
        chosen = self.ticked if self.several else []
        if not chosen and self.highlighted is not None:
            chosen = [self._choices[self.highlighted][1]]
        if chosen:
            self.post_message(self.Taken(chosen))

    def _mark(self, value: str) -> str:
        return super()._mark(value) if self.several else ""

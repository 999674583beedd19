"""What a step is about, and every key."""

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.model.vocabulary import Step
from facilitator.workshop.forms import FORMS_OF_STEP, STEP_TITLES

NAMES = {
    "question_mark": "?",
    "minus": "-",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "x,delete": "x",
}


class HelpScreen(ModalScreen[None]):
    """Closes with escape, and the place below is as it was."""

    BINDINGS = [Binding("escape,f1,q", "close", "Close")]

    def __init__(self, step: Step, bindings: list[BindingType]) -> None:
        super().__init__()
        self._step = step
        self._keys = bindings

    def compose(self) -> ComposeResult:
        """The step's hints, then the keys."""
        hints = [f"{form.plural}: {form.hint}" for form in FORMS_OF_STEP[self._step]]
        if self._step is Step.RATE:
            hints = ["Rate each threat by five factors, with a reason for each. High discoverability: easy to find."]
        keys = [
            f"  {NAMES.get(item.key, item.key):<10} {item.description}"
            for item in self._keys
            if isinstance(item, Binding)
        ]
        lines = [f"Step {list(Step).index(self._step) + 1}: {STEP_TITLES[self._step]}", "", *hints, "", *keys]
        lines += ["", "ctrl+p shows every command. Esc closes this."]
        with VerticalScroll(id="dialog"):
            yield Static("\n".join(lines), markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

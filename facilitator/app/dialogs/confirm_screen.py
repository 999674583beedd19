"""A question before something that would be lost, or that has consequences."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from facilitator.app.widgets.key_bar import KeyBar
from facilitator.text.escape import visible


class ConfirmScreen(ModalScreen[bool]):
    """Asks a question; the safe answer has the focus."""

    BINDINGS = [
        Binding("y", "yes", "Yes", id="confirm.yes"),
        Binding("n,escape", "no", "No", id="confirm.no"),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(id="dialog", classes="small"):
            yield Static(self._question, markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Stay (n)", id="no", variant="primary")
                yield Button(f"{self._yes} (y)", id="yes", variant="warning")
        yield KeyBar()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        self.dismiss(event.button.id == "yes")

    def action_yes(self) -> None:
        """Go on."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Stay."""
        self.dismiss(False)


class RemovalScreen(ModalScreen[str]):
    """What to do with records that name the one that is removed: "unlink" them, take them "along", or "" to stay."""

    BINDINGS = [
        Binding("u", "choose('unlink')", "Remove it alone", id="confirm.choose-unlink"),
        Binding("t", "choose('along')", "Remove them too", id="confirm.choose-along"),
        Binding("escape", "choose('')", "Stay", id="confirm.choose"),
    ]

    def __init__(self, name: str, namers: list[str], touched: list[str]) -> None:
        """namers: the records that name it. touched: what stands on it, in lines."""
        super().__init__()
        self._name = name
        self._has_namers = bool(namers)
        self._lines = [*_named(name, namers), *touched]

    def compose(self) -> ComposeResult:
        """Which records name it, and the three ways."""
        lines = visible("\n".join(self._lines))
        alone = f"Only {self._name} (u)" if self._has_namers else "Remove (u)"
        with Vertical(id="dialog", classes="small"):
            yield Static(f"Remove {self._name}? Undo brings everything back.", classes="heading", markup=False)
            if self._has_namers:
                yield Static(visible(self._ways()), id="ways", markup=False)
            with VerticalScroll(id="lines"):
                yield Static(lines, markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Stay (esc)", id="stay", variant="primary")
                yield Button(alone, id="unlink")
                if self._has_namers:
                    yield Button("These too (t)", id="along", variant="warning")
        yield KeyBar()

    def _ways(self) -> str:
        alone = f"u removes {self._name} alone: the records that name it stay, without it."
        return f"{alone}\nt removes these records too, and those that name them in turn."

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        way = str(event.button.id)
        self.dismiss("" if way == "stay" else way)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """To take others along is offered only when there are any."""
        return self._has_namers or parameters != ("along",)

    def action_choose(self, way: str) -> None:
        """Close with one of the ways."""
        self.dismiss(way)


def _named(name: str, namers: list[str]) -> list[str]:
    """The records that name another, below a line that says so."""
    if not namers:
        return []
    return [f"These records name {name}:", *(f"  {namer}" for namer in namers)]

"""Words on the screen that cost nothing while they stay the same."""

from textual.widgets import Static


class Words(Static):
    """Text as typed, never markup, that is drawn again only when it changes."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text, id=id, classes=classes, markup=False)
        self.text = text

    def say(self, text: str, *, layout: bool = True) -> None:
        """Show this text. layout: False where the place that the words take does not depend on them."""
        if text != self.text:
            self.text = text
            self.update(text, layout=layout)

"""The fields of a form, one below the other: each with its label, its entry and what is said of it."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from facilitator.app.dialogs.fields.entries import entry_of, label_of, value_in
from facilitator.model.fields.choices import Number
from facilitator.model.fields.field import Field, Typed
from facilitator.workshop.input.form_input import understood
from facilitator.workshop.offers import Form, Offers

Hint = Callable[[Field, Typed], str]
"""What is strange about a field as it is filled in, and kept all the same; "" when nothing is."""


class FormFields(VerticalScroll):
    """Shows the fields of a form, and knows what is typed in them.

    values: what they show at first.
    """

    def __init__(self, form: Form, values: Mapping[str, Typed], offers: Offers, hint: Hint) -> None:
        super().__init__(id="fields", can_focus=False)
        self._form = form
        self._values = values
        self._offers = offers
        self._hint = hint

    def compose(self) -> ComposeResult:
        """A label, help and entry for each field, and a line for what is said of it."""
        for item in self._form.fields:
            value = self._values.get(item.name, "")
            with Vertical(classes="field"):
                yield Label(label_of(item, self._offers), markup=False)
                yield entry_of(item, value, self._offers)
                yield Static("", id=f"said-{item.name}", classes="said", markup=False)

    def begin(self) -> None:
        """Begin at the first field that words are typed in."""
        self.query("Input, TextArea").first().focus(scroll_visible=False)

    def go_to(self, name: str) -> None:
        """Go to a field."""
        self.query_one(f"#field-{name}").focus()

    @property
    def typed(self) -> dict[str, Typed]:
        """What is typed in each field."""
        return {item.name: self._typed_in(item) for item in self._form.fields}

    @property
    def in_hand(self) -> Field | None:
        """The field that has the focus."""
        return self._item_of(self.screen.focused)

    @property
    def text_in_hand(self) -> TextArea | None:
        """The text of several lines that has the focus."""
        focused = self.screen.focused
        return focused if isinstance(focused, TextArea) else None

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the label of the field too, not its entry alone."""
        field = event.widget.parent
        if isinstance(field, Vertical) and field.has_class("field"):
            field.call_after_refresh(field.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Say of the field that was left what is wrong with it, or strange."""
        item = self._item_of(event.widget)
        if item is None:
            return
        value = self._typed_in(item)
        fault = self._offers.fault(item, value)
        words = fault or understood(item, value) or self.hinted(item, value)
        self._say(item, words, wrong=bool(fault))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Refuse a number out of range as it is typed; a date is said as soon as it is understood."""
        item = self._item_of(event.input)
        if item is None:
            return
        value = self._typed_in(item)
        fault = self._offers.fault(item, value) if isinstance(item.type, Number) else ""
        self._say(item, fault or understood(item, value), wrong=bool(fault))

    def hinted(self, item: Field, value: Typed) -> str:
        """What is strange about a value, and how to mend it."""
        hint = self._hint(item, value)
        return f"{hint} m shows people and adds them." if hint else ""

    def _item_of(self, widget: Widget | None) -> Field | None:
        """The field that a widget is the entry of."""
        for item in self._form.fields:
            if widget is not None and widget.id == f"field-{item.name}":
                return item
        return None

    def _say(self, item: Field, words: str, *, wrong: bool) -> None:
        """Say something below a field, and mark the field when it cannot stay so."""
        said = self.query_one(f"#said-{item.name}", Static)
        said.update(words)
        said.display = bool(words)
        self._entry(item).set_class(wrong, "wrong")

    def _typed_in(self, item: Field) -> Typed:
        return value_in(self._entry(item))

    def _entry(self, item: Field) -> Widget:
        return self.query_one(f"#field-{item.name}")

"""A form for one record, drawn from the fields that the workshop declares."""

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Static, TextArea

from facilitator.app.dialogs.confirm_screen import ConfirmScreen
from facilitator.app.dialogs.field_entries import entry_of, label_of, value_in
from facilitator.app.dialogs.form_terms import page_of, terms_of
from facilitator.app.dialogs.lines_screen import LinesScreen
from facilitator.app.terminal.external_editor import EditorFailed, edited_outside
from facilitator.app.terminal.plain_text import shown, typed
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.errors import UserError
from facilitator.model.fields.choices import Number
from facilitator.model.fields.field import Field, Typed
from facilitator.model.kind import Kind
from facilitator.model.vocabulary import Step
from facilitator.workshop.offers import Offers

Save = Callable[[Mapping[str, Typed]], None]
Warn = Callable[[Mapping[str, Typed]], Sequence[str]]
"""What a change would touch, in lines; none when it touches nothing."""
Hint = Callable[[Field, Typed], str]
"""What is strange about a field as it is filled in, and kept all the same; "" when nothing is."""


class RecordForm(ModalScreen[bool]):
    """Fills in or changes one record; closes once `save` has taken the values.

    values: what the fields show at first.
    """

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("ctrl+s", "save", "Save", priority=True, id="form.save"),
        Binding("f2", "outside", "In your editor", priority=True, id="form.outside"),
        Binding("f1", "explain", "Explain", id="form.explain"),
        Binding("escape", "cancel", "Cancel", id="form.cancel"),
    ]

    def __init__(
        self,
        form: Kind,
        heading: str,
        values: Mapping[str, Typed],
        offers: Offers,
        save: Save,
        warn: Warn,
        hint: Hint,
    ) -> None:
        super().__init__()
        self.form = form
        self.heading = heading
        self._values = dict(values)
        self._offers = offers
        self._save = save
        self._warn = warn
        self._hint = hint
        self._first: dict[str, Typed] = {}

    def compose(self) -> ComposeResult:
        """A label, help and entry for each field, then what was refused and the buttons."""
        with Vertical(id="dialog"):
            yield Static(self.heading, classes="heading", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for item in self.form.fields:
                    with Vertical(classes="field"):
                        yield Label(label_of(item, self._offers), markup=False)
                        yield entry_of(item, self._values.get(item.name, ""), self._offers)
                        yield Static("", id=f"said-{item.name}", classes="said", markup=False)
            yield Static("", id="refusal", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Save (ctrl+s)", variant="primary", id="save")
                yield Button("Cancel (esc)", id="cancel")
                yield Static("F2: a long text in your editor", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first field, and remember what stood there."""
        self._first = self._typed()
        self.query("#fields Input, #fields TextArea").first().focus(scroll_visible=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the label of the field too, not its entry alone."""
        field = event.widget.parent
        if isinstance(field, Vertical) and field.has_class("field"):
            field.call_after_refresh(field.scroll_visible, animate=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Say of the field that was left what is wrong with it, or strange."""
        item = self._item_of(event.widget)
        if item is not None:
            value = self._typed_in(item)
            fault = self._offers.fault(item, value)
            self._say(item, fault or self._hinted(item, value), wrong=bool(fault))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Refuse a number out of range as it is typed; a date is looked at when it is whole."""
        item = self._item_of(event.input)
        if item is not None:
            fault = self._offers.fault(item, self._typed_in(item)) if isinstance(item.type, Number) else ""
            self._say(item, fault, wrong=bool(fault))

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        self.action_save() if event.button.id == "save" else self.action_cancel()

    def action_save(self) -> None:
        """Hand the values over; what is refused is said, and its field focused."""
        values = self._typed()
        changed = {name: value for name, value in values.items() if self._is_new(name, value)}
        try:
            touched = self._warn(changed)
        except UserError as refusal:
            self._refused(refusal)
            return
        if touched:
            heading = "This touches what came after it"
            self.app.push_screen(LinesScreen(heading, touched, "Save it"), lambda yes: self._store(changed, bool(yes)))
        else:
            self._store(changed, True)

    def _store(self, changed: Mapping[str, Typed], go_on: bool) -> None:
        if not go_on:
            return
        try:
            self._save(changed)
        except UserError as refusal:
            self._refused(refusal)
        else:
            hints = [self._hinted(self.form.field(name), value) for name, value in changed.items()]
            for hint in filter(None, hints):
                self.app.notify(hint, markup=False)
            self.dismiss(True)

    def _refused(self, refusal: UserError) -> None:
        self.query_one("#refusal", Static).update(str(refusal))
        if refusal.field:
            self.query_one(f"#field-{refusal.field}").focus()

    def action_explain(self) -> None:
        """Explain the field in hand and the words of the form; what was typed stays."""
        from facilitator.app.screens.explain_screen import ExplainScreen, pages_from

        item = self._item_of(self.focused)
        terms = terms_of(self.form, item)
        pages = pages_from(self, self.form.step or Step.ASSETS, self._offers.glossary, terms)
        self.app.push_screen(ExplainScreen([*([page_of(self.form, item)] if item else []), *pages]))

    def action_outside(self) -> None:
        """Write the long text in hand in the person's own editor."""
        area = self.focused
        if not isinstance(area, TextArea):
            self.notify("Go to a text of several lines first.", markup=False)
            return
        preferences = getattr(self.app, "preferences", None)
        try:
            words = edited_outside(self.app, typed(area.text), preferences.editor if preferences else "")
        except EditorFailed as failure:
            self.notify(str(failure), severity="error", timeout=12, markup=False)
        else:
            area.text = shown(words)

    def action_cancel(self) -> None:
        """Close without saving; ask first when something was typed."""
        if self._typed() == self._first:
            self.dismiss(False)
            return
        self.app.push_screen(ConfirmScreen("Leave this form and lose what you typed in it?", "Leave"), self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(False)

    def _item_of(self, widget: Widget | None) -> Field | None:
        """The field that a widget is the entry of."""
        name = (widget.id or "").removeprefix("field-") if widget else ""
        return next((item for item in self.form.fields if item.name == name), None)

    def _hinted(self, item: Field, value: Typed) -> str:
        hint = self._hint(item, value)
        return f"{hint} m shows people and adds them." if hint else ""

    def _say(self, item: Field, words: str, *, wrong: bool) -> None:
        """Say something below a field, and mark the field when it cannot stay so."""
        said = self.query_one(f"#said-{item.name}", Static)
        said.update(words)
        said.display = bool(words)
        self.query_one(f"#field-{item.name}").set_class(wrong, "wrong")

    def _is_new(self, name: str, value: Typed) -> bool:
        required = self.form.field(name).required
        return required or value != self._first.get(name)

    def _typed(self) -> dict[str, Typed]:
        return {item.name: self._typed_in(item) for item in self.form.fields}

    def _typed_in(self, item: Field) -> Typed:
        return value_in(self.query_one(f"#field-{item.name}"))

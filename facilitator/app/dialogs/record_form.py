"""A form for one record, drawn from the fields that the workshop declares."""

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from facilitator.app.dialogs.confirm_screen import ConfirmScreen
from facilitator.app.dialogs.fields.form_fields import FormFields, Hint
from facilitator.app.dialogs.fields.terms import pages_of
from facilitator.app.dialogs.lines_screen import LinesScreen
from facilitator.app.sessions.host import host_of
from facilitator.app.terminal.external_editor import EditorFailed, edited_outside
from facilitator.app.terminal.plain_text import shown, typed
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.errors import UserError
from facilitator.model.fields.field import Typed
from facilitator.workshop.offers import Form, Offers

Save = Callable[[Mapping[str, Typed]], None]
Warn = Callable[[Mapping[str, Typed]], Sequence[str]]
"""What a change would touch, in lines; none when it touches nothing."""


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
        form: Form,
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
        self._offers = offers
        self._save = save
        self._warn = warn
        self._fields = FormFields(form, dict(values), offers, hint)
        self._first: dict[str, Typed] = {}

    def compose(self) -> ComposeResult:
        """The fields, then what was refused and the buttons."""
        with Vertical(id="dialog"):
            yield Static(self.heading, classes="heading", markup=False)
            yield self._fields
            yield Static("", id="refusal", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Save (ctrl+s)", variant="primary", id="save")
                yield Button("Cancel (esc)", id="cancel")
                yield Static("F2: a long text in your editor", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first field, and remember what stood there."""
        self._first = self._fields.typed
        self._fields.begin()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        self.action_save() if event.button.id == "save" else self.action_cancel()

    def action_save(self) -> None:
        """Hand the values over; what is refused is said, and its field focused."""
        values = self._fields.typed
        changed = {name: value for name, value in values.items() if self._is_new(name, value)}
        try:
            touched = self._warn(changed)
        except UserError as refusal:
            self._refused(refusal)
            return
        if not touched:
            self._store(changed)
            return

        def decided(go_on: bool | None) -> None:
            if go_on:
                self._store(changed)

        self.app.push_screen(LinesScreen("This touches what came after it", touched, "Save it"), decided)

    def _is_new(self, name: str, value: Typed) -> bool:
        required = self.form.field(name).required
        return required or value != self._first.get(name)

    def _store(self, changed: Mapping[str, Typed]) -> None:
        try:
            self._save(changed)
        except UserError as refusal:
            self._refused(refusal)
            return
        for name, value in changed.items():
            hint = self._fields.hinted(self.form.field(name), value)
            if hint:
                self.app.notify(hint, markup=False)
        self.dismiss(True)

    def _refused(self, refusal: UserError) -> None:
        self.query_one("#refusal", Static).update(str(refusal))
        if refusal.field:
            self._fields.go_to(refusal.field)

    def action_explain(self) -> None:
        """Explain the field in hand and the words of the form; what was typed stays."""
        from facilitator.app.screens.explain_screen import ExplainScreen

        pages = pages_of(self, self.form, self._fields.in_hand, self._offers.glossary)
        self.app.push_screen(ExplainScreen(pages))

    def action_outside(self) -> None:
        """Write the long text in hand in the person's own editor."""
        area = self._fields.text_in_hand
        if area is None:
            self.notify("Go to a text of several lines first.", markup=False)
            return
        try:
            words = edited_outside(self.app, typed(area.text), host_of(self).preferences.editor)
        except EditorFailed as failure:
            self.notify(str(failure), severity="error", timeout=12, markup=False)
        else:
            area.text = shown(words)

    def action_cancel(self) -> None:
        """Close without saving; ask first when something was typed."""
        if self._fields.typed == self._first:
            self.dismiss(False)
            return
        question = "Leave this form and lose what you typed in it?"
        self.app.push_screen(ConfirmScreen(question, "Leave"), self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(False)

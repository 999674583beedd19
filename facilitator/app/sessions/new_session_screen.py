"""The form for a new session."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Select, Static

from facilitator.app.sessions.host import host_of
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.tick_list import TickList
from facilitator.errors import UserError
from facilitator.model.vocabulary import Step, SystemKind
from facilitator.store.files.folder import session_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop

TERMS_OF_FIELD = {
    "kind": ("classic-system", "generative-system", "foundation-model", "agent"),
    "stages": ("lifecycle-stage", "pipeline"),
    "scale": ("scale", "dread", "tenant"),
}
"""Ids of the terms that a field of the form uses."""

TERMS = ("stride-ai", "stride", *(term for terms in TERMS_OF_FIELD.values() for term in terms))


class NewSessionScreen(Screen[Path | None]):
    """Asks for a name, a title, the system in a sentence, kind, stages and scale."""

    BINDINGS = [
        Binding("ctrl+s", "create", "Create", id="new-session.create"),
        Binding("f1", "explain", "Explain", id="new-session.explain"),
        Binding("escape", "cancel", "Cancel", id="new-session.cancel"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def compose(self) -> ComposeResult:
        """The fields, top to bottom."""
        banks = host_of(self).banks
        yield Static("New session", id="top", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield Label("Name of the file")
            yield Input(id="name", placeholder="credit-scoring")
            yield Label("Title")
            yield Input(id="title", placeholder="what the team calls the system")
            yield Label("What the system does, in a sentence")
            yield Input(id="system")
            yield Label("Kind of system")
            kinds = [(kind.value, kind.value) for kind in SystemKind]
            yield Select(kinds, value=SystemKind.CLASSIC.value, allow_blank=False, id="kind", compact=True)
            yield Label("Stages in scope (space chooses; none means all that have questions)")
            stages = [(f"{stage.number} {stage.title}", stage.id) for stage in banks.stages]
            yield TickList(stages, id="stages")
            yield Label("Rating scale")
            scales = [(f"{scale.id}: {scale.title}", scale.id) for scale in banks.scales.scale]
            yield Select(scales, value="deck-1-5", allow_blank=False, id="scale", compact=True)
        yield Static("", id="refusal", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Create (ctrl+s)", variant="primary", id="create")
            yield Button("Cancel (esc)", id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the name."""
        self.query_one("#name", Input).focus(scroll_visible=False)

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        if event.button.id == "create":
            self.action_create()
        else:
            self.action_cancel()

    def action_create(self) -> None:
        """Make the session, or say why not at the field that is meant."""
        name = self._text("name").strip()
        if not name:
            self._refuse("Give the session a name first; its file will bear it.")
            return
        try:
            workshop = self._begun(name)
        except UserError as refusal:
            self._refuse(str(refusal))
            return
        workshop.close()
        self.dismiss(workshop.path)

    def action_explain(self) -> None:
        """Explain the words of the field in hand first, then those of the form; what was typed stays."""
        from facilitator.app.screens.explain_screen import ExplainScreen, pages_from, pages_of_scales

        banks = host_of(self).banks
        field = self.focused.id if self.focused else ""
        own = TERMS_OF_FIELD.get(field or "", ())
        terms = tuple(dict.fromkeys([*own, *TERMS]))
        pages = pages_from(self, Step.ASSETS, banks.glossary.term, terms)
        scales = pages_of_scales(banks.scales.scale)
        in_order = [*scales, *pages] if field == "scale" else [*pages, *scales]
        self.app.push_screen(ExplainScreen(in_order))

    def action_cancel(self) -> None:
        """Go back without a session."""
        self.dismiss(None)

    def _begun(self, name: str) -> Workshop:
        """Make the session that the form says."""
        return begin_session(
            session_path(name, self.folder),
            title=self._text("title"),
            system=self._text("system"),
            kind=self._choice("kind"),
            stages=self.query_one("#stages", TickList).ticked,
            scale=self._choice("scale"),
            banks=host_of(self).banks,
        )

    def _refuse(self, words: str) -> None:
        """Say why there is no session yet, and go to its name."""
        self.query_one("#refusal", Static).update(words)
        self.query_one("#name", Input).focus()

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value

    def _choice(self, field: str) -> str:
        return str(self.query_one(f"#{field}", Select).value)

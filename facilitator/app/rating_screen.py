"""The rating of one threat: a value and a reason per DREAD factor, and the sum as it grows."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Static

from facilitator.analysis.rating import band, total
from facilitator.app.key_bar import KeyBar
from facilitator.app.plain_text import one_line, shown, typed
from facilitator.banks.schema.scales import Scale
from facilitator.errors import UserError
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.workshop import Workshop


class RatingScreen(Screen[None]):
    """Rates one threat on the session's scale."""

    terms = ("dread", "damage", "reproducibility", "exploitability", "affected-users", "discoverability")

    BINDINGS = [
        Binding("ctrl+s", "save", "Save", priority=True, id="rating.save"),
        Binding("escape", "cancel", "Cancel", id="rating.cancel"),
    ]

    def __init__(self, workshop: Workshop, threat_id: str) -> None:
        super().__init__()
        self.workshop = workshop
        self.threat = workshop.session.get(Threat, threat_id)
        self.rating = workshop.rating_of(threat_id)
        self.scale = workshop.banks.scale(self.rating.scale if self.rating else workshop.session.header.scale)

    def compose(self) -> ComposeResult:
        """A row for each factor, then probability and damage, a note, the sum."""
        given = {score.factor: score for score in self.rating.scores} if self.rating else {}
        factors = {factor.id: factor for factor in self.workshop.banks.scales.factor}
        yield Static(one_line(f"Rate {self.threat.id} {self.threat.title}", 76), id="top", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield Static(f"Scale {self.scale.id}: {self.scale.lowest} to {self.scale.highest}", markup=False)
            for name in self.scale.factors:
                score = given.get(name, Score(factor=name))
                factor = factors[name]
                yield Label(f"{factor.title}: {factor.question} {factor.direction}", markup=False)
                levels = _levels(self.scale, name)
                if levels:
                    yield Static(levels, classes="levels", markup=False)
                with Horizontal(classes="factor"):
                    yield Input(_figure(score.value), id=f"value-{name}", classes="figure", type="integer")
                    yield Input(shown(score.reason), id=f"reason-{name}", placeholder="the reason")
            yield Label("Probability and damage potential, 1 to 10 each; beside DREAD, not part of it")
            with Horizontal(classes="factor"):
                rating = self.rating
                yield Input(
                    _figure(rating.probability if rating else None), id="probability", classes="figure", type="integer"
                )
                yield Input(
                    _figure(rating.damage_potential if rating else None),
                    id="damage-potential",
                    classes="figure",
                    type="integer",
                )
            yield Label("Note")
            yield Input(shown(self.rating.note) if self.rating else "", id="note")
        yield Static("", id="sum", markup=False)
        yield Static("", id="refusal", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Save (ctrl+s)", variant="primary", id="save")
            yield Button("Cancel (esc)", id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first factor."""
        self.query_one(f"#value-{self.scale.factors[0]}", Input).focus()
        self._draw_sum()

    def on_input_changed(self) -> None:
        """The sum follows what is typed."""
        self._draw_sum()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        self.action_save() if event.button.id == "save" else self.action_cancel()

    def action_save(self) -> None:
        """Keep the rating, or say why not."""
        try:
            scores = {name: (self._value(f"value-{name}"), self._text(f"reason-{name}")) for name in self.scale.factors}
            self.workshop.do(
                RateThreat(
                    self.threat.id,
                    scores,
                    probability=self._value("probability"),
                    damage_potential=self._value("damage-potential"),
                    note=self._text("note"),
                )
            )
        except UserError as refusal:
            self.query_one("#refusal", Static).update(str(refusal))
            return
        for warning in self.workshop.guide.warnings(self.threat.id):
            self.notify(warning, severity="warning", timeout=10, markup=False)
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Go back without rating."""
        self.dismiss(None)

    def _draw_sum(self) -> None:
        scores = tuple(Score(factor=name, value=self._number(f"value-{name}")) for name in self.scale.factors)
        base = self.rating or Rating(id="R-0", scale=self.scale.id)
        found = total(replace(base, scores=scores), self.scale)
        missing = sum(score.value is None for score in scores)
        words = f"{missing} of {len(scores)} factors are missing"
        if found is not None:
            words = f"Total {found:g} {band(found, self.scale)}"
        self.query_one("#sum", Static).update(words)

    def _number(self, name: str) -> int | None:
        text = self._text(name)
        return int(text) if text.lstrip("-").isdecimal() else None

    def _value(self, name: str) -> int | None:
        text = self._text(name)
        if text and self._number(name) is None:
            raise UserError(f"“{text}” should be a whole number.")
        return self._number(name)

    def _text(self, name: str) -> str:
        return typed(self.query_one(f"#{name}", Input).value).strip()


def _figure(value: int | None) -> str:
    return "" if value is None else str(value)


def _levels(scale: Scale, factor: str) -> str:
    """What the values of a factor stand for, on one line."""
    return " · ".join(f"{level.value} {level.text}" for level in scale.level if level.factor == factor)

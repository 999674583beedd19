"""The rating of one threat: a value and a reason per DREAD factor, and the sum as it grows."""

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Label, Static

from facilitator.analysis.rating import band, total
from facilitator.app.terminal.plain_text import one_line, shown, typed
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.banks.schema.scales import Scale
from facilitator.errors import UserError
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.input.scoring import DAMAGE_POTENTIAL, PROBABILITY, figure
from facilitator.workshop.views.standing_rating import MOMENTS, standing
from facilitator.workshop.workshop import Workshop


class RatingScreen(Screen[None]):
    """Rates one threat on the session's scale, as it is before its countermeasures or as these leave it."""

    terms = ("dread", "damage", "reproducibility", "exploitability", "affected-users", "discoverability")

    BINDINGS = [
        Binding("ctrl+s", "save", "Save", priority=True, id="rating.save"),
        Binding("escape", "cancel", "Cancel", id="rating.cancel"),
    ]

    def __init__(self, workshop: Workshop, threat_id: str, moment: RatingMoment = RatingMoment.INHERENT) -> None:
        super().__init__()
        self.workshop = workshop
        self.threat = workshop.session.get(Threat, threat_id)
        self.moment = moment
        self.rating = workshop.rating_of(threat_id, moment)
        scale = self.rating.scale if self.rating else workshop.session.header.scale
        self.scale = workshop.banks.scale(scale)

    def compose(self) -> ComposeResult:
        """A row for each factor, then probability and damage, a note, the sum."""
        verb = "Change the rating of" if self.rating else "Rate"
        heading = f"{verb} {self.threat.id} {self.threat.title}"
        yield Static(one_line(heading, 76), id="top", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield from self._compose_standing()
            yield from self._compose_factors()
            yield from self._compose_probability()
            yield from self._compose_note()
        yield Static("", id="sum", markup=False)
        yield Static("", id="refusal", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Save (ctrl+s)", variant="primary", id="save")
            yield Button("Cancel (esc)", id="cancel")
        yield KeyBar()

    def _compose_note(self) -> ComposeResult:
        note = self.rating.note if self.rating else ""
        yield Label("Note")
        yield Input(shown(note), id="note")

    def _compose_standing(self) -> ComposeResult:
        """The scale and, for a threat that is rated already, what it stands at."""
        scale = self.scale
        moment = MOMENTS[self.moment]
        words = f"Scale {scale.id}: {scale.lowest} to {scale.highest}; {moment}"
        yield Static(words, markup=False)
        if self.rating:
            figure = standing(self.workshop, self.rating)
            yield Static(f"It stands at {figure}.", id="standing", markup=False)

    def _compose_factors(self) -> ComposeResult:
        """For each factor its question, what the values stand for, the value and the reason."""
        given = self._given_scores()
        factors = {factor.id: factor for factor in self.workshop.banks.scales.factor}
        for name in self.scale.factors:
            score = given.get(name, Score(factor=name))
            factor = factors[name]
            words = f"{factor.title}: {factor.question} {factor.direction}"
            yield Label(words, markup=False)
            levels = _levels(self.scale, name)
            if levels:
                yield Static(levels, classes="levels", markup=False)
            reason = shown(score.reason)
            with Horizontal(classes="factor"):
                yield _figure_entry(name, score.value)
                yield Input(reason, id=f"reason-{name}", placeholder="the reason")

    def _given_scores(self) -> dict[str, Score]:
        """The scores that the threat has already, by their factors."""
        if self.rating is None:
            return {}
        return {score.factor: score for score in self.rating.scores}

    def _compose_probability(self) -> ComposeResult:
        yield Label("Probability and damage potential, 1 to 10 each; beside DREAD, not part of it")
        rating = self.rating
        with Horizontal(classes="factor"):
            yield _figure_entry(PROBABILITY, rating.probability if rating else None)
            yield _figure_entry(DAMAGE_POTENTIAL, rating.damage_potential if rating else None)

    def on_mount(self) -> None:
        """Begin at the first factor."""
        first = self.scale.factors[0]
        self._entry(first).focus()
        self._draw_sum()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The sum follows what is typed; what is out of range is refused at once."""
        fault = self._fault(event.input)
        event.input.set_class(bool(fault), "wrong")
        self._refuse(fault or self._first_fault())
        self._draw_sum()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_cancel()

    def action_save(self) -> None:
        """Keep the rating, or say why not."""
        try:
            self.workshop.do(self._typed_rating())
        except UserError as refusal:
            self._refuse(str(refusal))
            if refusal.field:
                self._entry(refusal.field).focus()
            return
        for warning in self.workshop.guide.warnings(self.threat.id):
            self.notify(warning, severity="warning", timeout=10, markup=False)
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Go back without rating."""
        self.dismiss(None)

    def _typed_rating(self) -> RateThreat:
        """Rate the threat as it was typed; a figure that cannot be taken is refused."""
        scores: dict[str, tuple[int | None, str]] = {}
        for name in self.scale.factors:
            value = self._value(name)
            reason = self._text(f"reason-{name}")
            scores[name] = (value, reason)
        return RateThreat(
            self.threat.id,
            scores,
            probability=self._value(PROBABILITY),
            damage_potential=self._value(DAMAGE_POTENTIAL),
            note=self._text("note"),
            moment=self.moment,
        )

    def _refuse(self, words: str) -> None:
        self.query_one("#refusal", Static).update(words)

    def _draw_sum(self) -> None:
        self.query_one("#sum", Static).update(self._sum())

    def _sum(self) -> str:
        """The total of the figures as they are typed, or what is missing for it."""
        wrong: list[str] = []
        scores: list[Score] = []
        for name in self.scale.factors:
            if self._fault(self._entry(name)):
                wrong.append(name)
            else:
                scores.append(Score(factor=name, value=self._value(name)))
        if wrong:
            return f"No total yet: mend {', '.join(wrong)}."
        return self._total(scores)

    def _total(self, scores: Sequence[Score]) -> str:
        base = self.rating or Rating(id="R-0", scale=self.scale.id)
        rating = replace(base, scores=tuple(scores))
        found = total(rating, self.scale)
        if found is None:
            missing = [score for score in scores if score.value is None]
            return f"{len(missing)} of {len(scores)} factors are missing"
        name = band(found, self.scale)
        return f"Total {found:g} {name}"

    def _first_fault(self) -> str:
        """What is wrong with the first entry that cannot stay so; "" when none is wrong."""
        for entry in self.query(Input):
            fault = self._fault(entry)
            if fault:
                return fault
        return ""

    def _fault(self, entry: Input) -> str:
        """Why the figure of an entry cannot be taken; "" when it can, or when the entry takes words."""
        name = (entry.id or "").removeprefix("value-")
        if name == entry.id:
            return ""
        try:
            self._value(name)
        except UserError as refusal:
            return str(refusal)
        return ""

    def _entry(self, name: str) -> Input:
        """The entry of a figure."""
        return self.query_one(f"#value-{name}", Input)

    def _value(self, name: str) -> int | None:
        words = self._text(f"value-{name}")
        return figure(words, name, self.scale)

    def _text(self, name: str) -> str:
        entry = self.query_one(f"#{name}", Input)
        return typed(entry.value).strip()


def _figure_entry(name: str, value: int | None) -> Input:
    words = "" if value is None else str(value)
    return Input(words, id=f"value-{name}", classes="figure", type="integer")


def _levels(scale: Scale, factor: str) -> str:
    """What the values of a factor stand for, on one line."""
    levels: list[str] = []
    for level in scale.level:
        if level.factor == factor:
            levels.append(f"{level.value} {level.text}")
    return " · ".join(levels)

"""Rating threats factor by factor."""

from functools import partial

import click

from facilitator.banks.schema.scales import Scale
from facilitator.cli.prompts.line_reader import LineReader
from facilitator.cli.prompts.place import Place
from facilitator.errors import UserError
from facilitator.model.records.threats import Threat
from facilitator.text.escape import visible
from facilitator.workshop.commands.ratings import RateThreat, Scores
from facilitator.workshop.input.scoring import DAMAGE_POTENTIAL, PROBABILITY, figure, range_of
from facilitator.workshop.workshop import Workshop


class RatingPrompts:
    """Asks for the figures of each threat that has no rating yet."""

    def __init__(self, workshop: Workshop, reader: LineReader, place: Place) -> None:
        self.workshop = workshop
        self.reader = reader
        self.place = place

    def rate_all(self) -> None:
        """Rate every threat that is not rated."""
        workshop = self.workshop
        session = workshop.session
        scale = workshop.banks.scale(session.header.scale)
        threats = session.all(Threat)
        rated = [threat.id for threat in threats if workshop.rating_of(threat.id)]
        if rated:
            ids = ", ".join(rated)
            click.echo(f"\nRated already, and left as they are: {ids}.")
        for threat in threats:
            if threat.id in rated:
                continue
            title = visible(threat.title)
            click.echo(f"\n{threat.id} {title}. Scale {scale.id}.")
            with self.place.in_record():
                self.reader.until_taken(partial(self._rate, threat, scale))

    def _rate(self, threat: Threat, scale: Scale) -> None:
        scores = self._scores(scale)
        probability, _ = self._figure(PROBABILITY, scale)
        damage, _ = self._figure(DAMAGE_POTENTIAL, scale)
        if not (scores or probability or damage):
            return
        act = RateThreat(threat.id, scores, probability, damage)
        rating = self.workshop.do(act)
        values = [str(score.value) for score in rating.scores]
        figures = " + ".join(values)
        click.echo(f"Rated: {figures}.")
        for warning in self.workshop.guide.warnings(threat.id):
            click.echo(visible(warning))

    def _scores(self, scale: Scale) -> Scores:
        """The figures for the factors that were given one, each with its reason."""
        scores: dict[str, tuple[int | None, str | None]] = {}
        for factor in scale.factors:
            value, reason = self._figure(factor, scale, ", then the reason")
            if value is not None:
                scores[factor] = (value, reason)
        return scores

    def _figure(self, name: str, scale: Scale, also: str = "") -> tuple[int | None, str]:
        """Ask for a figure, and what is written after it, until it can be taken."""
        lowest, highest = range_of(name, scale)
        words = name.replace("_", " ")
        while True:
            line = self.reader.read(f"{words} ({lowest} to {highest}{also})")
            value, _, reason = line.partition(" ")
            typed = value if also else line
            try:
                return figure(typed, name, scale), reason
            except UserError as refusal:
                self.reader.refused(refusal)

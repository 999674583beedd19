"""The guide: everything that the banks say to a session, computed anew only where something changed."""

from facilitator.guide.coverage import Coverage, coverage
from facilitator.guide.failure_modes import ConsideredMode, failure_modes, under_rated
from facilitator.guide.next_thing import NextThing, next_thing
from facilitator.guide.over_time.change_guide import ChangeGuide
from facilitator.guide.question_guide import QuestionGuide
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestion_guide import SuggestionGuide
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Step


class Guide(QuestionGuide, SuggestionGuide, ChangeGuide):
    """Answers from the banks about a session that changes.

    Every answer is a pure function of session and banks; the guide only remembers what it computed.
    """

    def look_ahead(self) -> None:
        """Work out what a first look at the session needs; the guide remembers it."""
        self.next_thing()
        self.news()

    def failure_modes(self, asset_id: str) -> tuple[ConsideredMode, ...]:
        """The failure modes of an asset and what was found of each. Raises KeyError."""
        context = self.context
        asset = context.session.get(Asset, asset_id)
        return failure_modes(context, asset)

    def warnings(self, threat_id: str) -> tuple[str, ...]:
        """Where the rating of a threat lies below the severity of a failure mode that it brings about."""
        found = under_rated(self.context)
        texts = [item.text for item in found if item.threat.id == threat_id]
        return tuple(texts)

    def coverage(self) -> Coverage:
        """What was looked at and what is open."""
        return coverage(self.context)

    def steps(self) -> dict[Step, StepState]:
        """Where every step stands."""
        return steps(self.context)

    def next_thing(self) -> NextThing:
        """What is worth doing next, and why."""
        return next_thing(self.context)

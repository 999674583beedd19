"""The guide: everything that the banks say to a session, computed anew only where something changed."""

from collections.abc import Callable, Mapping, Sequence

from facilitator.banks.schema.banks import Banks
from facilitator.guide.cards import card_of_suggestion
from facilitator.guide.coverage import Coverage, coverage
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import Memo
from facilitator.guide.failure_modes import ConsideredMode, failure_modes, under_rated
from facilitator.guide.next_thing import NextThing, next_thing
from facilitator.guide.over_time.consequences import Consequences, consequences
from facilitator.guide.over_time.known_banks import News, news
from facilitator.guide.over_time.provenance import Ground, provenance
from facilitator.guide.over_time.stale import stale
from facilitator.guide.questions import AskedQuestion, asked_questions, filled, leads_of, questions_of_step
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import Suggested, pending, suggestions, undecided
from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, apply
from facilitator.model.vocabulary import Step


class Guide:
    """Answers from the banks about a session that changes.

    Every answer is a pure function of session and banks; the guide only remembers what it computed.
    """

    def __init__(self, banks: Banks, session: Callable[[], Session]) -> None:
        """session: gives the session as it stands."""
        self.banks = banks
        self._session = session
        self._memo = Memo()

    @property
    def context(self) -> Context:
        """The session as it stands, as queries read it."""
        return Context(self._session(), self.banks, self._memo)

    def look_ahead(self) -> None:
        """Work out what a first look at the session needs; the guide remembers it."""
        self.next_thing()
        self.news()

    def questions(self, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
        """The questions of a step that apply, for all stages in scope or for one; each with its state and answer."""
        return questions_of_step(self.context, step, stage)

    def asked(self, key: tuple[str, str]) -> AskedQuestion | None:
        """The question with this key, where it applies."""
        return next((item for item in asked_questions(self.context) if item.key == key), None)

    def said(self, asked: AskedQuestion) -> tuple[str, ...]:
        """What the banks say to the answer of a question, a line each."""
        if asked.answer is None:
            return ()
        leads = [lead for _, lead in leads_of(asked.question, asked.answer)]
        lines = [lead.say for lead in leads if lead.say]
        lines += [f"Action: {lead.action}" for lead in leads if lead.action]
        return tuple(filled(self.context, line, asked.about) for line in lines)

    def all_suggestions(self) -> tuple[Suggested, ...]:
        """Everything that is suggested, decided or not."""
        return suggestions(self.context)

    def suggestions(self) -> tuple[Suggested, ...]:
        """The suggestions to decide on; those put off for later come last."""
        return pending(self.context)

    def prefilled(self, suggested: Suggested) -> Threat | Note:
        """The card or the note that a suggestion would become."""
        return card_of_suggestion(self.context, suggested)

    def undecided(self) -> tuple[Suggested, ...]:
        """The suggestions that wait for a decision, without those put off: what every count of them counts."""
        return undecided(self.context)

    def stale(self) -> Mapping[str, str]:
        """The records that should be looked at again, each with the reason."""
        return stale(self.context)

    def failure_modes(self, asset_id: str) -> tuple[ConsideredMode, ...]:
        """The failure modes of an asset and what was found of each. Raises KeyError."""
        context = self.context
        return failure_modes(context, context.session.get(Asset, asset_id))

    def warnings(self, threat_id: str) -> tuple[str, ...]:
        """Where the rating of a threat lies below the severity of a failure mode that it brings about."""
        return tuple(item.text for item in under_rated(self.context) if item.threat.id == threat_id)

    def coverage(self) -> Coverage:
        """What was looked at and what is open."""
        return coverage(self.context)

    def news(self) -> News:
        """How the banks differ from those that the session was held with."""
        return news(self.context)

    def steps(self) -> dict[Step, StepState]:
        """Where every step stands."""
        return steps(self.context)

    def next_thing(self) -> NextThing:
        """What is worth doing next, and why."""
        return next_thing(self.context)

    def provenance(self, record: Record, history: Sequence[Edit]) -> tuple[Ground, ...]:
        """Why a record is here."""
        return provenance(self.context, record, history)

    def consequences(self, changes: tuple[Change, ...]) -> Consequences:
        """What changes of the session would touch."""
        now = self._session()
        edit = Edit(number=now.revision + 1, time="", by="", what="", changes=changes)
        return consequences(self.context, Context(apply(now, edit), self.banks, self._memo))

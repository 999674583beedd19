"""The guide: everything that the banks say to a session, computed anew only where something changed."""

from collections.abc import Mapping

from facilitator.banks.schema import Banks
from facilitator.guide.consequences import Consequences, consequences
from facilitator.guide.coverage import Coverage, coverage
from facilitator.guide.failure_modes import ConsideredMode, failure_modes
from facilitator.guide.known_banks import News, news
from facilitator.guide.memory import Memory
from facilitator.guide.next_thing import NextThing, next_thing
from facilitator.guide.questions import AskedQuestion, asked_questions, questions_of_step
from facilitator.guide.situation import Situation
from facilitator.guide.stale import stale
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import Suggested, pending, suggestions, undecided
from facilitator.model.records import Asset
from facilitator.model.session import Session
from facilitator.model.vocabulary import Step


class Guide:
    """Answers from the banks about one session after another.

    Every method is a pure function of session and banks; the guide only remembers what it computed.
    """

    def __init__(self, banks: Banks) -> None:
        self.banks = banks
        self._memory = Memory()

    def situation(self, session: Session) -> Situation:
        """A session as conditions look at it."""
        return Situation(session, self.banks, self._memory)

    def questions(self, session: Session, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
        """The questions of a step that apply, for all stages in scope or for one."""
        return questions_of_step(self.situation(session), step, stage)

    def asked(self, session: Session, key: tuple[str, str]) -> AskedQuestion | None:
        """The question with this key, where it applies."""
        return next((item for item in asked_questions(self.situation(session)) if item.key == key), None)

    def suggestions(self, session: Session) -> tuple[Suggested, ...]:
        """Everything that is suggested, decided or not."""
        return suggestions(self.situation(session))

    def pending(self, session: Session) -> tuple[Suggested, ...]:
        """The suggestions to decide on."""
        return pending(self.situation(session))

    def undecided(self, session: Session) -> tuple[Suggested, ...]:
        """The suggestions that wait for a decision, without those put off."""
        return undecided(self.situation(session))

    def stale(self, session: Session) -> Mapping[str, str]:
        """The records that should be looked at again, each with the reason."""
        return stale(self.situation(session))

    def failure_modes(self, session: Session, asset: Asset) -> tuple[ConsideredMode, ...]:
        """The failure modes of an asset and what was found of each."""
        return failure_modes(self.situation(session), asset)

    def coverage(self, session: Session) -> Coverage:
        """What was looked at and what is open."""
        return coverage(self.situation(session))

    def news(self, session: Session) -> News:
        """New, changed and withdrawn questions."""
        return news(self.situation(session))

    def steps(self, session: Session) -> dict[Step, StepState]:
        """Where every step stands."""
        return steps(self.situation(session))

    def next_thing(self, session: Session) -> NextThing:
        """What is worth doing next."""
        return next_thing(self.situation(session))

    def consequences(self, before: Session, after: Session) -> Consequences:
        """What a change of the session touches."""
        return consequences(self.situation(before), self.situation(after))

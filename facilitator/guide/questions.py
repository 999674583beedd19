"""Which questions apply now, in the order in which to ask them, each with its state and why it is asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.banks.schema import Lead, Question
from facilitator.guide.conditions import answer_fact, matches
from facilitator.guide.facts import Fact, Match, lost, sentence
from facilitator.guide.situation import Situation, meanings
from facilitator.model.records import Answer, Component, Header
from facilitator.model.vocabulary import AnswerState, Step


class QuestionState(StrEnum):
    """Where a question stands. STALE: answered, but something that it was asked for has changed."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that applies now.

    step: where it is asked: its own step or, for a follow-up, that of the question that led to it.
    about: the record that it is asked of, or "". text: its words, with that record's name in them.
    because: the facts that make it apply. after: the question whose answer led to it, or "".
    applies: False for one that was answered, and that nothing calls for any more.
    """

    question: Question
    step: Step
    stage: str
    about: str
    text: str
    because: tuple[Fact, ...]
    after: str
    answer: Answer | None
    applies: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other: the question's id, and the record that it is about."""
        return self.question.id, self.about

    @property
    def state(self) -> QuestionState:
        """Where it stands."""
        if self.answer is None:
            return QuestionState.OPEN
        if not self.applies or lost(self.answer.facts, self.because):
            return QuestionState.STALE
        return _STATES[self.answer.state]

    @property
    def is_stale(self) -> bool:
        """Whether it was answered, and something that it was asked for has changed."""
        return self.state is QuestionState.STALE

    @property
    def because_words(self) -> str:
        """What it is asked for, as a clause; "" when it is always asked."""
        return sentence(self.because)

    @property
    def is_open(self) -> bool:
        """Whether it is worth asking: it has no answer, or one that may no longer hold."""
        return self.state in (QuestionState.OPEN, QuestionState.STALE)


PLACES = re.compile(r"(\{(?:record|assets|source|target)\})")

_STATES = {
    AnswerState.ANSWERED: QuestionState.ANSWERED,
    AnswerState.SKIPPED: QuestionState.SKIPPED,
    AnswerState.UNKNOWN: QuestionState.UNKNOWN,
    AnswerState.NOT_APPLICABLE: QuestionState.NOT_APPLICABLE,
}


def asked_questions(situation: Situation) -> tuple[AskedQuestion, ...]:
    """Every question of every step that applies, whatever stages are in scope.

    They stand in the order of the stages and of their banks; a follow-up comes right after the
    answer that led to it. A question that some answer leads to is asked for no other reason.
    """
    return situation.memory.recall("asked now", (situation.session,), lambda: _asked_questions(situation))


def asked_in_scope(situation: Situation) -> tuple[AskedQuestion, ...]:
    """Every question that applies, of the stages in scope and those that are always asked."""
    asked = asked_questions(situation)
    inputs = (asked, situation.table(Header.kind))
    return situation.memory.recall("in scope", inputs, lambda: tuple(i for i in asked if in_scope(situation, i)))


def _asked_questions(situation: Situation) -> tuple[AskedQuestion, ...]:
    batches = tuple(asked_from(situation, root) for root in _roots(situation))

    def once() -> tuple[AskedQuestion, ...]:
        found: dict[tuple[str, str], AskedQuestion] = {}
        for batch in batches:
            for asked in batch:
                found.setdefault(asked.key, asked)
        return tuple(found.values())

    return situation.memory.recall("all asked", batches, once)


def in_scope(situation: Situation, asked: AskedQuestion) -> bool:
    """Whether the stage of a question is in scope, or it is always asked."""
    return asked.question.always or asked.stage in situation.header.stages


def no_longer_asked(situation: Situation) -> tuple[AskedQuestion, ...]:
    """Answered questions of the stages in scope that nothing calls for any more, and whose answer was not confirmed."""

    def found() -> tuple[AskedQuestion, ...]:
        asked = {item.key for item in asked_questions(situation)}
        return tuple(
            _no_longer(situation, answer)
            for answer in situation.session.all(Answer)
            if answer.facts
            and (answer.question, answer.about) not in asked
            and _is_in_scope(situation, answer.question)
        )

    inputs = (asked_questions(situation), situation.table(Answer.kind), situation.table(Header.kind))
    return situation.memory.recall("no longer asked", inputs, found)


def _no_longer(situation: Situation, answer: Answer) -> AskedQuestion:
    question = situation.banks.questions_by_id[answer.question]
    return AskedQuestion(
        question=question,
        step=Step(answer.step) if answer.step in tuple(Step) else question.step,
        stage=situation.banks.stage_of[question.id],
        about=answer.about,
        text=answer.text,
        because=(),
        after="",
        answer=answer,
        applies=False,
    )


def _is_in_scope(situation: Situation, question_id: str) -> bool:
    question = situation.banks.questions_by_id.get(question_id)
    if question is None:
        return False
    return question.always or situation.banks.stage_of[question.id] in situation.header.stages


def next_open(asked: Sequence[AskedQuestion], after: tuple[str, str]) -> AskedQuestion | None:
    """The first open question after this one, going round; None when no other is open."""
    keys = [item.key for item in asked]
    start = keys.index(after) + 1 if after in keys else 0
    return next((item for item in (*asked[start:], *asked[:start]) if item.is_open and item.key != after), None)


def questions_of_step(situation: Situation, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
    """The questions of a step to ask, for all stages in scope or for one stage; last those that were answered once."""
    if stage:
        everything = asked_questions(situation)
        return tuple(asked for asked in everything if asked.step is step and asked.stage == stage)
    scope = (*asked_in_scope(situation), *no_longer_asked(situation))

    def by_step() -> dict[Step, tuple[AskedQuestion, ...]]:
        found: dict[Step, list[AskedQuestion]] = {item: [] for item in Step}
        for asked in scope:
            found[asked.step].append(asked)
        return {item: tuple(asked) for item, asked in found.items()}

    inputs = (asked_in_scope(situation), no_longer_asked(situation))
    return situation.memory.recall("by step", inputs, by_step)[step]


def leads_of(question: Question, answer: Answer) -> Iterator[tuple[str, Lead]]:
    """What an answer leads to: each word of the answer that leads somewhere, with where it leads."""
    said = meanings(answer)
    yield from ((word, lead) for word, lead in question.leads.items() if word in said)


def asked_from(situation: Situation, root: Question) -> tuple[AskedQuestion, ...]:
    """A question where it applies, and all that its answers lead to. Kept until something that it reads changes."""
    family = _families(situation)[root.id]
    inputs: list[object] = []
    for question in family:
        inputs += [matches(situation, ("question", question.id), question), situation.answers_to(question.id)]
        if question.for_each:
            inputs += [situation.table(question.for_each), situation.table(Component.kind)]
    return situation.memory.recall(("asked", root.id), tuple(inputs), lambda: _asked_from(situation, root))


def _asked_from(situation: Situation, root: Question) -> tuple[AskedQuestion, ...]:
    seen: set[tuple[str, str]] = set()
    return tuple(
        asked
        for match in matches(situation, ("question", root.id), root)
        for asked in _with_follow_ups(situation, root, match, (), None, root.step, seen)
    )


def _with_follow_ups(
    situation: Situation,
    question: Question,
    match: Match,
    led_by: tuple[Fact, ...],
    leader: Question | None,
    step: Step,
    seen: set[tuple[str, str]],
) -> Iterator[AskedQuestion]:
    if (question.id, match.about) in seen:
        return
    seen.add((question.id, match.about))
    answer = situation.answers_to(question.id).get(match.about)
    yield AskedQuestion(
        question=question,
        step=step,
        stage=situation.banks.stage_of[question.id],
        about=match.about,
        text=worded(situation, question, match.about),
        because=(*led_by, *match.facts),
        after=leader.id if leader else "",
        answer=answer,
    )
    if answer is None:
        return
    for word, lead in leads_of(question, answer):
        fact = answer_fact(situation, answer, (word,))
        for follower in (situation.banks.questions_by_id[item] for item in lead.ask):
            for own in matches(situation, ("question", follower.id), follower):
                if own.about == match.about or follower.for_each != question.for_each:
                    yield from _with_follow_ups(situation, follower, own, (fact,), question, step, seen)


def worded(situation: Situation, question: Question, about: str) -> str:
    """A question's text with the names of the record that it is about."""
    if not about:
        return question.text
    return filled(situation, question.text, about)


def filled(situation: Situation, text: str, about: str, assets: str = "", otherwise: str = "") -> str:
    """A text of the banks with names in the places that it leaves for them.

    otherwise: the words for {record} when it is about no record.
    """
    record = situation.session.find(about) if about else None
    names = {"{record}": record.title_text if record else otherwise, "{assets}": assets}
    for place, end in (("{source}", "source"), ("{target}", "target")):
        if place in text:
            component = situation.component(getattr(record, end, ""))
            names[place] = component.name if component else "an unnamed component"
    return "".join(names.get(part, part) for part in PLACES.split(text))


def _roots(situation: Situation) -> tuple[Question, ...]:
    questions = situation.banks.questions_by_id

    def roots() -> tuple[Question, ...]:
        followers = {item for question in questions.values() for lead in question.leads.values() for item in lead.ask}
        return tuple(question for question in questions.values() if question.id not in followers)

    return situation.memory.recall("roots", (situation.banks,), roots)


def _families(situation: Situation) -> dict[str, tuple[Question, ...]]:
    questions = situation.banks.questions_by_id

    def family(root: Question) -> tuple[Question, ...]:
        found: dict[str, Question] = {}
        waiting = [root.id]
        while waiting:
            question = questions[waiting.pop()]
            if question.id not in found:
                found[question.id] = question
                waiting += [item for lead in question.leads.values() for item in lead.ask]
        return tuple(found.values())

    def families() -> dict[str, tuple[Question, ...]]:
        return {root.id: family(root) for root in _roots(situation)}

    return situation.memory.recall("families", (situation.banks,), families)

"""Which questions apply now, in the order in which to ask them, each with its state and why it is asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.banks.schema.questions import Lead, Question
from facilitator.guide.evidence.answers import answer_words, answers_to
from facilitator.guide.evidence.conditions import answer_fact, matches_of_question
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact, Match, lost, sentence
from facilitator.guide.evidence.query import query
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Component
from facilitator.model.vocabulary import AnswerState, Step

Key = tuple[str, str]
"""A question by its id, and the record that it is about, or ""."""


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
    def key(self) -> Key:
        """What identifies it: the question's id, and the record that it is about."""
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
        """Why it is asked, as a sentence; "" when it is always asked."""
        return sentence(self.because)

    @property
    def is_open(self) -> bool:
        """Whether it is worth asking: it has no answer, or one that may no longer hold."""
        return self.state in (QuestionState.OPEN, QuestionState.STALE)


Asked = tuple[AskedQuestion, ...]
PLACES = re.compile(r"(\{(?:record|assets|source|target)\})")

_ENDS_OF_FLOW = {"{source}": "source", "{target}": "target"}

_STATES = {
    AnswerState.ANSWERED: QuestionState.ANSWERED,
    AnswerState.SKIPPED: QuestionState.SKIPPED,
    AnswerState.UNKNOWN: QuestionState.UNKNOWN,
    AnswerState.NOT_APPLICABLE: QuestionState.NOT_APPLICABLE,
}


@query
def asked_questions(context: Context) -> Asked:
    """Every question of every step that applies, whatever stages are in scope.

    They stand in the order of the stages and of their banks; a follow-up comes right after the
    answer that led to it. A question that some answer leads to is asked for no other reason.
    """
    found: dict[Key, AskedQuestion] = {}
    for root in _roots(context):
        for asked in asked_from(context, root.id):
            found.setdefault(asked.key, asked)
    return tuple(found.values())


@query
def asked_in_scope(context: Context) -> Asked:
    """Every question that applies, of the stages in scope and those that are always asked."""
    everything = asked_questions(context)
    stages = context.header.stages
    return tuple(asked for asked in everything if asked.question.always or asked.stage in stages)


def in_scope(context: Context, asked: AskedQuestion) -> bool:
    """Whether the stage of a question is in scope, or it is always asked."""
    return asked.question.always or asked.stage in context.header.stages


@query
def no_longer_asked(context: Context) -> Asked:
    """Answered questions of the stages in scope that nothing calls for any more, and whose answer was not confirmed."""
    still_asked = {item.key for item in asked_questions(context)}
    found: list[AskedQuestion] = []
    for answer in context.all(Answer):
        if not answer.facts or (answer.question, answer.about) in still_asked:
            continue
        question = context.banks.questions_by_id.get(answer.question)
        if question is None:
            continue
        asked = _asked_once(context, question, answer)
        if in_scope(context, asked):
            found.append(asked)
    return tuple(found)


def _asked_once(context: Context, question: Question, answer: Answer) -> AskedQuestion:
    """A question as it stood when it was answered."""
    is_step = answer.step in tuple(Step)
    return AskedQuestion(
        question=question,
        step=Step(answer.step) if is_step else question.step,
        stage=context.banks.stage_of[question.id],
        about=answer.about,
        text=answer.text,
        because=(),
        after="",
        answer=answer,
        applies=False,
    )


def next_open(asked: Sequence[AskedQuestion], after: Key) -> AskedQuestion | None:
    """The first open question after this one, going round; None when no other is open."""
    keys = [item.key for item in asked]
    start = keys.index(after) + 1 if after in keys else 0
    going_round = (*asked[start:], *asked[:start])
    for item in going_round:
        if item.is_open and item.key != after:
            return item
    return None


def questions_of_step(context: Context, step: Step, stage: str = "") -> Asked:
    """The questions of a step to ask, for all stages in scope or for one stage; last those that were answered once."""
    if not stage:
        return _questions_by_step(context)[step]
    everything = asked_questions(context)
    return tuple(asked for asked in everything if asked.step is step and asked.stage == stage)


@query
def _questions_by_step(context: Context) -> dict[Step, Asked]:
    found: dict[Step, list[AskedQuestion]] = {item: [] for item in Step}
    for asked in (*asked_in_scope(context), *no_longer_asked(context)):
        found[asked.step].append(asked)
    return {item: tuple(asked) for item, asked in found.items()}


def leads_of(question: Question, answer: Answer) -> Iterator[tuple[str, Lead]]:
    """What an answer leads to: each word of the answer that leads somewhere, with where it leads."""
    said = answer_words(answer)
    for word, lead in question.leads.items():
        if word in said:
            yield word, lead


@query
def asked_from(context: Context, root_id: str) -> Asked:
    """A question where it applies, and all that its answers lead to."""
    root = context.banks.questions_by_id[root_id]
    chain = _QuestionChain(context, root.step)
    found: list[AskedQuestion] = []
    for match in matches_of_question(context, root_id):
        found += chain.ask(root, match)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _QuestionChain:
    """A question and what its answers lead to, each asked once and all in one step. seen: what was asked already."""

    context: Context
    step: Step
    seen: set[Key] = field(default_factory=set)

    def ask(
        self, question: Question, match: Match, after: str = "", led_by: tuple[Fact, ...] = ()
    ) -> Iterator[AskedQuestion]:
        """Ask a question, then its follow-ups. after: the question that led to it, led_by: the answer that did."""
        key = question.id, match.about
        if key in self.seen:
            return
        self.seen.add(key)
        answer = answers_to(self.context, question.id).get(match.about)
        yield AskedQuestion(
            question=question,
            step=self.step,
            stage=self.context.banks.stage_of[question.id],
            about=match.about,
            text=worded(self.context, question, match.about),
            because=(*led_by, *match.facts),
            after=after,
            answer=answer,
        )
        if answer is not None:
            yield from self._follow_ups(question, answer, match.about)

    def _follow_ups(self, question: Question, answer: Answer, about: str) -> Iterator[AskedQuestion]:
        for word, lead in leads_of(question, answer):
            fact = answer_fact(self.context, answer, (word,))
            for follower_id in lead.ask:
                follower = self.context.banks.questions_by_id[follower_id]
                goes_through_others = follower.for_each != question.for_each
                for match in matches_of_question(self.context, follower_id):
                    if goes_through_others or match.about == about:
                        yield from self.ask(follower, match, question.id, (fact,))


def worded(context: Context, question: Question, about: str) -> str:
    """A question's text with the names of the record that it is about."""
    if not about:
        return question.text
    return filled(context, question.text, about)


def filled(context: Context, text: str, about: str, assets: str = "", otherwise: str = "") -> str:
    """A text of the banks with names in the places that it leaves for them.

    otherwise: the words for {record} when it is about no record.
    """
    record = context.find(about) if about else None
    names = {
        "{record}": record.title_text if record else otherwise,
        "{assets}": assets,
    }
    for place, end in _ENDS_OF_FLOW.items():
        if place in text:
            component = context.get(Component, getattr(record, end, ""))
            names[place] = component.name if component else "an unnamed component"
    parts = [names.get(part, part) for part in PLACES.split(text)]
    return "".join(parts)


@query
def _roots(context: Context) -> tuple[Question, ...]:
    """The questions that no answer to another question leads to."""
    questions = context.banks.questions_by_id.values()
    followers: set[str] = set()
    for question in questions:
        followers.update(question.followers)
    return tuple(question for question in questions if question.id not in followers)

"""What is new in the banks since the team last looked: new, changed and withdrawn questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.banks.schema.questions import Question, StageBank
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.questions import PLACES, AskedQuestion, asked_in_scope, worded
from facilitator.model.edit import Change
from facilitator.model.records.answers import Answer, KnownBank
from facilitator.model.vocabulary import AnswerState

ChangedQuestion = tuple[Answer, str]
"""An answer, and how its question is asked now."""


@dataclass(frozen=True, slots=True)
class News:
    """How the banks differ from those that the session was held with.

    new: questions that apply now and were not in the banks then.
    changed: answers whose question is now worded otherwise, or takes other answers, with the new words.
    withdrawn: answers whose question is in the banks no more; they stay as they are.
    """

    new: tuple[AskedQuestion, ...]
    changed: tuple[ChangedQuestion, ...]
    withdrawn: tuple[Answer, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


@query
def news(context: Context) -> News:
    """What is new, changed and withdrawn in the banks for this session."""
    changed: list[ChangedQuestion] = []
    withdrawn: list[Answer] = []
    for answer in context.all(Answer):
        question = context.banks.questions_by_id.get(answer.question)
        if question is None:
            withdrawn.append(answer)
            continue
        text = _new_words(context, question, answer)
        if text:
            changed.append((answer, text))
    return News(_new_questions(context), tuple(changed), tuple(withdrawn))


def _new_questions(context: Context) -> tuple[AskedQuestion, ...]:
    """The unanswered questions that have come into a stage since the session took note of its bank."""
    stages: set[str] = set()
    known: set[str] = set()
    for bank in context.all(KnownBank):
        stages.add(bank.stage)
        known.update(bank.questions)
    found: list[AskedQuestion] = []
    for asked in asked_in_scope(context):
        is_known = asked.stage not in stages or asked.question.id in known
        if not is_known and asked.answer is None:
            found.append(asked)
    return tuple(found)


def _new_words(context: Context, question: Question, answer: Answer) -> str:
    """How the banks now ask what was answered; "" when they ask it as they did then."""
    text = _worded_as_then(context, question, answer)
    if text != answer.text:
        return text
    if _can_be_given(question, answer):
        return ""
    possible = question.choices or question.answering.own_words
    answers = ", ".join(possible)
    return f"{text} It takes other answers now: {answers}."


def known_now(context: Context) -> tuple[Change, ...]:
    """The changes that make a session know the questions of the banks as they are now."""
    before = {bank.stage: bank for bank in context.all(KnownBank)}
    changes: list[Change] = []
    new = 0
    for stage, bank in context.banks.questions.items():
        old = before.get(stage)
        if old is None:
            record_id = context.session.next_id(KnownBank, new)
            new += 1
        else:
            record_id = old.id
        after = _known_bank(context, record_id, bank)
        if after != old:
            changes.append(Change(before=old, after=after))
    return tuple(changes)


def _known_bank(context: Context, record_id: str, bank: StageBank) -> KnownBank:
    """What a session keeps of the questions of a stage."""
    questions = [question.id for question in bank.question]
    versions = dict.fromkeys(context.banks.versions[question] for question in questions)
    return KnownBank(
        id=record_id,
        stage=bank.stage,
        versions=tuple(versions),
        questions=tuple(questions),
    )


def _worded_as_then(context: Context, question: Question, answer: Answer) -> str:
    """The question's text as the banks have it now; a record renamed since does not count as a change."""
    fixed = PLACES.split(question.text)[::2]
    if stands_in(fixed, answer.text):
        return answer.text
    return worded(context, question, answer.about)


def stands_in(fixed: Sequence[str], text: str) -> bool:
    """Whether a text consists of these parts in their order, with any words in the places between them.

    A pattern with a star for each place would take for ever on a text that somebody made for it.
    """
    if len(fixed) == 1:
        return text == fixed[0]
    first, *middle, last = fixed
    if not (text.startswith(first) and text.endswith(last)):
        return False
    at = len(first)
    end = len(text) - len(last)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def _can_be_given(question: Question, answer: Answer) -> bool:
    """Whether the answer is one that the question takes as it stands now."""
    if answer.state is not AnswerState.ANSWERED:
        return True
    return question.answering.is_possible(answer.value, answer.choices, question.choices)

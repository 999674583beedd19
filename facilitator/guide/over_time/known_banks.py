"""What is new in the banks since the team last looked: new, changed and withdrawn questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.banks.schema.questions import Question
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.questions import PLACES, AskedQuestion, asked_in_scope, worded
from facilitator.model.edit import Change
from facilitator.model.records.answers import Answer, KnownBank
from facilitator.model.vocabulary import AnswerState


@dataclass(frozen=True, slots=True)
class News:
    """How the banks differ from those that the session was held with.

    new: questions that apply now and were not in the banks then.
    changed: answers whose question is now worded otherwise, or takes other answers, with the new words.
    withdrawn: answers whose question is in the banks no more; they stay as they are.
    """

    new: tuple[AskedQuestion, ...]
    changed: tuple[tuple[Answer, str], ...]
    withdrawn: tuple[Answer, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


@query
def news(context: Context) -> News:
    """What is new, changed and withdrawn in the banks for this session."""
    known = {question for bank in context.all(KnownBank) for question in bank.questions}
    stages = {bank.stage for bank in context.all(KnownBank)}
    new = tuple(
        asked
        for asked in asked_in_scope(context)
        if asked.stage in stages and asked.question.id not in known and asked.answer is None
    )
    changed, withdrawn = [], []
    for answer in context.all(Answer):
        question = context.banks.questions_by_id.get(answer.question)
        if question is None:
            withdrawn.append(answer)
            continue
        text = _worded_as_then(context, answer)
        if text != answer.text:
            changed.append((answer, text))
        elif not _can_be_given(question, answer):
            changed.append((answer, f"{text} It takes other answers now: {', '.join(_answers_to(question))}."))
    return News(new, tuple(changed), tuple(withdrawn))


def known_now(context: Context) -> tuple[Change, ...]:
    """The changes that make a session know the questions of the banks as they are now."""
    return tuple(_known_now(context))


def _known_now(context: Context) -> Iterator[Change]:
    before = {bank.stage: bank for bank in context.all(KnownBank)}
    ahead = 0
    for stage, bank in context.banks.questions.items():
        ids = tuple(question.id for question in bank.question)
        versions = tuple(dict.fromkeys(context.banks.versions[question] for question in ids))
        old = before.get(stage)
        if old is None:
            new_id = context.session.next_id(KnownBank, ahead)
            ahead += 1
        else:
            new_id = old.id
        after = KnownBank(id=new_id, stage=stage, versions=versions, questions=ids)
        if after != old:
            yield Change(before=old, after=after)


def _worded_as_then(context: Context, answer: Answer) -> str:
    """The question's text as the banks have it now; a record renamed since does not count as a change."""
    question = context.banks.questions_by_id[answer.question]
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
    at, end = len(first), len(text) - len(last)
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


def _answers_to(question: Question) -> tuple[str, ...]:
    return question.choices or question.answering.own_words

"""What is new in the banks since the team last looked: new, changed and withdrawn questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.guide.questions import AskedQuestion, asked_in_scope, worded
from facilitator.guide.situation import Situation
from facilitator.model.edit import Change
from facilitator.model.records import Answer, KnownBank


@dataclass(frozen=True, slots=True)
class News:
    """How the banks differ from those that the session was held with.

    new: questions that apply now and were not in the banks then.
    changed: answers whose question is now worded otherwise, with the new words.
    withdrawn: answers whose question is in the banks no more; they stay as they are.
    """

    new: tuple[AskedQuestion, ...]
    changed: tuple[tuple[Answer, str], ...]
    withdrawn: tuple[Answer, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def news(situation: Situation) -> News:
    """What is new, changed and withdrawn in the banks for this session."""
    known = {question for bank in situation.session.all(KnownBank) for question in bank.questions}
    stages = {bank.stage for bank in situation.session.all(KnownBank)}
    new = tuple(
        asked
        for asked in asked_in_scope(situation)
        if asked.stage in stages and asked.question.id not in known and asked.answer is None
    )
    changed, withdrawn = [], []
    for answer in situation.session.all(Answer):
        question = situation.banks.questions_by_id.get(answer.question)
        if question is None:
            withdrawn.append(answer)
            continue
        text = _worded_as_then(situation, answer)
        if text != answer.text:
            changed.append((answer, text))
    return News(new, tuple(changed), tuple(withdrawn))


def known_now(situation: Situation) -> tuple[Change, ...]:
    """The changes that make a session know the questions of the banks as they are now."""
    return tuple(_known_now(situation))


def _known_now(situation: Situation) -> Iterator[Change]:
    before = {bank.stage: bank for bank in situation.session.all(KnownBank)}
    ahead = 0
    for stage, bank in situation.banks.questions.items():
        ids = tuple(question.id for question in bank.question)
        versions = tuple(dict.fromkeys(situation.banks.versions[question] for question in ids))
        old = before.get(stage)
        if old is None:
            new_id = situation.session.next_id(KnownBank, ahead)
            ahead += 1
        else:
            new_id = old.id
        after = KnownBank(id=new_id, stage=stage, versions=versions, questions=ids)
        if after != old:
            yield Change(before=old, after=after)


def _worded_as_then(situation: Situation, answer: Answer) -> str:
    """The question's text as the banks have it now; a record renamed since does not count as a change."""
    question = situation.banks.questions_by_id[answer.question]
    if not answer.about or "{" not in question.text:
        return question.text
    head, _, tail = question.text.partition("{")
    tail = tail.rpartition("}")[2]
    if answer.text.startswith(head) and answer.text.endswith(tail):
        return answer.text
    return worded(situation, question, answer.about)

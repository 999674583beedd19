"""Where a question, a rule or a threat applies: what the bank declares, looked up in a session, with its facts."""

from collections.abc import Collection, Iterable, Iterator

from facilitator.banks.schema.conditions import Circumstance, Presence, When
from facilitator.guide.evidence.answers import answer_words, answers_to, spoken
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import (
    ANSWER,
    Fact,
    Found,
    Match,
    for_record,
    named,
    parts_of_key,
    question_and_record,
    subject_of_answer,
)
from facilitator.guide.evidence.patterns import TESTS, facts_of_pattern
from facilitator.guide.evidence.query import query
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState, SystemKind

Matches = tuple[Match, ...]
Facts = tuple[Fact, ...]
Words = tuple[str, ...]


@query
def matches_of_question(context: Context, question_id: str) -> Matches:
    """Where a question applies now."""
    question = context.banks.questions_by_id[question_id]
    return tuple(_matches(context, question))


@query
def matches_of_rule(context: Context, rule_id: str) -> Matches:
    """Where a rule applies now."""
    rule = context.banks.rules_by_id[rule_id]
    return tuple(_matches(context, rule))


def matches_of_threat(context: Context, threat_id: str, number: int) -> Matches:
    """Where one of the circumstances of a threat template holds now. number: from 0, in their order."""
    when = context.banks.threats_by_id[threat_id].circumstances[number].when
    if when.answers or when.without:
        return _matches_by_answers(context, threat_id, number)
    return _matches_by_structure(context, threat_id)[number]


@query
def _matches_by_structure(context: Context, threat_id: str) -> tuple[Matches, ...]:
    """Where each circumstance of a threat template holds; nowhere for those that wait for answers.

    All in one, for after an answer each query costs a look at what it read.
    """
    found: list[Matches] = []
    for circumstance in context.banks.threats_by_id[threat_id].circumstances:
        waits = circumstance.when.answers or circumstance.when.without
        found.append(() if waits else tuple(_matches(context, circumstance)))
    return tuple(found)


@query
def _matches_by_answers(context: Context, threat_id: str, number: int) -> Matches:
    circumstance = context.banks.threats_by_id[threat_id].circumstances[number]
    return tuple(_matches(context, circumstance))


def answer_fact(context: Context, answer: Answer, wanted: Collection[str]) -> Fact:
    """The fact that something was answered. wanted: the words of the answer that matter here."""
    about = context.find(answer.about) if answer.about else None
    said = answer_words(answer).intersection(wanted)
    by = f" ({answer.by}, {answer.time[:10]})" if answer.by and answer.time else ""
    return Fact(
        subject=subject_of_answer(answer.question, answer.about),
        what=ANSWER,
        value=", ".join(sorted(said)),
        text=f"“{answer.text}”{for_record(about, answer.text)} was answered “{spoken(answer)}”{by}",
    )


def still_true(context: Context, keys: Iterable[str], circumstances: Iterable[Circumstance]) -> frozenset[str]:
    """The keys that still hold, each looked at by itself."""
    kept = tuple(keys)
    subjects = {key.partition("|")[0] for key in kept}
    found = {key for key in kept if _still_answered(context, key)}
    for circumstance in circumstances:
        for subject in subjects:
            found |= _keys_of_pattern(context, subject, circumstance)
    return frozenset(found)


def _still_answered(context: Context, key: str) -> bool:
    """Whether a key speaks of an answer that still says the same."""
    subject, what, value = parts_of_key(key)
    if what != ANSWER:
        return False
    question, about = question_and_record(subject)
    answer = answers_to(context, question).get(about)
    if answer is None:
        return False
    words = answer_words(answer)
    return value in words or value == ", ".join(sorted(words))


def _keys_of_pattern(context: Context, record_id: str, circumstance: Circumstance) -> set[str]:
    """The keys of the facts that hold for a record, among those that a circumstance asks for."""
    if not circumstance.for_each:
        return set()
    record = context.table(circumstance.for_each).get(record_id)
    if record is None:
        return set()
    keys: set[str] = set()
    for name, wanted in circumstance.where.given().items():
        test = TESTS[name]
        fact = test(context, record, wanted)
        if fact is not None:
            keys.add(fact.key)
    return keys


def _matches(context: Context, circumstance: Circumstance) -> Iterator[Match]:
    """Every record that a circumstance holds for; one match without a record where it goes through no kind."""
    if not circumstance.for_each:
        facts = _facts_of_when(context, circumstance.when, None)
        if facts is not None:
            yield Match("", facts)
        return
    for record in context.table(circumstance.for_each).values():
        looks = facts_of_pattern(context, record, circumstance.where)
        if looks is None:
            continue
        facts = _facts_of_when(context, circumstance.when, record)
        if facts is not None:
            yield Match(record.id, (*looks, *facts))


def _facts_of_when(context: Context, when: When, record: Record | None) -> Facts | None:
    """The facts that make all of a condition hold; None when something of it does not."""
    facts: list[Fact] = []
    for fact in _asked_for(context, when, record):
        if fact is None:
            return None
        facts.append(fact)
    return tuple(facts)


def _asked_for(context: Context, when: When, record: Record | None) -> Iterator[Found]:
    """The facts that a condition asks for, in the order of the sentence; None for one that does not hold."""
    if when.stages:
        yield _stage_in_scope(context, when.stages)
    if when.kinds:
        yield _system_kind(context, when.kinds)
    for question, wanted in when.answers.items():
        yield _answered(context, question, wanted, record)
    for question, unwanted in when.without.items():
        yield _answered_without(context, question, unwanted, record)
    for presence in when.present:
        yield _present(context, presence)
    for presence in when.absent:
        yield _absent(context, presence)


def _stage_in_scope(context: Context, wanted: Words) -> Found:
    for stage in context.header.stages:
        if stage in wanted:
            return Fact("S-1", "stage in scope", stage, f"the stage {_in_words(stage)} is in scope")
    return None


def _system_kind(context: Context, wanted: tuple[SystemKind, ...]) -> Found:
    system = context.header.system_kind
    if system not in wanted:
        return None
    return Fact("S-1", "kind of system", system.value, f"the system is {system.value}")


def _answered(context: Context, question: str, wanted: Words, record: Record | None) -> Found:
    """The first answer that says what is wanted."""
    for answer in _answers_for(context, question, record):
        if not answer_words(answer).isdisjoint(wanted):
            return answer_fact(context, answer, wanted)
    return None


def _answered_without(context: Context, question: str, unwanted: Words, record: Record | None) -> Found:
    """The first real answer, where no answer says any of what is unwanted."""
    answers = _answers_for(context, question, record)
    real = [answer for answer in answers if answer.state is AnswerState.ANSWERED]
    said = [answer for answer in answers if not answer_words(answer).isdisjoint(unwanted)]
    if said or not real:
        return None
    return answer_fact(context, real[0], (real[0].value,))


def _answers_for(context: Context, question: str, record: Record | None) -> list[Answer]:
    """The answers to a question; to one that is asked of such records, only that about this one."""
    given = answers_to(context, question)
    asked = context.banks.questions_by_id[question]
    if record is not None and asked.for_each == record.kind:
        return [given[record.id]] if record.id in given else []
    return list(given.values())


def _present(context: Context, presence: Presence) -> Found:
    for record in context.table(presence.kind).values():
        looks = facts_of_pattern(context, record, presence.where)
        if looks is not None:
            text = "; ".join(fact.text for fact in looks)
            return Fact("S-1", "present", _in_words(presence.kind), text or f"{named(record)} is there")
    return None


def _absent(context: Context, presence: Presence) -> Found:
    if _present(context, presence) is not None:
        return None
    kind = _in_words(presence.kind)
    return Fact("S-1", "absent", kind, f"there is no such {kind}", transient=True)


def _in_words(kind: str) -> str:
    return kind.replace("_", " ").replace("-", " ")

"""Where a question, a rule or a threat applies: what the bank declares, looked up in a session, with its facts."""

from collections.abc import Collection, Iterable, Iterator

from facilitator.banks.schema.conditions import Circumstance, Presence, When
from facilitator.guide.evidence.answers import answer_words, answers_to, spoken
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact, Match, named
from facilitator.guide.evidence.patterns import TESTS, facts_of_pattern
from facilitator.guide.evidence.query import query
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer


@query
def matches_of_question(context: Context, question_id: str) -> tuple[Match, ...]:
    """Where a question applies now."""
    return tuple(_matches(context, context.banks.questions_by_id[question_id]))


@query
def matches_of_rule(context: Context, rule_id: str) -> tuple[Match, ...]:
    """Where a rule applies now."""
    return tuple(_matches(context, context.banks.rules_by_id[rule_id]))


@query
def matches_of_threat(context: Context, threat_id: str, number: int) -> tuple[Match, ...]:
    """Where one of the circumstances of a threat template holds now. number: from 0, in the order of the bank."""
    return tuple(_matches(context, context.banks.threats_by_id[threat_id].applies[number]))


def answer_fact(context: Context, answer: Answer, wanted: Collection[str]) -> Fact:
    """What was answered, as a fact. wanted: the words of the answer that matter here."""
    about = context.find(answer.about) if answer.about else None
    subject = f"{answer.question}/{answer.about}" if answer.about else answer.question
    of = f" for {about.title_text}" if about and about.title_text not in answer.text else ""
    by = f" ({answer.by}, {answer.time[:10]})" if answer.by and answer.time else ""
    value = ", ".join(sorted(answer_words(answer) & set(wanted)))
    return Fact(subject, "answer", value, f"“{answer.text}”{of} was answered “{spoken(answer)}”{by}")


def still_true(context: Context, keys: Iterable[str], circumstances: Iterable[Circumstance]) -> frozenset[str]:
    """Those of the keys that hold still, each looked at by itself."""
    kept = tuple(keys)
    subjects = {key.partition("|")[0] for key in kept}
    found = {key for key in kept if _still_answered(context, key)}
    for circumstance in circumstances:
        for subject in subjects:
            found |= _keys_of_pattern(context, subject, circumstance)
    return frozenset(found)


def _still_answered(context: Context, key: str) -> bool:
    """Whether the key of a fact speaks of an answer that says the same still."""
    subject, what, value = [*key.split("|", 2), "", ""][:3]
    if what != "answer":
        return False
    question, _, about = subject.partition("/")
    answer = answers_to(context, question).get(about)
    if answer is None:
        return False
    words = answer_words(answer)
    return value in words or value == ", ".join(sorted(words))


def _keys_of_pattern(context: Context, record_id: str, circumstance: Circumstance) -> set[str]:
    """The keys of what holds of a record, of all that a circumstance asks of records of its kind."""
    record = context.table(circumstance.for_each).get(record_id) if circumstance.for_each else None
    if record is None:
        return set()
    wanted = circumstance.where.given().items()
    facts = [TESTS[name](context, record, value) for name, value in wanted]
    return {fact.key for fact in facts if fact is not None}


def _matches(context: Context, circumstance: Circumstance) -> Iterator[Match]:
    """Every record that a circumstance holds for; one match without a record where it goes through no kind."""
    if not circumstance.for_each:
        facts = _facts_of_when(context, circumstance.when, None)
        if facts is not None:
            yield Match("", facts)
        return
    for record in context.table(circumstance.for_each).values():
        looks = facts_of_pattern(context, record, circumstance.where)
        facts = _facts_of_when(context, circumstance.when, record) if looks is not None else None
        if looks is not None and facts is not None:
            yield Match(record.id, (*looks, *facts))


def _facts_of_when(context: Context, when: When, record: Record | None) -> tuple[Fact, ...] | None:
    """The facts that make all of a condition hold; None when something of it does not."""
    if when.kinds and context.header.system_kind not in when.kinds:
        return None
    if when.stages and set(when.stages).isdisjoint(context.header.stages):
        return None
    facts = _system_kind(context) if when.kinds else []
    for question, wanted in when.answers.items():
        answered = _answered(context, question, wanted, record)
        if answered is None:
            return None
        facts.append(answered)
    for presence in when.present:
        present = _present(context, presence)
        if present is None:
            return None
        facts.append(present)
    for presence in when.absent:
        if _present(context, presence) is not None:
            return None
        facts.append(_absent(presence))
    return tuple(facts)


def _system_kind(context: Context) -> list[Fact]:
    system = context.header.system_kind.value
    return [Fact("S-1", "kind of system", system, f"the system is {system}")]


def _answered(context: Context, question: str, wanted: tuple[str, ...], record: Record | None) -> Fact | None:
    given = answers_to(context, question)
    asked = context.banks.questions_by_id[question]
    if record is not None and asked.for_each == record.kind:
        answers = [given[record.id]] if record.id in given else []
    else:
        answers = list(given.values())
    for answer in answers:
        if answer_words(answer) & set(wanted):
            return answer_fact(context, answer, wanted)
    return None


def _present(context: Context, presence: Presence) -> Fact | None:
    for record in context.table(presence.kind).values():
        looks = facts_of_pattern(context, record, presence.where)
        if looks is not None:
            text = "; ".join(fact.text for fact in looks) or f"{named(record)} is there"
            return Fact("S-1", "present", presence.kind.replace("_", " "), text)
    return None


def _absent(presence: Presence) -> Fact:
    kind = presence.kind.replace("_", " ")
    return Fact("S-1", "absent", kind, f"there is no such {kind}", transient=True)

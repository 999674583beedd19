"""Checks where a question, a rule or a threat should apply."""

from collections.abc import Container, Iterable, Iterator

from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import FOR_EACH, KINDS_OF_PATTERN_KEY, Circumstance, Pattern, Presence
from facilitator.model.vocabulary import SystemKind

Sentences = Iterator[str]
"""What is wrong with a part of the banks, each without its subject, which is the id of the part."""

KINDS_IN_WORDS = ", ".join(FOR_EACH)

PLACES = ("{record}", "{assets}", "{source}", "{target}")
"""Where a text takes the names of records."""

PLACES_OF_FLOW = ("{source}", "{target}")


def circumstance_faults(item: Circumstance, banks: Banks) -> Sentences:
    """Why a circumstance cannot hold as it is written, a sentence each."""
    yield from _record_faults(item, banks)
    yield from unknown("stage", item.when.stages, stage_ids(banks))
    for asked in (item.when.answers, item.when.without):
        for question_id, answers in asked.items():
            yield from _answer_faults(item, question_id, answers, banks)
    for presence in (*item.when.present, *item.when.absent):
        yield from _presence_faults(presence, banks)


def _record_faults(item: Circumstance, banks: Banks) -> Sentences:
    """What is wrong with the records that a circumstance goes through."""
    if not item.for_each:
        if item.where.given():
            yield "has “where” but no “for_each”; say which kind of record it goes through."
    elif item.for_each not in FOR_EACH:
        yield f"goes through “{item.for_each}”, but should through one of {KINDS_IN_WORDS}."
    else:
        yield from _pattern_faults(item.where, item.for_each, banks)


def _answer_faults(item: Circumstance, question_id: str, answers: Iterable[str], banks: Banks) -> Sentences:
    """What is wrong with the answers to a question that a circumstance waits for."""
    asked = banks.questions_by_id.get(question_id)
    if asked is None:
        yield f"waits for “{question_id}”, which is not there; mend the id."
        return
    possible = asked.possible_answers
    for answer in answers:
        if answer not in possible:
            yield f"waits for the answer “{answer}” to “{question_id}”, which cannot be given; mend it."
    if never_together(asked, item):
        yield f"waits for “{question_id}”, which is for another kind of system; nobody would see it."


def _presence_faults(presence: Presence, banks: Banks) -> Sentences:
    if presence.kind not in FOR_EACH:
        yield f"looks for “{presence.kind}”, but should for one of {KINDS_IN_WORDS}."
    else:
        yield from _pattern_faults(presence.where, presence.kind, banks)


def _pattern_faults(pattern: Pattern, kind: str, banks: Banks) -> Sentences:
    for key in pattern.given():
        if kind not in KINDS_OF_PATTERN_KEY[key]:
            words = kind.replace("_", " ")
            yield f"asks “{key}” of a {words}, which has none; take it out."
    for assets in (pattern.catalogue, pattern.holds, pattern.carries, pattern.to_holds):
        yield from unknown("asset of assets.toml", assets, banks.assets_by_id)


def place_faults(text: str, for_each: str) -> Sentences:
    """What is wrong with the places that a text leaves for names."""
    used = [place for place in PLACES if place in text]
    for place in used:
        if not for_each:
            yield f"speaks of {place} but goes through no kind of record; add “for_each”."
        elif place in PLACES_OF_FLOW and for_each != "flow":
            yield f"speaks of {place}, which only a flow has; use {{record}}."


def never_together(one: Circumstance, other: Circumstance) -> bool:
    """Whether two circumstances are for different kinds of system."""
    kinds = set(one.when.kinds or SystemKind)
    return kinds.isdisjoint(other.when.kinds or SystemKind)


def unknown(what: str, ids: Iterable[str], known: Container[str]) -> Sentences:
    """The ids that name nothing. what: what they should name. known: the ids that there are."""
    for item in ids:
        if item not in known:
            yield f"leads to or names “{item}”, which is no {what} that is there; mend the id."


def stage_ids(banks: Banks) -> set[str]:
    """The ids of the lifecycle stages."""
    return {stage.id for stage in banks.stages}

"""Where a question or a rule applies: its declared conditions, looked up in a session, with the facts found."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from facilitator.banks.schema import Circumstance, Pattern, Presence, When
from facilitator.guide.facts import Fact, Match, named
from facilitator.guide.situation import Situation, meanings, spoken
from facilitator.model.records import Answer, Asset, Component, EntryPoint, Flow, Header, Record
from facilitator.model.vocabulary import Protection, SecurityProperty

Test = Callable[[Situation, Any, Any], Fact | None]


def matches(situation: Situation, name: tuple[str, ...], circumstance: Circumstance) -> tuple[Match, ...]:
    """Where a circumstance holds now; one match without a record when it goes through no kind of record.

    name: unique among all circumstances; the result is kept under it until what it reads changes.
    """
    return situation.memory.recall(
        ("matches", *name), _inputs(situation, circumstance), lambda: tuple(_matches(situation, circumstance))
    )


def answer_fact(situation: Situation, answer: Answer, wanted: Collection[str]) -> Fact:
    """What was answered, as a fact. wanted: the words of the answer that matter here."""
    about = situation.session.find(answer.about) if answer.about else None
    subject = f"{answer.question}/{answer.about}" if answer.about else answer.question
    of = f" for {about.title_text}" if about and about.title_text not in answer.text else ""
    by = f" ({answer.by}, {answer.time[:10]})" if answer.by and answer.time else ""
    value = ", ".join(sorted(meanings(answer) & set(wanted)))
    return Fact(subject, "answer", value, f"“{answer.text}”{of} was answered “{spoken(answer)}”{by}")


def still_true(situation: Situation, keys: Iterable[str], circumstances: Iterable[Circumstance]) -> frozenset[str]:
    """Those of the keys that hold still, each looked at by itself."""
    found = set()
    for key in keys:
        subject, what, value = [*key.split("|", 2), "", ""][:3]
        question, _, about = subject.partition("/")
        answer = situation.answers_to(question).get(about) if what == "answer" else None
        if answer is not None and value in (*meanings(answer), ", ".join(sorted(meanings(answer)))):
            found.add(key)
    for circumstance in circumstances:
        for subject in {key.partition("|")[0] for key in keys}:
            record = situation.table(circumstance.for_each).get(subject) if circumstance.for_each else None
            for name, wanted in circumstance.where.given().items() if record else ():
                fact = _TESTS[name](situation, record, wanted)
                if fact is not None:
                    found.add(fact.key)
    return frozenset(found)


def _matches(situation: Situation, circumstance: Circumstance) -> Iterator[Match]:
    if not circumstance.for_each:
        facts = _holding(situation, circumstance.when, None)
        if facts is not None:
            yield Match("", facts)
        return
    for record in situation.table(circumstance.for_each).values():
        looks = _looks(situation, record, circumstance.where)
        facts = _holding(situation, circumstance.when, record) if looks is not None else None
        if looks is not None and facts is not None:
            yield Match(record.id, (*looks, *facts))


def _inputs(situation: Situation, circumstance: Circumstance) -> tuple[object, ...]:
    when = circumstance.when
    read: list[object] = []
    if circumstance.for_each:
        read.append(situation.table(circumstance.for_each))
        read += _read_by(situation, circumstance.where)
    if when.kinds or when.stages:
        read.append(situation.table(Header.kind))
    for question in when.answers:
        answers = situation.answers_to(question)
        read += [answers, *situation.tables_named_in(answers)]
    for presence in (*when.present, *when.absent):
        read.append(situation.table(presence.kind))
        read += _read_by(situation, presence.where)
    return tuple(read)


def _read_by(situation: Situation, pattern: Pattern) -> list[object]:
    return [situation.table(kind) for key in pattern.given() for kind in _READS[key]]


def _holding(situation: Situation, when: When, record: Record | None) -> tuple[Fact, ...] | None:
    facts: list[Fact] = []
    if when.kinds:
        system = situation.header.system_kind
        if system not in when.kinds:
            return None
        facts.append(Fact("S-1", "kind of system", system.value, f"the system is {system.value}"))
    if when.stages and not set(when.stages) & set(situation.header.stages):
        return None
    for question, wanted in when.answers.items():
        fact = _answered(situation, question, wanted, record)
        if fact is None:
            return None
        facts.append(fact)
    for presence in when.present:
        fact = _present(situation, presence)
        if fact is None:
            return None
        facts.append(fact)
    for presence in when.absent:
        if _present(situation, presence) is not None:
            return None
        kind = presence.kind.replace("_", " ")
        facts.append(Fact("S-1", "absent", kind, f"there is no such {kind}", passing=True))
    return tuple(facts)


def _answered(situation: Situation, question: str, wanted: tuple[str, ...], record: Record | None) -> Fact | None:
    given = situation.answers_to(question)
    asked = situation.banks.questions_by_id[question]
    if record is not None and asked.for_each == record.kind:
        answers = [given[record.id]] if record.id in given else []
    else:
        answers = list(given.values())
    for answer in answers:
        if meanings(answer) & set(wanted):
            return answer_fact(situation, answer, wanted)
    return None


def _present(situation: Situation, presence: Presence) -> Fact | None:
    for record in situation.table(presence.kind).values():
        looks = _looks(situation, record, presence.where)
        if looks is not None:
            text = "; ".join(fact.text for fact in looks) or f"{named(record)} is there"
            return Fact("S-1", "present", presence.kind.replace("_", " "), text)
    return None


def _looks(situation: Situation, record: Record, pattern: Pattern) -> tuple[Fact, ...] | None:
    facts = []
    for key, wanted in pattern.given().items():
        fact = _TESTS[key](situation, record, wanted)
        if fact is None:
            return None
        facts.append(fact)
    return tuple(facts)


def _catalogue(situation: Situation, asset: Asset, wanted: tuple[str, ...]) -> Fact | None:
    if asset.catalogue not in wanted:
        return None
    name = situation.banks.assets_by_id[asset.catalogue].name.casefold()
    return Fact(asset.id, "catalogue", asset.catalogue, f"{named(asset)} stands in the catalogue as {name}")


def _category(_: Situation, asset: Asset, wanted: tuple[str, ...]) -> Fact | None:
    if asset.category not in wanted:
        return None
    return Fact(asset.id, "category", asset.category.value, f"{named(asset)} is of the category {asset.category.value}")


def _properties(_: Situation, asset: Asset, wanted: tuple[SecurityProperty, ...]) -> Fact | None:
    held = [item for item in asset.properties if item in wanted]
    if not held:
        return None
    words = " and ".join(item.value for item in held)
    return Fact(asset.id, "properties", words, f"{words} must hold for {named(asset)}")


def unthreatened(situation: Situation, asset: Asset) -> tuple[SecurityProperty, ...]:
    """The published properties of an asset that no threat breaks and whose failure modes are not all found fine."""
    entry = situation.banks.assets_by_id.get(asset.catalogue)
    if entry is None:
        return ()
    broken = situation.broken.get(asset.id, frozenset())
    still_open = {
        item
        for mode in entry.failure_mode
        if (asset.id, mode.id) not in situation.looked_at
        for item in mode.properties
    }
    fine = {item for mode in entry.failure_mode for item in mode.properties} - still_open
    return tuple(item for item in entry.properties if item not in broken and item not in fine)


def _unthreatened(situation: Situation, asset: Asset, wanted: bool) -> Fact | None:
    found = unthreatened(situation, asset)
    if bool(found) is not wanted:
        return None
    words = " and ".join(item.value for item in found)
    text = (
        f"no threat yet breaks {words} of {named(asset)}" if found else f"each property of {named(asset)} is looked at"
    )
    return Fact(asset.id, "without a threat", words, text, passing=True)


def _holds(situation: Situation, component: Component, wanted: tuple[str, ...]) -> Fact | None:
    return _homes(situation, component, component.assets, wanted, "holds")


def _carries(situation: Situation, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _homes(situation, flow, flow.assets, wanted, "carries")


def _homes(
    situation: Situation, record: Record, assets: tuple[str, ...], wanted: tuple[str, ...], verb: str
) -> Fact | None:
    found = [asset for asset in assets if situation.catalogue_of(asset) in wanted]
    if not found:
        return None
    words = " and ".join(named(situation.table(Asset.kind)[asset]) for asset in found)
    return Fact(record.id, verb, " ".join(found), f"{named(record)} {verb} {words}")


def _component_kind(_: Situation, component: Component, wanted: tuple[str, ...]) -> Fact | None:
    kind = component.component_kind
    if kind not in wanted:
        return None
    return Fact(component.id, "kind", kind.value, f"{named(component)} is of the kind {kind.value}")


def _from_kind(situation: Situation, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _end(situation, flow, flow.source, wanted, "comes from")


def _to_kind(situation: Situation, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _end(situation, flow, flow.target, wanted, "goes to")


def _end(situation: Situation, flow: Flow, component_id: str, wanted: tuple[str, ...], verb: str) -> Fact | None:
    component = situation.component(component_id)
    if component is None or component.component_kind not in wanted:
        return None
    text = f"{named(flow)} {verb} {named(component)}, of the kind {component.component_kind.value}"
    return Fact(flow.id, verb, f"{component.id} {component.component_kind.value}", text)


def _crosses(situation: Situation, flow: Flow, wanted: bool) -> Fact | None:
    sides = situation.crossings.get(flow.id)
    if (sides is not None) is not wanted:
        return None
    if sides is None:
        return Fact(flow.id, "crosses", "", f"{named(flow)} crosses no trust boundary")
    here, there = sides
    text = f"{named(flow)} crosses from {here.name} to {there.name}"
    return Fact(flow.id, "crosses", f"{here.id} > {there.id}", text)


def _protection(name: str) -> Test:
    def test(_: Situation, flow: Flow, wanted: tuple[Protection, ...]) -> Fact | None:
        known: Protection = getattr(flow, name)
        if known not in wanted:
            return None
        words = {Protection.NONE: "has no", Protection.PRESENT: "has"}.get(known)
        text = f"{named(flow)} {words} {name}" if words else f"whether {named(flow)} has {name} is not known"
        return Fact(flow.id, name, known.value, text)

    return test


def _at_entry_point(situation: Situation, record: Record, wanted: bool) -> Fact | None:
    entry = situation.entered.get(record.id)
    if (entry is not None) is not wanted:
        return None
    if entry is None:
        return Fact(record.id, "entry point", "", f"no entry point names {named(record)}")
    return Fact(record.id, "entry point", entry.id, f"{named(record)} can be reached by {named(entry)}")


def _targeted(situation: Situation, record: Record, wanted: bool) -> Fact | None:
    behind = (record.component, *record.flows) if isinstance(record, EntryPoint) else ()
    threat = next(filter(None, map(situation.targeted.get, (record.id, *behind))), None)
    if (threat is not None) is not wanted:
        return None
    if threat is None:
        return Fact(record.id, "threat", "", f"no threat is documented for {named(record)}", passing=True)
    return Fact(record.id, "threat", "some", f"a threat is documented for {named(record)}", passing=True)


_TESTS: Mapping[str, Test] = {
    "catalogue": _catalogue,
    "category": _category,
    "properties": _properties,
    "unthreatened_property": _unthreatened,
    "holds": _holds,
    "component_kind": _component_kind,
    "carries": _carries,
    "from_kind": _from_kind,
    "to_kind": _to_kind,
    "crosses_boundary": _crosses,
    "authentication": _protection("authentication"),
    "authorization": _protection("authorization"),
    "encryption": _protection("encryption"),
    "at_entry_point": _at_entry_point,
    "targeted": _targeted,
}

_READS: Mapping[str, tuple[str, ...]] = {
    "catalogue": (),
    "category": (),
    "properties": (),
    "unthreatened_property": ("threat", "failure_mode"),
    "holds": ("asset",),
    "component_kind": (),
    "carries": ("asset",),
    "from_kind": ("component",),
    "to_kind": ("component",),
    "crosses_boundary": ("boundary",),
    "authentication": (),
    "authorization": (),
    "encryption": (),
    "at_entry_point": ("entry_point",),
    "targeted": ("threat",),
}
"""The tables that a key of a pattern reads beside the record's own."""

"""What the answers and facts of a session suggest: threats to document and actions to take, each with its because."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.banks.schema import Banks, Question, ThreatTemplate
from facilitator.guide.conditions import answer_fact, matches
from facilitator.guide.facts import Fact, Match, grounds, lost, sentence
from facilitator.guide.past import was
from facilitator.guide.questions import AskedQuestion, asked_questions, filled, in_scope, leads_of
from facilitator.guide.situation import Situation
from facilitator.model.records import Asset, Component, Flow, Header, Record, Suggestion, Threat
from facilitator.model.vocabulary import SuggestionState


class SuggestedState(StrEnum):
    """Where a suggestion stands.

    BACK: it was rejected and something that it stood on has changed, or its threat was removed since.
    """

    NEW = "new"
    BACK = "back"
    LATER = "later"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A threat or an action that the banks suggest now.

    template: the threat template, or "" for an action. rules: what suggested it, as ids of rules, of
    “question:answer” or of “threat:number” for a circumstance of the template.
    about: the record that it is about, or "". facts: why. changed: what changed since it was rejected.
    """

    template: str
    rules: tuple[str, ...]
    title: str
    about: str
    facts: tuple[Fact, ...]
    stage: str = ""
    state: SuggestedState = SuggestedState.NEW
    changed: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other: the template, or for an action its rule; and the record."""
        return self.template or self.rules[0], self.about

    @property
    def because(self) -> str:
        """Why it is suggested, as a sentence."""
        return sentence(self.facts)


PENDING = (SuggestedState.NEW, SuggestedState.BACK)
NAMED_KINDS = ("asset", "component", "flow", "boundary", "entry_point", "technology")
"""The kinds of record whose names stand in reasons and suggestions."""


def suggestions(situation: Situation) -> tuple[Suggested, ...]:
    """Everything that is suggested now, decided or not, in the order of the banks."""
    decided = _decided(situation)

    def with_states() -> tuple[Suggested, ...]:
        return tuple(_with_state(item, decided.get(item.key), situation) for item in suggested(situation))

    tables = (situation.table(Threat.kind), situation.table(Header.kind), *_named_tables(situation))
    inputs = (suggested(situation), decided, *tables)
    return situation.memory.recall("with states", inputs, with_states)


def pending(situation: Situation) -> tuple[Suggested, ...]:
    """What the team has still to decide on; what it put off for later comes last."""
    later = (item for item in suggestions(situation) if item.state is SuggestedState.LATER)
    return (*undecided(situation), *later)


def undecided(situation: Situation) -> tuple[Suggested, ...]:
    """What waits for a decision, without what was put off: the one count of suggestions."""
    return tuple(item for item in suggestions(situation) if item.state in PENDING)


def suggested(situation: Situation) -> tuple[Suggested, ...]:
    """Everything that is suggested now, without regard to what the team decided."""
    return situation.memory.recall("suggested now", (situation.session,), lambda: _suggested_now(situation))


def _suggested_now(situation: Situation) -> tuple[Suggested, ...]:
    asked = asked_questions(situation)
    raised = _raised(situation, asked)
    found: list[Suggested] = []
    for threat in situation.banks.threats:
        found += _of_template(situation, threat, raised.get(threat.id, ()))
    for rule in situation.banks.rules:
        applying = matches(situation, ("rule", rule.id), rule)
        inputs = (applying, *_named_tables(situation))
        found += situation.memory.recall(
            ("suggested", "rule", rule.id),
            inputs,
            lambda rule=rule, applying=applying: tuple(  # type: ignore[misc]
                Suggested("", (rule.id,), filled(situation, rule.action, match.about), match.about, match.facts)
                for match in applying
            ),
        )
    found += _actions(situation, asked)
    before: tuple[Suggested, ...] = situation.memory.last("suggested now", ())
    same = len(before) == len(found) and all(one is other for one, other in zip(before, found, strict=True))
    return before if same else tuple(found)


Raised = tuple[tuple[AskedQuestion, str], ...]
"""Questions whose answer suggests something, each with the word of the answer that does."""


def _raised(situation: Situation, asked: tuple[AskedQuestion, ...]) -> Mapping[str, Raised]:
    """Threat template -> the answers that suggest it."""

    def raised() -> Mapping[str, Raised]:
        found: dict[str, list[tuple[AskedQuestion, str]]] = {}
        for item in asked:
            if item.answer is not None and in_scope(situation, item):
                for word, lead in leads_of(item.question, item.answer):
                    for threat in lead.threats:
                        found.setdefault(threat, []).append((item, word))
        before: Mapping[str, Raised] = situation.memory.last("raised", {})
        return {threat: _same_as(before.get(threat), tuple(items)) for threat, items in found.items()}

    return situation.memory.recall("raised", (asked, situation.table(Header.kind)), raised)


def _same_as(before: Raised | None, now: Raised) -> Raised:
    if before is not None and len(before) == len(now):
        pairs = zip(before, now, strict=True)
        if all(one[0] is other[0] and one[1] == other[1] for one, other in pairs):
            return before
    return now


def _of_template(situation: Situation, threat: ThreatTemplate, raised: Raised) -> tuple[Suggested, ...]:
    applying = tuple(
        matches(situation, ("threat", threat.id, str(number)), circumstance)
        for number, circumstance in enumerate(threat.applies)
    )
    inputs = (*applying, raised, *_named_tables(situation), situation.table(Header.kind))

    def batch() -> tuple[Suggested, ...]:
        if threat.kinds and situation.header.system_kind not in threat.kinds:
            return ()
        found: dict[str, Suggested] = {}
        for rule, match in _spread(tuple(_reasons(situation, threat, applying, raised))):
            known = found.get(match.about)
            if known is None:
                found[match.about] = _suggested(situation, threat, rule, match)
            else:
                facts = tuple(dict.fromkeys((*known.facts, *match.facts)))
                found[match.about] = replace(known, rules=(*known.rules, rule), facts=facts)
        return tuple(found.values())

    return situation.memory.recall(("suggested", "threat", threat.id), inputs, batch)


def _reasons(
    situation: Situation, threat: ThreatTemplate, applying: tuple[tuple[Match, ...], ...], raised: Raised
) -> Iterator[tuple[str, Match]]:
    for number, found in enumerate(applying, 1):
        yield from ((f"{threat.id}:{number}", match) for match in found)
    for asked, word in raised:
        assert asked.answer is not None
        fact = answer_fact(situation, asked.answer, (word,))
        yield f"{asked.question.id}:{word}", Match(asked.about, (fact,))


def _spread(reasons: tuple[tuple[str, Match], ...]) -> tuple[tuple[str, Match], ...]:
    """Reasons about no record, handed to every record that has a reason of its own, where there is one."""
    places = tuple(dict.fromkeys(match.about for _, match in reasons if match.about))
    if not places:
        return reasons
    own = [item for item in reasons if item[1].about]
    general = [(rule, match) for rule, match in reasons if not match.about]
    return (*own, *((rule, Match(place, match.facts)) for rule, match in general for place in places))


def _suggested(situation: Situation, threat: ThreatTemplate, rule: str, match: Match) -> Suggested:
    names = [asset.name for asset in harmed(situation, threat, match.about)]
    catalogue = [situation.banks.assets_by_id[item].name.casefold() for item in threat.assets[:1]]
    title = filled(situation, threat.title, match.about, " and ".join(names[:2] or catalogue), threat.record_words)
    stages = [stage for stage in threat.stages if stage in situation.header.stages]
    return Suggested(threat.id, (rule,), title, match.about, match.facts, (stages or [""])[0])


def harmed(situation: Situation, threat: ThreatTemplate, about: str) -> tuple[Asset, ...]:
    """The session's assets that a threat made from this template harms.

    Those with a catalogue id of the template that the record carries, holds or is; where the record
    says nothing of assets, all of the session's with such an id.
    """
    record = situation.session.find(about) if about else None
    near = _assets_of(situation, record)
    fitting = [asset for asset in situation.session.all(Asset) if asset.catalogue in threat.assets]
    close = tuple(asset for asset in fitting if asset.id in near)
    return close or tuple(fitting)


def _assets_of(situation: Situation, record: Record | None) -> frozenset[str]:
    match record:
        case Asset():
            return frozenset({record.id})
        case Flow() | Component():
            return frozenset(record.assets)
        case None:
            return frozenset()
    component = situation.component(getattr(record, "component", ""))
    return frozenset(component.assets) if component else frozenset()


def _actions(situation: Situation, asked: tuple[AskedQuestion, ...]) -> tuple[Suggested, ...]:
    def actions() -> tuple[Suggested, ...]:
        return tuple(
            Suggested(
                "",
                (f"{item.question.id}:{word}",),
                filled(situation, lead.action, item.about),
                item.about,
                (answer_fact(situation, item.answer, (word,)),),
                item.stage,
            )
            for item in asked
            if item.answer is not None and in_scope(situation, item)
            for word, lead in leads_of(item.question, item.answer)
            if lead.action
        )

    inputs = (asked, situation.table(Header.kind), *_named_tables(situation))
    return situation.memory.recall("actions", inputs, actions)


def _named_tables(situation: Situation) -> tuple[object, ...]:
    return tuple(situation.table(kind) for kind in NAMED_KINDS)


def _decided(situation: Situation) -> Mapping[tuple[str, str], Suggestion]:
    def decided() -> Mapping[tuple[str, str], Suggestion]:
        return {(item.template or item.rule, item.about): item for item in situation.session.all(Suggestion)}

    return situation.memory.recall("decided", (situation.table(Suggestion.kind),), decided)


def _with_state(item: Suggested, decision: Suggestion | None, situation: Situation) -> Suggested:
    if decision is None:
        return replace(item, state=SuggestedState.WRITTEN) if _is_written(situation, item) else item
    match decision.state:
        case SuggestionState.ACCEPTED if item.template and decision.id not in situation.threats_of_suggestions:
            return replace(item, state=SuggestedState.BACK, changed=("The threat that was made of it was removed",))
        case SuggestionState.ACCEPTED:
            return replace(item, state=SuggestedState.ACCEPTED)
        case SuggestionState.LATER:
            return replace(item, state=SuggestedState.LATER)
        case SuggestionState.REJECTED:
            changed = tuple(_changes(situation, item, decision))
            state = SuggestedState.BACK if changed else SuggestedState.REJECTED
            return replace(item, state=state, changed=changed)


def _is_written(situation: Situation, item: Suggested) -> bool:
    """Whether a threat of this title is documented already, for the same record as far as it says."""
    targets = situation.targets_of_titles.get(item.title.casefold())
    return bool(item.template) and targets is not None and (not item.about or not targets or item.about in targets)


def _changes(situation: Situation, item: Suggested, decision: Suggestion) -> Iterator[str]:
    for key in lost(decision.facts, item.facts):
        yield f"{was(situation, key)} when it was rejected"
    known = set(decision.facts)
    for fact in item.facts:
        if not fact.passing and fact.key not in known:
            yield f"{fact.text} now"


def record_of(item: Suggested, record_id: str, state: SuggestionState, reason: str) -> Suggestion:
    """A decision on a suggestion, as the record that keeps it."""
    return Suggestion(
        id=record_id,
        title=item.title,
        rule=item.rules[0],
        template=item.template,
        state=state,
        reason=reason,
        because=tuple(dict.fromkeys(fact.text for fact in item.facts)),
        about=item.about,
        facts=grounds(item.facts),
    )


def question_of_rule(rule: str, banks: Banks) -> Question | None:
    """The question whose answer a rule stands for, if it stands for one."""
    return banks.questions_by_id.get(rule.partition(":")[0])

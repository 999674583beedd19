"""What the answers and facts of a session suggest: threats to document and actions to take, each with its because."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.banks.schema.questions import Lead
from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import answer_fact, matches_of_rule, matches_of_threat
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import suggestions_with_threats, targets_by_title
from facilitator.guide.evidence.facts import Fact, Match, lasting_keys, lost, sentence
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import AskedQuestion, asked_questions, filled, in_scope, leads_of
from facilitator.model.part import Record
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
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


@query
def suggestions(context: Context) -> tuple[Suggested, ...]:
    """Everything that is suggested now, decided or not, in the order of the banks."""
    decided = decisions(context)
    return tuple(_with_state(item, decided.get(item.key), context) for item in suggested(context))


@query
def pending(context: Context) -> tuple[Suggested, ...]:
    """What the team has still to decide on; what it put off for later comes last."""
    later = (item for item in suggestions(context) if item.state is SuggestedState.LATER)
    return (*undecided(context), *later)


def undecided(context: Context) -> tuple[Suggested, ...]:
    """What waits for a decision, without what was put off: the one count of suggestions."""
    return tuple(item for item in suggestions(context) if item.state in PENDING)


@query
def suggested(context: Context) -> tuple[Suggested, ...]:
    """Everything that is suggested now, without regard to what the team decided."""
    found: list[Suggested] = []
    for threat in context.banks.threats:
        found += _of_template(context, threat.id)
    for rule in context.banks.rules:
        found += _of_rule(context, rule.id)
    return (*found, *_actions(context))


@query
def _of_rule(context: Context, rule_id: str) -> tuple[Suggested, ...]:
    action = context.banks.rules_by_id[rule_id].action
    return tuple(
        Suggested("", (rule_id,), filled(context, action, match.about), match.about, match.facts)
        for match in matches_of_rule(context, rule_id)
    )


Raised = tuple[tuple[AskedQuestion, str], ...]
"""Questions whose answer suggests something, each with the word of the answer that does."""


@query
def _raised(context: Context) -> Mapping[str, Raised]:
    """Threat template -> the answers that suggest it."""
    found: dict[str, Raised] = {}
    for asked, word, lead in _led_to(context):
        for threat in lead.threats:
            found[threat] = (*found.get(threat, ()), (asked, word))
    return found


@query
def _raised_for(context: Context, threat_id: str) -> Raised:
    return _raised(context).get(threat_id, ())


def _led_to(context: Context) -> Iterator[tuple[AskedQuestion, str, Lead]]:
    """Where the answers lead, of the questions in scope: the question, the word of its answer, and the lead."""
    for asked in asked_questions(context):
        if asked.answer is not None and in_scope(context, asked):
            for word, lead in leads_of(asked.question, asked.answer):
                yield asked, word, lead


@query
def _of_template(context: Context, threat_id: str) -> tuple[Suggested, ...]:
    threat = context.banks.threats_by_id[threat_id]
    if threat.kinds and context.header.system_kind not in threat.kinds:
        return ()
    found: dict[str, Suggested] = {}
    for rule, match in _spread(tuple(_reasons(context, threat))):
        known = found.get(match.about)
        if known is None:
            found[match.about] = _suggested(context, threat, rule, match)
        else:
            facts = tuple(dict.fromkeys((*known.facts, *match.facts)))
            found[match.about] = replace(known, rules=(*known.rules, rule), facts=facts)
    return tuple(found.values())


def _reasons(context: Context, threat: ThreatTemplate) -> Iterator[tuple[str, Match]]:
    """Why a threat is suggested: the circumstances that hold, then the answers that raise it."""
    for number in range(len(threat.applies)):
        for match in matches_of_threat(context, threat.id, number):
            yield f"{threat.id}:{number + 1}", match
    for asked, word in _raised_for(context, threat.id):
        assert asked.answer is not None
        fact = answer_fact(context, asked.answer, (word,))
        yield f"{asked.question.id}:{word}", Match(asked.about, (fact,))


def _spread(reasons: tuple[tuple[str, Match], ...]) -> tuple[tuple[str, Match], ...]:
    """Reasons about no record, handed to every record that has a reason of its own, where there is one."""
    places = tuple(dict.fromkeys(match.about for _, match in reasons if match.about))
    if not places:
        return reasons
    own = [item for item in reasons if item[1].about]
    general = [(rule, match) for rule, match in reasons if not match.about]
    return (*own, *((rule, Match(place, match.facts)) for rule, match in general for place in places))


def _suggested(context: Context, threat: ThreatTemplate, rule: str, match: Match) -> Suggested:
    names = [asset.name for asset in harmed(context, threat, match.about)]
    catalogue = [context.banks.assets_by_id[item].name.casefold() for item in threat.assets[:1]]
    title = filled(context, threat.title, match.about, " and ".join(names[:2] or catalogue), threat.record_words)
    stages = [stage for stage in threat.stages if stage in context.header.stages]
    return Suggested(threat.id, (rule,), title, match.about, match.facts, (stages or [""])[0])


def harmed(context: Context, threat: ThreatTemplate, about: str) -> tuple[Asset, ...]:
    """The session's assets that a threat made from this template harms.

    Those with a catalogue id of the template that the record carries, holds or is; where the record
    says nothing of assets, all of the session's with such an id.
    """
    record = context.find(about) if about else None
    near = _assets_of(context, record)
    fitting = [asset for asset in context.all(Asset) if asset.catalogue in threat.assets]
    close = tuple(asset for asset in fitting if asset.id in near)
    return close or tuple(fitting)


def _assets_of(context: Context, record: Record | None) -> frozenset[str]:
    match record:
        case Asset():
            return frozenset({record.id})
        case Flow() | Component():
            return frozenset(record.assets)
        case None:
            return frozenset()
    component = context.get(Component, getattr(record, "component", ""))
    return frozenset(component.assets) if component else frozenset()


@query
def _actions(context: Context) -> tuple[Suggested, ...]:
    """The actions that answers lead to."""
    found = []
    for asked, word, lead in _led_to(context):
        if lead.action:
            assert asked.answer is not None
            title = filled(context, lead.action, asked.about)
            fact = answer_fact(context, asked.answer, (word,))
            found.append(Suggested("", (f"{asked.question.id}:{word}",), title, asked.about, (fact,), asked.stage))
    return tuple(found)


@query
def decisions(context: Context) -> Mapping[tuple[str, str], Suggestion]:
    """What the team decided, by the key of what was suggested."""
    return {(item.template or item.rule, item.about): item for item in context.all(Suggestion)}


def _with_state(item: Suggested, decision: Suggestion | None, context: Context) -> Suggested:
    if decision is None:
        return replace(item, state=SuggestedState.WRITTEN) if _is_written(context, item) else item
    match decision.state:
        case SuggestionState.ACCEPTED if item.template and decision.id not in suggestions_with_threats(context):
            return replace(item, state=SuggestedState.BACK, changed=("The threat that was made of it was removed",))
        case SuggestionState.ACCEPTED:
            return replace(item, state=SuggestedState.ACCEPTED)
        case SuggestionState.LATER:
            return replace(item, state=SuggestedState.LATER)
        case SuggestionState.REJECTED:
            changed = tuple(_changes(context, item, decision))
            state = SuggestedState.BACK if changed else SuggestedState.REJECTED
            return replace(item, state=state, changed=changed)


def _is_written(context: Context, item: Suggested) -> bool:
    """Whether a threat of this title is documented already, for the same record as far as it says."""
    targets = targets_by_title(context).get(item.title.casefold())
    return bool(item.template) and targets is not None and (not item.about or not targets or item.about in targets)


def _changes(context: Context, item: Suggested, decision: Suggestion) -> Iterator[str]:
    for key in lost(decision.facts, item.facts):
        yield f"{describe(context, key)} when it was rejected"
    known = set(decision.facts)
    for fact in item.facts:
        if not fact.transient and fact.key not in known:
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
        facts=lasting_keys(item.facts),
    )

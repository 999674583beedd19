"""What the answers and facts of a session suggest: threats to document and actions to take, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import matches_of_rule
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import suggestions_with_threats, targets_by_title
from facilitator.guide.evidence.facts import Fact, lasting_keys, lost, sentence
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import filled
from facilitator.guide.reasons import Reason, given_leads
from facilitator.guide.standing.places import Group, groups_of, taken_at
from facilitator.guide.standing.standing import OPEN, PRESSING, Standing
from facilitator.guide.standing.weighing import weight_at
from facilitator.guide.standing.wording import title_at
from facilitator.model.records.answers import Suggestion
from facilitator.model.vocabulary import SuggestionState


class SuggestedState(StrEnum):
    """Where a suggestion stands.

    BACK: it was rejected and something that it stood on has changed, or its threat was removed since.
    SETTLED: nobody decided on it, and what was said covers it or rules it out.
    """

    NEW = "new"
    BACK = "back"
    LATER = "later"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WRITTEN = "written"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A threat or an action that the banks suggest now.

    template: the threat template, or "" for an action. rules: what suggested it, as ids of rules, of
    “question:answer” or of “threat:number” for a circumstance of the template.
    about: the record that it is about, or "". facts: why. changed: what changed since it was rejected.
    Of a threat also: standing; weight: how much it matters here; hits: its records, several where it is about none;
    ground: the facts by which it applies; family: shared by twins; twins: the titles that this one stands for as well.
    """

    template: str
    rules: tuple[str, ...]
    title: str
    about: str
    facts: tuple[Fact, ...]
    stage: str = ""
    state: SuggestedState = SuggestedState.NEW
    changed: tuple[str, ...] = ()
    standing: Standing = Standing.NOT_APPLICABLE
    weight: int = 0
    hits: tuple[str, ...] = ()
    ground: tuple[Fact, ...] = ()
    family: str = ""
    twins: tuple[str, ...] = ()

    @property
    def holding(self) -> tuple[Fact, ...]:
        """All facts that it stands on: why it is suggested, and by what it applies."""
        return tuple(dict.fromkeys((*self.facts, *self.ground)))

    @property
    def is_settled(self) -> bool:
        """Whether it is a threat that what was said covers or rules out."""
        return bool(self.template) and self.standing not in OPEN

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it: the template, or for an action its rule; and the record."""
        return self.template or self.rules[0], self.about

    @property
    def because(self) -> str:
        """Why it is suggested, as a sentence."""
        return sentence(self.facts)


Several = tuple[Suggested, ...]
PENDING = (SuggestedState.NEW, SuggestedState.BACK)
_DECIDED = {
    SuggestionState.ACCEPTED: SuggestedState.ACCEPTED,
    SuggestionState.REJECTED: SuggestedState.REJECTED,
    SuggestionState.LATER: SuggestedState.LATER,
}


@query
def suggestions(context: Context) -> Several:
    """All that the banks say of threats and actions, decided, settled or not, in the order of the banks."""
    decided = decisions(context)
    found: list[Suggested] = []
    for item in suggested(context):
        decision = decided.get(item.key)
        found.append(_with_state(context, item, decision))
    return tuple(found)


@query
def pending(context: Context) -> Several:
    """What the team has still to decide on; what it put off for later comes last."""
    everything = suggestions(context)
    later = [item for item in everything if item.state is SuggestedState.LATER]
    return (*undecided(context), *later)


@query
def undecided(context: Context) -> Several:
    """What waits for a decision, without what was put off: the one count of suggestions.

    Threats that are exposed come first, then those that are unconfirmed by their weight, then actions; the order of
    the banks decides between equals. What is unconfirmed is folded under the first of its family.
    """
    waiting = [item for item in suggestions(context) if item.state in PENDING]
    waiting.sort(key=_urgency)
    return _folded(waiting)


def _urgency(item: Suggested) -> tuple[int, int]:
    return PRESSING[item.standing], -item.weight


def _folded(items: Iterable[Suggested]) -> Several:
    found: list[Suggested] = []
    firsts: dict[str, int] = {}
    for item in items:
        first = firsts.get(item.family) if item.family else None
        if first is not None and item.standing is Standing.UNCONFIRMED:
            head = found[first]
            found[first] = replace(head, twins=(*head.twins, item.title))
            continue
        firsts.setdefault(item.family, len(found))
        found.append(item)
    return tuple(found)


@query
def suggested(context: Context) -> Several:
    """Everything that is suggested now, without regard to what the team decided."""
    found: list[Suggested] = []
    for threat in context.banks.threats:
        found += _of_template(context, threat.id)
    for rule in context.banks.rules:
        found += _of_rule(context, rule.id)
    found += _actions(context)
    return tuple(found)


@query
def _of_template(context: Context, threat_id: str) -> Several:
    """The threat of a template at each record where it is decided on by itself, and at all others together."""
    threat = context.banks.threats_by_id[threat_id]
    return tuple(_threat(context, threat, group) for group in groups_of(context, threat_id))


def _threat(context: Context, threat: ThreatTemplate, group: Group) -> Suggested:
    stages = [stage for stage in threat.stages if stage in context.header.stages]
    rules = [piece.rule for piece in group.evidence]
    return Suggested(
        template=threat.id,
        rules=tuple(dict.fromkeys(rules)) or (threat.id,),
        title=title_at(context, threat, group.hits),
        about=group.about,
        facts=group.telling,
        stage=stages[0] if stages else "",
        standing=group.standing,
        weight=weight_at(context, threat, group.hits),
        hits=group.hits,
        ground=group.ground,
        family=threat.family or threat.id,
    )


@query
def _of_rule(context: Context, rule_id: str) -> Several:
    """The action of a rule for each record that the rule holds for."""
    rule = context.banks.rules_by_id[rule_id]
    found: list[Suggested] = []
    for match in matches_of_rule(context, rule_id):
        reason = Reason(rule_id, match)
        found.append(_action(context, rule.action, reason))
    return tuple(found)


@query
def _actions(context: Context) -> Several:
    """The actions that answers lead to."""
    found: list[Suggested] = []
    for given in given_leads(context):
        if not given.lead.action:
            continue
        reason = Reason(given.rule, given.match(context))
        action = _action(context, given.lead.action, reason)
        found.append(replace(action, stage=given.asked.stage))
    return tuple(found)


def _action(context: Context, words: str, reason: Reason) -> Suggested:
    match = reason.match
    return Suggested(
        template="",
        rules=(reason.rule,),
        title=filled(context, words, match.about),
        about=match.about,
        facts=match.facts,
    )


@query
def decisions(context: Context) -> Mapping[tuple[str, str], Suggestion]:
    """What the team decided, by the key of what was suggested."""
    found: dict[tuple[str, str], Suggestion] = {}
    for decision in context.all(Suggestion):
        name = decision.template or decision.rule
        found[name, decision.about] = decision
    return found


def _with_state(context: Context, item: Suggested, decision: Suggestion | None) -> Suggested:
    if decision is None:
        return replace(item, state=_undecided_state(context, item))
    changed = _changes(context, item, decision)
    state = SuggestedState.BACK if changed else _DECIDED[decision.state]
    return replace(item, state=state, changed=changed)


def _undecided_state(context: Context, item: Suggested) -> SuggestedState:
    if _is_written(context, item):
        return SuggestedState.WRITTEN
    return SuggestedState.SETTLED if item.is_settled else SuggestedState.NEW


def _is_written(context: Context, item: Suggested) -> bool:
    """Whether a threat of this title is documented already, to the same record where both name one."""
    if not item.template:
        return False
    if item.about and taken_at(context, item.template, item.about):
        return True
    targets = targets_by_title(context).get(item.title.casefold())
    if targets is None:
        return False
    says_nothing = not item.about or not targets
    return says_nothing or item.about in targets


def _changes(context: Context, item: Suggested, decision: Suggestion) -> tuple[str, ...]:
    """What has changed so that a suggestion has to be decided on again."""
    match decision.state:
        case SuggestionState.REJECTED:
            return tuple(_since_rejected(context, item, decision))
        case SuggestionState.ACCEPTED if item.template:
            has_threat = decision.id in suggestions_with_threats(context)
            return () if has_threat else ("The threat that was made of it was removed",)
        case _:
            return ()


def _since_rejected(context: Context, item: Suggested, decision: Suggestion) -> Iterator[str]:
    if item.is_settled:
        return
    for key in lost(decision.facts, item.holding):
        yield f"{describe(context, key)} when it was rejected"
    known = set(decision.facts)
    knew_ground = not known.isdisjoint(fact.key for fact in item.ground)
    for fact in item.holding if knew_ground else item.facts:
        if not fact.transient and fact.key not in known:
            yield f"{fact.text} now"


def record_of(item: Suggested, record_id: str, state: SuggestionState, reason: str) -> Suggestion:
    """A decision on a suggestion, as the record that keeps it."""
    because = dict.fromkeys(fact.text for fact in item.facts)
    return Suggestion(
        id=record_id,
        title=item.title,
        rule=item.rules[0],
        template=item.template,
        state=state,
        reason=reason,
        because=tuple(because),
        about=item.about,
        facts=lasting_keys(item.holding),
    )

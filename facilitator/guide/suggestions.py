"""What the answers and facts of a session suggest: threats to document and actions to take, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import matches_of_rule
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import suggestions_with_threats, targets_by_title
from facilitator.guide.evidence.facts import Fact, lasting_keys, lost, sentence
from facilitator.guide.evidence.harm import harmed
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import filled
from facilitator.guide.reasons import Reason, given_leads, reasons_of
from facilitator.model.records.answers import Suggestion
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
        """What identifies it: the template, or for an action its rule; and the record."""
        return self.template or self.rules[0], self.about

    @property
    def because(self) -> str:
        """Why it is suggested, as a sentence."""
        return sentence(self.facts)

    def with_reason(self, reason: Reason) -> Suggested:
        """The same suggestion with one more reason."""
        facts = dict.fromkeys((*self.facts, *reason.match.facts))
        return replace(self, rules=(*self.rules, reason.rule), facts=tuple(facts))


Several = tuple[Suggested, ...]
PENDING = (SuggestedState.NEW, SuggestedState.BACK)
_DECIDED = {
    SuggestionState.ACCEPTED: SuggestedState.ACCEPTED,
    SuggestionState.REJECTED: SuggestedState.REJECTED,
    SuggestionState.LATER: SuggestedState.LATER,
}


@query
def suggestions(context: Context) -> Several:
    """Everything that is suggested now, decided or not, in the order of the banks."""
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


def undecided(context: Context) -> Several:
    """What waits for a decision, without what was put off: the one count of suggestions."""
    everything = suggestions(context)
    return tuple(item for item in everything if item.state in PENDING)


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
    """The threat of a template for each record that it is suggested for, with all its reasons."""
    threat = context.banks.threats_by_id[threat_id]
    if threat.kinds and context.header.system_kind not in threat.kinds:
        return ()
    found: dict[str, Suggested] = {}
    for reason in reasons_of(context, threat):
        about = reason.match.about
        known = found.get(about)
        if known is None:
            found[about] = _threat(context, threat, reason)
        else:
            found[about] = known.with_reason(reason)
    return tuple(found.values())


def _threat(context: Context, threat: ThreatTemplate, reason: Reason) -> Suggested:
    match = reason.match
    title = _title(context, threat, match.about)
    stages = [stage for stage in threat.stages if stage in context.header.stages]
    return Suggested(
        template=threat.id,
        rules=(reason.rule,),
        title=title,
        about=match.about,
        facts=match.facts,
        stage=stages[0] if stages else "",
    )


def _title(context: Context, threat: ThreatTemplate, about: str) -> str:
    """The title of a threat, naming the session's assets that it harms, or else the first that the template names."""
    names = [asset.name for asset in harmed(context, threat, about)]
    if not names:
        known = context.banks.assets_by_id
        names = [known[item].name.casefold() for item in threat.assets[:1]]
    assets = " and ".join(names[:2])
    return filled(context, threat.title, about, assets, threat.record_words)


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
        is_written = _is_written(context, item)
        return replace(item, state=SuggestedState.WRITTEN) if is_written else item
    changed = _changes(context, item, decision)
    state = SuggestedState.BACK if changed else _DECIDED[decision.state]
    return replace(item, state=state, changed=changed)


def _is_written(context: Context, item: Suggested) -> bool:
    """Whether a threat of this title is documented already, to the same record where both name one."""
    if not item.template:
        return False
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
    for key in lost(decision.facts, item.facts):
        yield f"{describe(context, key)} when it was rejected"
    known = set(decision.facts)
    for fact in item.facts:
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
        facts=lasting_keys(item.facts),
    )

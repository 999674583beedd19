"""What is suggested to a team and what it decided: threats to document and actions to take, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import suggestions_with_threats, targets_by_title
from facilitator.guide.evidence.facts import lasting_keys, lost
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.standing.places import taken_at
from facilitator.guide.standing.standing import PRESSING, Standing
from facilitator.guide.standing.suggesting import suggested
from facilitator.guide.suggested import Several, Suggested, SuggestedState
from facilitator.model.records.answers import Suggestion
from facilitator.model.vocabulary import SuggestionState

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

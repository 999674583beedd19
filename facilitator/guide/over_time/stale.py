"""What stands on something that has changed since: answers, accepted suggestions, and the threats made from them."""

from collections.abc import Iterable, Iterator, Mapping

from facilitator.guide.evidence.conditions import still_true
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact, lost
from facilitator.guide.evidence.query import query
from facilitator.guide.over_time.fact_history import describe
from facilitator.guide.questions import asked_in_scope, no_longer_asked
from facilitator.guide.suggestions import suggested
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import SuggestionState


@query
def stale(context: Context) -> Mapping[str, str]:
    """Record id -> why it should be looked at again, in a sentence.

    Nothing is stored: when the change is taken back, the mark is gone.
    """
    return {**dict(_answers(context)), **dict(_suggestions(context))}


def _answers(context: Context) -> Iterator[tuple[str, str]]:
    for item in asked_in_scope(context):
        gone = lost(item.answer.facts, item.because) if item.answer else ()
        if item.answer and gone:
            yield item.answer.id, _reason(context, gone)
    for item in no_longer_asked(context):
        assert item.answer is not None
        still = still_true(context, item.answer.facts, (item.question,))
        gone = tuple(key for key in item.answer.facts if key not in still)
        yield item.answer.id, _reason(context, gone) if gone else "Its question does not apply any more."


def _suggestions(context: Context) -> Iterator[tuple[str, str]]:
    now = {item.key: item.facts for item in suggested(context)}
    reasons: dict[str, str] = {}
    for decision in context.all(Suggestion):
        if decision.state is SuggestionState.ACCEPTED and decision.template in context.banks.threats_by_id:
            gone = ground_lost(context, decision, now.get((decision.template, decision.about), ()))
            if gone:
                reasons[decision.id] = _reason(context, gone)
    yield from reasons.items()
    if not reasons:
        return
    made = (item for item in context.all(Threat) if item.suggestion in reasons)
    threats = {item.id: reasons[item.suggestion] for item in made}
    yield from threats.items()
    standing: tuple[Tree | Rating, ...] = (*context.all(Tree), *context.all(Rating))
    for record in standing:
        if record.threat in threats:
            yield record.id, f"Its threat {record.threat} stands on what has changed. {threats[record.threat]}"


def ground_lost(context: Context, decision: Suggestion, holding: Iterable[Fact]) -> tuple[str, ...]:
    """The keys of the facts that an accepted suggestion stood on and that hold no more, but for those confirmed.

    holding: the facts for which it is suggested now.
    """
    gone = lost(decision.facts, holding)
    template = context.banks.threats_by_id.get(decision.template)
    still = still_true(context, gone, template.applies) if gone and template else ()
    false_now = tuple(key for key in gone if key not in still and key not in decision.confirmed)
    return false_now if false_now or decision.confirmed else gone


def _reason(context: Context, gone: tuple[str, ...]) -> str:
    words = "; ".join(describe(context, key) for key in gone[:3])
    more = f"; and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"This has changed: {words}{more}."

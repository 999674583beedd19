"""What stands on something that has changed since: answers, accepted suggestions, and the threats made from them."""

from collections.abc import Iterable, Iterator, Mapping

from facilitator.guide.conditions import still_true
from facilitator.guide.facts import Fact, lost
from facilitator.guide.past import was
from facilitator.guide.questions import asked_in_scope, no_longer_asked
from facilitator.guide.situation import Situation
from facilitator.guide.suggestions import NAMED_KINDS, suggested
from facilitator.model.records import Answer, FailureMode, Rating, Suggestion, Threat, Tree
from facilitator.model.vocabulary import SuggestionState

_LOOKED_AT = (Suggestion.kind, Threat.kind, Tree.kind, Rating.kind, Answer.kind, FailureMode.kind)
"""What may be stale, and what may make a fact true besides the records of the architecture."""


def stale(situation: Situation) -> Mapping[str, str]:
    """Record id -> why it should be looked at again, in a sentence.

    Nothing is stored: when the change is taken back, the mark is gone.
    """
    kinds = (*_LOOKED_AT, *NAMED_KINDS)
    inputs = (
        asked_in_scope(situation),
        no_longer_asked(situation),
        suggested(situation),
        *(situation.table(kind) for kind in kinds),
    )
    return situation.memory.recall(
        "stale", inputs, lambda: {**dict(_answers(situation)), **dict(_suggestions(situation))}
    )


def _answers(situation: Situation) -> Iterator[tuple[str, str]]:
    for item in asked_in_scope(situation):
        gone = lost(item.answer.facts, item.because) if item.answer else ()
        if item.answer and gone:
            yield item.answer.id, _reason(situation, gone)
    for item in no_longer_asked(situation):
        assert item.answer is not None
        still = still_true(situation, item.answer.facts, (item.question,))
        gone = tuple(key for key in item.answer.facts if key not in still)
        yield item.answer.id, _reason(situation, gone) if gone else "Its question does not apply any more."


def _suggestions(situation: Situation) -> Iterator[tuple[str, str]]:
    now = {item.key: item.facts for item in suggested(situation)}
    reasons: dict[str, str] = {}
    for decision in situation.session.all(Suggestion):
        if decision.state is SuggestionState.ACCEPTED and decision.template in situation.banks.threats_by_id:
            gone = ground_lost(situation, decision, now.get((decision.template, decision.about), ()))
            if gone:
                reasons[decision.id] = _reason(situation, gone)
    yield from reasons.items()
    if not reasons:
        return
    made = (item for item in situation.session.all(Threat) if item.suggestion in reasons)
    threats = {item.id: reasons[item.suggestion] for item in made}
    yield from threats.items()
    standing: tuple[Tree | Rating, ...] = (*situation.session.all(Tree), *situation.session.all(Rating))
    for record in standing:
        if record.threat in threats:
            yield record.id, f"Its threat {record.threat} stands on what has changed. {threats[record.threat]}"


def ground_lost(situation: Situation, decision: Suggestion, holding: Iterable[Fact]) -> tuple[str, ...]:
    """The keys of the facts that an accepted suggestion stood on and that hold no more, but for those confirmed.

    holding: the facts for which it is suggested now.
    """
    gone = lost(decision.facts, holding)
    template = situation.banks.threats_by_id.get(decision.template)
    still = still_true(situation, gone, template.applies) if gone and template else ()
    false_now = tuple(key for key in gone if key not in still and key not in decision.confirmed)
    return false_now if false_now or decision.confirmed else gone


def _reason(situation: Situation, gone: tuple[str, ...]) -> str:
    words = "; ".join(was(situation, key) for key in gone[:3])
    more = f"; and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"This has changed: {words}{more}."

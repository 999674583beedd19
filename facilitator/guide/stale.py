"""What stands on something that has changed since: answers, accepted suggestions, and the threats made from them."""

from collections.abc import Iterator, Mapping

from facilitator.guide.conditions import still_true
from facilitator.guide.facts import lost, was
from facilitator.guide.questions import asked_in_scope
from facilitator.guide.situation import Situation
from facilitator.guide.suggestions import question_texts, suggested
from facilitator.model.records import Answer, Rating, Suggestion, Threat, Tree
from facilitator.model.vocabulary import SuggestionState


def stale(situation: Situation) -> Mapping[str, str]:
    """Record id -> why it should be looked at again, in a sentence.

    Nothing is stored: when the change is taken back, the mark is gone.
    """
    return situation.memory.recall(
        "stale", (situation.session,), lambda: {**dict(_answers(situation)), **dict(_suggestions(situation))}
    )


def _answers(situation: Situation) -> Iterator[tuple[str, str]]:
    answers = situation.session.all(Answer)
    given = {(answer.question, answer.about) for answer in answers}
    asked = {item.key: item for item in asked_in_scope(situation) if item.key in given}
    texts = question_texts(situation.banks)
    for answer in answers:
        item = asked.get((answer.question, answer.about))
        if item is not None:
            gone = lost(answer.facts, item.because)
            if gone:
                yield answer.id, _reason(gone, texts)
        elif _should_be_asked(situation, answer):
            still = still_true(situation, answer.facts, (situation.banks.questions_by_id[answer.question],))
            gone = tuple(key for key in answer.facts if key not in still)
            yield answer.id, _reason(gone, texts) if gone else "Its question does not apply any more."


def _should_be_asked(situation: Situation, answer: Answer) -> bool:
    question = situation.banks.questions_by_id.get(answer.question)
    if question is None:
        return False
    return question.always or situation.banks.stage_of[question.id] in situation.header.stages


def _suggestions(situation: Situation) -> Iterator[tuple[str, str]]:
    now = {item.key: item.facts for item in suggested(situation)}
    texts = question_texts(situation.banks)
    reasons: dict[str, str] = {}
    for decision in situation.session.all(Suggestion):
        if decision.state is SuggestionState.ACCEPTED and decision.template in situation.banks.threats_by_id:
            gone = lost(decision.facts, now.get((decision.template, decision.about), ()))
            if gone:
                template = situation.banks.threats_by_id[decision.template]
                still = still_true(situation, gone, template.applies)
                reasons[decision.id] = _reason(tuple(key for key in gone if key not in still) or gone, texts)
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


def _reason(gone: tuple[str, ...], texts: dict[str, str]) -> str:
    words = "; ".join(was(key, texts) for key in gone[:3])
    more = f"; and {len(gone) - 3} more" if len(gone) > 3 else ""
    return f"This has changed: {words}{more}."

"""What should be looked at in a session: faults, lost grounds, low ratings, newer banks; one line for each."""

from collections.abc import Iterator

from facilitator.analysis.approval import approval_findings
from facilitator.analysis.findings import findings
from facilitator.analysis.responsibility import overdue
from facilitator.guide.evidence.context import Context
from facilitator.guide.failure_modes import under_rated
from facilitator.guide.over_time.known_banks import News, news
from facilitator.guide.over_time.stale import stale
from facilitator.model.vocabulary import STEP_TITLES
from facilitator.workshop.workshop import Workshop


def checked(workshop: Workshop) -> tuple[str, ...]:
    """The findings of a session, each beginning with the id of what it is about."""
    context = Context(workshop.session, workshop.banks)
    today = workshop.time()[:10]
    lines = _lines(context, today)
    return tuple(lines)


def _lines(context: Context, today: str) -> Iterator[str]:
    session, scales = context.session, context.banks.scales_by_id
    of_today = (*overdue(session, today), *approval_findings(session, today))
    for finding in (*findings(session, scales), *of_today):
        yield f"{finding.record_id}: {finding.text}"
    for record_id, why in stale(context).items():
        yield f"{record_id}: look at it again. {why}"
    for rated in under_rated(context):
        yield f"{rated.rating}: {rated.text}"
    yield from news_lines(news(context))


def step_lines(workshop: Workshop) -> Iterator[str]:
    """Tell where each step stands, one line for each."""
    for step, state in workshop.guide.steps().items():
        yield f"{STEP_TITLES[step]}: {state.figures.words}"


def news_lines(found: News) -> Iterator[str]:
    """Tell how the banks differ from those that a session was held with, one line for each difference."""
    for asked in found.new:
        yield f"{asked.question.id}: new question in {asked.stage}: {asked.text}"
    for answer, text in found.changed:
        asked_then = f"{answer.question} asked “{answer.text}”"
        yield f"{answer.id}: {asked_then} and now asks “{text}”; does the answer hold?"
    for answer in found.withdrawn:
        yield f"{answer.id}: {answer.question} is no longer in the banks; the answer to “{answer.text}” is kept."

"""The opening of the report: what was modelled, by whom, and what matters first."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked
from facilitator.guide.evidence.context import Context
from facilitator.guide.next_thing import next_thing
from facilitator.guide.steps import steps
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Participant
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import NoteKind, ThreatStatus
from facilitator.report.markdown_text import bullets, inline, one_line, paragraph
from facilitator.report.words import counted, number, words

MOST_TOP_RISKS = 3


def title_and_scope(session: Session, stage_titles: Mapping[str, str]) -> Iterator[str]:
    """The title, the system and the scope of the session."""
    header = session.header
    yield f"# {inline(header.title) or 'Threat model'}"
    if header.system:
        yield paragraph(header.system)
    stages = ", ".join(inline(stage_titles.get(stage, stage)) for stage in header.stages)
    lines = [
        f"Kind of system: {words(header.system_kind)}",
        f"Lifecycle stages in scope: {stages or 'not chosen'}",
        f"Participants: {', '.join(map(_person, session.all(Participant))) or 'not noted'}",
        f"Revision: {session.revision}",
    ]
    if header.created:
        lines.append(f"Created: {inline(header.created)}")
    yield bullets(lines)


def what_matters_first(context: Context, ranking: Sequence[Ranked]) -> Iterator[str]:
    """The highest risks, what was recorded and what is worth doing next."""
    session = context.session
    yield "## What matters first"
    open_and_rated = [row for row in ranking if row.place and row.threat.status is ThreatStatus.OPEN]
    if open_and_rated:
        yield bullets(_risk(row) for row in open_and_rated[:MOST_TOP_RISKS])
    else:
        yield "No open threat is rated yet."
    yield _recorded(session)
    yield _still_open(context, ranking)
    following = next_thing(context)
    yield f"Next, in the step “{words(following.step)}”: {inline(following.text)} {inline(following.reason)}"


def _person(participant: Participant) -> str:
    about = ", ".join(part for part in (words(participant.role), one_line(participant.organisation)) if part)
    return inline(f"{participant.name} ({about})")


def _risk(row: Ranked) -> str:
    rating = f"{row.band} risk" if row.band else "rated"
    count = len(row.threat.countermeasures)
    measures = counted(count, "countermeasure") if count else "no countermeasure yet"
    title = inline(f"{row.threat.id} {row.threat.title}")
    return f"{title}: {inline(rating)}, total {number(row.total)}; {measures}."


def _recorded(session: Session) -> str:
    nouns = ((Asset, "asset"), (Component, "component"), (Flow, "flow"), (Threat, "threat"), (Tree, "tree"))
    counts = [counted(len(session.tables[kind.kind]), noun) for kind, noun in nouns]
    return f"Recorded: {', '.join(counts)} and {counted(len(session.all(Rating)), 'rating')}."


def _still_open(context: Context, ranking: Sequence[Ranked]) -> str:
    threats = sum(row.threat.status is ThreatStatus.OPEN for row in ranking)
    unrated = sum(row.place == 0 for row in ranking)
    actions = sum(n.note_kind is NoteKind.ACTION and not n.done for n in context.session.all(Note))
    figures = [state.figures for state in steps(context).values()]
    questions, points = sum(one.questions for one in figures), sum(one.points for one in figures)
    return (
        f"Still open: {counted(threats, 'threat')}, of all threats {unrated} without a full rating, "
        f"{counted(actions, 'action')}, {counted(questions, 'question')} and {counted(points, 'point')} in the steps."
    )

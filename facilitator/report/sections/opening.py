"""The opening of the report: what was modelled, by whom, and what matters first."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked
from facilitator.guide.evidence.context import Context
from facilitator.guide.next_thing import next_thing
from facilitator.guide.steps import steps
from facilitator.model.records.notes import Note
from facilitator.model.records.session import Header, Participant
from facilitator.model.session import Session
from facilitator.model.vocabulary import NoteKind, ThreatStatus
from facilitator.report.markdown_text import bullets, inline, one_line, paragraph
from facilitator.report.section import shows
from facilitator.report.words import counted, number, words

MOST_TOP_RISKS = 3
COUNTED = ("asset", "component", "flow", "threat", "tree", "rating")
"""The kinds of record that the opening counts, in its order."""


@shows(Header, Participant)
def title_and_scope(session: Session, stage_titles: Mapping[str, str]) -> Iterator[str]:
    """The title, the system and the scope of the session."""
    header = session.header
    title = inline(header.title) or "Threat model"
    yield f"# {title}"
    if header.system:
        yield paragraph(header.system)
    stages = [inline(stage_titles.get(stage, stage)) for stage in header.stages]
    people = map(_person, session.all(Participant))
    lines = [
        f"Kind of system: {words(header.system_kind)}",
        f"Lifecycle stages in scope: {', '.join(stages) or 'not chosen'}",
        f"Participants: {', '.join(people) or 'not noted'}",
        f"Revision: {session.revision}",
    ]
    if header.created:
        created = inline(header.created)
        lines.append(f"Created: {created}")
    yield bullets(lines)


def what_matters_first(context: Context, ranking: Sequence[Ranked]) -> Iterator[str]:
    """The highest risks, what was recorded and what is worth doing next."""
    yield "## What matters first"
    open_and_rated = [row for row in ranking if row.place and _is_open(row)]
    if open_and_rated:
        highest = open_and_rated[:MOST_TOP_RISKS]
        yield bullets(map(_risk, highest))
    else:
        yield "No open threat is rated yet."
    yield _recorded(context.session)
    yield _still_open(context, ranking)
    following = next_thing(context)
    step = words(following.step)
    text = inline(following.text)
    reason = inline(following.reason)
    yield f"Next, in the step “{step}”: {text} {reason}"


def _person(participant: Participant) -> str:
    role = words(participant.role)
    organisation = one_line(participant.organisation)
    about = ", ".join(filter(None, (role, organisation)))
    return inline(f"{participant.name} ({about})")


def _is_open(row: Ranked) -> bool:
    return row.threat.status is ThreatStatus.OPEN


def _risk(row: Ranked) -> str:
    threat = row.threat
    title = inline(f"{threat.id} {threat.title}")
    rating = inline(f"{row.band} risk" if row.band else "rated")
    total = number(row.total)
    count = len(threat.countermeasures)
    measures = counted(count, "countermeasure") if count else "no countermeasure yet"
    return f"{title}: {rating}, total {total}; {measures}."


def _recorded(session: Session) -> str:
    counts: list[str] = []
    for kind in COUNTED:
        count = len(session.tables[kind])
        counts.append(counted(count, kind))
    *first, last = counts
    return f"Recorded: {', '.join(first)} and {last}."


def _still_open(context: Context, ranking: Sequence[Ranked]) -> str:
    threats = sum(map(_is_open, ranking))
    unrated = sum(row.place == 0 for row in ranking)
    actions = _open_actions(context.session)
    figures = [state.figures for state in steps(context).values()]
    questions = sum(one.questions for one in figures)
    points = sum(one.points for one in figures)
    return (
        f"Still open: {counted(threats, 'threat')}, of all threats {unrated} without a full rating, "
        f"{counted(actions, 'action')}, {counted(questions, 'question')} and {counted(points, 'point')} in the steps."
    )


def _open_actions(session: Session) -> int:
    count = 0
    for note in session.all(Note):
        if note.note_kind is NoteKind.ACTION and not note.done:
            count += 1
    return count

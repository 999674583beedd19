"""The whole summary as Markdown. The same session always gives the same bytes."""

from collections.abc import Mapping, Sequence

from facilitator.analysis.progress import progress
from facilitator.analysis.rating import Ranked, ScaleLike, ranked
from facilitator.model.records import Answer, FailureMode, Header, Note, Participant
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, NoteKind, ThreatStatus
from facilitator.report.architecture import architecture_section, assets_section, decomposition_section
from facilitator.report.layout import bullets, named, section, table
from facilitator.report.markdown_text import cell, inline, paragraphs
from facilitator.report.threats import ranking_section, ratings_section, threats_section, trees_section
from facilitator.report.words import number, words

FACTOR_TITLES = {"affected-users": "Affected users"}


def markdown_report(
    session: Session, scales: Mapping[str, ScaleLike], stage_titles: Mapping[str, str]
) -> str:
    """The summary of a session, in CommonMark with tables.

    scales and stage_titles come from the banks, by their ids.
    """
    ranking = ranked(session, scales)
    sections = [
        _head(session.header, stage_titles, session),
        _first(session, ranking),
        assets_section(session, dict(stage_titles)),
        architecture_section(session),
        decomposition_section(session),
        threats_section(session, ranking, stage_titles),
        _failure_modes(session),
        trees_section(session),
        ratings_section(session, scales, FACTOR_TITLES),
        ranking_section(ranking),
        _open_points(session),
        _answers(session),
    ]
    return "\n\n".join(part for part in sections if part) + "\n"


def _head(header: Header, stage_titles: Mapping[str, str], session: Session) -> str:
    stages = ", ".join(inline(stage_titles.get(stage, stage)) for stage in header.stages) or "–"
    facts = [
        ("Method", "STRIDE-AI (Mauri & Damiani)"),
        ("Kind of system", words(header.system_kind)),
        ("Stages in scope", stages),
        ("Begun", cell(header.created)),
        ("Revision", str(session.revision)),
        ("Rating scale", cell(header.scale)),
    ]
    people = bullets(
        f"{inline(person.name)} ({words(person.role).lower()})"
        + (f", {inline(person.organisation)}" if person.organisation else "")
        for person in session.all(Participant)
    )
    parts = [
        f"# Threat model: {inline(header.title)}",
        paragraphs(header.system),
        table(("Session", ""), facts),
    ]
    return "\n\n".join([*filter(None, parts), *([f"Participants:\n\n{people}"] if people else [])])


def _first(session: Session, ranking: Sequence[Ranked]) -> str:
    top = [row for row in ranking if row.total is not None and row.threat.status is ThreatStatus.OPEN][:3]
    lines = [
        f"{row.threat.id} {inline(row.threat.title)} is rated {number(row.total)}"
        + (f" ({row.band.lower()})" if row.band else "")
        + "."
        for row in top
    ]
    open_threats = sum(row.threat.status is ThreatStatus.OPEN for row in ranking)
    unrated = sum(row.total is None for row in ranking)
    unknown = sum(answer.state is AnswerState.UNKNOWN for answer in session.all(Answer))
    counts = (
        f"Of {len(ranking)} threats, {open_threats} are open and {unrated} are not rated. "
        f"{unknown} questions were answered with “don't know”."
    )
    return section("What matters first", bullets(lines), counts)


def _failure_modes(session: Session) -> str:
    rows = [
        (
            mode.id,
            named(session, mode.asset) or "–",
            cell(f"{mode.catalogue} {mode.text}"),
            words(mode.outlook),
            cell(mode.reason),
            ", ".join(mode.threats) or "–",
        )
        for mode in session.all(FailureMode)
    ]
    headings = ("Id", "Asset", "How it fails", "Outlook", "Why it is fine", "Threats")
    return section("Failure modes", table(headings, rows)) if rows else ""


def _open_points(session: Session) -> str:
    points = [inline(point) for state in progress(session).values() for point in state.open_points]
    unknown = [
        f"Don't know: {inline(answer.text)}"
        for answer in session.all(Answer)
        if answer.state is AnswerState.UNKNOWN
    ]
    parts = [bullets([*points, *unknown])]
    for kind, title in (
        (NoteKind.ACTION, "Actions"),
        (NoteKind.DECISION, "Decisions"),
        (NoteKind.PARKED, "Parked"),
    ):
        lines = [_note(note) for note in session.all(Note) if note.note_kind is kind]
        parts.append(f"### {title}\n\n{bullets(lines)}" if lines else "")
    return section("Open points", *parts)


def _note(note: Note) -> str:
    if note.note_kind is not NoteKind.ACTION:
        return f"{note.id} {inline(note.text)}"
    facts = [
        f"owner {inline(note.owner) or 'nobody yet'}",
        f"due {inline(note.due)}" if note.due else "no date",
    ]
    return f"{note.id} {inline(note.text)} ({', '.join(facts)}{', done' if note.done else ''})"


def _answers(session: Session) -> str:
    rows = [
        (answer.id, cell(answer.text), _answer(answer), cell(answer.note)) for answer in session.all(Answer)
    ]
    return section("Questions and answers", table(("Id", "Question", "Answer", "Note"), rows)) if rows else ""


def _answer(answer: Answer) -> str:
    if answer.state is AnswerState.ANSWERED:
        return cell(answer.value)
    return "Don't know" if answer.state is AnswerState.UNKNOWN else words(answer.state)

"""What is still open, what was decided, and what was asked and answered."""

from collections.abc import Iterable, Iterator, Mapping

from facilitator.guide.evidence.context import Context
from facilitator.guide.steps import steps
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.notes import Note
from facilitator.model.session import Session
from facilitator.model.vocabulary import AnswerState, NoteKind, SuggestionState
from facilitator.report.markdown_text import bullets, cell, inline, table
from facilitator.report.naming import all_named, named
from facilitator.report.section import shows
from facilitator.report.words import words

_NOTE_TITLES = {
    NoteKind.ACTION: "Actions",
    NoteKind.PARKED: "Parked thoughts",
    NoteKind.DECISION: "Decisions",
}


@shows(Suggestion, Note)
def open_points(context: Context, marks: Mapping[str, str]) -> Iterator[str]:
    """What to look at again, the open points of the steps, unknown answers, suggestions put off, and the notes.

    marks: record id -> why it should be looked at again.
    """
    session = context.session
    yield "## Open points"
    yield from _under("To be looked at again", _marked(session, marks))
    for step, state in steps(context).items():
        yield f"### {words(step)}: {state.figures.words}"
        points = map(inline, state.open_points)
        yield bullets(points)
    yield from _under("Questions whose answer is not known", _unknown(session))
    yield from _under("Suggestions put off", _put_off(session))
    for kind, title in _NOTE_TITLES.items():
        yield from _under(title, _notes(session, kind))


def _under(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Put a heading over a list; nothing where that is empty."""
    listed = bullets(lines)
    if listed:
        yield f"### {title}"
        yield listed


def _marked(session: Session, marks: Mapping[str, str]) -> Iterator[str]:
    for record_id, why in marks.items():
        name = named(session, record_id)
        yield f"{name}: {inline(why)}"


def _unknown(session: Session) -> Iterator[str]:
    for answer in session.all(Answer):
        if answer.state is AnswerState.UNKNOWN:
            text = inline(answer.text)
            yield f"{text}{_aside(answer.note)}"


def _put_off(session: Session) -> Iterator[str]:
    for suggestion in session.all(Suggestion):
        if suggestion.state is SuggestionState.LATER:
            name = named(session, suggestion.id)
            yield f"{name}{_aside(suggestion.reason)}"


def _notes(session: Session, kind: NoteKind) -> Iterator[str]:
    for note in session.all(Note):
        if note.note_kind is kind:
            yield _note(session, note)


@shows(Answer)
def answers(session: Session, stage_titles: Mapping[str, str], marks: Mapping[str, str]) -> Iterator[str]:
    """What was asked and answered."""
    yield "## Questions and answers"
    headings = ("Question", "Answer", "Note", "Stage", "Step", "About", "Led to")
    rows: list[tuple[str, ...]] = []
    for answer in session.all(Answer):
        stage = stage_titles.get(answer.stage, answer.stage)
        cells = (
            cell(answer.text),
            _answered(answer, answer.id in marks),
            cell(answer.note),
            cell(stage),
            cell(words(answer.step)),
            named(session, answer.about),
            all_named(session, answer.records),
        )
        rows.append(cells)
    yield table(headings, rows) or "No question is answered yet."


def _answered(answer: Answer, stale: bool) -> str:
    if answer.state is not AnswerState.ANSWERED:
        return words(answer.state)
    if stale:
        return cell(f"{answer.value} (to be looked at again)")
    return cell(answer.value)


def _aside(text: str) -> str:
    if not text.strip():
        return ""
    escaped = inline(text)
    return f" ({escaped})"


def _note(session: Session, note: Note) -> str:
    text = inline(note.text)
    facts = list(_facts(session, note))
    if not facts:
        return text
    return f"{text} ({'; '.join(facts)})"


def _facts(session: Session, note: Note) -> Iterator[str]:
    """Say whether an action is done and whose it is, until when, and what a note is about."""
    if note.note_kind is NoteKind.ACTION:
        yield "done" if note.done else "open"
        yield f"owner {inline(note.owner)}" if note.owner.strip() else "no owner"
    if note.due:
        yield f"due {inline(note.due)}"
    if note.about:
        yield f"about {named(session, note.about)}"

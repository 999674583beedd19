"""What is still open, what was decided, and what was asked and answered."""

from collections.abc import Iterator, Mapping

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
    if marks:
        yield "### To be looked at again"
        yield bullets(f"{named(session, record_id)}: {inline(why)}" for record_id, why in marks.items())
    for step, state in steps(context).items():
        yield f"### {words(step)}: {state.figures.words}"
        yield bullets(inline(point) for point in state.open_points)
    unknown = [answer for answer in session.all(Answer) if answer.state is AnswerState.UNKNOWN]
    if unknown:
        yield "### Questions whose answer is not known"
        yield bullets(f"{inline(answer.text)}{_aside(answer.note)}" for answer in unknown)
    later = [item for item in session.all(Suggestion) if item.state is SuggestionState.LATER]
    if later:
        yield "### Suggestions put off"
        yield bullets(f"{named(session, item.id)}{_aside(item.reason)}" for item in later)
    for kind, title in _NOTE_TITLES.items():
        notes = [note for note in session.all(Note) if note.note_kind is kind]
        if notes:
            yield f"### {title}"
            yield bullets(_note(session, note) for note in notes)


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
    """Whether an action is done and whose it is; until when, and what a note is about."""
    if note.note_kind is NoteKind.ACTION:
        yield "done" if note.done else "open"
        yield f"owner {inline(note.owner)}" if note.owner.strip() else "no owner"
    if note.due:
        yield f"due {inline(note.due)}"
    if note.about:
        yield f"about {named(session, note.about)}"

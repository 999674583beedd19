"""What a change touches, in words."""

from collections.abc import Iterator, Sequence

from facilitator.guide.over_time.consequences import Consequences
from facilitator.guide.questions import AskedQuestion
from facilitator.guide.suggested import Suggested
from facilitator.model.records.answers import Suggestion
from facilitator.workshop.views.edit_titles import shortened


def consequence_lines(found: Consequences) -> list[str]:
    """Tell what a change touches; nothing of it is deleted."""
    lines: list[str] = []
    if found.touched:
        lines.append("To be looked at again (kept, and marked):")
    for record, _ in found.touched:
        if not isinstance(record, Suggestion):
            lines.append(f"  {record.id} {shortened(record.title_text)}")
    lines += _under("Questions that no longer apply:", _texts(found.not_asked))
    lines += _under("Suggestions that lose their ground:", _titles(found.not_suggested))
    lines += _under("Questions that it brings:", _texts(found.asked))
    lines += _under("Suggestions that it brings:", _titles(found.suggested))
    return lines


def _texts(questions: Sequence[AskedQuestion]) -> list[str]:
    return [item.text for item in questions]


def _titles(suggestions: Sequence[Suggested]) -> list[str]:
    return [item.title for item in suggestions]


def _under(heading: str, texts: Sequence[str]) -> Iterator[str]:
    """Put a heading over lines; nothing where there are none."""
    if not texts:
        return
    yield heading
    for text in texts:
        yield f"  {shortened(text)}"

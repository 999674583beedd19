"""The words for what a change touches."""

from facilitator.app.plain_text import one_line
from facilitator.guide.consequences import Consequences
from facilitator.model.records import Suggestion


def words_of(found: Consequences) -> list[str]:
    """What a change touches, in lines; nothing of it is deleted."""
    lines: list[str] = []
    if found.touched:
        lines.append("To be looked at again (kept, and marked):")
        seen = [record for record, _ in found.touched if not isinstance(record, Suggestion)]
        lines += [f"  {record.id} {one_line(record.title_text, 60)}" for record in seen]
    if found.not_asked:
        lines.append("Questions that no longer apply:")
        lines += [f"  {one_line(item.text, 70)}" for item in found.not_asked]
    if found.not_suggested:
        lines.append("Suggestions that lose their ground:")
        lines += [f"  {one_line(item.title, 70)}" for item in found.not_suggested]
    if found.asked:
        lines.append("Questions that it brings:")
        lines += [f"  {one_line(item.text, 70)}" for item in found.asked]
    if found.suggested:
        lines.append("Suggestions that it brings:")
        lines += [f"  {one_line(item.title, 70)}" for item in found.suggested]
    return lines

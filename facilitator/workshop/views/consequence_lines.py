"""The words for what a change touches."""

from facilitator.guide.over_time.consequences import Consequences
from facilitator.model.records.answers import Suggestion
from facilitator.workshop.views.edit_titles import shortened


def consequence_lines(found: Consequences) -> list[str]:
    """What a change touches, in lines; nothing of it is deleted."""
    lines: list[str] = []
    if found.touched:
        lines.append("To be looked at again (kept, and marked):")
        seen = [record for record, _ in found.touched if not isinstance(record, Suggestion)]
        lines += [f"  {record.id} {shortened(record.title_text)}" for record in seen]
    if found.not_asked:
        lines.append("Questions that no longer apply:")
        lines += [f"  {shortened(item.text)}" for item in found.not_asked]
    if found.not_suggested:
        lines.append("Suggestions that lose their ground:")
        lines += [f"  {shortened(item.title)}" for item in found.not_suggested]
    if found.asked:
        lines.append("Questions that it brings:")
        lines += [f"  {shortened(item.text)}" for item in found.asked]
    if found.suggested:
        lines.append("Suggestions that it brings:")
        lines += [f"  {shortened(item.title)}" for item in found.suggested]
    return lines

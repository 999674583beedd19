"""What the answers so far led to, for the foot of the question."""

from collections.abc import Sequence

from facilitator.app.terminal.plain_text import one_line
from facilitator.guide.evidence.facts import sentence
from facilitator.guide.suggested import Suggested

MOST_LED = 3


def led_to(waiting: Sequence[Suggested]) -> tuple[str, ...]:
    """The first suggestions with their because."""
    if not waiting:
        return ()
    lines = [f"Suggested ({len(waiting)}), g decides:"]
    for item in waiting[:MOST_LED]:
        title = one_line(item.title, 80)
        because = one_line(sentence(item.facts), 90)
        lines.append(f"+ {title}")
        lines.append(f"  because {because}")
    return tuple(lines)

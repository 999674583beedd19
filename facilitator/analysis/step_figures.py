"""Where a step stands, in a word and a few figures: the same wherever a step is spoken of."""

from dataclasses import dataclass

STATE_WORDS = {"open": "not begun", "in-work": "in work", "nothing-open": "nothing open", "done": "done"}
"""Each state as people read it. A step is done when the team has said so, and not before."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """A state, and how many questions and points of the step are open and suggestions wait in it."""

    state: str = "open"
    questions: int = 0
    points: int = 0
    suggestions: int = 0

    @property
    def left(self) -> int:
        """How many questions and points are open."""
        return self.questions + self.points

    @property
    def is_clear(self) -> bool:
        """Whether nothing is open in it and nothing waits for a decision."""
        return not (self.left or self.suggestions)

    @property
    def words(self) -> str:
        """The state and what is open, as a clause."""
        still_open = [_counted(self.questions, "question"), _counted(self.points, "point")]
        parts = [STATE_WORDS.get(self.state, self.state)]
        if self.left:
            parts.append(" and ".join(filter(None, still_open)) + " open")
        if self.suggestions:
            parts.append(_counted(self.suggestions, "suggestion") + " to decide on")
        return ", ".join(parts)


def _counted(count: int, noun: str) -> str:
    if not count:
        return ""
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"

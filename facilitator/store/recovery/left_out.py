"""What a rebuilt session had to leave out, in sentences."""

from collections.abc import Iterable, Iterator, Sequence

from facilitator.model.edit import Edit
from facilitator.store.formats.history import Readable
from facilitator.store.recovery.courses import Course, Found

MOST_RANGES = 8
"""How many gaps in the numbers of the edits are told one by one."""


def left_out(found: Found, course: Course) -> Iterator[str]:
    """A sentence for each thing that does not come along."""
    yield from _snapshot_left_out(found, course)
    yield from found.lost_lines
    yield from course.left_out
    yield from _edits_left_out(found, course)


def lost_lines(history: Readable, own: int) -> Iterator[str]:
    """A sentence for lines that cannot be read, and one for lines of another session. own: how many are its own."""
    if history.damaged:
        lines = _ranges("line", history.damaged)
        yield f"Left out: what cannot be read of the history, {lines}."
    others = len(history.edits) - own
    if others:
        words = "a line" if others == 1 else f"{others} lines"
        yield f"Left out: {words} of the history, of another session."


def _snapshot_left_out(found: Found, course: Course) -> Iterator[str]:
    if found.why_no_snapshot:
        yield f"Left out: the snapshot ({found.why_no_snapshot})."
    elif course.from_snapshot:
        return
    elif found.is_cut:
        yield "Left out: the snapshot, which was cut short."
    elif found.snapshot is not None:
        yield "Left out: the snapshot, which does not fit the history."


def _edits_left_out(found: Found, course: Course) -> Iterator[str]:
    """What is not in the history any more: acts that the snapshot holds all the same, and acts that are gone."""
    numbers = _numbers(found.edits)
    gone = sorted(numbers - _numbers(course.kept))
    start = _first_number(course)
    before = [number for number in gone if number < start]
    after = [number for number in gone if number >= start]
    if before:
        edits = _ranges("edit", before)
        yield f"Left out of the history: {edits}. The snapshot holds what they did."
    if after:
        edits = _ranges("edit", after)
        why = course.refused or "those between are missing"
        yield f"Left out: {edits}, for {why}."


def _numbers(edits: Iterable[Edit]) -> set[int]:
    return {edit.number for edit in edits}


def _first_number(course: Course) -> int:
    """The number of the first edit that the rebuilt history holds, or would hold."""
    if course.kept:
        return course.kept[0].number
    return course.session.revision + 1


def _ranges(what: str, numbers: Sequence[int]) -> str:
    """Numbers in words, such as “edits 3, 7 to 9”."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        first = number
        if ranges and number == ranges[-1][1] + 1:
            first, _ = ranges.pop()
        ranges.append((first, number))
    words = [_range_words(first, last) for first, last in ranges[:MOST_RANGES]]
    if len(ranges) > MOST_RANGES:
        words.append("and more")
    noun = what if len(numbers) == 1 else f"{what}s"
    return f"{noun} {', '.join(words)}"


def _range_words(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first} to {last}"

"""What a rebuilt session had to leave out, in sentences."""

from collections.abc import Iterator, Sequence

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
        yield f"Left out: what cannot be read of the history, {_ranges('line', history.damaged)}."
    if own < len(history.edits):
        count = len(history.edits) - own
        words = "a line" if count == 1 else f"{count} lines"
        yield f"Left out: {words} of the history, of another session."


def _snapshot_left_out(found: Found, course: Course) -> Iterator[str]:
    if found.why_no_snapshot:
        yield f"Left out: the snapshot ({found.why_no_snapshot})."
    elif found.is_cut and not course.from_snapshot:
        yield "Left out: the snapshot, which was cut short."
    elif found.snapshot is not None and not course.from_snapshot:
        yield "Left out: the snapshot, which does not fit the history."


def _edits_left_out(found: Found, course: Course) -> Iterator[str]:
    """What is not in the history any more: acts that the snapshot holds all the same, and acts that are gone."""
    kept = {edit.number for edit in course.kept}
    gone = sorted({edit.number for edit in found.edits} - kept)
    start = course.kept[0].number if course.kept else course.session.revision + 1
    before = [number for number in gone if number < start]
    after = [number for number in gone if number >= start]
    if before:
        yield f"Left out of the history: {_ranges('edit', before)}. The snapshot holds what they did."
    if after:
        yield f"Left out: {_ranges('edit', after)}, for {course.refused or 'those between are missing'}."


def _ranges(what: str, numbers: Sequence[int]) -> str:
    """Numbers in words, such as “edits 3, 7 to 9”."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    words = [" to ".join(map(str, found)) for found in ranges[:MOST_RANGES]]
    more = ["and more"] if len(ranges) > MOST_RANGES else []
    return f"{what if len(numbers) == 1 else f'{what}s'} {', '.join([*words, *more])}"

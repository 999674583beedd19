"""How the tables of a step and the card under them share the height of the screen."""

from collections.abc import Sequence

FEWEST = 4
"""Lines of the smallest table: title, headings, two rows."""

LEAST = 4
"""So many lines are needed for a card to be worth it."""


def table_heights(needed: Sequence[int], height: int) -> list[int]:
    """As many lines as each table needs; where there are too few, the highest gives way first."""
    heights = list(needed)
    third = height // 3
    for_card = max(LEAST + 1, third)
    room = height - for_card
    while sum(heights) > room:
        most = max(heights)
        if most <= FEWEST:
            break
        highest = heights.index(most)
        heights[highest] -= 1
    with_gaps = [lines + 1 for lines in heights]
    return with_gaps if sum(with_gaps) <= room else heights


def card_height(tables: Sequence[int], height: int) -> int:
    """The lines that the tables leave for the card; 0 where they are too few."""
    left = height - sum(tables)
    return left if left > LEAST else 0

"""The parts of lists, tables and texts, each alone: what is in sight, the cursor, wrapping, shared heights."""

import pytest

from facilitator.app.panes.table_heights import card_height, table_heights
from facilitator.app.records.column_widths import ColumnWidths
from facilitator.app.records.table_lines import TableLines, Title
from facilitator.app.widgets.choices import Offer
from facilitator.app.widgets.lines.cursor import Landing, LineCursor, following, nearest
from facilitator.app.widgets.lines.viewport import Viewport
from facilitator.app.widgets.lines.wrapping import wrapped

ROWS = {"A-1": ("A-1", "Readings"), "A-2": ("A-2", "Labels"), "A-3": ("A-3", "Model")}


def cursor_on(landing: Landing, *stops: int, at: int = 0) -> LineCursor:
    cursor = LineCursor(landing)
    cursor.stop_at(stops)
    cursor.at = at
    return cursor


@pytest.mark.parametrize(("by", "place"), [(1, 4), (-1, 1)])
def test_a_cursor_passes_over_headings(by: int, place: int) -> None:
    assert cursor_on(nearest, 1, 2, 4, at=2).beside(by) == place


def test_a_cursor_stays_where_nothing_follows() -> None:
    assert cursor_on(nearest, 1, 2, at=2).beside(1) is None
    assert cursor_on(nearest).beside(-1) is None
    assert cursor_on(nearest).page(1, 10) == 0


@pytest.mark.parametrize(("landing", "place"), [(nearest, 1), (following, 4)])
def test_a_page_that_ends_on_a_heading_goes_to_a_line_by_it(landing: Landing, place: int) -> None:
    assert cursor_on(landing, 0, 1, 4, 5).page(1, 3) == place


def test_the_ends_are_lines_that_can_be_pointed_at() -> None:
    cursor = cursor_on(following, 1, 2, 4)
    assert (cursor.end(-1), cursor.end(1)) == (1, 4)


def test_the_thumb_is_at_an_end_only_when_the_lines_are() -> None:
    tops = (0, 1, 89, 90)
    thumbs = [[y for y in range(10) if Viewport(top, 10, 100, 40).has_thumb(y)] for top in tops]
    assert thumbs == [[0], [1], [9], [9]]


def test_a_rail_takes_a_column_only_where_lines_are_out_of_sight() -> None:
    assert (Viewport(0, 10, 10, 40).line_width, Viewport(0, 10, 11, 40).line_width) == (40, 39)


def test_a_line_that_stands_still_is_always_in_sight() -> None:
    viewport = Viewport(20, 10, 100, 40)
    assert [viewport.shows(number) for number in (-1, 19, 20, 29, 30)] == [True, False, True, True, False]


def test_wrapping_loses_no_word_that_takes_no_column() -> None:
    assert wrapped("\u0301 one two", 6) == ["\u0301 one", "two"]


def test_tables_that_need_too_much_give_way_until_they_are_small() -> None:
    assert table_heights([20, 6], 30) == [14, 6]
    assert table_heights([20, 20], 6) == [4, 4]
    assert table_heights([4, 6], 30) == [5, 7]
    assert (card_height([5, 7], 30), card_height([20, 6], 30)) == (18, 0)


def shown(table: TableLines, width: int) -> list[str]:
    viewport = Viewport(0, 10, table.count(width, 10), width)
    lines = [table.line(number, viewport) for number in range(viewport.count)]
    return ["".join(text for text, _ in line.parts).rstrip() for line in lines]


def test_a_table_says_what_the_person_asked_to_see() -> None:
    table = TableLines(ColumnWidths(("Id", "Name")))
    table.title = Title("Assets", "Press a to add one.")
    assert shown(table, 40) == ["  Press a to add one."]
    table.fill(tuple(ROWS), ROWS.__getitem__, ())
    table.rows.look_for("model")
    table.arrange()
    assert (shown(table, 40), table.chosen) == (["› A-3  Model"], "A-3")
    table.rows.look_for("")
    table.arrange()
    assert (table.chosen, table.shown_count) == ("A-3", 3)


def test_marked_rows_are_chosen_before_the_row_under_the_cursor() -> None:
    table = TableLines(ColumnWidths(("Id", "Name")))
    table.fill(tuple(ROWS), ROWS.__getitem__, ())
    assert tuple(table.chosen_rows) == ("A-1",)
    table.rows.toggle("A-3")
    table.rows.toggle("A-2")
    assert table.chosen_rows == ("A-2", "A-3")


def test_ticks_count_only_where_several_can_be_chosen() -> None:
    offer = Offer(("one", "two", "three"), several=True)
    assert offer.chosen(1) == ["two"]
    assert offer.toggled(2).toggled(0).chosen(1) == ["one", "three"]
    assert Offer(("one", "two"), frozenset({"two"})).chosen(0) == ["one"]

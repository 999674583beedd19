"""What draws itself: texts, tables and documents fit their room, and lose no word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from facilitator.app.application import FacilitatorApp
from facilitator.app.widgets.document import Grid, document_of
from facilitator.app.widgets.lines.wrapping import wrapped
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_view import DrawnText, Paragraph, ReadText, wrapped_lines

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60)
MARKDOWN = """# Title

Some *words* of a `text`.

- first
- second

| Asset | Owner |
| --- | --- |
| A-1 Readings | Ada |

```text
OR goal
```
"""


@given(WORDS, st.integers(4, 40))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace("\t", " ").split())


def test_an_indent_is_kept_where_a_line_goes_on() -> None:
    assert wrapped("  because one two three", 14) == ["  because one", "  two three"]


def test_a_label_stands_before_its_words_alone() -> None:
    (first, second) = wrapped_lines([Paragraph("Ada and Ben", "", "Owner: ", "text--muted")], 12)
    assert first.parts == (("Owner: ", "text--muted"), ("Ada", ""))
    assert second.parts == (("and Ben", ""),)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=3), st.integers(5, 120))
def test_a_table_of_a_document_fits_its_room(rows: list[tuple[str, str, str]], width: int) -> None:
    grid = Grid(("Asset", "Owner", "What it is for"), tuple(rows))
    for line in grid.lines(width):
        assert cell_len("".join(text for text, _ in line.parts)) <= width


def test_a_document_is_shown_as_the_words_it_says() -> None:
    lines = ["".join(text for text, _ in line.parts).rstrip() for line in document_of(MARKDOWN).lines(40)]
    assert [line for line in lines if line and "─" not in line] == [
        "Title",
        "Some words of a text.",
        "• first",
        "• second",
        "Asset         Owner",
        "A-1 Readings  Ada",
        "  OR goal",
    ]


class Host(Screen[None]):
    """A screen with one widget, which remembers what is taken."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_pick_list_taken(self, event: PickList.Taken) -> None:
        self.taken.append(event.key)


async def test_a_text_that_does_not_fit_is_read_by_keys_and_wheel(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(60, 24)) as pilot:
        text = ReadText(*(Paragraph(f"line {number}") for number in range(100)))
        text.styles.height = 10
        await app.push_screen(Host(text))
        text.focus()
        await pilot.press("pagedown", "down")
        assert text.top == 10
        await pilot.press("end")
        assert text.top == 90
        await pilot.press("home")
        assert text.top == 0
        text.on_mouse_scroll_down(MouseScrollDown(text, 1, 1, 0, 0, 0, False, False, False))
        assert text.top == 3
        text.say(Paragraph("short"))
        assert (text.top, text.viewport.count) == (0, 1)


@pytest.mark.parametrize(("keys", "key"), [(("down",), "b"), (("end",), "c"), (("end", "up"), "b"), (("home",), "a")])
async def test_the_cursor_of_a_list_goes_over_headings(tmp_path: Path, keys: tuple[str, ...], key: str) -> None:
    app = FacilitatorApp(tmp_path)
    lines = [PickLine("stage"), PickLine("1", "a"), PickLine("stage"), PickLine("2", "b"), PickLine("3", "c")]
    async with app.run_test() as pilot:
        picked = PickList()
        await app.push_screen(Host(picked))
        picked.offer(lines)
        picked.focus()
        await pilot.press(*keys)
        assert picked.key == key
        picked.offer(lines[:2])
        assert picked.key == "a"


async def test_a_click_takes_a_line_and_on_the_rail_scrolls(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(60, 24)) as pilot:
        picked = PickList([PickLine(f"line {number}", str(number)) for number in range(100)])
        picked.styles.height = 10
        host = Host(picked)
        await app.push_screen(host)
        await pilot.click(PickList, offset=(1, 1))
        await pilot.click(PickList, offset=(59, 9))
        await pilot.pause()
        assert host.taken == ["1"]
        assert picked.top > 80


async def test_words_typed_are_never_markup(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test() as pilot:
        await app.push_screen(Host(DrawnText(Paragraph("[bold]x[/] \x1b[31m"), id="drawn")))
        await pilot.pause()
        drawn = app.screen.query_one("#drawn").render_lines(Region(0, 0, 40, 1))
        assert drawn[0].text.strip() == "[bold]x[/] ⟨U+001B⟩[31m"

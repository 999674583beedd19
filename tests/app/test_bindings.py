"""Every key has words, an id and an entry in the palette, and means one thing wherever the focus is."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.pilot import Pilot

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.keymap import binding_ids, classes_with_keys, own_bindings
from facilitator.app.palette import BindingCommands
from facilitator.app.screens.explain_screen import ExplainScreen
from facilitator.app.screens.rating_screen import RatingScreen
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.example import copy_of_example
from tests.support.seen import text_of

EATEN = {"ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+b", "ctrl+g", "ctrl+z", "ctrl+s+q"}
"""Keys that terminals, tmux or Zellij keep to themselves, or send as another key."""

WAYS: dict[str, tuple[str, ...]] = {
    "assets": (),
    "suggestions": ("4", "g"),
    "failure modes": ("f",),
    "coverage": ("c",),
    "summary": ("s",),
    "explain": ("f1",),
    "search": ("slash",),
    "drawing": ("D",),
    "tree": ("5", "enter"),
    "rating": ("6", "enter", "enter"),
    "form": ("a",),
    "note": ("p",),
    "speaking": ("l",),
    "jump": ("apostrophe",),
    "people": ("m",),
    "why": ("4", "b"),
}


def test_every_screen_and_widget_with_keys_is_in_the_keymap() -> None:
    names = {item.__name__ for item in classes_with_keys()}
    assert {"RecordTable", "RecordForm", "TreeScreen", "Choices", "LineScreen"} <= names


def test_the_keymap_is_the_same_without_what_windows_lacks() -> None:
    program = (
        "import sys; from facilitator.app.keymap import binding_ids;"
        "sys.platform = 'win32'; sys.modules['termios'] = None; print(*binding_ids())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.split() == binding_ids(), done.stderr


def test_every_binding_has_words_and_an_id_of_its_own() -> None:
    bindings = list(own_bindings())
    assert [binding.key for binding in bindings if not binding.description or not binding.id] == []
    assert len(binding_ids()) == len(bindings)
    keys = {key for binding in bindings for key in binding.key.split(",")}
    assert not keys & EATEN


@pytest.mark.parametrize("holder", classes_with_keys(), ids=lambda holder: holder.__name__)
def test_no_key_means_two_things_on_one_screen(holder: type[DOMNode]) -> None:
    bindings = [binding for binding in holder.__dict__["BINDINGS"] if isinstance(binding, Binding)]
    keys = [key for binding in bindings for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


async def palette_entries(pilot: Pilot[None]) -> set[str]:
    provider = BindingCommands(pilot.app.screen)
    return {str(hit.text) async for hit in provider.discover()}


@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_on_each_screen_and_at_each_place_of_the_focus_keys_agree_and_are_in_the_palette(
    tmp_path: Path, way: str
) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="assets")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in WAYS[way]:
            await pilot.press(key)
            await pilot.pause()
        screen = app.screen
        assert not isinstance(screen, CommandPalette)
        own = {binding.action for binding in own_bindings()}
        for widget in screen.focus_chain or [screen]:
            if widget is not screen:
                widget.focus()
                await pilot.pause()
            for found in screen.active_bindings.values():
                assert found.binding.description or found.binding.action not in own, found.binding.key
        entries = await palette_entries(pilot)
        mine = [b for b in type(screen).__dict__.get("BINDINGS", []) if isinstance(b, Binding)]
        missing = [b.description for b in mine if not any(entry.startswith(b.description) for entry in entries)]
        assert missing == []
    assert app.clashes == set()


async def test_keys_before_the_first_paint_and_resizing_at_every_step_do_no_harm(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("a", "escape", "o", "y", "u", "w", "2"):
            await pilot.press(key)
        for step in "123456":
            await pilot.press(step)
            for size in ((40, 10), (61, 21), (100, 30), (200, 60), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert app.is_running


async def test_what_a_table_can_do_is_in_the_palette_and_done_from_there(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        entries = await palette_entries(pilot)
        for words in ("Filter the table (F)", "Group the table by the next column (G)", "Mark the row (space)"):
            assert words in entries, entries
        hits = [hit async for hit in BindingCommands(app.screen).discover() if str(hit.text).startswith("Filter")]
        await hits[0].command()
        await pilot.pause()
        assert isinstance(app.screen, LineScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    "keys", [("p",), ("l",), ("4", "b"), ("a",), ("B",), ("k",), ("5", "a"), ("slash",), ("F",), ("2", "x")]
)
async def test_a_dialog_holds_all_that_it_shows(tmp_path: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="assets")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        dialog = app.screen.query_one("#dialog")
        for part in dialog.children:
            assert part.region.area and dialog.region.contains_region(part.region), (part, part.region, dialog.region)


@pytest.mark.parametrize("way", [("4", "g"), ("c",), ("6", "enter", "enter"), ("5", "enter"), ("f",), ("D",)])
async def test_words_are_explained_and_thoughts_parked_on_every_screen(tmp_path: Path, way: tuple[str, ...]) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="assets")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in way:
            await pilot.press(key)
            await pilot.pause()
        screen = app.screen
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, ExplainScreen)
        assert "• " in text_of(pilot, "#because")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        if way[0] != "6":
            await pilot.press("p")
            await pilot.pause()
            assert isinstance(app.screen, LineScreen)


async def test_a_terminal_that_is_too_small_says_so_over_any_screen_and_nothing_is_lost(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="assets")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        screen = app.screen
        await pilot.resize_terminal(59, 19)
        await pilot.pause()
        assert "too small" in text_of(pilot, "#too-small")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen is screen


async def test_a_small_terminal_at_the_start_shows_the_notice_and_then_the_session(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="assets")
    async with app.run_test(size=(50, 15)) as pilot:
        await pilot.pause()
        assert "too small" in text_of(pilot, "#too-small")
        await pilot.press("p", "d", "f1")
        await pilot.pause()
        assert "too small" in text_of(pilot, "#too-small")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)
        await pilot.press("4")
        assert app.screen.step.value == "threats"


def test_every_binding_says_what_it_does() -> None:
    for screen in (WorkshopScreen, TreeScreen, RatingScreen):
        assert all(isinstance(item, Binding) and item.description for item in screen.BINDINGS)

"""The tree screen: trying a countermeasure is a question, putting it in place is an act."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.commands.trees import RedrawTree
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop
from tests.support.driving import press
from tests.support.seen import text_of

SIZES = [(80, 24), (120, 40)]


def example(tmp_path: Path) -> tuple[FacilitatorApp, Workshop]:
    """The worked example, in which the first of the two that close something is in place and the second is not."""
    workshop = Workshop(copy_of_example(tmp_path))
    return FacilitatorApp(tmp_path, opened=workshop, step="trees"), workshop


def in_place(workshop: Workshop) -> list[bool]:
    return [measure.is_in_place for measure in workshop.session.all(Countermeasure) if measure.closes]


@pytest.mark.parametrize("size", SIZES)
async def test_trying_a_countermeasure_shows_what_falls_away_and_saves_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, workshop = example(tmp_path)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter")
        report, edits = report_of(workshop), len(workshop.log.history)
        assert "1 way in, of 1 condition." in text_of(pilot, "#scenarios")
        await press(pilot, "tab", "down", "space")
        assert "trying CM-4: not saved" in text_of(pilot, "#top")
        assert "trying: put in place  CM-4" in text_of(pilot, "#countermeasures")
        assert "out of reach" in text_of(pilot, "#scenarios")
        await press(pilot, "up", "enter")
        assert "trying: taken out  CM-3" in text_of(pilot, "#countermeasures")
        assert (report_of(workshop), len(workshop.log.history)) == (report, edits)
        await press(pilot, "escape")
        assert isinstance(app.screen, WorkshopScreen)
        await press(pilot, "enter")
        assert "trying" not in text_of(pilot, "#top") + text_of(pilot, "#countermeasures")
        assert "1 way in, of 1 condition." in text_of(pilot, "#scenarios")


async def test_trying_a_countermeasure_twice_ends_it(tmp_path: Path) -> None:
    app, _ = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "tab", "space", "space")
        assert "with what is in place" in text_of(pilot, "#top")
        assert "trying" not in text_of(pilot, "#countermeasures")


async def test_putting_a_countermeasure_in_place_is_an_act_that_says_so_and_is_taken_back(tmp_path: Path) -> None:
    app, workshop = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        before = in_place(workshop)
        await press(pilot, "enter", "tab", "down", "space", "i")
        assert in_place(workshop) == [before[0], True, *before[2:]]
        assert "CM-4 is in place, and saved. u takes it back." in text_of(pilot, "#countermeasures-title")
        assert "trying" not in text_of(pilot, "#top")
        assert workshop.log.history[-1].what.startswith("Put in place CM-4")
        await press(pilot, "i")
        assert workshop.log.history[-1].what.startswith("Take out CM-4")
        await press(pilot, "u", "u")
        assert in_place(workshop) == before


async def test_space_on_a_node_without_a_countermeasure_leads_to_their_list(tmp_path: Path) -> None:
    app, workshop = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "space")
        assert isinstance(app.screen, TreeScreen)
        assert app.screen.focused is app.screen.query_one("#countermeasures", OptionList)
        assert "Choose one here" in text_of(pilot, "#countermeasures-title")
        assert not app.screen.query("Toast")
        await press(pilot, "space")
        assert "trying CM-3" in text_of(pilot, "#top")
        assert not workshop.log.unsafe


async def test_a_tree_without_countermeasures_says_how_to_set_one(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(RedrawTree(workshop.do(AddRecord("tree", {"title": "Steal"})).id, "Steal"))
    app = FacilitatorApp(tmp_path, opened=workshop, step="trees")
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#table-tree", RecordTable).focus()
        await press(pilot, "enter", "space", "space", "enter")
        assert "Press k on a leaf" in text_of(pilot, "#countermeasures-title")
        await press(pilot, "i")
        assert "Go to a countermeasure first" in text_of(pilot, "#countermeasures-title")


async def test_enter_on_a_countermeasure_of_the_step_opens_it_and_puts_nothing_in_place(tmp_path: Path) -> None:
    app, workshop = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before = in_place(workshop)
        app.screen.query_one("#table-countermeasure", RecordTable).focus()
        await press(pilot, "enter")
        assert isinstance(app.screen, RecordForm)
        assert in_place(workshop) == before

"""Where the cursor is: on what a key goes to, on what a key will act on; and marks that end."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.explain_screen import ExplainScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.pick_list import PickList
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop
from tests.support.driving import press_quickly, workshop_of, workshop_screen
from tests.support.seen import text_of

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session in which every question of the first step is settled and only its second asset lacks something."""
    workshop = begin_session(tmp_path / "x.toml", stages=("collect-training-data",))
    workshop.do(AddRecord("asset", {"name": "Readings", "properties": ("integrity",)}))
    for name in ("Labels", "Model"):
        workshop.do(AddRecord("asset", {"name": name, "owner": "Ada"}))
    while asked := [item for item in workshop.guide.questions(Step.ASSETS) if item.is_open]:
        workshop.do(AnswerQuestion(asked[0].question.id, "not-applicable", "", asked[0].about))
    workshop.close()
    return workshop.path


def table(pilot: Pilot[None], kind: str) -> RecordTable:
    return pilot.app.screen.query_one(f"#table-{kind}", RecordTable)


@SIZES
async def test_what_is_next_is_gone_to_and_changed_by_the_next_key(path: Path, size: tuple[int, int]) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "A-2 Labels" in text_of(pilot, "#next")
        if size[0] < 100:
            workshop_screen(pilot).show_questions()
        await press_quickly(pilot, "w")
        assets = table(pilot, "asset")
        assert assets.display and assets.has_focus and assets.chosen == "A-2"
        row = assets.region.y + assets.head + 1
        notices = app.screen.query("Toast")
        assert len(notices) == (size[0] < 100), "the line above the keys has room for all of it"
        assert not any(notice.region.y <= row < notice.region.bottom for notice in notices)
        await press_quickly(pilot, "e")
        assert app.screen.query_one("#field-name", Input).value == "Labels"


@SIZES
async def test_search_goes_to_a_record_even_past_a_filter(path: Path, size: tuple[int, int]) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "escape", "F", *"Readings", "enter")
        assert table(pilot, "asset").lines.shown_count == 1
        await press_quickly(pilot, "v", "slash", *"A-3", "enter")
        assets = table(pilot, "asset")
        assert assets.display and assets.has_focus and assets.chosen == "A-3"


async def test_marks_end_with_the_act_that_used_them(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "space", "space", "e")
        assert "Name" not in text_of(pilot, "#choices")
        assert text_of(pilot, "#choices").splitlines()[1].strip() == "Owner"
        await press_quickly(pilot, "down", "enter")
        await press_quickly(pilot, *"Ben", "enter")
        assert [asset.owner for asset in workshop_of(pilot).session.all(Asset)] == ["Ben", "Ben", "Ada"]
        assert table(pilot, "asset").lines.marked == set()
        await press_quickly(pilot, "x")
        assert len(workshop_of(pilot).session.all(Asset)) == 2


async def test_escape_takes_marks_away(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "space", "space")
        assert "2 marked" in text_of(pilot, "#table-asset")
        await press_quickly(pilot, "escape")
        assert table(pilot, "asset").lines.marked == set()
        assert "marked" not in text_of(pilot, "#table-asset")


async def test_where_only_names_differ_nothing_is_offered_for_several_at_once(path: Path) -> None:
    workshop = Workshop(path)
    for name in ("Key known", "Line open"):
        workshop.do(AddRecord("condition", {"name": name}))
    workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="trees")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        table(pilot, "condition").focus()
        await press_quickly(pilot, "space", "space", "e")
        assert isinstance(app.screen, WorkshopScreen)
        assert not workshop_of(pilot).session.all(Countermeasure)


@SIZES
async def test_an_empty_table_shows_that_it_is_in_hand_and_what_would_be_added(
    path: Path, size: tuple[int, int]
) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for kind, words in (("boundary", "trust boundary"), ("entry_point", "entry point")):
            if not app.screen.query_one(RecordsPane).display:
                await press_quickly(pilot, "v")
            table(pilot, kind).focus()
            await pilot.pause()
            pointed = [one.kind for one in app.screen.query(RecordTable) if one.display and "›" in one_text(one)]
            assert pointed == [kind]
            assert f"Add {words}" in text_of(pilot, "KeyBar")
            await press_quickly(pilot, "i", "escape", "a")
            assert text_of(pilot, "#dialog .heading") == f"New {words}"
            await press_quickly(pilot, "escape")


def one_text(widget: RecordTable) -> str:
    return "\n".join(strip.text for strip in widget.render_lines(widget.size.region))


async def test_later_leaves_the_cursor_where_it_is(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "g", "down")
        suggested = app.screen.query_one("#suggested", PickList)
        before = [line.key for line in suggested.lines]
        assert len(before) > 3
        await press_quickly(pilot, "l")
        assert (suggested.at, suggested.key) == (1, before[2])
        await press_quickly(pilot, "l")
        assert (suggested.at, suggested.key) == (1, before[3])
        assert sorted(line.key for line in suggested.lines) == sorted(before)


async def test_an_accepted_threat_is_under_the_cursor_after_going_back(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="threats")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before = set(workshop_of(pilot).session.tables["threat"])
        await press_quickly(pilot, "g", "y", "escape")
        made = set(workshop_of(pilot).session.tables["threat"]) - before
        assert {table(pilot, "threat").chosen} == made


EXPLAINED = {
    "the record form": ("a",),
    "a line to type": ("p",),
    "a choice": ("l",),
    "the search": ("slash",),
    "the brainstorm": ("B",),
    "why": ("b",),
    "a question to confirm": ("space", "x"),
}


@pytest.mark.parametrize("way", EXPLAINED)
async def test_words_are_explained_over_every_dialog_and_what_was_typed_stays(path: Path, way: str) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, *EXPLAINED[way])
        screen = app.screen
        assert screen.is_modal
        typed = isinstance(screen.focused, Input)
        await press_quickly(pilot, *("half" if typed else ""), "f1")
        assert isinstance(app.screen, ExplainScreen)
        await press_quickly(pilot, "f1")
        assert app.screen is screen
        assert not typed or (isinstance(screen.focused, Input) and screen.focused.value == "half")


FIRST_FORM = [("kind", "Classic system"), ("stages", "Lifecycle stage"), ("scale", "deck-1-5"), ("name", "STRIDE-AI")]


@pytest.mark.parametrize(("field", "words"), FIRST_FORM)
async def test_the_first_form_explains_the_field_in_hand(tmp_path: Path, field: str, words: str) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "n", *"wind")
        app.screen.query_one(f"#{field}").focus()
        await press_quickly(pilot, "f1")
        pages = [line.text for line in app.screen.query_one("#explain-pages", PickList).lines]
        assert any(words in page for page in pages[:4])
        await press_quickly(pilot, "escape")
        assert app.screen.query_one("#name", Input).value == "wind"


@pytest.mark.parametrize("word", ["Tenant", "Classic system", "Generative system", "CWE"])
async def test_words_of_the_first_screens_are_in_the_glossary(path: Path, word: str) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press_quickly(pilot, "f1", *word.lower())
        assert word in text_of(pilot, "#explain-pages").splitlines()[0]


async def test_on_a_narrow_screen_the_table_in_hand_stays_in_hand_out_of_sight(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if not app.screen.query_one(RecordsPane).display:
            await press_quickly(pilot, "v")
        table(pilot, "entry_point").focus()
        await press_quickly(pilot, "v")
        assert "Add entry point" in text_of(pilot, "KeyBar")
        await press_quickly(pilot, "v")
        assert table(pilot, "entry_point").has_focus


async def test_a_table_out_of_sight_takes_no_key(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, open_path=copy_of_example(tmp_path), step="rate")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert not app.screen.query_one(RecordsPane).display
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)

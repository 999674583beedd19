"""Forms of records: what is wrong is said as it is typed, F1 explains, and the foot shows their own keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.confirm_screen import RemovalScreen
from facilitator.app.dialogs.fields.terms import terms_of
from facilitator.app.dialogs.form_factory import empty_values, form_screen
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.app.screens.explain_screen import ExplainScreen
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.tick_list import TickList
from facilitator.banks.load import load_banks
from facilitator.model.kinds import KINDS, filled_in
from facilitator.model.records.notes import Note
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from tests.support.driving import press
from tests.support.seen import text_of

NARROW = (80, 24)
WIDE = (120, 40)


async def action_form(pilot: Pilot[None], **values: str) -> RecordForm:
    await press(pilot, "A")
    form = pilot.app.screen
    assert isinstance(form, RecordForm)
    for name, value in values.items():
        form.query_one(f"#field-{name}").focus()
        await press(pilot, *value)
    return form


async def test_a_due_date_is_a_date(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=WIDE) as pilot:
        form = await action_form(pilot, text="call", due="no day")
        await press(pilot, "tab")
        assert "“no day” is not a date; write it like 2026-12-31" in text_of(pilot, "#said-due")
        await press(pilot, "ctrl+s")
        assert app.screen is form
        form.query_one("#field-due", Input).value = "2026-12-01"
        await press(pilot, "ctrl+s")
        assert [note.due for note in workshop.session.all(Note)] == ["2026-12-01"]


async def test_an_owner_who_did_not_take_part_is_kept_after_saying_so(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("participant", {"name": "Sabine"}))
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=WIDE) as pilot:
        await action_form(pilot, text="call", owner="Sa")
        await press(pilot, "tab")
        assert "Nobody called “Sa” took part" in text_of(pilot, "#said-owner")
        await press(pilot, "ctrl+s")
        assert [note.owner for note in workshop.session.all(Note)] == ["Sa"]


async def test_an_owner_completes_from_those_who_took_part(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("participant", {"name": "Sabine"}))
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=WIDE) as pilot:
        form = await action_form(pilot, text="call", owner="sa")
        await press(pilot, "right", "tab")
        assert form.query_one("#field-owner", Input).value == "Sabine"
        assert not form.query_one("#said-owner", Static).display


async def test_a_severity_out_of_range_is_refused_as_it_is_typed(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=WIDE) as pilot:
        form = KINDS["failure_mode"]
        screen = form_screen(workshop, form, "New", empty_values(form), lambda values: None)
        app.push_screen(screen)
        await pilot.pause()
        screen.query_one("#field-severity").focus()
        await press(pilot, "9")
        assert screen.query_one("#field-severity").has_class("wrong")
        assert "should be one of 1, 2, 3, 4, 5" in text_of(pilot, "#said-severity")
        await press(pilot, "backspace", "4")
        assert not screen.query_one("#field-severity").has_class("wrong")


@pytest.mark.parametrize("kind", [kind.name for kind in filled_in()])
async def test_f1_explains_the_field_in_hand_in_every_form_and_the_draft_is_intact(tmp_path: Path, kind: str) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=NARROW) as pilot:
        form = KINDS[kind]
        screen = form_screen(workshop, form, "New", empty_values(form), lambda values: None)
        app.push_screen(screen)
        await pilot.pause()
        await press(pilot, *"half a word", "f1")
        assert isinstance(app.screen, ExplainScreen)
        first = next(item for item in form.fields if screen.focused and screen.focused.id == f"field-{item.name}")
        assert f"This field: {first.label}" in text_of(pilot, "#because")
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        typed = getattr(screen.focused, "value", "") or getattr(screen.focused, "text", "")
        assert typed.endswith("half a word")


async def test_f1_on_stride_explains_its_categories_and_keeps_what_is_ticked(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, opened=begin_session(tmp_path / "x.toml"), step="threats")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "a")
        ticks = app.screen.query_one("#field-stride", TickList)
        ticks.focus()
        await press(pilot, "space", "f1")
        assert "• Spoofing" in text_of(pilot, "#explain-pages") and "• STRIDE" in text_of(pilot, "#explain-pages")
        await press(pilot, "down", "escape")
        assert (app.screen.focused, list(ticks.ticked)) == (ticks, ["spoofing"])


async def test_a_list_of_choices_in_a_form_is_explained_too(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, opened=begin_session(tmp_path / "x.toml"))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "a")
        app.screen.query_one("#field-category", Select).focus()
        await press(pilot, "f1")
        assert "This field: Category" in text_of(pilot, "#because")


def test_every_field_and_kind_is_explained_by_words_that_the_glossary_has() -> None:
    known = {term.id for term in load_banks().glossary.term}
    fields = [item for kind in KINDS.values() for item in kind.fields]
    named = {name for item in fields for name in (*item.terms, *item.type.terms)}
    named |= {name for kind in KINDS.values() for name in kind.terms}
    assert named - known == set()
    assert [form.name for form in filled_in() if not known & set(terms_of(form, None))] == []


async def test_a_form_shows_its_own_keys_at_the_foot(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, opened=begin_session(tmp_path / "x.toml"))
    async with app.run_test(size=NARROW) as pilot:
        assert "a Add" in foot(pilot)
        for key, own in (("a", "^s Save"), ("p", "esc Cancel"), ("l", "esc Cancel")):
            await press(pilot, key)
            assert own in foot(pilot)
            assert "a Add" not in foot(pilot)
            await press(pilot, "escape")


def foot(pilot: Pilot[None]) -> str:
    """The keys at the foot of the screen in front, which cover those of the screen behind."""
    bar = pilot.app.screen.query_one(KeyBar)
    assert bar.region.bottom == pilot.app.size.height and bar.region.width == pilot.app.size.width
    return text_of(pilot, "KeyBar")


async def test_removing_what_others_name_says_what_becomes_of_them(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("component", {"name": "Sensor"}))
    workshop.do(AddRecord("flow", {"name": "Data", "source": "C-1"}))
    app = FacilitatorApp(tmp_path, opened=workshop, step="architecture")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "x")
        assert isinstance(app.screen, RemovalScreen)
        assert "F-1 Data" in text_of(pilot, "#lines Static")
        assert "u removes C-1 alone: the records that name it stay, without it." in text_of(pilot, "#ways")
        assert "t removes these records too" in text_of(pilot, "#ways")

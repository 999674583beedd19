"""A kind of record and an act that are declared in one place only are found by all that shows, asks, stores and merges.

Both are made up here, and known to nobody else.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from textual.widgets import Input, Select

from facilitator.app import act
from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.form_factory import empty_values, form_screen, values_of
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.app.dialogs.search_screen import SearchScreen
from facilitator.app.key import Help, Place
from facilitator.app.keymap import binding_ids, tables_of_keys
from facilitator.app.palette import BindingCommands
from facilitator.app.records.columns import cells_of, columns_of
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.banks.load import load_banks
from facilitator.cli.main import facilitator
from facilitator.errors import UserError
from facilitator.merging.merge import OURS, merge
from facilitator.model.fields.field import Typed
from facilitator.model.kind import KIND_OF_PREFIX, KINDS, RECORD_TYPES
from facilitator.model.kinds import kinds_of
from facilitator.model.method.answer_kinds import ANSWERING, AnswerKind
from facilitator.model.part import Record
from facilitator.model.session import Session, kind_of
from facilitator.model.vocabulary import Step
from facilitator.report.formats import FORMATS
from facilitator.report.section import SHOWN
from facilitator.store.formats.codec import record_from_plain
from facilitator.store.formats.snapshot_reading import read_snapshot
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.command import COMMANDS
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.views.record_summary import card_of
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop
from tests.support.seen import text_of
from tests.workshop.made_up import ACT, declare_supplier, declare_vouching


@pytest.fixture(autouse=True)
def _known_for_one_test() -> Iterator[None]:
    registers: tuple[dict[str, Any], ...] = (KINDS, RECORD_TYPES, KIND_OF_PREFIX, COMMANDS)
    before = [dict(register) for register in registers]
    kind_of.cache_clear()
    declare_supplier()
    declare_vouching()
    yield
    for register, entries in zip(registers, before, strict=True):
        register.clear()
        register.update(entries)
    kind_of.cache_clear()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = begin_session(tmp_path / "x.toml", stages=("deploy-ml-system",), banks=load_banks())
    made.do(AddRecord("asset", {"name": "Readings"}))
    yield made
    made.close()


def supplier_in(workshop: Workshop, name: str = "Acme", **values: Typed) -> Record:
    return workshop.do(AddRecord("supplier", {"name": name, "supplies": "Readings", **values}))


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return CliRunner(env={"FACILITATOR_SESSIONS": str(folder)}).invoke(facilitator, words, input=typed)


async def test_the_kind_has_a_form_that_is_filled_in_and_saved(tmp_path: Path, workshop: Workshop) -> None:
    app = FacilitatorApp(tmp_path, opened=workshop)
    form = KINDS["supplier"]
    made: list[Record] = []
    async with app.run_test(size=(120, 40)) as pilot:
        save = lambda values: made.append(workshop.do(AddRecord("supplier", values)))  # noqa: E731
        screen = form_screen(workshop, form, "New supplier", empty_values(form), save)
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press(*"Acme")
        screen.query_one("#field-audited", Select).value = "present"
        screen.query_one("#field-supplies", Input).value = "A-1"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is not screen
    shown = {"name": "Acme", "audited": "present", "supplies": ("A-1",), "trusted": ""}
    assert values_of(form, workshop.session, made[0]) == shown
    assert made[0].id == "SU-1"


async def test_the_kind_is_added_at_its_table_and_found_by_the_search(tmp_path: Path, workshop: Workshop) -> None:
    supplier_in(workshop)
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.query_one(RecordsPane).table("supplier").focus()
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, RecordForm)
        assert app.screen.form is KINDS["supplier"]
        await pilot.press("escape", "slash", *"Acme")
        await pilot.pause()
        assert isinstance(app.screen, SearchScreen)
        assert "SU-1" in text_of(pilot, "#search-found")


async def test_the_kind_stands_among_the_tables_of_its_step(tmp_path: Path, workshop: Workshop) -> None:
    supplier_in(workshop)
    assert kinds_of(Step.ASSETS)[-1].name == "supplier"
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Suppliers" in app.export_screenshot().replace("&#160;", " ")


def test_the_kind_is_asked_for_in_the_plain_prompts(tmp_path: Path, workshop: Workshop) -> None:
    workshop.close()
    done = run(tmp_path, "ask", "x", "--step", "assets", typed=":add supplier\nAcme\npresent\nReadings\n\n\n:quit\n")
    assert done.exit_code == 0, done.output
    assert "Who delivers data, models or parts?\nAdd a supplier: type its first field" in done.stdout
    assert "Audited (unknown, none, present)> " in done.stdout
    assert "Why trusted (in a sentence)> " in done.stdout
    assert "Added SU-1." in done.stdout
    found = read_snapshot(tmp_path / "x.toml")[0].find("SU-1")
    assert found is not None
    assert found.title_text == "Acme"


def test_the_kind_has_columns_and_a_card(workshop: Workshop) -> None:
    made = supplier_in(workshop, audited="none", trusted="no idea")
    assert columns_of("supplier") == ("Id", "Name", "Audited", "Supplies")
    assert cells_of(workshop.session, made, {}) == ("SU-1", "Acme", "✗ no", "A-1 Readings")
    card = (("Audited", "none"), ("Supplies", "A-1 Readings"), ("Why trusted", "no idea"))
    assert card_of(workshop.session, made) == card


def test_the_kind_and_the_act_are_taken_from_a_file_of_answers(tmp_path: Path, workshop: Workshop) -> None:
    workshop.close()
    (tmp_path / "in.toml").write_text(ACT, encoding="utf-8")
    done = run(tmp_path, "ask", "x", "--answers", str(tmp_path / "in.toml"))
    assert done.exit_code == 0, done.output
    found = read_snapshot(tmp_path / "x.toml")[0].find("SU-1")
    expected = {"id": "SU-1", "name": "Acme", "audited": "present", "supplies": ["A-1"], "trusted": "we visited them"}
    assert found == record_from_plain("supplier", expected)


def test_the_act_is_among_the_commands_with_its_fields() -> None:
    vouch = COMMANDS["vouch"]
    assert (vouch.offer.line, vouch.offer.in_file) == ("vouch", True)
    assert [item.label for item in vouch.fields()] == ["Supplier", "Why trusted"]


async def test_the_key_of_the_act_asks_for_its_fields_and_does_it(tmp_path: Path, workshop: Workshop) -> None:
    made = supplier_in(workshop)
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("Y")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RecordForm)
        assert [item.label for item in screen.form.fields] == ["Supplier", "Why trusted"]
        await pilot.press(*"Acme", "enter", *"known", "ctrl+s")
        await pilot.pause()
        assert app.screen is not screen
    assert workshop.session.find("SU-1") == replace(made, **{"trusted": "known"})


async def test_the_act_is_in_the_bar_of_keys_the_palette_and_the_help(tmp_path: Path, workshop: Workshop) -> None:
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        assert "Y Vouch" in text_of(pilot, "KeyBar")
        assert "Vouch (Y)" in {str(hit.text) async for hit in BindingCommands(app.screen).discover()}
        await pilot.press("f1")
        await pilot.pause()
        await pilot.press(*"Keys")
        await pilot.pause()
        assert "Y            Vouch" in text_of(pilot, "#because")


def test_the_act_is_in_the_tables_of_keys_and_a_person_may_give_it_another_key() -> None:
    assert ("`Y`", "vouch for a supplier") in tables_of_keys()[Place.ROOM]
    assert "workshop.vouch" in binding_ids()


def test_an_act_without_a_key_is_in_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMMANDS["vouch"], "offer", replace(COMMANDS["vouch"].offer, key=""))
    assert "workshop.vouch" not in binding_ids()


async def test_a_key_of_the_workshop_screen_is_declared_with_its_function(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act, "ACTS", dict(act.ACTS))

    @act.act("workshop.greet", "Y", "Greet the room", Help(Place.ROOM, "say hello"))
    def greet(screen: WorkshopScreen) -> None:
        screen.notify("Hello", markup=False)

    del COMMANDS["vouch"]
    app = FacilitatorApp(tmp_path, opened=workshop)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Greet the room (Y)" in {str(hit.text) async for hit in BindingCommands(app.screen).discover()}
        await pilot.press("Y")
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["Hello"]
    assert ("`Y`", "say hello") in tables_of_keys()[Place.ROOM]


def test_the_act_is_one_edit_that_undo_takes_back(workshop: Workshop) -> None:
    made = supplier_in(workshop)
    workshop.do(COMMANDS["vouch"].from_values(workshop, {"supplier": "Acme", "why": "we visited them"}))
    assert workshop.log.undo() == "Vouch for Acme"
    assert workshop.session.find("SU-1") == made


def test_two_sessions_with_the_kind_are_merged(tmp_path: Path, workshop: Workshop) -> None:
    supplier_in(workshop)
    base = workshop.session
    workshop.do(ChangeRecord("SU-1", {"trusted": "ours"}))
    ours = with_another(workshop, "Ours Ltd")
    workshop.log.undo()
    workshop.log.undo()
    workshop.do(ChangeRecord("SU-1", {"trusted": "theirs"}))
    theirs = with_another(workshop, "Theirs Ltd")
    undecided = merge(base, ours, theirs)
    assert [conflict.key for conflict in undecided.conflicts] == ["SU-1.trusted"]
    merged = merge(base, ours, theirs, {"SU-1.trusted": OURS})
    assert merged.conflicts == ()
    names = [record.title_text for record in merged.session.tables["supplier"].values()]
    assert sorted(names) == ["Acme", "Ours Ltd", "Theirs Ltd"]


def with_another(workshop: Workshop, name: str) -> Session:
    supplier_in(workshop, name)
    return workshop.session


def test_the_kind_is_written_and_read_again(tmp_path: Path, workshop: Workshop) -> None:
    made = supplier_in(workshop, audited="present")
    workshop.close()
    assert "[[supplier]]" in (tmp_path / "x.toml").read_text(encoding="utf-8")
    assert read_snapshot(tmp_path / "x.toml")[0].find("SU-1") == made
    again = Workshop(tmp_path / "x.toml", banks=workshop.banks)
    assert again.session.find("SU-1") == made
    assert again.session.next_id(type(made)) == "SU-2"
    again.close()


def test_the_sections_of_the_report_show_kinds_that_there_are(workshop: Workshop) -> None:
    assert report_of(workshop)
    assert {"session", "threat", "answer"} <= SHOWN <= set(KINDS)


def test_the_kind_is_in_both_reports(workshop: Workshop) -> None:
    assert "Suppliers" not in report_of(workshop)
    supplier_in(workshop, "Acme *Ltd*", audited="present")
    section = "## Suppliers\n\n| Name | Audited | Supplies |\n| --- | --- | --- |\n"
    assert f"{section}| SU-1 Acme \\*Ltd\\* | Present | A-1 Readings |\n" in report_of(workshop)
    found = json.loads(report_of(workshop, "json"))["records"]["supplier"]
    assert found == [{"id": "SU-1", "name": "Acme *Ltd*", "audited": "present", "supplies": ["A-1"]}]


def test_every_kind_of_answer_is_declared() -> None:
    assert set(ANSWERING) == set(AnswerKind)


def test_a_format_of_the_report_is_found_by_its_name(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "title", lambda context: context.session.header.title)
    assert report_of(workshop, "title") == "x"


def test_a_mistyped_format_is_refused_by_name(tmp_path: Path, workshop: Workshop) -> None:
    with pytest.raises(UserError, match="“markdwon” should be one of markdown, json"):
        report_of(workshop, "markdwon")
    refused = run(tmp_path, "report", "x", "--format", "markdwon")
    assert refused.exit_code == 2
    assert "'markdwon' is not one of 'markdown', 'json'" in refused.stderr

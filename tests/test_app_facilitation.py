"""Running a workshop on screen: notes, clock, search, terms, drawing, jump, resume, marked rows, introduction."""

import shutil
import tempfile
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from facilitator.app.acts.saving import keep_saving
from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.jump_screen import JumpScreen
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.app.dialogs.search_screen import SearchScreen
from facilitator.app.preferences import Preferences
from facilitator.app.questions.question_list import QuestionList
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.architecture_screen import ArchitectureScreen, DrawingView
from facilitator.app.screens.explain_screen import ExplainScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.sessions.introduction_screen import IntroductionScreen
from facilitator.app.sessions.recap_screen import ResumeScreen
from facilitator.app.sessions.sessions_screen import SessionsScreen
from facilitator.app.widgets.pick_list import PickList
from facilitator.banks.paths import example_session
from facilitator.model.records.architecture import Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note, Timebox
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import NoteKind, Step, ThreatStatus
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop
from tests.seen import text_of

WIDE = (120, 40)
NARROW = (80, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(example_session().with_suffix(suffix), tmp_path)
    return tmp_path / "toreador-light.toml"


def workshop_of(pilot: Pilot[None]) -> Workshop:
    screen = next(screen for screen in pilot.app.screen_stack if isinstance(screen, WorkshopScreen))
    return screen.workshop


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_thoughts_decisions_and_actions_are_noted_without_leaving_the_question(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        pane = app.screen.query_one(QuestionPane)
        before = pane.current
        await press(pilot, "p", *"idea", "enter", "d", *"yes", "enter", "A")
        screen = app.screen
        assert isinstance(screen, RecordForm)
        screen.query_one("#field-text", TextArea).text = "ask the vendor"
        screen.query_one("#field-owner", Input).value = "Ann"
        screen.query_one("#field-due", Input).value = "2027-01-31"
        await press(pilot, "ctrl+s")
        notes = workshop_of(pilot).session.all(Note)[-3:]
        kinds = [(note.note_kind, note.text, note.owner, note.due) for note in notes]
        assert kinds == [
            (NoteKind.PARKED, "idea", "", ""),
            (NoteKind.DECISION, "yes", "", ""),
            (NoteKind.ACTION, "ask the vendor", "Ann", "2027-01-31"),
        ]
        assert app.screen.query_one(QuestionPane).current == before


async def test_a_brainstorm_takes_line_after_line_and_each_is_kept_at_once(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        workshop = workshop_of(pilot)
        before = len(workshop.session.all(Note))
        await press(pilot, "B", *"one", "enter", *"two", "enter", "enter")
        kept = [(note.text, note.note_kind) for note in workshop.session.all(Note)[before:]]
        assert kept == [("one", NoteKind.PARKED), ("two", NoteKind.PARKED)]
        assert "one" in text_of(pilot, "#brainstorm")
        await press(pilot, "escape")
        assert app.screen.query(QuestionPane)


async def test_a_loose_thought_becomes_a_threat_and_is_done(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "p", *"spoofed sensor", "enter", "m")
        table = app.screen.query_one("#table-note", RecordTable)
        table.focus()
        await press(pilot, "end", "j", "enter", "ctrl+s")
        session = workshop_of(pilot).session
        assert session.all(Threat)[-1].title == "spoofed sensor"
        assert session.all(Note)[-1].done


async def test_the_clock_runs_per_step_and_is_kept(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "Z", "ctrl+u", *"25", "enter", "z")
        assert "25:00" in text_of(pilot, "#state-bar")
        await press(pilot, "z")
        boxes = workshop_of(pilot).session.all(Timebox)
        assert [(box.step, box.minutes) for box in boxes] == [(Step.THREATS.value, 25)]


async def test_answers_bear_the_name_of_who_is_speaking(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "l", "end", "enter", *"Grace", "enter", "o", "question_mark")
        assert workshop_of(pilot).by == "Grace"
        assert workshop_of(pilot).log.history[-1].by == "Grace"


async def test_search_goes_to_questions_and_records(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "slash")
        assert isinstance(app.screen, SearchScreen)
        await press(pilot, *"key steal", "enter")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert screen.step is Step.THREATS
        assert screen.query_one("#table-threat", RecordTable).chosen == "T-2"


async def test_explain_shows_the_term_in_hand_first_and_comes_back(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        focused = app.screen.focused
        await press(pilot, "f1")
        assert isinstance(app.screen, ExplainScreen)
        await press(pilot, *"integrity")
        assert "integrity" in text_of(pilot, "#because").casefold()
        await press(pilot, "escape")
        assert app.screen.focused is focused


async def test_the_architecture_is_drawn_and_a_component_is_changed_from_it(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="architecture")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "D")
        screen = app.screen
        assert isinstance(screen, ArchitectureScreen)
        view = screen.query_one(DrawingView)
        session = workshop_of(pilot).session
        assert all(flow.id in view.drawing.text for flow in session.all(Flow))
        assert all(f"B-{number} " in view.drawing.text for number in (1, 2, 3))
        first = view.cursor
        await press(pilot, "tab", "plus", "plus", "minus")
        assert view.cursor != first
        chosen = view.cursor
        await press(pilot, "e")
        app.screen.query_one("#field-name", Input).value = "Renamed"
        await press(pilot, "ctrl+s")
        assert workshop_of(pilot).record(chosen).title_text == "Renamed"
        assert "Renamed" in view.drawing.text


async def test_jump_mode_goes_to_a_pane_by_its_letter(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chain = app.screen.focus_chain
        await press(pilot, "apostrophe")
        assert isinstance(app.screen, JumpScreen)
        await press(pilot, "b")
        assert app.screen.focused is chain[1]


async def test_the_list_of_questions_follows_and_leads(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="decompose")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        listed = app.screen.query_one(QuestionList)
        pane = app.screen.query_one(QuestionPane)
        listed.focus()
        before = pane.index
        await press(pilot, "up")
        assert str(pane.index) == listed.key == str(before - 1)
        await press(pilot, "right_square_bracket")
        assert listed.key == str(before)
        await pilot.click(QuestionList, offset=(3, 1))
        await pilot.pause()
        assert (pane.index, listed.key) == (0, "0")


async def test_coming_back_shows_what_is_open_and_what_changed(path: Path) -> None:
    app = FacilitatorApp(path.parent)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, ResumeScreen)
        assert "Assets: in work, 7 questions open" in text_of(pilot, "#resume")
        await press(pilot, "d", "ctrl+u", *"2026-03-02", "enter")
        assert "2026-03-02" in text_of(pilot, "#resume")
        await press(pilot, "enter")
        assert isinstance(app.screen, WorkshopScreen)


async def test_leaving_the_look_back_lets_the_session_go(path: Path) -> None:
    app = FacilitatorApp(path.parent)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, SessionsScreen)
        again = Workshop(path)
        assert again.log.writable
        again.close()


async def test_marked_rows_are_changed_and_removed_together_and_undone_as_one(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = app.screen
        screen.query_one("#table-threat", RecordTable).focus()
        await press(pilot, "home", "space", "space", "e")
        fields = [line.text for line in app.screen.query_one(PickList).lines]
        await press(pilot, *["down"] * fields.index("Status"), "enter", "down", "enter")
        workshop = workshop_of(pilot)
        states = [threat.status for threat in workshop.session.all(Threat)]
        assert states[0] == states[1] != ThreatStatus.OPEN
        await press(pilot, "u")
        assert {threat.status for threat in workshop.session.all(Threat)[:2]} == {ThreatStatus.OPEN}
        count = len(workshop.session.all(Threat))
        await press(pilot, "home", "space", "space", "x", "y")
        assert len(workshop.session.all(Threat)) == count - 2
        await press(pilot, "u")
        assert len(workshop.session.all(Threat)) == count


async def test_a_table_is_filtered_ordered_and_grouped(path: Path) -> None:
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        table = app.screen.query_one("#table-asset", RecordTable)
        table.focus()
        rows = table.lines.row_count
        await press(pilot, "F", *"readings", "enter")
        assert 0 < table.lines.shown_count < rows
        assert "readings" in table.lines.arrangement_words
        await press(pilot, "F", "ctrl+u", "enter", "O", "O")
        names = [table.lines.rows.cells_at(place)[1] for place in range(rows)]
        assert names == sorted(names, key=str.casefold)
        await press(pilot, "G", "G")
        assert "grouped by category" in table.lines.arrangement_words
        assert table.lines.shown_count == rows == len(workshop_of(pilot).session.all(Asset))


async def test_the_introduction_walks_through_the_steps_on_a_copy(path: Path) -> None:
    before = path.read_bytes()
    app = FacilitatorApp(path.parent)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await press(pilot, "i")
        screen = app.screen
        assert isinstance(screen, IntroductionScreen)
        seen = {screen.step}
        for _ in range(12):
            await press(pilot, "f2")
            seen.add(screen.step)
        assert seen == set(Step)
        assert "q leaves" in text_of(pilot, "#introduction")
        await press(pilot, "q")
        assert isinstance(app.screen, SessionsScreen)
    assert path.read_bytes() == before


async def test_a_key_of_ones_own_and_plain_glyphs(path: Path) -> None:
    preferences = Preferences(theme="high-contrast", ascii=True, keys={"workshop.park": "f9"})
    app = FacilitatorApp(path.parent, open_path=path, preferences=preferences)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await press(pilot, "f9", *"mine", "enter")
        assert workshop_of(pilot).session.all(Note)[-1].text == "mine"
        picture = app.export_screenshot()
        assert app.theme == "high-contrast"
        assert not set("✓◐○●›") & set(picture)


async def test_what_the_disk_refuses_is_said_kept_and_saved_elsewhere(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("facilitator.store.saving.history_writer.os.fsync", refuse)
        await press(pilot, "p", *"kept", "enter")
        assert "NOT saved" in text_of(pilot, "#state-bar")
        workshop = workshop_of(pilot)
        assert workshop.session.all(Note)[-1].text == "kept"
        monkeypatch.undo()
        elsewhere = tmp_path / "other" / "copy.toml"
        await press(pilot, "W", "ctrl+u", *str(elsewhere), "enter")
        assert "saved" in text_of(pilot, "#state-bar") and "NOT" not in text_of(pilot, "#state-bar")
        await press(pilot, "q")
    assert Workshop(elsewhere, read_only=True).session.all(Note)[-1].text == "kept"


async def test_leaving_with_something_not_saved_asks_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("facilitator.store.saving.history_writer.os.fsync", refuse)
        await press(pilot, "p", *"kept", "enter", "q")
        assert not isinstance(app.screen, WorkshopScreen)
        asked = str(app.screen.query_one(Static).render())
        assert asked.startswith("1 act is NOT saved.")
        assert "lose" not in asked
        assert str(Path(tempfile.gettempdir()) / "facilitator-rescued-") in asked
        await press(pilot, "n")
        assert isinstance(app.screen, WorkshopScreen)
        monkeypatch.undo()


async def test_a_second_window_follows_along_and_takes_over(path: Path) -> None:
    writer = Workshop(path)
    app = FacilitatorApp(path.parent, open_path=path, step="assets")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert "read only" in text_of(pilot, "#state-bar")
        added = writer.do(AddRecord("asset", {"name": "From the other window"}))
        keep_saving(screen)
        await pilot.pause()
        table = screen.query_one("#table-asset", RecordTable)
        assert table.go_to(added.id)
        writer.close()
        keep_saving(screen)
        await pilot.pause()
        assert screen.workshop.log.writable


async def test_another_copy_is_joined_and_what_differs_is_settled(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "copy.toml"
    other.parent.mkdir()
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(path.with_suffix(suffix), other.with_suffix(suffix))
    for file, name in ((path, "ours"), (other, "theirs")):
        workshop = Workshop(file)
        workshop.do(ChangeRecord("T-1", {"title": name}))
        workshop.do(AddRecord("asset", {"name": f"new of {name}"}))
        workshop.close()
    app = FacilitatorApp(path.parent, open_path=path, step="threats")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, "J", *str(other), "enter")
        assert "1 of 1 to decide" in text_of(pilot, "#top")
        await press(pilot, "ctrl+s")
        assert "“theirs”" in text_of(pilot, "#values")
        await press(pilot, "t", "ctrl+s")
        session = workshop_of(pilot).session
        assert session.get(Threat, "T-1").title == "theirs"
        assert [asset.name for asset in session.all(Asset)][-2:] == ["new of ours", "new of theirs"]
        await press(pilot, "u")
        assert workshop_of(pilot).session.get(Threat, "T-1").title == "ours"

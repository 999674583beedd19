"""Opening a session: looking back at it, the introduction, and the banks that are read meanwhile."""

from pathlib import Path

import pytest

from facilitator.app.application import FacilitatorApp
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.sessions.introduction_screen import IntroductionScreen
from facilitator.app.sessions.recap_screen import ResumeScreen
from facilitator.app.sessions.sessions_screen import SessionsScreen
from facilitator.banks.load import BankError
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop
from tests.support.driving import NARROW, WIDE, press, until
from tests.support.seen import text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


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


async def test_the_banks_are_read_behind_the_first_screen(tmp_path: Path) -> None:
    begin_session(tmp_path / "x.toml").close()
    opened = Workshop(tmp_path / "x.toml")
    app = FacilitatorApp(tmp_path, opened=opened)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(QuestionPane).current is not None)
        assert opened.is_prepared


async def test_banks_that_cannot_be_used_end_the_program_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Workshop) -> None:
        raise BankError(tmp_path / "threats.toml", "this is not TOML; mend that line.", 7)

    begin_session(tmp_path / "x.toml").close()
    monkeypatch.setattr(Workshop, "prepare", broken)
    app = FacilitatorApp(tmp_path, opened=Workshop(tmp_path / "x.toml"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.refusal))
    assert "threats.toml, line 7: this is not TOML" in app.refusal

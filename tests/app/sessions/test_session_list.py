"""The list of sessions on screen: one is begun from it, many are listed, a damaged one is not opened."""

from pathlib import Path

from facilitator.app.application import FacilitatorApp
from facilitator.app.records.record_table import RecordTable
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.workshop.begin import begin_session
from tests.support.driving import write


async def test_a_session_is_begun_from_the_list(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await write(pilot, "../bad")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert list(tmp_path.glob("*.toml")) == []
        for _ in range(6):
            await pilot.press("backspace")
        await write(pilot, "good")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen)
        await pilot.press("q")
        await pilot.pause()
        assert app.screen.query_one(RecordTable).lines.row_count == 1
    assert (tmp_path / "good.toml").exists()


async def test_a_hundred_sessions_are_all_listed(tmp_path: Path) -> None:
    for number in range(100):
        begin_session(tmp_path / f"s{number}.toml", stages=("maintenance",)).close()
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for reading in [one for one in app.workers if one.group == "list"]:
            await reading.wait()
        await pilot.pause()
        assert app.screen.query_one(RecordTable).lines.row_count == 100


async def test_a_damaged_session_is_listed_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("format = 99\n", encoding="utf-8")
    app = FacilitatorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, WorkshopScreen)
    assert (tmp_path / "bad.toml").read_text(encoding="utf-8") == "format = 99\n"

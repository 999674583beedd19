"""Rating a threat: figures are checked as they are typed, and a rating that stands is not written over unasked."""

from pathlib import Path

from textual.widgets import Input

from facilitator.app.application import FacilitatorApp
from facilitator.app.dialogs.choice_screen import ChoiceScreen
from facilitator.app.screens.rating_screen import RatingScreen
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.ratings import Rating
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
from tests.support.driving import press
from tests.support.seen import text_of

NARROW = (80, 24)
FIGURES = {"damage": 3, "reproducibility": 2, "exploitability": 4, "affected-users": 2, "discoverability": 5}


def rated(folder: Path) -> Workshop:
    workshop = begin_session(folder / "x.toml", by="Ann")
    workshop.do(AddRecord("threat", {"title": "False readings"}))
    workshop.do(RateThreat("T-1", {name: (value, f"why {name}") for name, value in FIGURES.items()}))
    return workshop


def ratings(workshop: Workshop) -> list[tuple[RatingMoment, list[int | None]]]:
    return [(one.moment, [score.value for score in one.scores]) for one in workshop.session.all(Rating)]


async def test_a_second_rating_asks_says_whose_the_first_is_and_leaves_it(tmp_path: Path) -> None:
    workshop = rated(tmp_path)
    app = FacilitatorApp(tmp_path, opened=workshop, step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)
        assert "16 Medium, by Ann, 20" in " ".join(text_of(pilot, ".heading").split())
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, WorkshopScreen)
        assert len(workshop.log.history) == 3


async def test_a_residual_rating_stands_beside_the_first(tmp_path: Path) -> None:
    workshop = rated(tmp_path)
    app = FacilitatorApp(tmp_path, opened=workshop, step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter", "down", "enter")
        assert isinstance(app.screen, RatingScreen)
        assert app.screen.query_one("#value-damage", Input).value == ""
        for figure in "11111":
            await press(pilot, figure, "tab", "tab")
        await press(pilot, "ctrl+s")
        assert ratings(workshop) == [(RatingMoment.INHERENT, [3, 2, 4, 2, 5]), (RatingMoment.RESIDUAL, [1] * 5)]
        assert "after its countermeasures" in workshop.log.history[-1].what


async def test_a_rating_that_is_changed_says_what_stands_and_keeps_the_reasons(tmp_path: Path) -> None:
    workshop = rated(tmp_path)
    app = FacilitatorApp(tmp_path, opened=workshop, step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter", "enter")
        assert "16 Medium, by Ann" in text_of(pilot, "#standing")
        await press(pilot, "backspace", "5", "ctrl+s")
        first = workshop.session.all(Rating)[0].scores[0]
        assert (first.value, first.reason) == (5, "why damage")
        assert workshop.log.history[-1].what.startswith("Change the rating of")


async def test_a_figure_out_of_range_is_refused_as_it_is_typed(tmp_path: Path) -> None:
    app = FacilitatorApp(tmp_path, opened=rated(tmp_path), step="rate")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter", "enter", "backspace", "9")
        entry = app.screen.query_one("#value-damage", Input)
        assert entry.has_class("wrong")
        assert "9 is out of range for damage" in text_of(pilot, "#refusal")
        assert "Total" not in text_of(pilot, "#sum")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, RatingScreen)
        await press(pilot, "backspace", "3")
        assert not entry.has_class("wrong")
        assert (text_of(pilot, "#refusal"), text_of(pilot, "#sum")) == ("", "Total 16 Medium")

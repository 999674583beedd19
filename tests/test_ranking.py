"""Totals, bands and the ranked list."""

from dataclasses import dataclass, replace

import pytest

from facilitator.analysis.rating import band, normalised, product, ranked, refusal, total
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import session_of
from facilitator.model.vocabulary import DREAD_FACTORS, RatingMoment


@dataclass(frozen=True)
class PlainBand:
    name: str
    lowest: float


@dataclass(frozen=True)
class PlainScale:
    id: str
    lowest: int
    highest: int
    combine: str = "sum"
    title: str = "A scale"
    factors: tuple[str, ...] = DREAD_FACTORS
    bands: tuple[PlainBand, ...] = ()
    source: str = "ours"
    note: str = ""


DECK = PlainScale("deck-1-5", 1, 5, bands=(PlainBand("Low", 5), PlainBand("Medium", 12), PlainBand("High", 19)))
NARROW = PlainScale("ms-1-3", 1, 3)
MEAN = PlainScale("avg-0-10", 0, 10, "mean")
SCALES = {scale.id: scale for scale in (DECK, NARROW, MEAN)}


def rating(number: int, values: tuple[int | None, ...], scale: str = "deck-1-5", **more: object) -> Rating:
    scores = tuple(Score(factor=f, value=v) for f, v in zip(DREAD_FACTORS, values, strict=True))
    return Rating(id=f"R-{number}", threat=f"T-{number}", scale=scale, scores=scores, **more)  # type: ignore[arg-type]


def test_the_teaching_example_is_sixteen_and_medium() -> None:
    example = rating(1, (3, 2, 4, 2, 5))
    assert total(example, DECK) == 16
    assert normalised(example, DECK) == pytest.approx(0.55)
    assert band(16, DECK) == "Medium"


def test_a_missing_factor_is_not_zero() -> None:
    assert total(rating(1, (3, None, 4, 2, 5)), DECK) is None
    assert normalised(rating(1, (3, None, 4, 2, 5)), DECK) is None


def test_a_mean_is_a_mean() -> None:
    assert total(rating(1, (0, 10, 5, 5, 5)), MEAN) == 5


def test_a_value_off_the_scale_is_refused_in_words() -> None:
    assert "4 is not on the scale ms-1-3 (1 to 3)" in (refusal(4, "damage", NARROW) or "")
    assert "not a factor" in (refusal(1, "luck", NARROW) or "")
    assert refusal(3, "damage", NARROW) is None


def test_threats_of_different_scales_are_ranked_by_the_relative_figure() -> None:
    threats = [Threat(id=f"T-{number}", title=f"Threat {number}") for number in range(1, 6)]
    ratings = [
        rating(1, (3, 3, 3, 3, 3)),
        rating(2, (2, 2, 2, 2, 2), "ms-1-3"),
        rating(3, (9, 9, 9, 9, 9), "avg-0-10"),
        rating(4, (1, None, 1, 1, 1)),
    ]
    session = session_of([Header(id="S-1", identity="x", title="X"), *threats, *ratings], {}, 1)
    rows = ranked(session, SCALES)
    found = [(row.threat.id, row.place, row.tied) for row in rows]
    assert found == [
        ("T-3", 1, False),
        ("T-1", 2, True),
        ("T-2", 2, True),
        ("T-4", 0, False),
        ("T-5", 0, False),
    ]


def test_the_inherent_rating_ranks_and_the_product_stays_beside_it() -> None:
    residual = Rating(id="R-9", threat="T-1", scale="deck-1-5", moment=RatingMoment.RESIDUAL)
    inherent = replace(rating(10, (5, 5, 5, 5, 5), probability=2, damage_potential=10), threat="T-1")
    threat = Threat(id="T-1", title="T")
    session = session_of([Header(id="S-1", identity="x", title="X"), threat, residual, inherent], {}, 1)
    row = ranked(session, SCALES)[0]
    assert row.rating == inherent and row.total == 25
    assert product(inherent) == 20

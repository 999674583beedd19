"""Totals, bands and the ranked list."""

from dataclasses import dataclass, replace

import pytest

from facilitator.analysis.rating import (
    band,
    factors_used,
    missing_factors,
    normalised,
    product,
    ranked,
    rating_by_threat,
    refusal,
    total,
)
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


def rating(number: int, values: tuple[int | None, ...], scale: str = "deck-1-5") -> Rating:
    scores = tuple(Score(factor=f, value=v) for f, v in zip(DREAD_FACTORS, values, strict=True))
    return Rating(id=f"R-{number}", threat=f"T-{number}", scale=scale, scores=scores)


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
    inherent = replace(rating(10, (5, 5, 5, 5, 5)), threat="T-1", probability=2, damage_potential=10)
    threat = Threat(id="T-1", title="T")
    session = session_of([Header(id="S-1", identity="x", title="X"), threat, residual, inherent], {}, 1)
    row = ranked(session, SCALES)[0]
    assert row.rating == inherent and row.total == 25
    assert product(inherent) == 20


@pytest.mark.parametrize(("probability", "damage"), [(4, None), (None, 5), (None, None)])
def test_half_a_product_is_no_product(probability: int | None, damage: int | None) -> None:
    half = replace(rating(1, (3, 3, 3, 3, 3)), probability=probability, damage_potential=damage)
    assert product(half) is None


def test_a_threat_rated_on_a_scale_that_is_not_known_has_no_place_and_keeps_its_rating() -> None:
    threats = [Threat(id=f"T-{number}", title="T") for number in (1, 2)]
    lost, known = rating(1, (5, 5, 5, 5, 5), "lost"), rating(2, (1, 1, 1, 1, 1))
    session = session_of([Header(id="S-1", identity="x", title="X"), *threats, lost, known], {}, 1)
    first, last = ranked(session, SCALES)
    assert (first.threat.id, first.place, first.band) == ("T-2", 1, "Low")
    assert (last.threat.id, last.place, last.rating, last.total, last.band) == ("T-1", 0, lost, None, "")


OWN = PlainScale("own-1-4", 1, 4, "product", factors=("likelihood", "impact"))


def on_own(number: int, scale: str = "own-1-4", **values: int | None) -> Rating:
    scores = tuple(Score(factor=factor, value=value) for factor, value in values.items())
    return Rating(id=f"R-{number}", threat=f"T-{number}", scale=scale, scores=scores)


def test_a_product_is_a_product_and_is_ranked_between_its_ends() -> None:
    example = on_own(1, likelihood=2, impact=3)
    assert total(example, OWN) == 6
    assert normalised(example, OWN) == pytest.approx((6 - 1) / (16 - 1))


def test_a_scale_of_one_value_places_nothing() -> None:
    assert normalised(on_own(1, likelihood=1, impact=1), replace(OWN, highest=1)) is None


def test_a_value_at_either_end_of_the_scale_is_taken() -> None:
    assert [refusal(value, "damage", DECK) is None for value in (0, 1, 5, 6)] == [False, True, True, False]


def test_a_total_at_the_beginning_of_a_band_is_in_it_and_one_below_all_in_none() -> None:
    assert [band(value, DECK) for value in (4, 5, 11, 12, 19, 25, None)] == [
        *("", "Low", "Low", "Medium", "High", "High", ""),
    ]
    assert band(19, replace(DECK, bands=tuple(reversed(DECK.bands)))) == "High"


def test_a_rating_lacks_the_factors_of_its_scale_that_have_no_value() -> None:
    scales = {**SCALES, OWN.id: OWN}
    assert missing_factors(on_own(1, likelihood=2, impact=None), scales) == ("impact",)
    assert missing_factors(on_own(1, likelihood=2), scales) == ("impact",)
    assert missing_factors(rating(1, (1, None, 1, 1, None)), scales) == ("reproducibility", "discoverability")


def test_without_its_scale_a_rating_lacks_what_dread_has_or_what_it_names_itself() -> None:
    assert missing_factors(rating(1, (1, None, 1, 1, 1)), {}) == ("reproducibility",)
    assert missing_factors(on_own(1), {}) == DREAD_FACTORS
    assert missing_factors(on_own(1, likelihood=2, impact=None), {}) == ("impact",)
    assert missing_factors(on_own(1, damage=2, impact=None), {}) == ("impact",)


def test_the_factors_used_are_those_of_all_scales_in_use_each_once() -> None:
    scales = {**SCALES, OWN.id: OWN}

    def used(scale: str, *ratings: Rating) -> tuple[str, ...]:
        header = Header(id="S-1", identity="x", title="X", scale=scale)
        return factors_used(session_of([header, *ratings], {}, 1), scales)

    assert used("deck-1-5") == DREAD_FACTORS
    assert used("own-1-4") == ("likelihood", "impact")
    assert used("own-1-4", rating(1, (1, 1, 1, 1, 1)), rating(2, (1, 1, 1, 1, 1))) == (*OWN.factors, *DREAD_FACTORS)
    assert used("deck-1-5", on_own(1, "lost", damage=1, luck=2)) == (*DREAD_FACTORS, "luck")


def test_the_first_inherent_rating_counts_else_the_first_residual_one() -> None:
    first, second = (replace(rating(n, (n, 1, 1, 1, 1)), threat="T-1") for n in (1, 2))
    residual = replace(rating(3, (3, 1, 1, 1, 1)), threat="T-1", moment=RatingMoment.RESIDUAL)
    other = replace(rating(4, (4, 1, 1, 1, 1)), threat="T-2", moment=RatingMoment.RESIDUAL)
    session = session_of([Header(id="S-1", identity="x", title="X"), residual, first, second, other], {}, 1)
    assert rating_by_threat(session) == {"T-1": first, "T-2": other}

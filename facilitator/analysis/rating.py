"""Ratings: totals, bands and the ranked list. Totals of different scales are never compared as they stand."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, Protocol

from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.model.vocabulary import DREAD_FACTORS, RatingMoment


class BandLike(Protocol):
    """A named part of a scale, from `lowest` up."""

    @property
    def name(self) -> str:
        """What totals in it are called."""

    @property
    def lowest(self) -> float:
        """The least total that lies in it."""


class ScaleLike(Protocol):
    """What a rating needs to know of its scale."""

    @property
    def id(self) -> str:
        """How ratings name it."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def lowest(self) -> int:
        """The least value of a factor."""

    @property
    def highest(self) -> int:
        """The greatest value of a factor."""

    @property
    def combine(self) -> str:
        """How the values make a total."""

    @property
    def factors(self) -> tuple[str, ...]:
        """Ids of the factors that are rated."""

    @property
    def bands(self) -> Sequence[BandLike]:
        """The parts that its totals fall into."""

    @property
    def source(self) -> str:
        """Where it comes from."""

    @property
    def note(self) -> str:
        """What is to be known when it is used."""


Scales = Mapping[str, ScaleLike]
"""Id of a scale -> the scale."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A threat in the ranked list.

    place: from 1, shared by ties; 0 while the rating is not complete.
    normalised: the total between 0 and 1 of its scale's range, derived for comparing only.
    """

    place: int
    threat: Threat
    rating: Rating | None
    total: float | None
    normalised: float | None
    band: str
    tied: bool


def factors_used(session: Session, scales: Scales) -> tuple[str, ...]:
    """The factors of the session's scale and of every scale that a rating is on, each once, in their order.

    A rating whose scale is not known gives the factors that it scores.
    """
    factors = [*_factors_of_scale(session.header.scale, scales)]
    for rating in session.all(Rating):
        of_scale = _factors_of_scale(rating.scale, scales)
        factors += of_scale or _factors_scored(rating)
    each_once = dict.fromkeys(factors)
    return tuple(each_once)


def _factors_scored(rating: Rating) -> list[str]:
    return [score.factor for score in rating.scores]


def _factors_of_scale(scale_id: str, scales: Scales) -> tuple[str, ...]:
    scale = scales.get(scale_id)
    return scale.factors if scale else ()


def missing_factors(rating: Rating, scales: Scales) -> tuple[str, ...]:
    """The factors that a rating has no value for.

    A rating whose scale is not known needs the factors of DREAD, or, where it scores others, all that it names.
    """
    values = _values_by_factor(rating)
    scale = scales.get(rating.scale)
    if scale:
        wanted = scale.factors
    elif values.keys() <= set(DREAD_FACTORS):
        wanted = DREAD_FACTORS
    else:
        wanted = tuple(values)
    missing = [factor for factor in wanted if values.get(factor) is None]
    return tuple(missing)


def values_of(rating: Rating, scale: ScaleLike) -> tuple[int | None, ...]:
    """The value of each factor of the scale, None where there is none."""
    given = _values_by_factor(rating)
    values = map(given.get, scale.factors)
    return tuple(values)


def _values_by_factor(rating: Rating) -> dict[str, int | None]:
    return {score.factor: score.value for score in rating.scores}


def total(rating: Rating, scale: ScaleLike) -> float | None:
    """The factors combined, or None while one is missing. A missing factor is never 0."""
    values: list[int] = []
    for value in values_of(rating, scale):
        if value is None:
            return None
        values.append(value)
    return combined(values, scale)


def combined(values: Sequence[int], scale: ScaleLike) -> float:
    """Values put together as the scale says: sum, mean or product."""
    if scale.combine == "product":
        return math.prod(values)
    if scale.combine == "mean":
        return sum(values) / len(values)
    return sum(values)


def total_range(scale: ScaleLike) -> tuple[float, float]:
    """The lowest and the highest total that a scale can give."""
    count = len(scale.factors)
    all_lowest = [scale.lowest] * count
    all_highest = [scale.highest] * count
    return combined(all_lowest, scale), combined(all_highest, scale)


def normalised(rating: Rating, scale: ScaleLike) -> float | None:
    """(total - lowest) / (highest - lowest), for comparing across scales; a derived figure."""
    figure = total(rating, scale)
    return _share(figure, total_range(scale))


def band(value: float | None, scale: ScaleLike) -> str:
    """The name of the band that a total falls into, or "" when the scale has none."""
    if value is None:
        return ""
    reached = [item for item in scale.bands if value >= item.lowest]
    if not reached:
        return ""
    highest = max(reached, key=attrgetter("lowest"))
    return highest.name


def product(rating: Rating) -> int | None:
    """Probability x damage potential, 1 to 100, or None while one is missing."""
    if rating.probability is None or rating.damage_potential is None:
        return None
    return rating.probability * rating.damage_potential


def refusal(value: int, factor: str, scale: ScaleLike) -> str | None:
    """Why a value cannot be given to a factor on this scale, with the way out; None when it can."""
    if factor not in scale.factors:
        factors = ", ".join(scale.factors)
        return f"“{factor}” is not a factor of {scale.id}, which has {factors}; take it out."
    if not scale.lowest <= value <= scale.highest:
        what = f"{value} is not on the scale {scale.id} ({scale.lowest} to {scale.highest})"
        return f"{what}; score {factor} again or choose a wider scale."
    return None


def rating_by_threat(session: Session) -> dict[str, Rating]:
    """The rating that ranks each rated threat: the first inherent one, else the first residual one."""
    chosen: dict[str, Rating] = {}
    for moment in (RatingMoment.INHERENT, RatingMoment.RESIDUAL):
        for rating in session.all(Rating):
            if rating.moment is moment:
                chosen.setdefault(rating.threat, rating)
    return chosen


def ranked(session: Session, scales: Scales) -> tuple[Ranked, ...]:
    """Every threat, highest first by the normalised figure; ties share a place, unrated ones come last."""
    rows = _figured_threats(session, scales)
    rows.sort(key=_by_figure, reverse=True)
    figures = [row.normalised for row in rows]
    places = _first_places(figures)
    count = Counter(figures)
    found: list[Ranked] = []
    for row in rows:
        figure = row.normalised
        if figure is None:
            found.append(Ranked(0, row.threat, row.rating, row.total, None, row.band, False))
        else:
            tied = count[figure] > 1
            found.append(Ranked(places[figure], row.threat, row.rating, row.total, figure, row.band, tied))
    return tuple(found)


class _Figured(NamedTuple):
    """A threat with its rating, its total, the normalised figure and the band, where it has them."""

    threat: Threat
    rating: Rating | None
    total: float | None
    normalised: float | None
    band: str


def _figured_threats(session: Session, scales: Scales) -> list[_Figured]:
    ratings = rating_by_threat(session)
    known = {name: _KnownScale(scale) for name, scale in scales.items()}
    rows: list[_Figured] = []
    for threat in session.all(Threat):
        rating = ratings.get(threat.id)
        scale = known.get(rating.scale) if rating else None
        if rating is None or scale is None:
            row = _Figured(threat, rating, None, None, "")
        else:
            figure = total(rating, scale.scale)
            row = _Figured(threat, rating, figure, scale.share(figure), scale.band(figure))
        rows.append(row)
    return rows


class _KnownScale:
    """A scale that keeps what was worked out on it, for there are far fewer totals than threats."""

    def __init__(self, scale: ScaleLike) -> None:
        self.scale = scale
        self._ends = total_range(scale)
        self._bands: dict[float | None, str] = {}

    def share(self, figure: float | None) -> float | None:
        """Where a total stands between the lowest and the highest."""
        return _share(figure, self._ends)

    def band(self, figure: float | None) -> str:
        """The name of the band that a total falls into."""
        if figure not in self._bands:
            self._bands[figure] = band(figure, self.scale)
        return self._bands[figure]


def _by_figure(row: _Figured) -> tuple[bool, float]:
    has_figure = row.normalised is not None
    return has_figure, row.normalised or 0.0


def _first_places(figures: Sequence[float | None]) -> dict[float | None, int]:
    """The place of each figure in a list, counted from 1; of equal ones the first."""
    places: dict[float | None, int] = {}
    for place, figure in enumerate(figures, 1):
        places.setdefault(figure, place)
    return places


def _share(figure: float | None, ends: tuple[float, float]) -> float | None:
    """Where a total stands between the lowest and the highest, from 0 to 1."""
    lowest, highest = ends
    if figure is None or highest == lowest:
        return None
    return (figure - lowest) / (highest - lowest)

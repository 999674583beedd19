"""Ratings: totals, bands and the ranked list. Totals of different scales are never compared as they stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def factors_used(session: Session, scales: Mapping[str, ScaleLike]) -> tuple[str, ...]:
    """The factors of the session's scale and of every scale that a rating is on, each once, in their order.

    Of a rating whose scale is not known, the factors that it scores.
    """
    factors = dict.fromkeys(_factors_of_scale(session.header.scale, scales))
    for rating in session.all(Rating):
        scored = (score.factor for score in rating.scores)
        factors |= dict.fromkeys(_factors_of_scale(rating.scale, scales) or scored)
    return tuple(factors)


def _factors_of_scale(scale_id: str, scales: Mapping[str, ScaleLike]) -> tuple[str, ...]:
    scale = scales.get(scale_id)
    return scale.factors if scale else ()


def missing_factors(rating: Rating, scales: Mapping[str, ScaleLike]) -> tuple[str, ...]:
    """The factors that a rating has no value for.

    Where its scale is not known, those of DREAD, unless it scores others: then those that it names without a value.
    """
    values = {score.factor: score.value for score in rating.scores}
    scale = scales.get(rating.scale)
    if scale:
        wanted = scale.factors
    elif values.keys() <= set(DREAD_FACTORS):
        wanted = DREAD_FACTORS
    else:
        wanted = tuple(values)
    return tuple(factor for factor in wanted if values.get(factor) is None)


def values_of(rating: Rating, scale: ScaleLike) -> tuple[int | None, ...]:
    """The value of each factor of the scale, None where there is none."""
    given = {score.factor: score.value for score in rating.scores}
    return tuple(given.get(factor) for factor in scale.factors)


def total(rating: Rating, scale: ScaleLike) -> float | None:
    """The factors combined, or None while one is missing. A missing factor is never 0."""
    values = [value for value in values_of(rating, scale) if value is not None]
    return combined(values, scale) if len(values) == len(scale.factors) else None


def combined(values: Sequence[int], scale: ScaleLike) -> float:
    """Values put together as the scale says: sum, mean or product."""
    if scale.combine == "product":
        result = 1
        for value in values:
            result *= value
        return result
    return sum(values) / len(values) if scale.combine == "mean" else sum(values)


def total_range(scale: ScaleLike) -> tuple[float, float]:
    """The lowest and the highest total that a scale can give."""
    count = len(scale.factors)
    return combined([scale.lowest] * count, scale), combined([scale.highest] * count, scale)


def normalised(rating: Rating, scale: ScaleLike) -> float | None:
    """(total - lowest) / (highest - lowest), for comparing across scales; a derived figure."""
    return _share(total(rating, scale), total_range(scale))


def band(value: float | None, scale: ScaleLike) -> str:
    """The name of the band that a total falls into, or "" when the scale has none."""
    reached = [item for item in scale.bands if value is not None and value >= item.lowest]
    return max(reached, key=lambda item: item.lowest).name if reached else ""


def product(rating: Rating) -> int | None:
    """Probability x damage potential, 1 to 100, or None while one is missing."""
    if rating.probability is None or rating.damage_potential is None:
        return None
    return rating.probability * rating.damage_potential


def refusal(value: int, factor: str, scale: ScaleLike) -> str | None:
    """Why a value cannot be given to a factor on this scale, with the way out; None when it can."""
    if factor not in scale.factors:
        return f"“{factor}” is not a factor of {scale.id}, which has {', '.join(scale.factors)}; take it out."
    if not scale.lowest <= value <= scale.highest:
        return (
            f"{value} is not on the scale {scale.id} ({scale.lowest} to {scale.highest}); "
            f"score {factor} again or choose a wider scale."
        )
    return None


def rating_by_threat(session: Session) -> dict[str, Rating]:
    """The rating that ranks each rated threat: the first inherent one, else the first residual one."""
    chosen: dict[str, Rating] = {}
    for moment in (RatingMoment.INHERENT, RatingMoment.RESIDUAL):
        for rating in session.all(Rating):
            if rating.moment is moment:
                chosen.setdefault(rating.threat, rating)
    return chosen


def ranked(session: Session, scales: Mapping[str, ScaleLike]) -> tuple[Ranked, ...]:
    """Every threat, highest first by the normalised figure; ties share a place, unrated ones come last."""
    by_threat = rating_by_threat(session)
    ranges = {name: total_range(scale) for name, scale in scales.items()}
    figured = [_figured(threat, by_threat.get(threat.id), scales, ranges) for threat in session.all(Threat)]
    figured.sort(key=lambda row: (row.normalised is not None, row.normalised or 0.0), reverse=True)
    figures = [row.normalised for row in figured]
    places = {figure: place for place, figure in reversed(list(enumerate(figures, 1)))}
    count = Counter(figures)
    names = _band_names(figured)
    return tuple(_placed(row, places[row.normalised], count[row.normalised] > 1, names) for row in figured)


class _Figured(NamedTuple):
    """A threat with its rating, its scale, its total and the normalised figure, where it has them."""

    threat: Threat
    rating: Rating | None
    scale: ScaleLike | None
    total: float | None
    normalised: float | None


def _figured(
    threat: Threat,
    rating: Rating | None,
    scales: Mapping[str, ScaleLike],
    ranges: Mapping[str, tuple[float, float]],
) -> _Figured:
    scale = scales.get(rating.scale) if rating else None
    if rating is None or scale is None:
        return _Figured(threat, rating, None, None, None)
    found = total(rating, scale)
    return _Figured(threat, rating, scale, found, _share(found, ranges[scale.id]))


def _band_names(rows: Sequence[_Figured]) -> dict[tuple[str, float | None], str]:
    """The band of each total that occurs, by scale; far fewer than there are threats."""
    names: dict[tuple[str, float | None], str] = {}
    for row in rows:
        if row.scale and (row.scale.id, row.total) not in names:
            names[row.scale.id, row.total] = band(row.total, row.scale)
    return names


def _placed(row: _Figured, place: int, tied: bool, names: Mapping[tuple[str, float | None], str]) -> Ranked:
    name = names[row.scale.id, row.total] if row.scale else ""
    if row.normalised is None:
        return Ranked(0, row.threat, row.rating, row.total, None, name, False)
    return Ranked(place, row.threat, row.rating, row.total, row.normalised, name, tied)


def _share(figure: float | None, ends: tuple[float, float]) -> float | None:
    """Where a total stands between the lowest and the highest, from 0 to 1."""
    lowest, highest = ends
    return None if figure is None or highest == lowest else (figure - lowest) / (highest - lowest)

"""What the table of ratings shows of each threat."""

from collections.abc import Mapping

from facilitator.analysis.rating import Ranked, ScaleLike, product, ranked, values_of
from facilitator.app.columns import Cells
from facilitator.model.session import Session

RATING_COLUMNS = ("Place", "Total", "Band", "D", "R", "E", "A", "D ", "P x D", "Threat")


def rating_rows(session: Session, scales: Mapping[str, ScaleLike]) -> dict[str, Ranked]:
    """Each threat by its id, highest first."""
    return {row.threat.id: row for row in ranked(session, scales)}


def rating_cells(row: Ranked, scales: Mapping[str, ScaleLike]) -> Cells:
    """What the table says of a threat, with its factors; ties carry an equals sign."""
    scale = scales.get(row.rating.scale) if row.rating else None
    factors = values_of(row.rating, scale) if row.rating and scale else (None,) * 5
    place = f"{row.place}{'=' if row.tied else ''}" if row.place else "–"
    figures = (*factors, product(row.rating) if row.rating else None)
    return (
        place,
        _figure(row.total),
        row.band or "–",
        *map(_figure, figures),
        f"{row.threat.id} {row.threat.title}",
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"

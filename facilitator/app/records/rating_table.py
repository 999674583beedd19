"""What the table of ratings shows of each threat."""

from collections.abc import Mapping, Sequence

from facilitator.analysis.rating import Ranked, ScaleLike, product, ranked
from facilitator.app.records.columns import Cells
from facilitator.model.session import Session


def rating_columns(factors: Sequence[str]) -> tuple[str, ...]:
    """The headings of the table of ratings, with the first letter of each factor."""
    letters = factor_letters(factors)
    return ("Place", "Total", "Band", *letters, "P x D", "Threat")


def factor_letters(factors: Sequence[str]) -> tuple[str, ...]:
    """The first letter of each factor; one that is there already has a space after it, so that no two are the same."""
    letters: list[str] = []
    for factor in factors:
        first = factor[:1]
        letter = first.upper()
        while letter in letters:
            letter += " "
        letters.append(letter)
    return tuple(letters)


def rating_rows(session: Session, scales: Mapping[str, ScaleLike]) -> dict[str, Ranked]:
    """Each threat by its id, highest first."""
    rows = ranked(session, scales)
    return {row.threat.id: row for row in rows}


def rating_cells(row: Ranked, factors: Sequence[str]) -> Cells:
    """What the table says of a threat, with its factors; ties carry an equals sign."""
    rated = row.rating
    scores = rated.scores if rated else ()
    values = {score.factor: score.value for score in scores}
    in_order = map(values.get, factors)
    of_factors = map(_figure, in_order)
    total = _figure(row.total)
    band = row.band or "–"
    multiplied = product(rated) if rated else None
    threat = row.threat
    name = f"{threat.id} {threat.title}"
    return (_place(row), total, band, *of_factors, _figure(multiplied), name)


def _place(row: Ranked) -> str:
    if not row.place:
        return "–"
    tie = "=" if row.tied else ""
    return f"{row.place}{tie}"


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:g}"

"""What the table of ratings shows of each threat."""

from collections.abc import Mapping, Sequence

from facilitator.analysis.rating import Ranked, ScaleLike, product, ranked
from facilitator.app.records.columns import Cells
from facilitator.model.session import Session


def rating_columns(factors: Sequence[str]) -> tuple[str, ...]:
    """The headings of the table of ratings, with the first letter of each factor."""
    return ("Place", "Total", "Band", *factor_letters(factors), "P x D", "Threat")


def factor_letters(factors: Sequence[str]) -> tuple[str, ...]:
    """The first letter of each factor; one that is there already has a space after it, so that no two are the same."""
    letters: list[str] = []
    for factor in factors:
        letter = factor[:1].upper()
        while letter in letters:
            letter += " "
        letters.append(letter)
    return tuple(letters)


def rating_rows(session: Session, scales: Mapping[str, ScaleLike]) -> dict[str, Ranked]:
    """Each threat by its id, highest first."""
    return {row.threat.id: row for row in ranked(session, scales)}


def rating_cells(row: Ranked, factors: Sequence[str]) -> Cells:
    """What the table says of a threat, with its factors; ties carry an equals sign."""
    values = {score.factor: score.value for score in row.rating.scores} if row.rating else {}
    place = f"{row.place}{'=' if row.tied else ''}" if row.place else "–"
    figures = (*map(values.get, factors), product(row.rating) if row.rating else None)
    return (
        place,
        _figure(row.total),
        row.band or "–",
        *map(_figure, figures),
        f"{row.threat.id} {row.threat.title}",
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"

"""The ratings with their reasons, and the ranked list."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked, ScaleLike, band, factors_used, product, total, total_range
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, cell, inline, paragraph, table
from facilitator.report.naming import named
from facilitator.report.section import shows
from facilitator.report.words import number, words


@shows(Rating)
def ratings(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[str]:
    """The table of ratings, then each rating with its reasons."""
    yield "## Ratings"
    every = session.all(Rating)
    if not every:
        yield "No threat is rated yet."
        return
    factors = factors_used(session, scales)
    legend = _legend(factors)
    yield f"{legend} P × D, probability times damage potential, stands beside it and does not enter the total."
    headings = ("Threat", *_letters(factors), "Total", "Range", "Band", "Scale", "Moment", "P × D")
    rows = [_row(session, rating, scales.get(rating.scale), factors) for rating in every]
    yield table(headings, rows)
    yield bullets(_scale_notes(session, scales))
    for rating in every:
        threat = named(session, rating.threat)
        moment = words(rating.moment).lower()
        yield f"### {inline(rating.id)}: {threat}, {moment}"
        yield bullets(_reasons(rating, factors))
        if rating.note:
            yield paragraph(rating.note)
        if rating.votes:
            yield _votes(session, rating, factors)


def ranked_list(session: Session, ranking: Sequence[Ranked]) -> Iterator[str]:
    """The threats in order of risk."""
    yield "## Ranked list"
    if not ranking:
        yield "There is no threat to rank yet."
        return
    yield "The relative figure places the total between 0 and 1 of its scale; it is derived, to order by."
    headings = ("Place", "Threat", "Total", "Relative", "Band", "Status")
    rows = [_ranked_row(session, row) for row in ranking]
    yield table(headings, rows)


def _ranked_row(session: Session, row: Ranked) -> tuple[str, ...]:
    return (
        _place(row),
        named(session, row.threat.id),
        number(row.total),
        number(row.normalised),
        cell(row.band),
        words(row.threat.status),
    )


def _place(row: Ranked) -> str:
    if not row.place:
        return "–"
    if row.tied:
        return f"{row.place} (tied)"
    return str(row.place)


def _letters(factors: Sequence[str]) -> list[str]:
    letters = [words(factor)[:1] for factor in factors]
    return [inline(letter) for letter in letters]


def _legend(factors: Sequence[str]) -> str:
    letters = " ".join(_letters(factors))
    names: list[str] = []
    for factor in factors:
        name = words(factor).lower()
        names.append(inline(name))
    listed = _listed(names)
    return f"{letters} stands for {listed}."


def _listed(names: Sequence[str]) -> str:
    """The names with commas, and “and” before the last."""
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return f"{', '.join(first)} and {last}"


def _row(session: Session, rating: Rating, scale: ScaleLike | None, factors: Sequence[str]) -> tuple[str, ...]:
    values = {score.factor: score.value for score in rating.scores}
    figures = [number(values.get(factor)) for factor in factors]
    scale_words = filter(None, (rating.scale, rating.scale_version))
    return (
        named(session, rating.threat),
        *figures,
        *_total_cells(rating, scale),
        cell(" ".join(scale_words)),
        words(rating.moment),
        number(product(rating)),
    )


def _total_cells(rating: Rating, scale: ScaleLike | None) -> tuple[str, str, str]:
    """The total, the range that it lies in, and its band; dashes where the scale is not known."""
    if scale is None:
        return number(None), cell(""), cell("")
    found = total(rating, scale)
    ends = map(number, total_range(scale))
    limits = " to ".join(ends)
    name = band(found, scale)
    return number(found), cell(limits), cell(name)


def _scale_notes(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[str]:
    """Say what a reader should know of each scale that is used; unknown scales come last."""
    used = dict.fromkeys(rating.scale for rating in session.all(Rating))
    for name in used:
        scale = scales.get(name)
        if scale is not None:
            title = inline(f"{scale.id}, {scale.title}")
            note = inline(f"{scale.note} Source: {scale.source}")
            yield f"{title}: {note}"
    for name in used:
        if name not in scales:
            yield f"{inline(name)}: this scale is not known here."


def _reasons(rating: Rating, factors: Sequence[str]) -> Iterator[str]:
    for score in _in_order(rating.scores, factors):
        factor = inline(words(score.factor))
        reason = inline(score.reason) or "no reason given"
        yield f"{factor} {number(score.value)}: {reason}"
    together = product(rating)
    if together is not None:
        chance = number(rating.probability)
        harm = number(rating.damage_potential)
        yield f"P × D: probability {chance} × damage potential {harm} = {together}"
    elif not rating.scores:
        yield "No factor is scored yet."


def _in_order(scores: Sequence[Score], factors: Sequence[str]) -> list[Score]:
    """The scores in the order of the factors; those of no factor come last."""
    places = {factor: place for place, factor in enumerate(factors)}
    last = len(places)
    return sorted(scores, key=lambda score: places.get(score.factor, last))


def _votes(session: Session, rating: Rating, factors: Sequence[str]) -> str:
    rows: list[list[str]] = []
    for vote in rating.votes:
        values = {score.factor: score.value for score in vote.scores}
        figures = [number(values.get(factor)) for factor in factors]
        who = named(session, vote.participant)
        rows.append([who, *figures])
    return table(("Vote of", *_letters(factors)), rows)

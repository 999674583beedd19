"""The ratings with their reasons, and the ranked list."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.analysis.rating import Ranked, ScaleLike, band, factors_used, product, total, total_range
from facilitator.model.records.ratings import Rating
from facilitator.model.session import Session
from facilitator.report.markdown_text import bullets, cell, inline, paragraph, table
from facilitator.report.naming import named
from facilitator.report.words import number, words


def ratings(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[str]:
    """The table of ratings, then each rating with its reasons."""
    yield "## Ratings"
    if not session.all(Rating):
        yield "No threat is rated yet."
        return
    factors = factors_used(session, scales)
    yield (
        f"{_legend(factors)} P × D, probability times damage potential, stands beside it and does not enter the total."
    )
    yield table(
        ("Threat", *_letters(factors), "Total", "Range", "Band", "Scale", "Moment", "P × D"),
        [_row(session, rating, scales.get(rating.scale), factors) for rating in session.all(Rating)],
    )
    yield from _scale_notes(session, scales)
    for rating in session.all(Rating):
        yield f"### {inline(rating.id)}: {named(session, rating.threat)}, {words(rating.moment).lower()}"
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
    yield table(
        ("Place", "Threat", "Total", "Relative", "Band", "Status"),
        [
            (
                "–" if not row.place else f"{row.place} (tied)" if row.tied else f"{row.place}",
                named(session, row.threat.id),
                number(row.total),
                number(row.normalised),
                cell(row.band),
                words(row.threat.status),
            )
            for row in ranking
        ],
    )


def _letters(factors: Sequence[str]) -> tuple[str, ...]:
    return tuple(inline(words(factor)[:1]) for factor in factors)


def _legend(factors: Sequence[str]) -> str:
    names = [inline(words(factor).lower()) for factor in factors]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"{' '.join(_letters(factors))} stands for {listed}."


def _row(session: Session, rating: Rating, scale: ScaleLike | None, factors: Sequence[str]) -> tuple[str, ...]:
    values = {score.factor: score.value for score in rating.scores}
    found = total(rating, scale) if scale else None
    limits = " to ".join(map(number, total_range(scale))) if scale else ""
    return (
        named(session, rating.threat),
        *(number(values.get(factor)) for factor in factors),
        number(found),
        cell(limits),
        cell(band(found, scale) if scale else ""),
        cell(" ".join(part for part in (rating.scale, rating.scale_version) if part)),
        words(rating.moment),
        number(product(rating)),
    )


def _scale_notes(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[str]:
    used = dict.fromkeys(rating.scale for rating in session.all(Rating))
    notes = [
        f"{inline(f'{scale.id}, {scale.title}')}: {inline(f'{scale.note} Source: {scale.source}')}"
        for scale in (scales[scale_id] for scale_id in used if scale_id in scales)
    ]
    missing = [f"{inline(name)}: this scale is not known here." for name in used if name not in scales]
    yield bullets([*notes, *missing])


def _reasons(rating: Rating, factors: Sequence[str]) -> Iterator[str]:
    order = {factor: position for position, factor in enumerate(factors)}
    for score in sorted(rating.scores, key=lambda item: order.get(item.factor, len(order))):
        reason = inline(score.reason) or "no reason given"
        yield f"{inline(words(score.factor))} {number(score.value)}: {reason}"
    together = product(rating)
    if together is not None:
        chance, harm = number(rating.probability), number(rating.damage_potential)
        yield f"P × D: probability {chance} × damage potential {harm} = {together}"
    elif not rating.scores:
        yield "No factor is scored yet."


def _votes(session: Session, rating: Rating, factors: Sequence[str]) -> str:
    rows = []
    for vote in rating.votes:
        values = {score.factor: score.value for score in vote.scores}
        who = named(session, vote.participant)
        rows.append((who, *(number(values.get(factor)) for factor in factors)))
    return table(("Vote of", *_letters(factors)), rows)

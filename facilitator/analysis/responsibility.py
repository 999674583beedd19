"""Who does what until when, what is wrong with ratings, and high threats that nothing is done against."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from facilitator.analysis.finding import Finding
from facilitator.analysis.rating import Ranked, ScaleLike, Scales, ranked, refusal
from facilitator.analysis.trees import analyse_tree, disabled_conditions
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import CountermeasureStatus, ThreatStatus

Findings = Iterator[Finding]
_THREAT_AND_MOMENT = attrgetter("threat", "moment")


def without_owner(session: Session) -> Iterator[Finding]:
    """Find what nobody answers for."""
    for record in session.every_record():
        if record.needs_owner and not owner_of(record).strip():
            yield Finding(record.id, "it has no owner; name one.")


def overdue(session: Session, today: str) -> Iterator[Finding]:
    """Find what was due before a day, in ISO 8601."""
    for record in session.every_record():
        if is_overdue(record, today):
            yield Finding(record.id, f"it was due on {due_of(record)}; say how it stands, or set another day.")


def is_overdue(record: Record, today: str) -> bool:
    """Tell whether something is still to be done that was due before a day."""
    due = due_of(record)
    return record.is_pending and bool(due) and due < today


def due_of(record: Record) -> str:
    """Find the day by which something is to be done, or ""."""
    return str(getattr(record, "due", ""))


def owner_of(record: Record) -> str:
    """Find who answers for a record, or ""."""
    return str(getattr(record, "owner", ""))


def untreated(session: Session, scales: Scales) -> Findings:
    """Find the open threats that are rated high and that nothing is done against."""
    for row in ranked(session, scales):
        threat = row.threat
        is_open = threat.status is ThreatStatus.OPEN
        if is_open and _is_high(row, scales) and not _is_treated(session, threat):
            words = f"it is rated {row.band} ({row.total:g}), and nothing is done against it"
            yield Finding(threat.id, f"{words}; add a countermeasure, or decide what becomes of it.")


def _is_high(row: Ranked, scales: Scales) -> bool:
    """Whether a threat is rated in one of the two highest bands; the lowest band is never one of these."""
    if row.rating is None or row.total is None:
        return False
    scale = scales[row.rating.scale]
    upwards = sorted(scale.bands, key=attrgetter("lowest"))
    above_lowest = upwards[1:]
    names = [band.name for band in above_lowest[-2:]]
    return row.band in names


def _is_treated(session: Session, threat: Threat) -> bool:
    """Whether something is at least proposed against a threat, or what is in place cuts a tree of it."""
    for name in threat.countermeasures:
        measure = session.find(name)
        if isinstance(measure, Countermeasure) and measure.status is not CountermeasureStatus.REJECTED:
            return True
    disabled = disabled_conditions(session)
    for tree in session.all(Tree):
        if tree.threat == threat.id:
            found = analyse_tree(session, tree, disabled)
            if not found.problems and not found.reachable:
                return True
    return False


def rating_findings(session: Session, scales: Scales) -> Findings:
    """Find ratings that stand twice, on no known scale, or out of its range."""
    ratings = session.all(Rating)
    counted = Counter(map(_THREAT_AND_MOMENT, ratings))
    for rating in ratings:
        same = counted[_THREAT_AND_MOMENT(rating)]
        if same > 1:
            yield Finding(rating.id, f"{rating.threat} has another {rating.moment.value} rating; keep one.")
        scale = scales.get(rating.scale)
        if scale is None:
            yield Finding(rating.id, f"its scale “{rating.scale}” is not in the banks; add it or rate again.")
        else:
            yield from _scores(rating, scale)


def _scores(rating: Rating, scale: ScaleLike) -> Findings:
    for score in rating.scores:
        if score.value is None:
            continue
        problem = refusal(score.value, score.factor, scale)
        if problem:
            yield Finding(rating.id, problem)

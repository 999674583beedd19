"""What is wrong or unfinished in a session, a sentence each that says how to mend it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facilitator.analysis.rating import ScaleLike, ranked, refusal
from facilitator.analysis.trees import analyse_tree, disabled_conditions, tree_problems
from facilitator.model.nesting import rings
from facilitator.model.records.architecture import Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.ratings import Rating
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.references import dangling, references_in
from facilitator.model.session import Session
from facilitator.model.vocabulary import STATUSES_THAT_NEED_A_REASON, CountermeasureStatus, NoteKind, ThreatStatus

MOST_OF_A_RING = 8
"""How many boundaries of a ring are told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and the record that it is about."""

    record_id: str
    text: str


def findings(session: Session, scales: Mapping[str, ScaleLike]) -> tuple[Finding, ...]:
    """All findings, in the order of the method."""
    return (
        *_references(session),
        *_rings(session),
        *_flows(session),
        *_threats(session),
        *(Finding(tree.id, text) for tree in session.all(Tree) for text in tree_problems(session, tree)),
        *_ratings(session, scales),
        *_untreated(session, scales),
        *_actions(session),
    )


def _references(session: Session) -> Iterator[Finding]:
    for record in session.every_record():
        for reference in dangling(session, record):
            named = f"it names {reference.target} as its {reference.field.replace('_', ' ')}"
            kind = "no such record" if session.find(reference.target) is None else "the wrong kind of record"
            yield Finding(record.id, f"{named}, which is {kind}; name another or leave it out.")
        for reference in references_in(record):
            if reference.target == record.id:
                yield Finding(record.id, f"it names itself as its {reference.field.replace('_', ' ')}; name another.")


def _rings(session: Session) -> Iterator[Finding]:
    for ring in rings(session):
        if len(ring) > 1:
            words = " inside ".join((*ring[:MOST_OF_A_RING], ring[0]))
            yield Finding(ring[0], f"it lies inside itself ({words}); name another boundary around it, or none.")


def _flows(session: Session) -> Iterator[Finding]:
    for flow in session.all(Flow):
        if not flow.source or not flow.target:
            yield Finding(flow.id, "its start or its end is missing; choose the components.")
        elif flow.source == flow.target:
            yield Finding(flow.id, "it ends where it starts; choose another end.")


def _threats(session: Session) -> Iterator[Finding]:
    for asset in session.all(Asset):
        if not asset.name.strip():
            yield Finding(asset.id, "it has no name; give it one.")
    for threat in session.all(Threat):
        if threat.status in STATUSES_THAT_NEED_A_REASON and not threat.status_reason.strip():
            yield Finding(threat.id, f"it is {threat.status.value} without a reason; write one.")


def _ratings(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[Finding]:
    counted = Counter((rating.threat, rating.moment) for rating in session.all(Rating))
    for rating in session.all(Rating):
        if counted[(rating.threat, rating.moment)] > 1:
            yield Finding(rating.id, f"{rating.threat} has another {rating.moment.value} rating; keep one.")
        scale = scales.get(rating.scale)
        if scale is None:
            yield Finding(rating.id, f"its scale “{rating.scale}” is not in the banks; add it or rate again.")
            continue
        for score in rating.scores:
            problem = None if score.value is None else refusal(score.value, score.factor, scale)
            if problem:
                yield Finding(rating.id, problem)


def _untreated(session: Session, scales: Mapping[str, ScaleLike]) -> Iterator[Finding]:
    for row in ranked(session, scales):
        if row.threat.status is not ThreatStatus.OPEN or row.rating is None or row.total is None:
            continue
        high = _high_bands(scales[row.rating.scale])
        if row.band in high and not _is_treated(session, row.threat):
            rated = f"it is rated {row.band} ({row.total:g}), and nothing is done against it"
            yield Finding(row.threat.id, f"{rated}; add a countermeasure, or decide what becomes of it.")


def _high_bands(scale: ScaleLike) -> tuple[str, ...]:
    """The names of the two highest bands; the lowest is never among them."""
    upwards = sorted(scale.bands, key=lambda band: band.lowest)
    return tuple(band.name for band in upwards[1:][-2:])


def _is_treated(session: Session, threat: Threat) -> bool:
    """Whether something is at least proposed against a threat, or the controls in place cut a tree of it."""
    if any(measure.status is not CountermeasureStatus.REJECTED for measure in threat.countermeasures):
        return True
    disabled = disabled_conditions(session)
    trees = [analyse_tree(session, tree, disabled) for tree in session.all(Tree) if tree.threat == threat.id]
    return any(not found.problems and not found.reachable for found in trees)


def _actions(session: Session) -> Iterator[Finding]:
    for note in session.all(Note):
        if note.note_kind is NoteKind.ACTION and not note.done and not note.owner.strip():
            yield Finding(note.id, "this action has no owner; name one.")

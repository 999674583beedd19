"""Where each threat of the banks could hit: the records by themselves, and those that are looked at together."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact
from facilitator.guide.evidence.query import query
from facilitator.guide.standing.pieces import grounds_of_threat, pieces_of_threat
from facilitator.guide.standing.standing import (
    OPEN,
    Bearing,
    Evidence,
    Facts,
    Pieces,
    Standing,
    standing_of,
    standing_of_all,
    telling,
)
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import SuggestionState

Ids = Set[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A threat at one record, or "" for the system as a whole.

    ground: the facts by which it applies. own: the evidence on this record; general: that on no record.
    """

    about: str
    ground: Facts
    own: Pieces
    general: Pieces

    @property
    def evidence(self) -> Pieces:
        """All evidence that counts here."""
        return (*self.own, *self.general)

    @property
    def standing(self) -> Standing:
        """Where the threat stands here."""
        return standing_of(self.evidence)


Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A threat at one record with a standing of its own, or at all others together: then about is "".

    hits: the ids of its records.
    """

    about: str
    hits: tuple[str, ...]
    standing: Standing
    ground: Facts
    evidence: Pieces

    @property
    def telling(self) -> Facts:
        """The facts that make its standing."""
        return telling(self.standing, self.evidence, self.ground)


@query
def places_of(context: Context, threat_id: str) -> Places:
    """Every place at which a threat applies. Where a record is known, what is said of none counts for each of them."""
    threat = context.banks.threats_by_id[threat_id]
    if threat.kinds and context.header.system_kind not in threat.kinds:
        return ()
    grounds = grounds_of_threat(context, threat_id)
    pieces = pieces_of_threat(context, threat_id)
    general = pieces.get("", ())
    shown = [about for about, own in pieces.items() if shows(own)]
    abouts = dict.fromkeys((*grounds, *shown))
    if len(abouts) > 1:
        abouts.pop("", None)
    found: list[Place] = []
    for about in abouts:
        own = pieces.get(about, ()) if about else ()
        found.append(Place(about, grounds.get(about, ()), own, general))
    return tuple(found)


def shows(pieces: Pieces) -> bool:
    """Whether any piece of evidence shows a threat."""
    return any(piece.bearing is Bearing.SHOWS for piece in pieces)


@query
def groups_of(context: Context, threat_id: str) -> tuple[Group, ...]:
    """The places of a threat as the team decides on them.

    Those where something shows it, or that have a decision of their own, stand alone; the rest stand together.
    Where the threat is one however many records it hits, all places are one group.
    """
    threat = context.banks.threats_by_id[threat_id]
    places = places_of(context, threat_id)
    decided = _decided_at(context, threat_id)
    taken = _taken_at(context, threat_id)
    alone: list[Place] = []
    rest: list[Place] = []
    for place in places:
        stands_alone = place.about and not threat.is_one and (shows(place.own) or place.about in decided)
        (alone if stands_alone else rest).append(place)
    if "" in decided:
        rest = rest or list(places)
    else:
        rest = [place for place in rest if not place.about or place.about not in taken]
    groups = [_of_one(place) for place in alone]
    if rest:
        groups.append(_of_several(rest, places))
    return tuple(groups)


def group_at(context: Context, threat_id: str, about: str) -> Group | None:
    """One record that a threat hits by itself, or all of them for ""."""
    places = places_of(context, threat_id)
    if not about:
        return _of_several(places, places) if places else None
    for place in places:
        if place.about == about:
            return _of_one(place)
    return None


def _of_one(place: Place) -> Group:
    return Group(place.about, (place.about,), place.standing, place.ground, place.evidence)


def _of_several(together: Iterable[Place], every: Places) -> Group:
    """Several places as one: those where the threat is open, or all of them where it is open at none."""
    places = list(together)
    unsettled = [place for place in places if place.standing in OPEN]
    ground: dict[Fact, None] = {}
    evidence: dict[Evidence, None] = {}
    for place in every:
        ground |= dict.fromkeys(place.ground)
    for place in unsettled or places:
        evidence |= dict.fromkeys(place.evidence)
    return Group(
        about="",
        hits=tuple(place.about for place in unsettled or places if place.about),
        standing=standing_of_all(place.standing for place in places),
        ground=tuple(ground),
        evidence=tuple(evidence),
    )


@query
def _decided_at(context: Context, threat_id: str) -> Ids:
    """The records for which the team decided on a threat; "" among them for all that have no decision."""
    return _decided(context).get(threat_id, frozenset())


@query
def _taken_at(context: Context, threat_id: str) -> Ids:
    """The records that threats made of a template name as their target."""
    return _taken(context).get(threat_id, frozenset())


@query
def _decided(context: Context) -> Mapping[str, Ids]:
    """Threat template -> the records for which the team decided on it."""
    found: dict[str, set[str]] = {}
    for decision in context.all(Suggestion):
        if decision.template:
            found.setdefault(decision.template, set()).add(decision.about)
    return found


@query
def _taken(context: Context) -> Mapping[str, Ids]:
    """Threat template -> the records that a threat made of it names as its target."""
    made = {one.id: one.template for one in context.all(Suggestion) if one.state is SuggestionState.ACCEPTED}
    found: dict[str, set[str]] = {}
    for threat in context.all(Threat):
        template = made.get(threat.suggestion)
        if template:
            found.setdefault(template, set()).update(threat.target)
    return found


def taken_at(context: Context, threat_id: str, about: str) -> bool:
    """Whether a threat made of a template names a record as its target already."""
    return about in _taken_at(context, threat_id)

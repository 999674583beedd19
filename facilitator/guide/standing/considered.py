"""What has become of every threat of the banks: its standing at each record that it could hit, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.facts import Fact
from facilitator.guide.evidence.query import query
from facilitator.guide.standing.places import places_of
from facilitator.guide.standing.standing import PRESSING, Facts, Standing, telling
from facilitator.guide.standing.weighing import weight_at
from facilitator.guide.suggested import SuggestedState
from facilitator.guide.suggestions import decisions, suggestions


@dataclass(frozen=True, slots=True)
class Considered:
    """A threat of the banks at one record, or "" for the system as a whole. facts: what its standing rests on."""

    template: str
    about: str
    standing: Standing
    weight: int
    facts: Facts

    @property
    def applies(self) -> bool:
        """Whether what it needs is there."""
        return self.standing is not Standing.NOT_APPLICABLE

    @property
    def because(self) -> tuple[str, ...]:
        """Why it stands there, a clause each."""
        return tuple(dict.fromkeys(fact.text for fact in self.facts))


Everything = tuple[Considered, ...]
Rejected = Mapping[tuple[str, str], Fact]


@query
def considered(context: Context) -> Everything:
    """Every threat at every record, the most pressing first; then by weight, then in the order of the banks."""
    found: list[Considered] = []
    rejected = _rejected(context)
    for threat in context.banks.threats:
        found += [_after_decisions(item, rejected) for item in considered_of(context, threat.id)]
    found.sort(key=lambda item: (PRESSING[item.standing], -item.weight))
    return tuple(found)


def _after_decisions(item: Considered, rejected: Rejected) -> Considered:
    reason = rejected.get((item.template, item.about))
    if reason is None or not item.applies:
        return item
    return replace(item, standing=Standing.RULED_OUT, facts=(reason,))


@query
def considered_of(context: Context, threat_id: str) -> Everything:
    """One threat at every record, without regard to what the team decided."""
    threat = context.banks.threats_by_id[threat_id]
    found: list[Considered] = []
    for place in places_of(context, threat_id):
        facts = telling(place.standing, place.evidence, place.ground)
        weight = weight_at(context, threat, (place.about,))
        item = Considered(
            template=threat_id,
            about=place.about,
            standing=place.standing,
            weight=weight,
            facts=facts,
        )
        found.append(item)
    if not found:
        nowhere = Considered(
            template=threat_id,
            about="",
            standing=Standing.NOT_APPLICABLE,
            weight=0,
            facts=(),
        )
        found.append(nowhere)
    return tuple(found)


def _rejected(context: Context) -> Rejected:
    """The threats and records that the team ruled out, each with its reason."""
    found: dict[tuple[str, str], Fact] = {}
    kept = decisions(context)
    for item in suggestions(context):
        if not item.template or item.state is not SuggestedState.REJECTED:
            continue
        decision = kept[item.key]
        fact = Fact(
            subject=decision.id,
            what="rejected",
            value=decision.reason,
            text=f"{decision.id} was rejected: {decision.reason}",
        )
        for hit in item.hits or (item.about,):
            found[item.template, hit] = fact
    return found

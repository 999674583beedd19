"""The evidence that a session holds on each threat of the banks: from circumstances, and from answers."""

from collections.abc import Iterator, Mapping

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import matches_of_threat
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.standing.leads import GivenLead, given_leads
from facilitator.guide.standing.standing import Bearing, Evidence, Facts, Pieces
from facilitator.model.vocabulary import Effect

PiecesByRecord = Mapping[str, Pieces]
"""The id of a record, or "" for what is said of none -> the evidence."""

Said = tuple[str, Evidence]
"""The record that a piece of evidence speaks of, and the piece."""


@query
def grounds_of_threat(context: Context, threat_id: str) -> Mapping[str, Facts]:
    """The records that a threat could hit by what they are, or "", each with the facts by which it applies."""
    threat = context.banks.threats_by_id[threat_id]
    found: dict[str, Facts] = {}
    for number in range(len(threat.applies)):
        for match in matches_of_threat(context, threat_id, number):
            found.setdefault(match.about, match.facts)
    return found


@query
def pieces_of_threat(context: Context, threat_id: str) -> PiecesByRecord:
    """All evidence on a threat, by the record that it speaks of."""
    threat = context.banks.threats_by_id[threat_id]
    found: dict[str, Pieces] = {}
    for about, piece in (*_of_circumstances(context, threat), *_of_answers(context, threat_id)):
        found[about] = (*found.get(about, ()), piece)
    return found


def _of_circumstances(context: Context, threat: ThreatTemplate) -> Iterator[Said]:
    """What facts of the session say. The circumstances of a threat are numbered through, whatever they say."""
    for number, (bearing, measure) in enumerate(_meanings(threat)):
        if bearing is None:
            continue
        rule = f"{threat.id}:{number + 1}"
        for match in matches_of_threat(context, threat.id, number):
            piece = Evidence(
                bearing=bearing,
                rule=rule,
                facts=match.facts,
                measure=measure,
            )
            yield match.about, piece


def _meanings(threat: ThreatTemplate) -> Iterator[tuple[Bearing | None, int]]:
    """What each circumstance of a threat says, and by which countermeasure; without a weight “applies” shows it."""
    for _ in threat.applies:
        yield None if threat.weight else Bearing.SHOWS, 0
    for _ in threat.shows:
        yield Bearing.SHOWS, 0
    for cover in threat.covers:
        bearing = bearing_of_measure(threat, cover.by)
        yield bearing, cover.by
    for _ in threat.rules_out:
        yield Bearing.RULES_OUT, 0


def bearing_of_measure(threat: ThreatTemplate, number: int) -> Bearing:
    """What it says of a threat that one of its countermeasures is in place: only one that prevents it covers it.

    A threat that stands for a built-in one may have fewer than that; then nothing is covered.
    """
    named = threat.countermeasure[number - 1 : number]
    prevents = any(remedy.effect is Effect.PREVENTS for remedy in named)
    return Bearing.COVERS if prevents else Bearing.LIMITS


@query
def _of_answers(context: Context, threat_id: str) -> tuple[Said, ...]:
    return _said_by_answers(context).get(threat_id, ())


@query
def _said_by_answers(context: Context) -> Mapping[str, tuple[Said, ...]]:
    """Threat template -> what the answers say of it."""
    found: dict[str, list[Said]] = {}
    for given in given_leads(context):
        for threat_id, bearing, measure in _speaks_of(context, given):
            match = given.match(context)
            piece = Evidence(
                bearing=bearing,
                rule=given.rule,
                facts=match.facts,
                measure=measure,
            )
            said = found.setdefault(threat_id, [])
            said.append((match.about, piece))
    return {threat_id: tuple(said) for threat_id, said in found.items()}


def _speaks_of(context: Context, given: GivenLead) -> Iterator[tuple[str, Bearing, int]]:
    """The threats that an answer speaks of, what it says of each, and by which countermeasure."""
    lead = given.lead
    for threat_id in lead.threats:
        yield threat_id, Bearing.SHOWS, 0
    for cover in lead.covers:
        threat = context.banks.threats_by_id[cover.threat]
        yield cover.threat, bearing_of_measure(threat, cover.by), cover.by
    for threat_id in lead.rules_out:
        yield threat_id, Bearing.RULES_OUT, 0

"""The card or the note that a suggestion would become."""

from dataclasses import dataclass

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.harm import harmed
from facilitator.guide.standing.wording import description_at
from facilitator.guide.suggested import Suggested
from facilitator.model.records.assets import Asset
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import TARGET_KINDS, Threat
from facilitator.model.vocabulary import NoteKind


@dataclass(frozen=True, slots=True)
class Card:
    """What a suggestion would become: a threat with the countermeasures that it names, or a note."""

    record: Threat | Note
    countermeasures: tuple[Countermeasure, ...] = ()


def card_of_suggestion(context: Context, suggested: Suggested) -> Card:
    """The threat card that a suggestion would become, or the note for an action."""
    about = suggested.about if context.find(suggested.about) else ""
    if not suggested.template:
        new_id = context.session.next_id(Note)
        return Card(Note(id=new_id, text=suggested.title, note_kind=NoteKind.ACTION, about=about))
    template = context.banks.threats_by_id[suggested.template]
    countermeasures = _countermeasures(context, template)
    return Card(_threat(context, suggested, countermeasures), countermeasures)


def _threat(context: Context, suggested: Suggested, countermeasures: tuple[Countermeasure, ...]) -> Threat:
    template = context.banks.threats_by_id[suggested.template]
    hits = suggested.hits
    assets = harmed(context, template, hits)
    return Threat(
        id=context.session.next_id(Threat),
        title=suggested.title,
        description=description_at(context, template, hits),
        target=_target(context, hits),
        stride=template.stride,
        properties=template.broken,
        assets=tuple(asset.id for asset in assets),
        failure_mode=_failure_mode(template.failure_modes, assets),
        stage=suggested.stage,
        techniques=template.techniques,
        countermeasures=tuple(measure.id for measure in countermeasures),
        references=template.references,
    )


def _target(context: Context, hits: tuple[str, ...]) -> tuple[str, ...]:
    """The target of a threat: the records that it hits, where these are of a kind that can be a target."""
    records = [context.find(hit) for hit in hits if hit]
    return tuple(record.id for record in records if record is not None and record.kind in TARGET_KINDS)


def _failure_mode(ids: tuple[str, ...], assets: tuple[Asset, ...]) -> str:
    """The first failure mode that belongs to one of these assets."""
    catalogue = {asset.catalogue for asset in assets}
    for failure_mode in ids:
        entry, _, _ = failure_mode.partition(".")
        if entry in catalogue:
            return failure_mode
    return ""


def _countermeasures(context: Context, template: ThreatTemplate) -> tuple[Countermeasure, ...]:
    """What the banks know to do against a threat, as new records that are proposed."""
    found: list[Countermeasure] = []
    for place, remedy in enumerate(template.countermeasure):
        new_id = context.session.next_id(Countermeasure, place)
        entry = f"{template.id}/{place + 1}"
        found.append(Countermeasure(id=new_id, text=remedy.text, effect=remedy.effect, template=entry))
    return tuple(found)

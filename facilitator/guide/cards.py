"""The card or the note that a suggestion would become."""

from facilitator.banks.schema.threats import Effect, Remedy
from facilitator.guide.evidence.context import Context
from facilitator.guide.questions import filled
from facilitator.guide.suggestions import Suggested, harmed
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import TARGET_KINDS, Countermeasure, Threat
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, CountermeasureStatus, NoteKind

_VERBS = {Effect.PREVENTS: "Prevents", Effect.DETECTS: "Detects", Effect.LIMITS: "Limits"}


def card_of_suggestion(context: Context, suggested: Suggested) -> Threat | Note:
    """The threat card that a suggestion would become, or the note for an action."""
    about = suggested.about if context.find(suggested.about) else ""
    if suggested.template:
        return _threat(context, suggested, about)
    return Note(id=context.session.next_id(Note), text=suggested.title, note_kind=NoteKind.ACTION, about=about)


def _threat(context: Context, suggested: Suggested, about: str) -> Threat:
    template = context.banks.threats_by_id[suggested.template]
    assets = harmed(context, template, about)
    target = context.find(about) if about else None
    names = " and ".join(asset.name for asset in assets[:2])
    return Threat(
        id=context.session.next_id(Threat),
        title=suggested.title,
        description=filled(context, template.what_happens, about, names or "the data", template.record_words),
        target=(target.id,) if target and target.kind in TARGET_KINDS else (),
        stride=template.stride,
        properties=template.properties or tuple(PROPERTY_BROKEN_BY[item] for item in template.stride),
        assets=tuple(asset.id for asset in assets),
        failure_mode=_failure_mode(template.failure_modes, assets),
        stage=suggested.stage,
        techniques=template.techniques,
        countermeasures=tuple(_countermeasure(remedy) for remedy in template.countermeasure),
        references=template.references,
    )


def _failure_mode(ids: tuple[str, ...], assets: tuple[Asset, ...]) -> str:
    """The first failure mode that belongs to one of these assets."""
    catalogue = {asset.catalogue for asset in assets}
    return next((item for item in ids if item.partition(".")[0] in catalogue), "")


def _countermeasure(remedy: Remedy) -> Countermeasure:
    text = f"{_VERBS[remedy.effect]}: {remedy.text}"
    return Countermeasure(text=text, status=CountermeasureStatus.PROPOSED)

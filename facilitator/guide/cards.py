"""The card or the note that a suggestion would become."""

from facilitator.banks.schema.threats import Effect, Remedy
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.harm import harmed
from facilitator.guide.questions import filled
from facilitator.guide.suggestions import Suggested
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import TARGET_KINDS, Countermeasure, Threat
from facilitator.model.vocabulary import CountermeasureStatus, NoteKind

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
    names = " and ".join(asset.name for asset in assets[:2])
    description = filled(context, template.what_happens, about, names or "the data", template.record_words)
    countermeasures = [_countermeasure(remedy) for remedy in template.countermeasure]
    return Threat(
        id=context.session.next_id(Threat),
        title=suggested.title,
        description=description,
        target=_target(context, about),
        stride=template.stride,
        properties=template.broken,
        assets=tuple(asset.id for asset in assets),
        failure_mode=_failure_mode(template.failure_modes, assets),
        stage=suggested.stage,
        techniques=template.techniques,
        countermeasures=tuple(countermeasures),
        references=template.references,
    )


def _target(context: Context, about: str) -> tuple[str, ...]:
    """The target of a threat: the record that it is about, where that is of a kind that can be a target."""
    record = context.find(about) if about else None
    if record is not None and record.kind in TARGET_KINDS:
        return (record.id,)
    return ()


def _failure_mode(ids: tuple[str, ...], assets: tuple[Asset, ...]) -> str:
    """The first failure mode that belongs to one of these assets."""
    catalogue = {asset.catalogue for asset in assets}
    for failure_mode in ids:
        entry, _, _ = failure_mode.partition(".")
        if entry in catalogue:
            return failure_mode
    return ""


def _countermeasure(remedy: Remedy) -> Countermeasure:
    text = f"{_VERBS[remedy.effect]}: {remedy.text}"
    return Countermeasure(text=text, status=CountermeasureStatus.PROPOSED)

"""Which assets of a session a threat of the banks would harm."""

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.context import Context
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset


def harmed(context: Context, threat: ThreatTemplate, about: str) -> tuple[Asset, ...]:
    """The session's assets that a threat made from this template harms.

    Those with a catalogue id of the template that the record carries, holds or is; where the record
    says nothing of assets, all of the session's with such an id.
    """
    record = context.find(about) if about else None
    near = _assets_of(context, record)
    fitting = [asset for asset in context.all(Asset) if asset.catalogue in threat.assets]
    close = [asset for asset in fitting if asset.id in near]
    return tuple(close or fitting)


def _assets_of(context: Context, record: Record | None) -> tuple[str, ...]:
    """The ids of the assets that a record is, carries or holds, or that its component holds."""
    match record:
        case None:
            return ()
        case Asset():
            return (record.id,)
        case Flow() | Component():
            return record.assets
    component = context.get(Component, getattr(record, "component", ""))
    return component.assets if component else ()

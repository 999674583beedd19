"""The forms of a failure mode: the threat that brings it about, what the team notes of it, one of the team's own."""

from collections.abc import Mapping

from facilitator.app.dialogs.form_factory import empty_values, form_screen, values_of
from facilitator.app.dialogs.record_form import RecordForm
from facilitator.guide.failure_modes import ConsideredMode
from facilitator.model.fields.field import Typed
from facilitator.model.kinds import KINDS
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY
from facilitator.workshop.commands.failure_modes import DocumentFailureMode
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.workshop import Workshop

KIND = FailureMode.kind


def threat_form(workshop: Workshop, mode: ConsideredMode) -> RecordForm:
    """The form of a threat card that brings a failure mode about."""
    form = KINDS["threat"]
    values = {**empty_values(form), **_values_of_threat(mode)}

    def save(typed: Mapping[str, Typed]) -> None:
        workshop.do(DocumentFailureMode(mode.asset.id, mode.id, {**values, **typed}))

    return form_screen(workshop, form, f"A threat to {mode.asset.name}", values, save)


def mode_form(workshop: Workshop, mode: ConsideredMode) -> RecordForm:
    """The form of what the team notes of a failure mode: cause, effect, severity."""
    form = KINDS[KIND]
    values = values_of(form, workshop.session, mode.record or _unsaved_record(mode))

    def save(typed: Mapping[str, Typed]) -> None:
        if mode.record:
            workshop.do(ChangeRecord(mode.record.id, typed))
        else:
            workshop.do(AddRecord(KIND, {**values, **typed}))

    return form_screen(workshop, form, "Failure mode", values, save)


def own_form(workshop: Workshop, asset_id: str) -> RecordForm:
    """The form of a failure mode of the team's own."""
    form = KINDS[KIND]
    values: dict[str, Typed] = {**empty_values(form), "asset": asset_id}

    def save(typed: Mapping[str, Typed]) -> None:
        workshop.do(AddRecord(KIND, {**values, **typed}))

    return form_screen(workshop, form, "A failure mode of our own", values, save)


def _values_of_threat(mode: ConsideredMode) -> dict[str, Typed]:
    stride: list[str] = []
    for category, broken in PROPERTY_BROKEN_BY.items():
        if broken in mode.properties:
            stride.append(category.value)
    return {
        "title": "",
        "stride": tuple(stride),
        "assets": mode.asset.id,
        "failure_mode": mode.catalogue,
        "description": mode.text,
    }


def _unsaved_record(mode: ConsideredMode) -> FailureMode:
    return FailureMode(
        id="FM-0",
        asset=mode.asset.id,
        catalogue=mode.catalogue,
        text=mode.text,
        outlook=mode.outlook,
    )

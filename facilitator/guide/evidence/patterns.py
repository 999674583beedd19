"""What a record must look like: each key of a pattern as a test that gives back the fact that it found."""

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.banks.schema.conditions import Pattern
from facilitator.guide.evidence.architecture import catalogue_of, crossings, entry_points
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import broken_properties, first_threats, modes_found_fine
from facilitator.guide.evidence.facts import Fact, named
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Protection, SecurityProperty

Test = Callable[[Context, Any, Any], Fact | None]


def facts_of_pattern(context: Context, record: Record, pattern: Pattern) -> tuple[Fact, ...] | None:
    """The facts that make a record look like a pattern; None when it does not."""
    facts = []
    for key, wanted in pattern.given().items():
        fact = TESTS[key](context, record, wanted)
        if fact is None:
            return None
        facts.append(fact)
    return tuple(facts)


def _catalogue(context: Context, asset: Asset, wanted: tuple[str, ...]) -> Fact | None:
    if asset.catalogue not in wanted:
        return None
    name = context.banks.assets_by_id[asset.catalogue].name.casefold()
    return Fact(asset.id, "catalogue", asset.catalogue, f"{named(asset)} stands in the catalogue as {name}")


def _category(_: Context, asset: Asset, wanted: tuple[str, ...]) -> Fact | None:
    if asset.category not in wanted:
        return None
    return Fact(asset.id, "category", asset.category.value, f"{named(asset)} is of the category {asset.category.value}")


def _properties(_: Context, asset: Asset, wanted: tuple[SecurityProperty, ...]) -> Fact | None:
    held = [item for item in asset.properties if item in wanted]
    if not held:
        return None
    words = " and ".join(item.value for item in held)
    return Fact(asset.id, "properties", words, f"{words} must hold for {named(asset)}")


def unthreatened(context: Context, asset: Asset) -> tuple[SecurityProperty, ...]:
    """The published properties of an asset that no threat breaks and whose failure modes are not all found fine."""
    entry = context.banks.assets_by_id.get(asset.catalogue)
    if entry is None:
        return ()
    threatened, still_open = set[SecurityProperty](), set[SecurityProperty]()
    found_fine = modes_found_fine(context)
    for mode in entry.failure_mode:
        threatened.update(mode.properties)
        if (asset.id, mode.id) not in found_fine:
            still_open.update(mode.properties)
    fine = threatened - still_open
    settled = fine | broken_properties(context).get(asset.id, frozenset())
    return tuple(item for item in entry.properties if item not in settled)


def _unthreatened(context: Context, asset: Asset, wanted: bool) -> Fact | None:
    found = unthreatened(context, asset)
    if bool(found) is not wanted:
        return None
    words = " and ".join(item.value for item in found)
    text = (
        f"no threat yet breaks {words} of {named(asset)}" if found else f"each property of {named(asset)} is looked at"
    )
    return Fact(asset.id, "without a threat", words, text, transient=True)


def _holds(context: Context, component: Component, wanted: tuple[str, ...]) -> Fact | None:
    return _homes(context, component, component.assets, wanted, "holds")


def _carries(context: Context, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _homes(context, flow, flow.assets, wanted, "carries")


def _homes(
    context: Context, record: Record, assets: tuple[str, ...], wanted: tuple[str, ...], verb: str
) -> Fact | None:
    found = [asset for asset in assets if catalogue_of(context, asset) in wanted]
    if not found:
        return None
    words = " and ".join(named(context.table(Asset.kind)[asset]) for asset in found)
    return Fact(record.id, verb, " ".join(found), f"{named(record)} {verb} {words}")


def _component_kind(_: Context, component: Component, wanted: tuple[str, ...]) -> Fact | None:
    kind = component.component_kind
    if kind not in wanted:
        return None
    return Fact(component.id, "kind", kind.value, f"{named(component)} is of the kind {kind.value}")


def _from_kind(context: Context, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _end(context, flow, flow.source, wanted, "comes from")


def _to_kind(context: Context, flow: Flow, wanted: tuple[str, ...]) -> Fact | None:
    return _end(context, flow, flow.target, wanted, "goes to")


def _end(context: Context, flow: Flow, component_id: str, wanted: tuple[str, ...], verb: str) -> Fact | None:
    component = context.get(Component, component_id)
    if component is None or component.component_kind not in wanted:
        return None
    text = f"{named(flow)} {verb} {named(component)}, of the kind {component.component_kind.value}"
    return Fact(flow.id, verb, f"{component.id} {component.component_kind.value}", text)


def _crosses(context: Context, flow: Flow, wanted: bool) -> Fact | None:
    sides = crossings(context).get(flow.id)
    if (sides is not None) is not wanted:
        return None
    if sides is None:
        return Fact(flow.id, "crosses", "", f"{named(flow)} crosses no trust boundary")
    here, there = sides
    text = f"{named(flow)} crosses from {here.name} to {there.name}"
    return Fact(flow.id, "crosses", f"{here.id} > {there.id}", text)


def _protection(name: str) -> Test:
    def test(_: Context, flow: Flow, wanted: tuple[Protection, ...]) -> Fact | None:
        known: Protection = getattr(flow, name)
        if known not in wanted:
            return None
        words = {Protection.NONE: "has no", Protection.PRESENT: "has"}.get(known)
        text = f"{named(flow)} {words} {name}" if words else f"whether {named(flow)} has {name} is not known"
        return Fact(flow.id, name, known.value, text)

    return test


def _at_entry_point(context: Context, record: Record, wanted: bool) -> Fact | None:
    entry = entry_points(context).get(record.id)
    if (entry is not None) is not wanted:
        return None
    if entry is None:
        return Fact(record.id, "entry point", "", f"no entry point names {named(record)}")
    return Fact(record.id, "entry point", entry.id, f"{named(record)} can be reached by {named(entry)}")


def _targeted(context: Context, record: Record, wanted: bool) -> Fact | None:
    behind = (record.component, *record.flows) if isinstance(record, EntryPoint) else ()
    threat = next(filter(None, map(first_threats(context).get, (record.id, *behind))), None)
    if (threat is not None) is not wanted:
        return None
    if threat is None:
        return Fact(record.id, "threat", "", f"no threat is documented for {named(record)}", transient=True)
    return Fact(record.id, "threat", "some", f"a threat is documented for {named(record)}", transient=True)


TESTS: Mapping[str, Test] = {
    "catalogue": _catalogue,
    "category": _category,
    "properties": _properties,
    "unthreatened_property": _unthreatened,
    "holds": _holds,
    "component_kind": _component_kind,
    "carries": _carries,
    "from_kind": _from_kind,
    "to_kind": _to_kind,
    "crosses_boundary": _crosses,
    "authentication": _protection("authentication"),
    "authorization": _protection("authorization"),
    "encryption": _protection("encryption"),
    "at_entry_point": _at_entry_point,
    "targeted": _targeted,
}

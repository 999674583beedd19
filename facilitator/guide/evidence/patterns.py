"""What records look like: each key of a pattern as a test that gives back the fact that it found."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from facilitator.banks.schema.conditions import Pattern
from facilitator.guide.evidence.architecture import catalogue_of, crossings, entry_points, ways_in
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.documented import broken_properties, first_threats, modes_found_fine
from facilitator.guide.evidence.facts import Fact, Found, named
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Protection, SecurityProperty

Words = tuple[str, ...]
Properties = tuple[SecurityProperty, ...]
Test = Callable[[Context, Any, Any], Found]


def facts_of_pattern(context: Context, record: Record, pattern: Pattern) -> tuple[Fact, ...] | None:
    """The facts that make a record look like a pattern; None when it does not."""
    facts: list[Fact] = []
    for key, wanted in pattern.given().items():
        test = TESTS[key]
        fact = test(context, record, wanted)
        if fact is None:
            return None
        facts.append(fact)
    return tuple(facts)


def _catalogue(context: Context, asset: Asset, wanted: Words) -> Found:
    if asset.catalogue not in wanted:
        return None
    entry = context.banks.assets_by_id[asset.catalogue]
    name = entry.name.casefold()
    return Fact(
        subject=asset.id,
        what="catalogue",
        value=asset.catalogue,
        text=f"{named(asset)} stands in the catalogue as {name}",
    )


def _category(_: Context, asset: Asset, wanted: Words) -> Found:
    if asset.category not in wanted:
        return None
    category = asset.category.value
    return Fact(
        subject=asset.id,
        what="category",
        value=category,
        text=f"{named(asset)} is of the category {category}",
    )


def _properties(_: Context, asset: Asset, wanted: Properties) -> Found:
    held = [item for item in asset.properties if item in wanted]
    if not held:
        return None
    words = _listed(held)
    return Fact(
        subject=asset.id,
        what="properties",
        value=words,
        text=f"{words} must hold for {named(asset)}",
    )


def _listed(properties: Iterable[SecurityProperty]) -> str:
    return " and ".join(item.value for item in properties)


def unthreatened(context: Context, asset: Asset) -> Properties:
    """The published properties of an asset that no threat breaks and whose failure modes are not all found fine."""
    entry = context.banks.assets_by_id.get(asset.catalogue)
    if entry is None:
        return ()
    threatened = set[SecurityProperty]()
    still_open = set[SecurityProperty]()
    found_fine = modes_found_fine(context)
    for mode in entry.failure_mode:
        threatened.update(mode.properties)
        if (asset.id, mode.id) not in found_fine:
            still_open.update(mode.properties)
    fine = threatened - still_open
    broken = broken_properties(context).get(asset.id, ())
    settled = fine.union(broken)
    return tuple(item for item in entry.properties if item not in settled)


def _unthreatened(context: Context, asset: Asset, wanted: bool) -> Found:
    found = unthreatened(context, asset)
    if bool(found) is not wanted:
        return None
    words = _listed(found)
    text = f"each property of {named(asset)} is looked at"
    if found:
        text = f"no threat yet breaks {words} of {named(asset)}"
    return Fact(
        subject=asset.id,
        what="without a threat",
        value=words,
        text=text,
        transient=True,
    )


def _holds(context: Context, component: Component, wanted: Words) -> Found:
    return _has_assets(context, component, "holds", wanted)


def _carries(context: Context, flow: Flow, wanted: Words) -> Found:
    return _has_assets(context, flow, "carries", wanted)


def _has_assets(context: Context, record: Component | Flow, verb: str, wanted: Words) -> Found:
    found = [asset for asset in record.assets if catalogue_of(context, asset) in wanted]
    if not found:
        return None
    assets = context.table(Asset.kind)
    names = " and ".join(named(assets[asset]) for asset in found)
    return Fact(
        subject=record.id,
        what=verb,
        value=" ".join(found),
        text=f"{named(record)} {verb} {names}",
    )


def _to_holds(context: Context, flow: Flow, wanted: Words) -> Found:
    component = context.get(Component, flow.target)
    held = _holds(context, component, wanted) if component else None
    if component is None or held is None:
        return None
    text = f"{named(flow)} goes to {named(component)}, and {held.text}"
    return Fact(flow.id, "goes to what holds", f"{component.id} {held.value}", text)


def _reachable(context: Context, component: Component, wanted: bool) -> Found:
    way = ways_in(context).get(component.id)
    if (way is not None) is not wanted:
        return None
    if way is None:
        return Fact(component.id, "reached by", "", f"nothing from outside gets at {named(component)}")
    return Fact(component.id, "reached by", way.id, f"{named(component)} can be reached by {named(way)}")


def _component_kind(_: Context, component: Component, wanted: Words) -> Found:
    if component.component_kind not in wanted:
        return None
    kind = component.component_kind.value
    return Fact(
        subject=component.id,
        what="kind",
        value=kind,
        text=f"{named(component)} is of the kind {kind}",
    )


def _from_kind(context: Context, flow: Flow, wanted: Words) -> Found:
    return _end(context, flow, flow.source, "comes from", wanted)


def _to_kind(context: Context, flow: Flow, wanted: Words) -> Found:
    return _end(context, flow, flow.target, "goes to", wanted)


def _end(context: Context, flow: Flow, component_id: str, verb: str, wanted: Words) -> Found:
    component = context.get(Component, component_id)
    if component is None or component.component_kind not in wanted:
        return None
    kind = component.component_kind.value
    return Fact(
        subject=flow.id,
        what=verb,
        value=f"{component.id} {kind}",
        text=f"{named(flow)} {verb} {named(component)}, of the kind {kind}",
    )


def _crosses(context: Context, flow: Flow, wanted: bool) -> Found:
    sides = crossings(context).get(flow.id)
    if (sides is not None) is not wanted:
        return None
    if sides is None:
        return Fact(flow.id, "crosses", "", f"{named(flow)} crosses no trust boundary")
    here, there = sides
    return Fact(
        subject=flow.id,
        what="crosses",
        value=f"{here.id} > {there.id}",
        text=f"{named(flow)} crosses from {here.name} to {there.name}",
    )


def _authentication(_: Context, flow: Flow, wanted: Words) -> Found:
    return _protection(flow, "authentication", flow.authentication, wanted)


def _authorization(_: Context, flow: Flow, wanted: Words) -> Found:
    return _protection(flow, "authorization", flow.authorization, wanted)


def _encryption(_: Context, flow: Flow, wanted: Words) -> Found:
    return _protection(flow, "encryption", flow.encryption, wanted)


def _protection(flow: Flow, name: str, known: Protection, wanted: Words) -> Found:
    if known not in wanted:
        return None
    match known:
        case Protection.PRESENT:
            text = f"{named(flow)} has {name}"
        case Protection.NONE:
            text = f"{named(flow)} has no {name}"
        case _:
            text = f"whether {named(flow)} has {name} is not known"
    return Fact(flow.id, name, known.value, text)


def _at_entry_point(context: Context, record: Record, wanted: bool) -> Found:
    entry = entry_points(context).get(record.id)
    if (entry is not None) is not wanted:
        return None
    if entry is None:
        return Fact(record.id, "entry point", "", f"no entry point names {named(record)}")
    return Fact(
        subject=record.id,
        what="entry point",
        value=entry.id,
        text=f"{named(record)} can be reached by {named(entry)}",
    )


def _targeted(context: Context, record: Record, wanted: bool) -> Found:
    threats = first_threats(context)
    is_targeted = any(item in threats for item in _targets(record))
    if is_targeted is not wanted:
        return None
    value, quantity = ("some", "a") if is_targeted else ("", "no")
    return Fact(
        subject=record.id,
        what="threat",
        value=value,
        text=f"{quantity} threat is documented for {named(record)}",
        transient=True,
    )


def _targets(record: Record) -> Words:
    """The ids that a threat to a record may name: its own, and what an entry point leads to."""
    if isinstance(record, EntryPoint):
        return (record.id, record.component, *record.flows)
    return (record.id,)


TESTS: Mapping[str, Test] = {
    "catalogue": _catalogue,
    "category": _category,
    "properties": _properties,
    "unthreatened_property": _unthreatened,
    "holds": _holds,
    "component_kind": _component_kind,
    "reachable": _reachable,
    "carries": _carries,
    "to_holds": _to_holds,
    "from_kind": _from_kind,
    "to_kind": _to_kind,
    "crosses_boundary": _crosses,
    "authentication": _authentication,
    "authorization": _authorization,
    "encryption": _encryption,
    "at_entry_point": _at_entry_point,
    "targeted": _targeted,
}

"""What the words of a form mean: the field in hand, then the terms that belong to it and to its kind of record."""

from facilitator.model.fields.field import Field, FieldType
from facilitator.model.fields.references import Reference
from facilitator.model.fields.texts import Catalogue, Stage, Stages
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS
from facilitator.model.records.threats import Countermeasures

OF_FIELD = {
    "stride": ("stride",),
    "properties": ("security-property",),
    "failure_mode": ("failure-mode", "fmea"),
    "techniques": ("technique", "attack"),
    "target": ("attack-surface", "component"),
    "source": ("component",),
    "reachable_by": ("attack-surface", "attacker"),
    "authentication": ("authentication",),
    "authentication_detail": ("authentication",),
    "authorization": ("authorization", "least-privilege"),
    "authorization_detail": ("authorization", "least-privilege"),
    "encryption": ("encryption",),
    "disables": ("condition", "pruning"),
    "in_place": ("control", "pruning"),
    "assets": ("asset",),
    "asset": ("asset",),
    "category": ("asset",),
    "value": ("asset",),
    "threat": ("threat",),
    "threats": ("threat",),
    "system_kind": ("foundation-model", "agent"),
    "scale": ("scale", "dread"),
    "status": ("risk", "mitigation"),
    "status_reason": ("residual-risk", "risk"),
    "severity": ("damage",),
    "component": ("component",),
    "components": ("component",),
    "flows": ("flow",),
    "inside": ("trust-boundary",),
}

OF_TYPE: dict[type[FieldType], tuple[str, ...]] = {
    Stage: ("lifecycle-stage",),
    Stages: ("lifecycle-stage",),
    Catalogue: ("asset", "failure-mode"),
    Countermeasures: ("countermeasure", "mitigation"),
}


def terms_of(form: Kind, item: Field | None) -> list[str]:
    """Ids of terms: those of the field in hand, what may be chosen there, then those of the kind of record."""
    found: list[str] = []
    if item is not None:
        found += [*OF_FIELD.get(item.name, ()), *OF_TYPE.get(type(item.type), ()), *item.choices]
    found += [form.name.replace("_", "-"), *form.terms]
    return list(dict.fromkeys(found))


def page_of(form: Kind, item: Field) -> tuple[str, str]:
    """A page on one field: what it asks for and what may stand there."""
    parts = [f"A field of the {form.noun} form. {form.hint}"]
    parts += [f"{item.help[:1].upper()}{item.help[1:]}."] if item.help else []
    if item.choices:
        parts.append(f"It may be: {', '.join(choice.replace('-', ' ') for choice in item.choices)}.")
    if isinstance(item.type, Reference):
        nouns = ", ".join(KINDS[kind].noun for kind in item.type.kinds)
        parts.append(f"It names records of these kinds: {nouns}.")
    parts.append("It must be filled in." if item.required else "It may stay as it is.")
    return f"This field: {item.label}", "\n\n".join(parts)

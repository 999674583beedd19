"""What the words of a form mean: the field in hand, then the terms that belong to it and to its kind of record."""

from facilitator.workshop.forms import Entry, Form, FormField

OF_KIND = {
    "session": ("stride-ai", "lifecycle-stage", "scale"),
    "threat": ("stride", "confidentiality", "integrity", "availability", "failure-mode", "countermeasure"),
    "asset": ("confidentiality", "integrity", "availability", "authenticity", "failure-mode"),
    "component": ("component", "data-flow"),
    "flow": ("data-flow", "authentication", "authorization", "trust-boundary"),
    "boundary": ("trust-boundary",),
    "entry_point": ("attack-surface",),
    "technology": ("component", "vulnerability", "supply-chain"),
    "tree": ("threat-tree", "goal", "scenario"),
    "control": ("condition", "pruning", "countermeasure"),
    "condition": ("leaf", "control"),
    "participant": ("facilitator", "data-owner"),
    "failure_mode": ("fmea", "asset"),
    "note": ("dont-know", "countermeasure"),
}

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

OF_ENTRY = {
    Entry.STAGE: ("lifecycle-stage",),
    Entry.STAGES: ("lifecycle-stage",),
    Entry.CATALOGUE: ("asset", "failure-mode"),
    Entry.COUNTERMEASURES: ("countermeasure", "mitigation"),
}


def terms_of(form: Form, item: FormField | None) -> list[str]:
    """Ids of terms: those of the field in hand, what may be chosen there, then those of the kind of record."""
    found: list[str] = []
    if item is not None:
        found += [*OF_FIELD.get(item.name, ()), *OF_ENTRY.get(item.entry, ()), *item.choices]
    found += [form.kind.replace("_", "-"), *OF_KIND.get(form.kind, ())]
    return list(dict.fromkeys(found))


def page_of(form: Form, item: FormField) -> tuple[str, str]:
    """A page on one field: what it asks for and what may stand there."""
    parts = [f"A field of the {form.singular} form. {form.hint}"]
    parts += [f"{item.help[:1].upper()}{item.help[1:]}."] if item.help else []
    if item.choices:
        parts.append(f"It may be: {', '.join(choice.replace('-', ' ') for choice in item.choices)}.")
    if item.refers_to:
        parts.append(
            f"It names records of these kinds: {', '.join(kind.replace('_', ' ') for kind in item.refers_to)}."
        )
    parts.append("It must be filled in." if item.required else "It may stay as it is.")
    return f"This field: {item.label}", "\n\n".join(parts)

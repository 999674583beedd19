"""What the words of a form mean: the field in hand, then the terms that belong to it and to its kind of record."""

from collections.abc import Sequence

from textual.dom import DOMNode

from facilitator.banks.schema.glossary import Term
from facilitator.model.fields.field import Field
from facilitator.model.fields.references import Reference
from facilitator.model.kinds import KINDS
from facilitator.model.vocabulary import Step
from facilitator.workshop.offers import Form

Page = tuple[str, str]
"""A title and the text under it."""


def pages_of(screen: DOMNode, form: Form, item: Field | None, glossary: Sequence[Term]) -> list[Page]:
    """The pages that explain a form: the field in hand, then the words of the form and its keys."""
    from facilitator.app.screens.explain_screen import pages_from

    about_field = [page_of(form, item)] if item else []
    pages = pages_from(screen, form.step or Step.ASSETS, glossary, terms_of(form, item))
    return [*about_field, *pages]


def terms_of(form: Form, item: Field | None) -> list[str]:
    """Ids of terms: those of the field in hand, what may be chosen there, then those of the kind of record."""
    found: list[str] = []
    if item is not None:
        found += [*item.terms, *item.type.terms, *_kinds_named(item), *item.choices]
    found += [_term_of(form.name), *form.terms]
    return list(dict.fromkeys(found))


def _kinds_named(item: Field) -> list[str]:
    """The term of the one kind of record that a field names."""
    kinds = item.type.kinds if isinstance(item.type, Reference) else ()
    return [_term_of(kind) for kind in kinds] if len(kinds) == 1 else []


def _term_of(kind: str) -> str:
    return kind.replace("_", "-")


def page_of(form: Form, item: Field) -> Page:
    """A page on one field: what it asks for and what may stand there."""
    parts = [f"A field of the {form.noun} form. {form.hint}"]
    if item.help:
        parts.append(f"{item.help[:1].upper()}{item.help[1:]}.")
    if item.choices:
        choices = [choice.replace("-", " ") for choice in item.choices]
        parts.append(f"It may be: {', '.join(choices)}.")
    if isinstance(item.type, Reference):
        nouns = ", ".join(KINDS[kind].noun for kind in item.type.kinds)
        parts.append(f"It names records of these kinds: {nouns}.")
    parts.append("It must be filled in." if item.required else "It may stay as it is.")
    return f"This field: {item.label}", "\n\n".join(parts)

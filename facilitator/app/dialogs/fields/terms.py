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
    found: dict[str, None] = {}
    if item is not None:
        found |= dict.fromkeys(item.terms)
        found |= dict.fromkeys(item.type.terms)
        kinds = _kinds_named(item)
        if len(kinds) == 1:
            found[_term_of(kinds[0])] = None
        found |= dict.fromkeys(item.choices)
    found[_term_of(form.name)] = None
    found |= dict.fromkeys(form.terms)
    return list(found)


def _kinds_named(item: Field) -> tuple[str, ...]:
    """The kinds of record that a field names."""
    return item.type.kinds if isinstance(item.type, Reference) else ()


def _term_of(kind: str) -> str:
    return kind.replace("_", "-")


def page_of(form: Form, item: Field) -> Page:
    """A page on one field: what it asks for and what may stand there."""
    parts = [f"A field of the {form.noun} form. {form.hint}"]
    if item.help:
        first, rest = item.help[0], item.help[1:]
        parts.append(f"{first.upper()}{rest}.")
    choices = ", ".join(item.choices)
    if choices:
        words = choices.replace("-", " ")
        parts.append(f"It may be: {words}.")
    kinds = _kinds_named(item)
    if kinds:
        nouns = [KINDS[kind].noun for kind in kinds]
        parts.append(f"It names records of these kinds: {', '.join(nouns)}.")
    needed = "It must be filled in." if item.required else "It may stay as it is."
    parts.append(needed)
    return f"This field: {item.label}", "\n\n".join(parts)

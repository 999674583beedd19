"""Every key of the application by the id that a person's configuration names it by."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

import facilitator.app
from facilitator.app import acts as acts
from facilitator.app.act import bindings
from facilitator.app.key import Help, Key, Place, key_tables

KEEP = "keep what is typed: the answer, a note (before the answer or after it), or records one after another"
OF_TEXTUAL = (
    Key("ctrl+p", "command_palette", "Commands", help=(Help(Place.SCREEN, "any of this by its name"),)),
    Key("enter", "submit", "Keep the line", help=(Help(Place.LINE, KEEP),)),
)
"""Keys that Textual binds, with what they do here."""


def classes_with_keys() -> list[type[DOMNode]]:
    """The screens and widgets of the program that have keys of their own, by the names of their modules."""
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(facilitator.app.__path__, "facilitator.app."):
        classes = inspect.getmembers(import_module(module.name), inspect.isclass)
        for _, item in classes:
            if issubclass(item, DOMNode) and _has_own_keys(item):
                found[f"{item.__module__}.{item.__name__}"] = item
    return [found[name] for name in sorted(found)]


def own_bindings() -> Iterator[Binding]:
    """Every binding that the screens and widgets of the program define."""
    yield from bindings()
    for holder in classes_with_keys():
        for binding in holder.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            yield binding


def tables_of_keys() -> dict[Place, list[tuple[str, str]]]:
    """What the documentation says of keys: for each place the keys of a row, and what they do there."""
    return key_tables([*own_bindings(), *OF_TEXTUAL])


def binding_ids() -> list[str]:
    """The ids that a keymap may name, in order."""
    return list(dict.fromkeys(binding.id for binding in own_bindings() if binding.id))


def _has_own_keys(item: type[DOMNode]) -> bool:
    is_ours = item.__module__.startswith(facilitator.app.__name__)
    return is_ours and bool(item.__dict__.get("BINDINGS")) and item.__name__ != "FacilitatorApp"

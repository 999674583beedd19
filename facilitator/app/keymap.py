"""Every key of the application: by the id that a person's configuration names it by, and in tables for a page."""

import inspect
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

import facilitator.app
from facilitator.app import acts as acts
from facilitator.app.act import bindings
from facilitator.app.key import Help, Key, Place
from facilitator.app.terminal.key_names import name_of_keys

SEVERAL = 3
"""From so many digits on, a row names the first and the last."""

ANY_OF_THIS = Help(Place.SCREEN, "any of this by its name")
KEEP = Help(
    Place.LINE, "keep what is typed: the answer, a note (before the answer or after it), or records one after another"
)
OF_TEXTUAL = (
    Key("ctrl+p", "command_palette", "Commands", help=(ANY_OF_THIS,)),
    Key("enter", "submit", "Keep the line", help=(KEEP,)),
)
"""Keys that Textual binds, with what they do here."""

Tables = dict[Place, list[tuple[str, str]]]
"""For each place the keys of a row, and what they do there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of keys: keys that do the same sort of thing, and what each does."""

    keys: list[str]
    words: list[str]

    def add(self, keys: str, words: str) -> None:
        """Put the first of some keys into the row; words that stand there already are not said again."""
        first, _, _ = keys.partition(",")
        self.keys.append(first)
        if words not in self.words:
            self.words.append(words)

    def leads_out(self) -> bool:
        """Whether it says how to leave the place."""
        return self.keys == ["escape"]

    @property
    def cells(self) -> tuple[str, str]:
        """The row as Markdown shows it: the keys, then what they do."""
        return _named(self.keys), ", ".join(self.words)


ONLY_ON_UNIX = ("facilitator.app.terminal.prompt_driver",)
"""Modules that Windows can neither load nor use."""


def classes_with_keys() -> list[type[DOMNode]]:
    """The screens and widgets of the program that have keys of their own, by the names of their modules."""
    found: dict[str, type[DOMNode]] = {}
    for module in _modules():
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


def binding_ids() -> list[str]:
    """The ids that a keymap may name, in order."""
    ids = [binding.id for binding in own_bindings() if binding.id]
    return list(dict.fromkeys(ids))


def tables_of_keys() -> Tables:
    """What the documentation says of keys."""
    return key_tables([*own_bindings(), *OF_TEXTUAL])


def key_tables(keys: Iterable[Binding]) -> Tables:
    """The rows of each table: in the order of the keys, the way out of a place last."""
    declared = [key for key in keys if isinstance(key, Key)]
    tables: Tables = {}
    for place in Place:
        rows = _rows(place, declared)
        in_order = sorted(rows, key=Row.leads_out)
        tables[place] = [row.cells for row in in_order]
    return tables


def _rows(place: Place, keys: Iterable[Key]) -> Iterable[Row]:
    """The rows of one table, in the order of the keys."""
    rows: dict[str, Row] = {}
    for key in keys:
        for help in key.help:
            if help.place is place:
                head = help.beside or str(key.id)
                row = rows.setdefault(head, Row([], []))
                row.add(key.key, help.words)
    return rows.values()


def _named(keys: list[str]) -> str:
    """Keys as a page names them: each, or the first and the last of many digits."""
    names = [f"`{_written(key)}`" for key in keys]
    are_digits = all(key[-1].isdigit() for key in keys)
    if are_digits and len(keys) >= SEVERAL:
        return f"{names[0]} to {names[-1]}"
    return " ".join(names)


def _written(key: str) -> str:
    """A key as it stands on the keyboard; F1 and its like with a capital."""
    is_function = key[0] == "f" and key[1:].isdigit()
    return key.upper() if is_function else name_of_keys(key)


def _modules() -> Iterator[pkgutil.ModuleInfo]:
    for module in pkgutil.walk_packages(facilitator.app.__path__, "facilitator.app."):
        if sys.platform != "win32" or module.name not in ONLY_ON_UNIX:
            yield module


def _has_own_keys(item: type[DOMNode]) -> bool:
    is_ours = item.__module__.startswith(facilitator.app.__name__)
    has_keys = bool(item.__dict__.get("BINDINGS"))
    return is_ours and has_keys and item.__name__ != "FacilitatorApp"

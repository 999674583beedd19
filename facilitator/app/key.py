"""A key with what the tables of keys say of it, so that keys, bars and documents are made of one declaration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

from facilitator.app.terminal.key_names import name_of_keys
from facilitator.workshop.commands.command import Offer

SEVERAL = 3
"""From so many digits on, a row names the first and the last."""


class Place(StrEnum):
    """Where a key does something: the headings of the tables of keys, in their order."""

    SCREEN = "on this screen"
    QUESTION = "at a question"
    CHOICES = "in the choices"
    LINE = "in the line"
    TABLE = "in a table"
    SUGGESTIONS = "in the suggestions"
    DRAWING = "in the drawing"
    ROOM = "in the room"


@dataclass(frozen=True, slots=True)
class Help:
    """What the tables of keys say of a key.

    beside: the id of the key whose row it shares; its words follow that key's, unless they are the same.
    """

    place: Place
    words: str
    beside: str = ""


@dataclass(slots=True)
class InHand:
    """What the words of a key may depend on: the kind of the table in hand, the question, what is out of sight.

    choices: how many the question offers. other_view: what a narrow screen shows instead.
    """

    kind: str
    is_chosen: bool = False
    is_asked: bool = False
    takes_yes_no: bool = False
    choices: int = 0
    other_view: str = ""


WordsHere = Callable[[InHand, str], str]
"""What the bar of keys says of a key, from what is in hand and the words of the key; "" where it does nothing."""

WORDS_HERE: dict[str, WordsHere] = {}
"""The id of a key whose words depend on what is in hand -> what the bar of keys says of it."""


@dataclass(frozen=True)
class Key(Binding):
    """A key as Textual binds it, with what the tables of keys say of it in each place."""

    help: tuple[Help, ...] = ()


def key_of(offer: Offer, action: str, *help: Help) -> Key:
    """The key of a command on a screen of its own, with what it does there."""
    return Key(offer.key, action, offer.words, id=offer.key_id, help=help)


@dataclass(slots=True)
class Row:
    """A row of a table of keys: keys that do the same sort of thing, and what each does."""

    keys: list[str]
    words: list[str]

    @property
    def cells(self) -> tuple[str, str]:
        """The row as Markdown shows it: the keys, then what they do."""
        return _named(self.keys), ", ".join(self.words)


def key_tables(bindings: Iterable[Binding]) -> dict[Place, list[tuple[str, str]]]:
    """The rows of each table of keys: first in the order of the bindings, the way out of a place last."""
    rows: dict[tuple[Place, str], Row] = {}
    for binding in bindings:
        for help in binding.help if isinstance(binding, Key) else ():
            row = rows.setdefault((help.place, help.beside or str(binding.id)), Row([], []))
            row.keys.append(binding.key.split(",")[0])
            if help.words not in row.words:
                row.words.append(help.words)
    tables: dict[Place, list[tuple[str, str]]] = {place: [] for place in Place}
    for (place, _), row in sorted(rows.items(), key=lambda item: item[1].keys == ["escape"]):
        tables[place].append(row.cells)
    return tables


def _named(keys: list[str]) -> str:
    """Keys as a page names them: each, or the first and the last of many digits."""
    names = [f"`{_written(key)}`" for key in keys]
    is_range = len(keys) >= SEVERAL and all(key[-1].isdigit() for key in keys)
    return f"{names[0]} to {names[-1]}" if is_range else " ".join(names)


def _written(key: str) -> str:
    """A key as it stands on the keyboard; F1 and its like with a capital."""
    is_function = key[0] == "f" and key[1:].isdigit()
    return key.upper() if is_function else name_of_keys(key)

"""A key with what bars, help and tables of keys say of it: the one declaration that they are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

from facilitator.workshop.commands.command import Offer


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

"""A key with what bars, help and tables of keys say of it: the one declaration that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.binding import Binding

from facilitator.workshop.commands.command import Offer

if TYPE_CHECKING:
    from facilitator.banks.schema.questions import Question


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


@dataclass(frozen=True, slots=True)
class InHand:
    """What the words of a key may depend on.

    kind: of the table in hand. is_chosen: whether a row of it is under the cursor. question: the one on the screen.
    other_view: what is out of sight on a narrow screen.
    """

    kind: str
    is_chosen: bool
    question: Question | None
    other_view: str


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

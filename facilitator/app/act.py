"""What keys and messages do on the workshop screen: each act declared once, with its key and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from textual.binding import Binding
from textual.message import Message

from facilitator.app.key import WORDS_HERE, Help, Key, Place, WordsHere
from facilitator.app.terminal.key_names import name_of_keys
from facilitator.workshop.commands.command import COMMANDS, Command

Run = Callable[..., None]
R = TypeVar("R", bound=Run)

SCREEN = "workshop"
"""The screen of these acts, as ids and offers name it."""


@dataclass(frozen=True, slots=True)
class ScreenAct:
    """One act: its id and words, the key that does it, and the function that is given the screen.

    bar: its place in the bar of keys, from 1; 0 for none. group: keys that the bar shows as one.
    priority: the key does it even while something is typed. help: what the tables of keys say of it.
    everywhere: the key does it from every screen that is no form.
    """

    id: str
    key: str
    words: str
    run: Run
    bar: int = 0
    group: Binding.Group | None = None
    priority: bool = False
    help: tuple[Help, ...] = ()
    everywhere: bool = False

    @property
    def binding(self) -> Key:
        """The key as Textual binds it."""
        return Key(
            self.key,
            f"act('{self.id}')",
            self.words,
            show=bool(self.bar),
            priority=self.priority,
            id=self.id,
            group=self.group,
            help=self.help or (Help(Place.SCREEN, lowered(self.words)),),
        )


ACTS: dict[str, ScreenAct] = {}
"""Every act of the workshop screen with a function of its own, by its id, in the order of their declarations."""

EACH_SECOND: list[Callable[[Any], None]] = []
"""What is looked at each second while a session is on the screen."""

HANDLERS: dict[type[Message], Callable[[Any, Any], None]] = {}
"""What happens when a part of the screen says something: a message -> a function of screen and message."""


def act(
    act_id: str,
    key: str,
    words: str,
    *help: Help,
    bar: int = 0,
    group: Binding.Group | None = None,
    priority: bool = False,
    here: WordsHere | None = None,
) -> Callable[[R], R]:
    """Declare a function of the screen as what a key does. here: its words where these depend on what is in hand."""
    if here is not None:
        WORDS_HERE[act_id] = here

    def declare(run: R) -> R:
        ACTS[act_id] = ScreenAct(act_id, key, words, run, bar, group, priority, help)
        return run

    return declare


def act_of(command: type[Command[Any]], *help: Help, everywhere: bool = False) -> Callable[[R], R]:
    """Declare a function of the screen as what asks for a command; key and words are those of its offer."""
    offer = command.offer

    def declare(run: R) -> R:
        ACTS[offer.key_id] = ScreenAct(
            offer.key_id, offer.key, offer.words, run, offer.bar, help=help, everywhere=everywhere
        )
        return run

    return declare


def handles(message: type[Message]) -> Callable[[R], R]:
    """Declare a function of screen and message as what follows a message."""

    def declare(run: R) -> R:
        HANDLERS[message] = run
        return run

    return declare


def each_second(run: R) -> R:
    """Declare a function of the screen as what is looked at each second."""
    EACH_SECOND.append(run)
    return run


def every_act() -> dict[str, ScreenAct]:
    """Every act of the workshop screen by its id: those with a function, then commands that need but their fields."""
    acts = dict(ACTS)
    for command in COMMANDS.values():
        offer = command.offer
        if offer.key and offer.screen == SCREEN and offer.key_id not in acts:
            help = (Help(Place.ROOM, offer.line_help or lowered(offer.words)),)
            run = partial(_ask, command=command)
            acts[offer.key_id] = ScreenAct(offer.key_id, offer.key, offer.words, run, offer.bar, help=help)
    return acts


def bindings() -> list[Key]:
    """The keys of all acts, those first that the bar of keys shows."""
    acts = every_act().values()
    in_bar = sorted((declared for declared in acts if declared.bar), key=lambda declared: declared.bar)
    others = [declared for declared in acts if not declared.bar]
    return [declared.binding for declared in (*in_bar, *others)]


def keys_in_words() -> list[tuple[str, str]]:
    """The keys of all acts, as people read them, and what each does."""
    return [(name_of_keys(key.key), key.description) for key in bindings()]


def lowered(words: str) -> str:
    """Words as they stand in the middle of a sentence."""
    return words[:1].lower() + words[1:]


def _ask(screen: Any, command: type[Command[Any]]) -> None:
    from facilitator.app.acts.command_form import ask

    ask(screen, command)

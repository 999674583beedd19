"""What keys and messages do on the workshop screen: each act declared once, with its key and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from textual.binding import Binding
from textual.message import Message

Run = Callable[..., None]
R = TypeVar("R", bound=Run)


@dataclass(frozen=True, slots=True)
class ScreenAct:
    """One act: its id and words, the key that does it, and the function that is given the screen.

    bar: its place in the bar of keys, from 1; 0 for none. group: keys that the bar shows as one.
    priority: the key does it even while something is typed.
    """

    id: str
    key: str
    words: str
    run: Run
    bar: int = 0
    group: Binding.Group | None = None
    priority: bool = False

    @property
    def binding(self) -> Binding:
        """The key as Textual binds it."""
        return Binding(
            self.key,
            f"act('{self.id}')",
            self.words,
            show=bool(self.bar),
            priority=self.priority,
            id=self.id,
            group=self.group,
        )


ACTS: dict[str, ScreenAct] = {}
"""Every act of the workshop screen by its id, in the order in which they were declared."""

EACH_SECOND: list[Callable[[Any], None]] = []
"""What is looked at each second while a session is on the screen."""

HANDLERS: dict[type[Message], Callable[[Any, Any], None]] = {}
"""What happens when a part of the screen says something: a message -> a function of screen and message."""


def act(
    act_id: str,
    key: str,
    words: str,
    *,
    bar: int = 0,
    group: Binding.Group | None = None,
    priority: bool = False,
) -> Callable[[R], R]:
    """Declare a function of the screen as what a key does."""

    def declare(run: R) -> R:
        ACTS[act_id] = ScreenAct(act_id, key, words, run, bar, group, priority)
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


def bindings() -> list[Binding]:
    """The keys of all acts, those first that the bar of keys shows."""
    in_bar = [declared for declared in ACTS.values() if declared.bar]
    others = [declared for declared in ACTS.values() if not declared.bar]
    return [declared.binding for declared in (*sorted(in_bar, key=lambda declared: declared.bar), *others)]

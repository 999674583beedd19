"""Every key of the screen in hand as an entry of the command palette."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.binding import ActiveBinding, Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from facilitator.app.terminal.key_names import name_of_keys

MOVES = frozenset({"up", "down", "page-up", "page-down", "first", "last"})
"""How the ids of keys end that only move a cursor."""


class BindingCommands(Provider):
    """Offers what the keys of the screen and of what has the focus do, by their descriptions."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for words, run in self._commands():
            yield DiscoveryHit(words, run)

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for words, run in self._commands():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), run)

    def _commands(self) -> Iterator[tuple[str, Callable[[], Awaitable[bool]]]]:
        """The keys of the screen, then those of the table or list that has the focus; not how to move in it."""
        active = self.screen.active_bindings.items()
        of_screen_first = sorted(active, key=self._is_elsewhere)
        seen: set[str] = set()
        for key, found in of_screen_first:
            binding = found.binding
            action = binding.action
            if not _is_offered(binding) or action in seen:
                continue
            seen.add(action)
            name = name_of_keys(key)
            run = partial(self.app.run_action, action, found.node)
            yield f"{binding.description} ({name})", run

    def _is_elsewhere(self, key: tuple[str, ActiveBinding]) -> bool:
        """Whether a key is not one of the screen itself."""
        _, found = key
        return found.node is not self.screen


def _is_offered(binding: Binding) -> bool:
    """Whether a key is one of ours that does more than move a cursor."""
    if not binding.id or not binding.description:
        return False
    _, _, name = binding.id.rpartition(".")
    return name not in MOVES

"""Every key of the screen in hand as an entry of the command palette."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.binding import Binding
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
        seen: set[str] = set()
        for key, found in sorted(active, key=lambda item: item[1].node is not self.screen):
            binding = found.binding
            if not _is_offered(binding) or binding.action in seen:
                continue
            seen.add(binding.action)
            words = f"{binding.description} ({name_of_keys(key)})"
            yield words, partial(self.app.run_action, binding.action, found.node)


def _is_offered(binding: Binding) -> bool:
    """Whether a key is one of ours that does more than move a cursor."""
    _, _, name = (binding.id or "").rpartition(".")
    return bool(name and binding.description) and name not in MOVES

"""Every key of the screen in hand as an entry of the command palette."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from facilitator.app.key_names import name_of_keys


class BindingCommands(Provider):
    """Offers what the keys of the screen do, by their descriptions."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for words, action in self._commands():
            yield DiscoveryHit(words, lambda action=action: self.app.run_action(action, self.screen))

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for words, action in self._commands():
            score = matcher.match(words)
            if score > 0:
                run = lambda action=action: self.app.run_action(action, self.screen)  # noqa: E731
                yield Hit(score, matcher.highlight(words), run)

    def _commands(self) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        for key, found in self.screen.active_bindings.items():
            binding = found.binding
            if found.node is self.screen and binding.id and binding.description and binding.action not in seen:
                seen.add(binding.action)
                yield f"{binding.description} ({name_of_keys(key)})", binding.action

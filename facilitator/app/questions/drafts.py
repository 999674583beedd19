"""What is typed and ticked at questions and is not saved yet."""

from dataclasses import dataclass

Key = tuple[str, str]
"""The key of a question: its id, and the record that it is about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The line under a question, and which of its choices are ticked."""

    line: str
    ticked: frozenset[str]


class Drafts:
    """Keeps for each question what people typed and ticked there, until it is saved."""

    def __init__(self) -> None:
        self._kept: dict[Key, Draft] = {}
        self._drawn: tuple[Key, Draft] | None = None

    def of(self, key: Key) -> Draft | None:
        """What was kept of a question, if anything."""
        return self._kept.get(key)

    def draw(self, key: Key, saved: Draft) -> None:
        """Note which question is on the screen, and what the session says of it."""
        self._drawn = key, saved

    def keep(self, now: Draft) -> None:
        """Keep what stands on the screen, before it goes, where it is not what the session says."""
        if self._drawn is None:
            return
        key, saved = self._drawn
        self._drawn = None
        if now == saved:
            self._kept.pop(key, None)
        else:
            self._kept[key] = now

    def let_go(self, key: Key) -> None:
        """Forget what was kept of a question: it is saved."""
        self._kept.pop(key, None)
        if self._drawn is not None and self._drawn[0] == key:
            self._drawn = None

"""How the store says no: one sentence with the file, the line where it can be told, what is wrong, how to mend it."""

from pathlib import Path

from facilitator.errors import UserError

LONGEST = 800
"""Characters of a sentence that quotes what stands in a file."""


class StoreRefused(UserError):
    """A file that cannot be used as it is, or a place that cannot be written."""

    def __init__(self, path: Path | str, what: str, line: int | None = None) -> None:
        self.what = _one_sentence(what)
        place = f"{path}, line {line}" if line else path
        super().__init__(f"{place}: {self.what}")
        self.path = path
        self.line = line


def _one_sentence(what: str) -> str:
    words = what.split()
    sentence = " ".join(words)
    if len(sentence) <= LONGEST:
        return sentence
    return f"{sentence[:LONGEST]}…"

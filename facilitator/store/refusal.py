"""How the store says no: one sentence with the file, the line where it can be told, what is wrong, how to mend it."""

from pathlib import Path


class StoreRefused(ValueError):
    """A file that cannot be used as it is, or a place that cannot be written."""

    def __init__(self, path: Path | str, what: str, line: int | None = None) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}")
        self.path = path
        self.what = what
        self.line = line

"""All that can be said against a set of banks: what cannot be read, what does not fit, what the linter finds."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.banks.extras import introduction_pages, sources
from facilitator.banks.lint import lint
from facilitator.banks.load import read_banks
from facilitator.banks.reading import BankError, line_of_text
from facilitator.banks.schema.banks import Banks


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. rule: file, wiring, form or reference."""

    path: Path
    line: int | None
    rule: str
    text: str

    @property
    def sentence(self) -> str:
        """The finding on one line, with its place."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.text}"


def checked(extra: Path | None = None) -> tuple[Banks | None, tuple[Finding, ...]]:
    """The banks, when they can be read at all, and every finding."""
    try:
        banks, faults = read_banks(extra)
        introduction_pages()
        sources()
    except BankError as error:
        return None, (Finding(error.path, error.line, "file", error.what),)
    if faults:
        lines = ((fault, line_of_text(fault.path, fault.needle)) for fault in faults)
        return banks, tuple(Finding(fault.path, line, "wiring", fault.what) for fault, line in lines)
    return banks, tuple(Finding(item.path, item.line, item.rule, item.text) for item in lint(banks))

"""All that can be said against a set of banks: what cannot be read, what does not fit, what the linter finds."""

from collections.abc import Iterable
from pathlib import Path

from facilitator.banks.extras import introduction_pages, sources
from facilitator.banks.integrity.faults import Fault
from facilitator.banks.lint import Finding, lint
from facilitator.banks.load import read_banks
from facilitator.banks.reading import BankError, line_of_text
from facilitator.banks.schema.banks import Banks

Findings = tuple[Finding, ...]


def checked(extra: Path | None = None) -> tuple[Banks | None, Findings]:
    """The banks, when they can be read at all, and every finding."""
    try:
        banks, faults = read_banks(extra)
        introduction_pages()
        sources()
    except BankError as error:
        unreadable = Finding(error.path, error.line, "file", error.what)
        return None, (unreadable,)
    if faults:
        return banks, _findings(faults)
    return banks, lint(banks)


def _findings(faults: Iterable[Fault]) -> Findings:
    """Faults with the lines on which they stand."""
    found: list[Finding] = []
    for fault in faults:
        line = line_of_text(fault.path, fault.needle)
        found.append(Finding(fault.path, line, "wiring", fault.what))
    return tuple(found)

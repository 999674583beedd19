"""Sources of facts, and the published lists of threats and techniques."""

import re
from dataclasses import dataclass, field

from facilitator.banks.schema.part import BankPart


@dataclass(frozen=True, kw_only=True)
class Source(BankPart):
    """A source of facts. taken: what was taken. text: whether its licence allows shipping its sentences."""

    id: str
    title: str
    publisher: str
    version: str
    date: str
    licence: str
    taken: str
    text: bool
    note: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceBank(BankPart):
    """Every source."""

    format: int
    version: str
    source: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut(BankPart):
    """Entries of a published list that the banks leave out, and why."""

    reason: str
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReferenceList(BankPart):
    """A published list that the banks refer to.

    form: a regular expression that each of its ids matches. complete: all of its ids stand here.
    """

    id: str
    title: str
    edition: str
    licence: str
    form: str
    complete: bool
    left_out: tuple[LeftOut, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReferenceBank(BankPart):
    """The published lists."""

    format: int
    version: str
    list: tuple[ReferenceList, ...] = ()

    def fault(self, reference: str) -> str:
        """What is wrong with a reference, or ""."""
        fitting = [entry for entry in self.list if re.fullmatch(entry.form, reference)]
        if not fitting:
            return "which has the form of no list of references.toml"
        if any(reference in entry.ids or not entry.complete for entry in fitting):
            return ""
        return f"which is not on the list “{fitting[0].title}” ({fitting[0].edition})"

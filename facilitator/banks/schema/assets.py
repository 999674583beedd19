"""The catalogue of assets with their failure modes."""

from dataclasses import dataclass

from facilitator.banks.schema.part import BankPart
from facilitator.model.vocabulary import AssetCategory, SecurityProperty


@dataclass(frozen=True, kw_only=True)
class FailureModeEntry(BankPart):
    """One way in which an asset fails, and the properties that break with it."""

    id: str
    text: str
    properties: tuple[SecurityProperty, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssetEntry(BankPart):
    """An asset of the catalogue: what it should and must not do, how it fails, its published properties.

    stages: where in the lifecycle it is made or used. examples: what people call it.
    published: STRIDE-AI lists it, with these failure modes and properties.
    """

    id: str
    name: str
    category: AssetCategory
    function: str
    must_not: str = ""
    failure_mode: tuple[FailureModeEntry, ...] = ()
    properties: tuple[SecurityProperty, ...] = ()
    stages: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    published: bool = True


@dataclass(frozen=True, kw_only=True)
class InventoryEntry(BankPart):
    """An asset of a wider inventory, to pick by name."""

    name: str
    category: AssetCategory
    catalogue: str = ""


@dataclass(frozen=True, kw_only=True)
class AssetBank(BankPart):
    """The asset catalogue, and a wider inventory of names to pick from."""

    format: int
    version: str
    source: str
    asset: tuple[AssetEntry, ...]
    inventory: tuple[InventoryEntry, ...] = ()

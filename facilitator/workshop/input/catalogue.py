"""Finding the asset of the catalogue that people mean by a name of theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.model.part import Record
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import AssetCategory

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks


def catalogued(banks: Banks, record: Record) -> Record:
    """Give an asset its place in the catalogue, where its name is one of the catalogue or of the wider inventory.

    Any other record comes back as it is, and so does an asset whose place somebody has chosen.
    """
    if not isinstance(record, Asset) or record.catalogue:
        return record
    found = _known_names(banks).get(_plain(record.name))
    if found is None:
        return record
    entry, category = found
    chosen = record.category if record.category is not AssetCategory.DATA else category
    return replace(record, catalogue=entry, category=chosen)


def _known_names(banks: Banks) -> dict[str, tuple[str, AssetCategory]]:
    names: dict[str, tuple[str, AssetCategory]] = {}
    for item in banks.assets.inventory:
        if item.catalogue:
            names[_plain(item.name)] = (item.catalogue, item.category)
    for asset in banks.assets.asset:
        for name in (*asset.examples, asset.name):
            names[_plain(name)] = (asset.id, asset.category)
    return names


def _plain(name: str) -> str:
    words = " ".join(name.casefold().split())
    return words.removesuffix("s")

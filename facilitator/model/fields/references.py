"""Fields that name other records, by id, by name, or by the start of a name."""

from typing import Any

from facilitator.errors import UserError
from facilitator.model.fields.field import FieldType, Named, Records, Typed, split_list
from facilitator.model.kind import KINDS

ANY_KIND = ("any",)
IDS_OR_NAMES = "ids or names"


class Reference(FieldType):
    """One record of the given kinds, or none. titles_only: a table leaves out its id."""

    def __init__(self, kinds: tuple[str, ...], *, titles_only: bool = False) -> None:
        self.kinds = kinds
        self.titles_only = titles_only

    def parse(self, records: Records, typed: Typed) -> Any:
        """The id of the record that was named."""
        words = str(typed)
        return look_up(records, self.kinds, words) if words.strip() else ""


class References(Reference):
    """Several records of the given kinds."""

    def parse(self, records: Records, typed: Typed) -> Any:
        """The ids of the records that were named, each once."""
        found = [look_up(records, self.kinds, words) for words in split_list(typed)]
        return tuple(dict.fromkeys(found))

    def format(self, value: Any) -> Typed:
        """The ids."""
        return tuple(value)


def look_up(records: Records, kinds: tuple[str, ...], words: str) -> str:
    """The id of the one record that these words mean: its id, its name, or the start of its name.

    Raises UserError when none or several match.
    """
    known = [record for kind in kinds for record in records.tables[kind].values()]
    found = _meant(known, words.strip().casefold())
    nouns = " or ".join(KINDS[kind].noun for kind in kinds)
    if not found:
        raise UserError(f"There is no {nouns} called “{words.strip()}”; add it first, or use its id.")
    if len(found) > 1:
        raise UserError(f"“{words.strip()}” means {', '.join(found)}; use the id.")
    return found[0]


def _meant(known: list[Named], wanted: str) -> list[str]:
    """The ids of the records whose id, else whose name, else the start of whose name is this."""
    by_id = [record.id for record in known if record.id.casefold() == wanted]
    if by_id:
        return by_id
    by_name = [record.id for record in known if record.title_text.casefold() == wanted]
    return by_name or [record.id for record in known if record.title_text.casefold().startswith(wanted)]

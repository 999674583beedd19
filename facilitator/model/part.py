"""What every record and every value inside a record has in common."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value inside a record; it has no id that others outside its record may name."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Part):
    """Anything of a session that has an id of its own.

    kind: the table that it stands in, in code and in files.
    prefix: the letters before the number in its id.
    title_field: the field that a person knows it by.
    """

    kind: ClassVar[str]
    prefix: ClassVar[str]
    title_field: ClassVar[str] = "name"

    id: str

    @property
    def title_text(self) -> str:
        """The words that a person knows this record by."""
        return str(getattr(self, self.title_field))

    @property
    def is_pending(self) -> bool:
        """Whether something about it is still to be done, by the day that is due if it names one."""
        return False

    @property
    def needs_owner(self) -> bool:
        """Whether somebody has to answer for it as it stands."""
        return False

    def completed(self) -> Self:
        """The record with what follows from the rest of it. Raises UserError where something of it is missing."""
        return self


def plain(value: Any) -> Any:
    """A record or part as dictionaries, lists and plain values, leaving out what stands at its default."""
    if isinstance(value, Part):
        return {
            item.name: plain(getattr(value, item.name))
            for item in fields(value)
            if getattr(value, item.name) != item.default
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if hasattr(value, "value") else value

"""Fields with a few possible values: choices of the method's vocabulary, yes or no, a small number."""

import re
from enum import StrEnum
from typing import Any

from facilitator.errors import UserError
from facilitator.model.fields.field import FieldType, Records, Typed, split_list

AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
YES = frozenset({"y", "yes", "true", "1"})


class Choice(FieldType):
    """One value of an enumeration."""

    def __init__(self, enumeration: type[StrEnum]) -> None:
        self.enumeration = enumeration

    @property
    def choices(self) -> tuple[str, ...]:
        """The values."""
        return tuple(item.value for item in self.enumeration)

    def parse(self, _: Records, typed: Typed) -> StrEnum:
        """The value that was typed, whole or its beginning."""
        return self.one(str(typed))

    def one(self, word: str) -> StrEnum:
        """The value that a word means. Raises UserError when it means none or several."""
        wanted = word.strip().casefold().replace(" ", "-")
        if wanted in self.choices:
            return self.enumeration(wanted)
        found = [choice for choice in self.choices if wanted and choice.startswith(wanted)]
        if len(found) != 1:
            raise UserError(f"“{word.strip()}” is not one of {', '.join(self.choices)}.")
        return self.enumeration(found[0])


class Choices(Choice):
    """Several values of an enumeration."""

    def parse(self, _: Records, typed: Typed) -> Any:
        """The values that were typed."""
        return tuple(self.one(word) for word in split_list(typed))

    def format(self, value: Any) -> Typed:
        """The values."""
        return tuple(str(item) for item in value)


class YesNo(FieldType):
    """Yes or no."""

    def parse(self, _: Records, typed: Typed) -> bool:
        """Whether yes was typed."""
        return typed if isinstance(typed, bool) else str(typed).strip().casefold() in YES

    def format(self, value: Any) -> Typed:
        """The value itself."""
        return bool(value)


class Number(FieldType):
    """One of a few whole numbers, or none."""

    def __init__(self, numbers: range) -> None:
        self.numbers = numbers

    @property
    def choices(self) -> tuple[str, ...]:
        """The numbers."""
        return tuple(str(number) for number in self.numbers)

    def parse(self, _: Records, typed: Typed) -> int | None:
        """The number, or None for nothing."""
        word = str(typed).strip()
        if word and word not in self.choices:
            raise UserError(f"“{word}” should be one of {', '.join(self.choices)}, or nothing.")
        return int(word) if word else None


class Amount(FieldType):
    """A number that is not negative, such as a cost, or none."""

    is_free_line = True

    def parse(self, _: Records, typed: Typed) -> float | None:
        """Read the number; None for nothing."""
        word = str(typed).strip().replace("_", "")
        if not word:
            return None
        if not AMOUNT.fullmatch(word):
            raise UserError(f"“{word}” is not a number; write it like 1200 or 0.5, or leave it out.")
        return float(word)

    def format(self, value: Any) -> Typed:
        """Write the number without needless zeros."""
        return "" if value is None else f"{value:.10g}"

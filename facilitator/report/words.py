"""The words for reading that stand for the values of the method's vocabulary."""

from collections.abc import Iterable
from enum import StrEnum

_OWN_WORDS = {
    "ml-component": "ML component",
    "non-repudiation": "Non-repudiation",
}


def words(value: str) -> str:
    """A value as it is read: "information-disclosure" becomes "Information disclosure"."""
    text = str(value)
    spaced = text.replace("-", " ").replace("_", " ")
    return _OWN_WORDS.get(text, spaced[:1].upper() + spaced[1:])


def all_words(values: Iterable[StrEnum]) -> str:
    """Several values, with commas."""
    return ", ".join(words(value) for value in values)


def number(value: float | None) -> str:
    """A number without needless decimals, or a dash where there is none."""
    return "–" if value is None else f"{round(value, 2):g}"


def counted(count: int, singular: str, plural: str = "") -> str:
    """A number with its noun: "1 asset", "3 assets"."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"

"""Words for readers: the values of the method's vocabulary, numbers and counts."""

from collections.abc import Iterable
from enum import StrEnum

_OWN_WORDS = {
    "ml-component": "ML component",
    "non-repudiation": "Non-repudiation",
}


def words(value: str) -> str:
    """Write a value for readers: "information-disclosure" becomes "Information disclosure"."""
    text = str(value)
    if text in _OWN_WORDS:
        return _OWN_WORDS[text]
    spaced = text.replace("-", " ").replace("_", " ")
    first = spaced[:1].upper()
    return first + spaced[1:]


def all_words(values: Iterable[StrEnum]) -> str:
    """Several values, with commas."""
    read = map(words, values)
    return ", ".join(read)


def number(value: float | None) -> str:
    """A number without needless decimals, or a dash where there is none."""
    if value is None:
        return "–"
    rounded = round(value, 2)
    return f"{rounded:g}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 asset", "3 assets"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}s"

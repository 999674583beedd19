"""Values of the model as words for a reader."""

from enum import StrEnum


def words(value: StrEnum | str) -> str:
    """A value such as "information-disclosure" as "Information disclosure"; "" stays empty."""
    text = str(value).replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]


def number(value: float | None) -> str:
    """A figure without needless decimals; an absent one as a dash."""
    if value is None:
        return "–"
    return str(int(value)) if value == int(value) else f"{value:.2f}"

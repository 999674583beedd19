"""What a validator found wrong with plain data, in words and by its key."""

from collections.abc import Mapping, Sequence
from typing import Any


def last_key(where: Sequence[str | int], otherwise: str = "") -> str:
    """The innermost key on the way to a fault, past the positions in lists; other words where there is none."""
    for step in reversed(where):
        if isinstance(step, str):
            return step
    return otherwise


def fault_words(fault: Mapping[str, Any], name: object) -> str:
    """What is wrong and how to mend it, without a full stop.

    fault: an error as pydantic describes it. name: what to call the value that is at fault.
    """
    match fault["type"]:
        case "unexpected_keyword_argument":
            return f"unknown key “{name}”; take it out or mend its spelling"
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"the key “{name}” is missing; add it"
        case "enum":
            allowed = fault["ctx"]["expected"]
            return f"“{name}” is “{fault['input']}” but should be {allowed}"
        case _:
            wanted = fault["msg"].removeprefix("Input should be ")
            return f"“{name}” should be {wanted[0].lower()}{wanted[1:]}"

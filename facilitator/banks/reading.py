"""Reading one file of a bank, strictly: a fault is named with its file, its line and how to mend it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from facilitator.banks.schema.part import BankPart
from facilitator.text.plain_data import NotPlain, Where, impossible_number, made
from facilitator.text.reading import MEGABYTE, Unreadable, read_text
from facilitator.text.toml_lines import line_of
from facilitator.text.validation_words import fault_words, last_key

if TYPE_CHECKING:
    from pydantic import TypeAdapter

B = TypeVar("B", bound=BankPart)
FORMAT = 1
LARGEST_BANK = 16 * MEGABYTE
_ADAPTERS: dict[type[BankPart], Any] = {}


class BankError(ValueError):
    """A bank that cannot be used: one sentence with file, line, what is wrong and how to mend it."""

    def __init__(self, path: Path, what: str, line: int | None = None) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}")
        self.path = path
        self.line = line
        self.what = what


def read_bank(path: Path, bank_type: type[B]) -> B:
    """Read one file into what it should hold. Raises BankError."""
    text = bank_text(path)
    try:
        data = tomli.loads(text)
        bank = _bank(path, text, data, bank_type)
    except tomli.TOMLDecodeError as error:
        raise _no_toml(path, error) from None
    except BankError:
        raise
    except (RecursionError, ValueError):
        raise BankError(path, "this is nested too deeply or holds an impossible value; mend it.") from None
    if getattr(bank, "format", FORMAT) != FORMAT:
        found = data["format"]
        what = f"format {found} is not known; this program reads format {FORMAT}."
        raise BankError(path, what, line_of_text(path, "format"))
    return bank


def _no_toml(path: Path, error: tomli.TOMLDecodeError) -> BankError:
    """The refusal of a file that is not TOML, with the line that the TOML reader names."""
    message, _, place = str(error).partition(" (at line ")
    line, _, _ = place.partition(",")
    what = f"this is not TOML: {message}; mend that line."
    return BankError(path, what, int(line) if line else None)


def bank_text(path: Path) -> str:
    """The text of a file of a bank. Raises BankError."""
    try:
        return read_text(path, LARGEST_BANK)
    except Unreadable as fault:
        raise BankError(path, fault.what) from None
    except FileNotFoundError as error:
        raise BankError(path, f"cannot be read ({error.strerror}); check the path.") from None


def adapter_of(bank_type: type[B]) -> "TypeAdapter[B]":
    """The validator of one kind of file."""
    from pydantic import TypeAdapter

    known: TypeAdapter[B] | None = _ADAPTERS.get(bank_type)
    if known is None:
        known = _ADAPTERS[bank_type] = TypeAdapter(bank_type)
    return known


def line_of_text(path: Path, needle: str) -> int | None:
    """The first line of a file that holds these words. Raises BankError."""
    if not needle:
        return None
    for number, line in enumerate(bank_text(path).splitlines(), 1):
        if needle in line:
            return number
    return None


def _bank(path: Path, text: str, data: dict[str, Any], bank_type: type[B]) -> B:
    """Make a bank of plain data. Pydantic is asked only where something seems wrong, for it says what and where."""
    try:
        return made(bank_type, data)
    except NotPlain:
        pass
    from pydantic import ValidationError

    wrong = impossible_number(data)
    if wrong is not None:
        what = f"“{last_key(wrong)}” is no number that can be used; write another."
        raise BankError(path, what, _line_of_fault(text, wrong))
    try:
        return adapter_of(bank_type).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = first["loc"]
        what = fault_words(first, last_key(where))
        raise BankError(path, f"{what}.", _line_of_fault(text, where)) from None
    except TypeError:
        raise BankError(path, "a date or time stands where text should; put it in quotes.") from None


def _line_of_fault(text: str, where: Where) -> int | None:
    """The line of the key at fault: in its table, or else the first of its name in the file."""
    match where:
        case (str() as table, int() as index, *inner):
            return line_of(text, table, index, tuple(inner))
    wanted = last_key(where)
    for number, line in enumerate(text.split("\n"), 1):
        key, _, _ = line.partition("=")
        if key.strip() == wanted:
            return number
    return None

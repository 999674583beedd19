"""Loading the banks, strictly: the first fault is named with its file, its line and how to mend it."""

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from facilitator.banks.places import built_in_folder
from facilitator.banks.schema import AssetBank, BankPart, Banks, GlossaryBank, ScaleBank, StageBank, StageList
from facilitator.banks.wiring import WiringFault, check_wiring

B = TypeVar("B", bound=BankPart)


class BankError(ValueError):
    """A bank that cannot be used: one sentence with file, line, what is wrong and how to mend it."""

    def __init__(self, path: Path, what: str, line: int | None = None) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}")


@lru_cache(maxsize=8)
def load_banks(extra: Path | None = None) -> Banks:
    """The built-in banks, with the questions of a folder of one's own. Raises BankError."""
    folder = built_in_folder()
    files = sorted((folder / "stages").glob("*.toml"))
    if extra is not None:
        if not extra.is_dir():
            raise BankError(extra, "there is no such folder of banks; check the path.")
        files += sorted((extra / "stages").glob("*.toml"))
    stages = read_bank(folder / "stages.toml", StageList).stage
    read = [(path, read_bank(path, StageBank)) for path in files]
    assets = read_bank(folder / "assets.toml", AssetBank)
    try:
        questions = check_wiring(stages, read, assets)
    except WiringFault as fault:
        raise BankError(fault.path, str(fault), line_of_text(fault.path, fault.needle)) from None
    return Banks(
        stages=stages,
        questions=questions,
        assets=assets,
        scales=read_bank(folder / "scales.toml", ScaleBank),
        glossary=read_bank(folder / "glossary.toml", GlossaryBank),
    )


def read_bank(path: Path, bank_type: type[B]) -> B:
    """One file as what it should hold. Raises BankError."""
    from pydantic import TypeAdapter, ValidationError

    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
        return TypeAdapter(bank_type).validate_json(json.dumps(data), strict=True)
    except tomllib.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else None
        raise BankError(path, f"this is not TOML: {message}; mend that line.", line) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BankError(path, _fault(first), _line_of_fault(text, first["loc"])) from None
    except UnicodeDecodeError:
        raise BankError(path, "this is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise BankError(path, f"cannot be read ({error.strerror}); check the path.") from None
    except TypeError:
        raise BankError(path, "a date or time stands where text should; put it in quotes.") from None


def line_of_text(path: Path, needle: str) -> int | None:
    """The first line of a file that holds these words."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if needle in line:
            return number
    return None


def _fault(error: Any) -> str:
    key = error["loc"][-1] if error["loc"] else ""
    match error["type"]:
        case "unexpected_keyword_argument":
            return f"unknown key “{key}”; take it out or mend its spelling."
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"the key “{key}” is missing; add it."
        case "enum":
            return f"“{key}” is “{error['input']}” but should be {error['ctx']['expected']}."
        case _:
            wanted = error["msg"].removeprefix("Input should be ")
            return f"“{key}” should be {wanted[0].lower()}{wanted[1:]}."


def _line_of_fault(text: str, where: tuple[str | int, ...]) -> int | None:
    lines = text.splitlines()
    position: int | None = None
    if len(where) > 1 and isinstance(where[1], int):
        headers = [n for n, line in enumerate(lines) if line.strip() == f"[[{where[0]}]]"]
        position = headers[where[1]] if where[1] < len(headers) else None
    key = str(where[-1]) if where else ""
    for number in range(position or 0, len(lines)):
        if lines[number].split("=")[0].strip() == key:
            return number + 1
        if position is not None and number > position and lines[number].strip().startswith("[["):
            break
    return None if position is None else position + 1

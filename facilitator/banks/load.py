"""Loading the banks, strictly: the first fault is named with its file, its line and how to mend it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from facilitator.banks.integrity import Fault, faults_of
from facilitator.banks.paths import built_in_folder
from facilitator.banks.schema.assets import AssetBank
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.glossary import GlossaryBank
from facilitator.banks.schema.part import BankPart
from facilitator.banks.schema.questions import Question, StageBank, StageEntry, StageList
from facilitator.banks.schema.scales import Factor, Scale, ScaleBank
from facilitator.banks.schema.sources import ReferenceBank
from facilitator.banks.schema.threats import Rule, RuleBank, ThreatBank, ThreatTemplate
from facilitator.banks.schema.trees import TreeBank
from facilitator.text.plain_data import NotPlain, impossible_number, made
from facilitator.text.reading import MEGABYTE, Unreadable, read_text
from facilitator.text.toml_lines import line_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

B = TypeVar("B", bound=BankPart)
P = TypeVar("P", Question, ThreatTemplate, Rule, Factor, Scale)
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


@dataclass(frozen=True, slots=True)
class _Folder:
    """What one folder of banks holds."""

    stages: tuple[tuple[Path, StageBank], ...]
    threats: tuple[tuple[Path, ThreatTemplate], ...]
    rules: tuple[tuple[Path, Rule], ...]
    trees: tuple[tuple[Path, TreeBank], ...]
    scales: tuple[tuple[Path, ScaleBank], ...]


@lru_cache(maxsize=8)
def load_banks(extra: Path | None = None) -> Banks:
    """The built-in banks, together with a folder of one's own. Raises BankError."""
    banks, faults = read_banks(extra)
    for fault in faults:
        raise BankError(fault.path, fault.what, line_of_text(fault.path, fault.needle))
    return banks


def read_banks(extra: Path | None = None) -> tuple[Banks, tuple[Fault, ...]]:
    """The banks, and every fault in how they hang together. Raises BankError when a file cannot be read."""
    folder = built_in_folder()
    stages = read_bank(folder / "stages.toml", StageList).stage
    assets = read_bank(folder / "assets.toml", AssetBank)
    parts = [_read_folder(folder)]
    if extra is not None:
        if not extra.is_dir():
            raise BankError(extra, "there is no such folder of banks; check the path.")
        parts.append(_read_folder(extra))
    faults: list[Fault] = list(_unread(extra)) if extra else []
    read_stages = [item for part in parts for item in part.stages]
    faults += _stage_faults(stages, read_stages)
    questions, homes = _merged_questions(stages, read_stages, faults)
    threats = _merged("threat", [item for part in parts for item in part.threats], homes, faults)
    rules = _merged("rule", [item for part in parts for item in part.rules], homes, faults)
    banks = Banks(
        stages=stages,
        questions=questions,
        assets=assets,
        scales=_merged_scales([item for part in parts for item in part.scales], homes, faults),
        glossary=read_bank(folder / "glossary.toml", GlossaryBank),
        threats=threats,
        rules=rules,
        trees=_merged_trees([item for part in parts for item in part.trees], homes, faults),
        references=read_bank(folder / "references.toml", ReferenceBank),
        homes=homes,
        versions=_versions(read_stages),
    )
    return banks, (*faults, *faults_of(banks))


def read_bank(path: Path, bank_type: type[B]) -> B:
    """One file as what it should hold. Raises BankError."""
    text = bank_text(path)
    try:
        data = tomli.loads(text)
        bank = _bank(path, text, data, bank_type)
    except tomli.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else None
        raise BankError(path, f"this is not TOML: {message}; mend that line.", line) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, BankError):
            raise
        raise BankError(path, "this is nested too deeply or holds an impossible value; mend it.") from None
    if getattr(bank, "format", FORMAT) != FORMAT:
        what = f"format {data['format']} is not known; this program reads format {FORMAT}."
        raise BankError(path, what, line_of_text(path, "format"))
    return bank


def bank_text(path: Path) -> str:
    """The text of a file of a bank. Raises BankError."""
    try:
        return read_text(path, LARGEST_BANK)
    except Unreadable as fault:
        raise BankError(path, fault.what) from None
    except FileNotFoundError as error:
        raise BankError(path, f"cannot be read ({error.strerror}); check the path.") from None


def _bank(path: Path, text: str, data: dict[str, Any], bank_type: type[B]) -> B:
    """What a file's data makes; pydantic is asked only where something seems wrong, for it says what and where."""
    try:
        return made(bank_type, data)
    except NotPlain:
        pass
    from pydantic import ValidationError

    wrong = impossible_number(data)
    if wrong is not None:
        what = f"“{_named(wrong)}” is no number that can be used; write another."
        raise BankError(path, what, _line_of_fault(text, wrong))
    try:
        return adapter_of(bank_type).validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BankError(path, _fault(first), _line_of_fault(text, first["loc"])) from None
    except TypeError:
        raise BankError(path, "a date or time stands where text should; put it in quotes.") from None


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


def _read_folder(folder: Path) -> _Folder:
    def those(name: str, bank_type: type[B]) -> Iterator[tuple[Path, B]]:
        paths = [*folder.glob(f"{name}.toml"), *sorted((folder / name).glob("*.toml"))]
        yield from ((path, read_bank(path, bank_type)) for path in paths)

    return _Folder(
        stages=tuple((path, read_bank(path, StageBank)) for path in sorted((folder / "stages").glob("*.toml"))),
        threats=tuple((path, item) for path, bank in those("threats", ThreatBank) for item in bank.threat),
        rules=tuple((path, item) for path, bank in those("rules", RuleBank) for item in bank.rule),
        trees=tuple(those("trees", TreeBank)),
        scales=tuple(those("scales", ScaleBank)),
    )


def _unread(folder: Path) -> Iterator[Fault]:
    """Files of a folder of one's own that nothing reads, for a name that is a little off hides all that they say."""
    read = {folder / f"{name}.toml" for name in ("threats", "rules", "trees", "scales")}
    places = {folder / name for name in ("stages", "threats", "rules", "trees", "scales")}
    for path in sorted(folder.rglob("*.toml")):
        if path not in read and path.parent not in places:
            yield Fault(
                path, "", "nothing reads this file; a folder may hold stages/, threats/, rules/, trees/ and scales/."
            )


def _stage_faults(stages: Sequence[StageEntry], read: Sequence[tuple[Path, StageBank]]) -> Iterator[Fault]:
    known = {stage.id for stage in stages}
    for path, bank in read:
        if bank.stage not in known:
            yield Fault(path, f'"{bank.stage}"', f"“{bank.stage}” is not a stage; use one of {', '.join(known)}.")


def _merged_questions(
    stages: Sequence[StageEntry], read: Sequence[tuple[Path, StageBank]], faults: list[Fault]
) -> tuple[dict[str, StageBank], dict[str, Path]]:
    homes: dict[str, Path] = {}
    items = [(path, question) for path, bank in read for question in bank.question]
    final = {question.id: question for question in _merged("question", items, homes, faults)}
    merged: dict[str, StageBank] = {}
    placed: set[str] = set()
    for stage in stages:
        own = [bank for _, bank in read if bank.stage == stage.id]
        if own:
            ids = [question.id for bank in own for question in bank.question if question.id not in placed]
            ids = list(dict.fromkeys(ids))
            placed.update(ids)
            merged[stage.id] = replace(own[0], question=tuple(final[question_id] for question_id in ids))
    return merged, homes


def _merged(kind: str, items: Sequence[tuple[Path, P]], homes: dict[str, Path], faults: list[Fault]) -> tuple[P, ...]:
    found: dict[str, P] = {}
    for path, item in items:
        overrides = getattr(item, "override", False)
        if item.id in found and not overrides:
            faults.append(Fault(path, f'"{item.id}"', f"the id “{item.id}” is taken; give it another."))
            continue
        if item.id not in found and overrides:
            faults.append(Fault(path, f'"{item.id}"', f"“{item.id}” overrides nothing; mend the id."))
        found[item.id] = item
        homes[f"{kind} {item.id}"] = path
    return tuple(found.values())


def _merged_trees(read: Sequence[tuple[Path, TreeBank]], homes: dict[str, Path], faults: list[Fault]) -> TreeBank:
    for path, bank in read:
        for kind, items in (("condition", bank.condition), ("control", bank.control), ("tree", bank.tree)):
            for item in items:
                name = f"{kind} {item.id}"
                if name in homes:
                    faults.append(Fault(path, f'"{item.id}"', f"the id “{item.id}” is taken; give it another."))
                homes[name] = path
    banks = [bank for _, bank in read]
    return TreeBank(
        format=FORMAT,
        version=banks[0].version if banks else "1",
        condition=tuple(item for bank in banks for item in bank.condition),
        control=tuple(item for bank in banks for item in bank.control),
        tree=tuple(item for bank in banks for item in bank.tree),
    )


def _merged_scales(read: Sequence[tuple[Path, ScaleBank]], homes: dict[str, Path], faults: list[Fault]) -> ScaleBank:
    return ScaleBank(
        format=FORMAT,
        version=read[0][1].version if read else "1",
        factor=_merged("factor", [(path, item) for path, bank in read for item in bank.factor], homes, faults),
        scale=_merged("scale", [(path, item) for path, bank in read for item in bank.scale], homes, faults),
    )


def _versions(read: Sequence[tuple[Path, StageBank]]) -> dict[str, str]:
    return {
        question.id: f"{bank.pack}:{bank.version}" if bank.pack else bank.version
        for _, bank in read
        for question in bank.question
    }


def _fault(error: Any) -> str:
    key = error["loc"][-1] if error["loc"] else ""
    match error["type"]:
        case "unexpected_keyword_argument":
            return f"unknown key “{key}”; take it out or mend its spelling."
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"the key “{key}” is missing; add it."
        case "enum":
            return f"“{_named(error['loc'])}” is “{error['input']}” but should be {error['ctx']['expected']}."
        case _:
            wanted = error["msg"].removeprefix("Input should be ")
            return f"“{_named(error['loc'])}” should be {wanted[0].lower()}{wanted[1:]}."


def _named(where: tuple[str | int, ...]) -> str:
    return next((item for item in reversed(where) if isinstance(item, str)), "")


def _line_of_fault(text: str, where: tuple[str | int, ...]) -> int | None:
    if len(where) > 1 and isinstance(where[0], str) and isinstance(where[1], int):
        return line_of(text, where[0], where[1], where[2:])
    key = _named(where)
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line.split("=")[0].strip() == key), None)

"""What a folder of banks holds, file by file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from facilitator.banks.integrity.faults import Fault
from facilitator.banks.reading import read_bank
from facilitator.banks.schema.part import BankPart
from facilitator.banks.schema.questions import StageBank
from facilitator.banks.schema.scales import ScaleBank
from facilitator.banks.schema.threats import Rule, RuleBank, ThreatBank, ThreatTemplate
from facilitator.banks.schema.trees import TreeBank

B = TypeVar("B", bound=BankPart)
Placed = tuple[Path, B]
"""Something of a bank, after the file that it stands in."""

Several = tuple[Placed[B], ...]
PARTS = ("threats", "rules", "trees", "scales")
"""Each is one file or a folder of files; the stages are always a folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What one folder of banks holds, each with the file it comes from."""

    stages: Several[StageBank]
    threats: Several[ThreatTemplate]
    rules: Several[Rule]
    trees: Several[TreeBank]
    scales: Several[ScaleBank]


def read_folder(folder: Path) -> Folder:
    """Read all files of a folder. Raises BankError."""
    stages = _read(_files_in(folder / "stages"), StageBank)
    threats: list[Placed[ThreatTemplate]] = []
    for path, threat_bank in _banks(folder, "threats", ThreatBank):
        threats += [(path, item) for item in threat_bank.threat]
    rules: list[Placed[Rule]] = []
    for path, rule_bank in _banks(folder, "rules", RuleBank):
        rules += [(path, item) for item in rule_bank.rule]
    return Folder(
        stages=stages,
        threats=tuple(threats),
        rules=tuple(rules),
        trees=_banks(folder, "trees", TreeBank),
        scales=_banks(folder, "scales", ScaleBank),
    )


def joined(one: Folder, other: Folder) -> Folder:
    """What two folders hold together."""
    return Folder(
        stages=one.stages + other.stages,
        threats=one.threats + other.threats,
        rules=one.rules + other.rules,
        trees=one.trees + other.trees,
        scales=one.scales + other.scales,
    )


def unread(folder: Path) -> Iterator[Fault]:
    """A fault for each file that nothing reads: a misspelt name would hide all that the file says."""
    files = {folder / f"{name}.toml" for name in PARTS}
    places = {folder / name for name in ("stages", *PARTS)}
    what = "nothing reads this file; a folder may hold stages/, threats/, rules/, trees/ and scales/."
    for path in sorted(folder.rglob("*.toml")):
        if path not in files and path.parent not in places:
            yield Fault(path, "", what)


def _banks(folder: Path, name: str, bank_type: type[B]) -> Several[B]:
    """The banks of one part: those in its file, then those in its folder."""
    single = list(folder.glob(f"{name}.toml"))
    return _read([*single, *_files_in(folder / name)], bank_type)


def _files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read(paths: Iterable[Path], bank_type: type[B]) -> Several[B]:
    return tuple((path, read_bank(path, bank_type)) for path in paths)

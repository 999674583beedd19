"""What a folder of banks holds, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from facilitator.banks.integrity import Fault
from facilitator.banks.reading import read_bank
from facilitator.banks.schema.part import BankPart
from facilitator.banks.schema.questions import StageBank
from facilitator.banks.schema.scales import ScaleBank
from facilitator.banks.schema.threats import Rule, RuleBank, ThreatBank, ThreatTemplate
from facilitator.banks.schema.trees import TreeBank

B = TypeVar("B", bound=BankPart)
PARTS = ("threats", "rules", "trees", "scales")
"""Each is one file or a folder of files; the stages are always a folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What one folder of banks holds, each with the file it comes from."""

    stages: tuple[tuple[Path, StageBank], ...]
    threats: tuple[tuple[Path, ThreatTemplate], ...]
    rules: tuple[tuple[Path, Rule], ...]
    trees: tuple[tuple[Path, TreeBank], ...]
    scales: tuple[tuple[Path, ScaleBank], ...]


def read_folder(folder: Path) -> Folder:
    """Read all files of a folder. Raises BankError."""
    stages = [(path, read_bank(path, StageBank)) for path in sorted((folder / "stages").glob("*.toml"))]
    threats: list[tuple[Path, ThreatTemplate]] = []
    for path, threat_bank in _banks(folder, "threats", ThreatBank):
        threats += [(path, item) for item in threat_bank.threat]
    rules: list[tuple[Path, Rule]] = []
    for path, rule_bank in _banks(folder, "rules", RuleBank):
        rules += [(path, item) for item in rule_bank.rule]
    return Folder(
        stages=tuple(stages),
        threats=tuple(threats),
        rules=tuple(rules),
        trees=tuple(_banks(folder, "trees", TreeBank)),
        scales=tuple(_banks(folder, "scales", ScaleBank)),
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
    """Files of a folder of one's own that nothing reads, for a name that is a little off hides all that they say."""
    files = {folder / f"{name}.toml" for name in PARTS}
    places = {folder / name for name in ("stages", *PARTS)}
    what = "nothing reads this file; a folder may hold stages/, threats/, rules/, trees/ and scales/."
    for path in sorted(folder.rglob("*.toml")):
        if path not in files and path.parent not in places:
            yield Fault(path, "", what)


def _banks(folder: Path, name: str, bank_type: type[B]) -> Iterator[tuple[Path, B]]:
    for path in (*folder.glob(f"{name}.toml"), *sorted((folder / name).glob("*.toml"))):
        yield path, read_bank(path, bank_type)

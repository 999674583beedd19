"""Loading the banks from their folders; the first fault is named with its file, its line and the remedy."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from facilitator.banks.folder import Placed, joined, read_folder, unread
from facilitator.banks.integrity.faults import Fault, faults_of
from facilitator.banks.merge import Merge
from facilitator.banks.paths import built_in_folder
from facilitator.banks.reading import BankError as BankError
from facilitator.banks.reading import line_of_text, read_bank
from facilitator.banks.schema.assets import AssetBank
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.glossary import GlossaryBank
from facilitator.banks.schema.questions import StageBank, StageEntry, StageList
from facilitator.banks.schema.sources import ReferenceBank

Stages = Sequence[Placed[StageBank]]


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
    read = read_folder(folder)
    merge = Merge()
    if extra is not None:
        if not extra.is_dir():
            raise BankError(extra, "there is no such folder of banks; check the path.")
        read = joined(read, read_folder(extra))
        merge.faults.extend(unread(extra))
    merge.faults.extend(_stage_faults(stages, read.stages))
    banks = Banks(
        stages=stages,
        questions=merge.questions(stages, read.stages),
        threats=merge.parts("threat", read.threats),
        rules=merge.parts("rule", read.rules),
        assets=assets,
        scales=merge.scales(read.scales),
        glossary=read_bank(folder / "glossary.toml", GlossaryBank),
        trees=merge.trees(read.trees),
        references=read_bank(folder / "references.toml", ReferenceBank),
        homes=merge.homes,
        versions=_versions(read.stages),
    )
    faults = (*merge.faults, *faults_of(banks))
    return banks, faults


def _stage_faults(stages: Sequence[StageEntry], read: Stages) -> Iterator[Fault]:
    known = {stage.id: stage for stage in stages}
    ids = ", ".join(known)
    for path, bank in read:
        if bank.stage not in known:
            yield Fault(path, f'"{bank.stage}"', f"“{bank.stage}” is not a stage; use one of {ids}.")


def _versions(read: Stages) -> dict[str, str]:
    """Question id -> the version of its bank, with the name of its pack before it where it has one."""
    versions: dict[str, str] = {}
    for _, bank in read:
        version = f"{bank.pack}:{bank.version}" if bank.pack else bank.version
        for question in bank.question:
            versions[question.id] = version
    return versions

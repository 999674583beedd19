"""The banks from their folders as one, strictly: the first fault is named with its file, its line and the remedy."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from facilitator.banks.folder import joined, read_folder, unread
from facilitator.banks.integrity import Fault, faults_of
from facilitator.banks.paths import built_in_folder
from facilitator.banks.reading import FORMAT, line_of_text, read_bank
from facilitator.banks.reading import BankError as BankError
from facilitator.banks.schema.assets import AssetBank
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.glossary import GlossaryBank
from facilitator.banks.schema.questions import Question, StageBank, StageEntry, StageList
from facilitator.banks.schema.scales import Factor, Scale, ScaleBank
from facilitator.banks.schema.sources import ReferenceBank
from facilitator.banks.schema.threats import Rule, ThreatTemplate
from facilitator.banks.schema.trees import TreeBank

P = TypeVar("P", Question, ThreatTemplate, Rule, Factor, Scale)


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
    faults: list[Fault] = []
    if extra is not None:
        if not extra.is_dir():
            raise BankError(extra, "there is no such folder of banks; check the path.")
        read = joined(read, read_folder(extra))
        faults += unread(extra)
    faults += _stage_faults(stages, read.stages)
    questions, homes = _merged_questions(stages, read.stages, faults)
    threats = _merged("threat", read.threats, homes, faults)
    rules = _merged("rule", read.rules, homes, faults)
    banks = Banks(
        stages=stages,
        questions=questions,
        assets=assets,
        scales=_merged_scales(read.scales, homes, faults),
        glossary=read_bank(folder / "glossary.toml", GlossaryBank),
        threats=threats,
        rules=rules,
        trees=_merged_trees(read.trees, homes, faults),
        references=read_bank(folder / "references.toml", ReferenceBank),
        homes=homes,
        versions=_versions(read.stages),
    )
    return banks, (*faults, *faults_of(banks))


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
            faults.append(_taken(path, item.id))
            continue
        if item.id not in found and overrides:
            faults.append(Fault(path, f'"{item.id}"', f"“{item.id}” overrides nothing; mend the id."))
        found[item.id] = item
        homes[f"{kind} {item.id}"] = path
    return tuple(found.values())


def _taken(path: Path, item_id: str) -> Fault:
    return Fault(path, f'"{item_id}"', f"the id “{item_id}” is taken; give it another.")


def _merged_trees(read: Sequence[tuple[Path, TreeBank]], homes: dict[str, Path], faults: list[Fault]) -> TreeBank:
    for path, bank in read:
        for kind, items in (("condition", bank.condition), ("control", bank.control), ("tree", bank.tree)):
            for item in items:
                name = f"{kind} {item.id}"
                if name in homes:
                    faults.append(_taken(path, item.id))
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
    factors: list[tuple[Path, Factor]] = []
    scales: list[tuple[Path, Scale]] = []
    for path, bank in read:
        factors += [(path, factor) for factor in bank.factor]
        scales += [(path, scale) for scale in bank.scale]
    return ScaleBank(
        format=FORMAT,
        version=read[0][1].version if read else "1",
        factor=_merged("factor", factors, homes, faults),
        scale=_merged("scale", scales, homes, faults),
    )


def _versions(read: Sequence[tuple[Path, StageBank]]) -> dict[str, str]:
    versions: dict[str, str] = {}
    for _, bank in read:
        version = f"{bank.pack}:{bank.version}" if bank.pack else bank.version
        for question in bank.question:
            versions[question.id] = version
    return versions

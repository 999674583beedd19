"""Merging the banks of several folders: what overrides what, and which ids are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from facilitator.banks.folder import Placed, Several
from facilitator.banks.integrity.faults import Fault
from facilitator.banks.reading import FORMAT
from facilitator.banks.schema.questions import Question, StageBank, StageEntry
from facilitator.banks.schema.scales import Factor, Scale, ScaleBank
from facilitator.banks.schema.threats import Rule, ThreatTemplate
from facilitator.banks.schema.trees import TemplateCondition, TemplateControl, TreeBank, TreeTemplate

P = TypeVar("P", Question, ThreatTemplate, Rule, Factor, Scale)
T = TypeVar("T", TemplateCondition, TemplateControl, TreeTemplate)


@dataclass(frozen=True, slots=True)
class Merge:
    """Merges parts of banks. homes: the kind and id of a part -> its file. faults: what does not fit."""

    homes: dict[str, Path] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def parts(self, kind: str, read: Iterable[Placed[P]]) -> tuple[P, ...]:
        """Parts of one kind, where a later one may override an earlier one of its id."""
        found: dict[str, P] = {}
        for path, item in read:
            overrides = getattr(item, "override", False)
            if item.id in found and not overrides:
                self._note_taken(path, item.id)
                continue
            if item.id not in found and overrides:
                what = f"“{item.id}” overrides nothing; mend the id."
                self.faults.append(Fault(path, f'"{item.id}"', what))
            found[item.id] = item
            self.homes[f"{kind} {item.id}"] = path
        return tuple(found.values())

    def questions(self, stages: Iterable[StageEntry], read: Several[StageBank]) -> dict[str, StageBank]:
        """Stage -> its questions of every folder; a question stands in the first stage that holds it."""
        items: list[Placed[Question]] = []
        for path, bank in read:
            items += [(path, question) for question in bank.question]
        questions = self.parts("question", items)
        waiting = {question.id: question for question in questions}
        merged: dict[str, StageBank] = {}
        for stage in stages:
            own = [bank for _, bank in read if bank.stage == stage.id]
            if own:
                merged[stage.id] = replace(own[0], question=_taken_out(waiting, own))
        return merged

    def scales(self, read: Several[ScaleBank]) -> ScaleBank:
        """The factors and scales of every folder."""
        factors: list[Placed[Factor]] = []
        scales: list[Placed[Scale]] = []
        for path, bank in read:
            factors += [(path, factor) for factor in bank.factor]
            scales += [(path, scale) for scale in bank.scale]
        return ScaleBank(
            format=FORMAT,
            version=_first_version(read),
            factor=self.parts("factor", factors),
            scale=self.parts("scale", scales),
        )

    def trees(self, read: Several[TreeBank]) -> TreeBank:
        """The tree templates, conditions and controls of every folder."""
        conditions: list[TemplateCondition] = []
        controls: list[TemplateControl] = []
        trees: list[TreeTemplate] = []
        for path, bank in read:
            conditions += self._each_once("condition", path, bank.condition)
            controls += self._each_once("control", path, bank.control)
            trees += self._each_once("tree", path, bank.tree)
        return TreeBank(
            format=FORMAT,
            version=_first_version(read),
            condition=tuple(conditions),
            control=tuple(controls),
            tree=tuple(trees),
        )

    def _each_once(self, kind: str, path: Path, items: Sequence[T]) -> Sequence[T]:
        """Note where parts of a file stand, and which of their ids are taken."""
        for item in items:
            name = f"{kind} {item.id}"
            if name in self.homes:
                self._note_taken(path, item.id)
            self.homes[name] = path
        return items

    def _note_taken(self, path: Path, item_id: str) -> None:
        what = f"the id “{item_id}” is taken; give it another."
        self.faults.append(Fault(path, f'"{item_id}"', what))


def _taken_out(waiting: dict[str, Question], banks: Iterable[StageBank]) -> tuple[Question, ...]:
    """Take the questions of some banks out of those that wait, in the order of the banks."""
    taken: list[Question] = []
    for bank in banks:
        for question in bank.question:
            if question.id in waiting:
                taken.append(waiting.pop(question.id))
    return tuple(taken)


def _first_version(read: Several[ScaleBank] | Several[TreeBank]) -> str:
    """The version of the first file, which is the built-in one."""
    for _, bank in read:
        return bank.version
    return "1"

"""Sound sessions to be damaged, as plain data."""

import copy
import json
import random
import shutil
from pathlib import Path
from typing import Any

import tomli

from facilitator.banks.paths import example_session
from facilitator.store.files.paths import history_path
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.commands.treatment.countermeasures import CloseCondition
from facilitator.workshop.commands.trees import RedrawTree

Document = dict[str, Any]
Edits = list[Any]


class Originals:
    """Two sound sessions: the worked example, and one that holds every kind of reference."""

    def __init__(self, folder: Path) -> None:
        paths = [folder / "example.toml", folder / "made.toml"]
        for suffix in (".toml", ".history.jsonl"):
            shutil.copy(example_session().with_suffix(suffix), folder / f"example{suffix}")
        _begin(paths[1])
        self.paths = tuple(paths)
        self.documents = [tomli.loads(path.read_text(encoding="utf-8")) for path in paths]
        self.edits = [[json.loads(line) for line in history_path(path).read_bytes().splitlines()] for path in paths]

    def pick(self, chance: random.Random) -> tuple[Document, Edits]:
        """One of them, as plain data that may be changed."""
        place = chance.randrange(len(self.paths))
        return copy.deepcopy(self.documents[place]), copy.deepcopy(self.edits[place])


def _begin(path: Path) -> None:
    workshop = begin_session(path, title="Made", identity="made")
    for number in (1, 2, 3):
        workshop.do(AddRecord("asset", {"name": f"asset {number}"}))
        workshop.do(AddRecord("component", {"name": f"part {number}", "assets": (f"A-{number}",)}))
    workshop.do(AddRecord("flow", {"name": "flow", "source": "C-1", "target": "C-2", "assets": ("A-1",)}))
    workshop.do(AddRecord("boundary", {"name": "outer", "components": ("C-1",)}))
    for number in (1, 2):
        workshop.do(AddRecord("boundary", {"name": f"inner {number}", "inside": f"B-{number}", "components": ("C-2",)}))
    workshop.do(AddRecord("entry_point", {"name": "door", "component": "C-1", "flows": ("F-1",)}))
    workshop.do(AddRecord("threat", {"title": "theft", "target": ("C-1",), "assets": ("A-1",)}))
    for number in (1, 2):
        tree = workshop.do(AddRecord("tree", {"title": f"tree {number}", "threat": "T-1"}))
        workshop.do(
            RedrawTree(tree.id, "or: goal\n  and: both\n    one @ first\n    two\n  at-least 1: some\n    three")
        )
    workshop.do(CloseCondition("CO-1", "lock"))
    workshop.do(RateThreat("T-1", {}, probability=3, damage_potential=4))
    workshop.do(AddRecord("participant", {"name": "Ada"}))
    workshop.log.undo()
    workshop.log.redo()
    workshop.do(AddRecord("note", {"text": "a thought"}))
    workshop.close()

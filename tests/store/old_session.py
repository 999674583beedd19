"""Sessions of format 1: shipped ones, acts on one as an older program made them, and what they say."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import tomli_w

from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from tests.support.places import ROOT

OLD = ROOT / "tests" / "store" / "format_1"
PREFIXES = ("Prevents: ", "Detects: ", "Limits: ")

Plain = dict[str, Any]


def copied(name: str, folder: Path) -> Path:
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(OLD / f"{name}{suffix}", folder)
    return folder / f"{name}.toml"


def opened(path: Path) -> Session:
    return SessionStore(path, read_only=True).session


def said_of_threats(session: Session) -> dict[str, Counter[tuple[str, str, str]]]:
    """Threat -> what is done against it: words, status and owner."""
    found = {}
    for threat in session.all(Threat):
        measures = [session.get(Countermeasure, name) for name in threat.countermeasures]
        found[threat.id] = Counter((one.text, one.status.value, one.owner) for one in measures)
    return found


def said_of_old_threats(document: Plain) -> dict[str, Counter[tuple[str, str, str]]]:
    found = {}
    for threat in document.get("threat", []):
        lines = threat.get("countermeasures", [])
        found[threat["id"]] = Counter(
            (without_effect(line["text"]), line.get("status", "proposed"), line.get("owner", "")) for line in lines
        )
    return found


def without_effect(text: str) -> str:
    return next((text.removeprefix(one) for one in PREFIXES if text.startswith(one) and text != one), text)


def said_of_controls(session: Session) -> Counter[tuple[str, bool, tuple[str, ...]]]:
    named = {name for threat in session.all(Threat) for name in threat.countermeasures}
    return Counter(
        (one.text, one.is_in_place, tuple(closure.condition for closure in one.closes))
        for one in session.all(Countermeasure)
        if one.id not in named
    )


def said_of_old_controls(document: Plain) -> Counter[tuple[str, bool, tuple[str, ...]]]:
    return Counter(
        (one["name"], one.get("in_place", False), tuple(one.get("disables", ()))) for one in document.get("control", [])
    )


class OldSession:
    """Acts on a session as an older program made them; its history and its snapshot, as plain data."""

    def __init__(self) -> None:
        self.header = {"id": "S-1", "identity": "i", "title": "t"}
        self.records: dict[tuple[str, str], Plain] = {("session", "S-1"): self.header}
        self.lines: list[Plain] = []
        self.undoable: list[int] = []
        self.redoable: list[int] = []
        self.issued = {"threat": 0, "control": 0, "condition": 0}
        self.append([("session", None, self.header)])

    def append(self, changes: list[tuple[str, Plain | None, Plain | None]], **more: Any) -> None:
        number = len(self.lines) + 1
        plain = [{"record": kind, "before": before, "after": after} for kind, before, after in changes]
        self.lines.append(
            {"session": "i", "number": number, "time": f"2026-01-01T00:00:{number:02}", "by": "a", "what": "w"}
            | more
            | {"changes": plain}
        )
        for kind, before, after in changes:
            name = (after or before or {})["id"]
            if after is None:
                del self.records[kind, name]
            else:
                self.records[kind, name] = after

    def act(self, *changes: tuple[str, Plain | None, Plain | None]) -> None:
        self.append(list(changes))
        self.undoable.append(len(self.lines))
        self.redoable.clear()

    def swap(self, kind: str, source: list[int], target: list[int]) -> None:
        if not source:
            return
        number = source.pop()
        old = self.lines[number - 1]["changes"]
        swapped = [(one["record"], one["after"], one["before"]) for one in reversed(old)]
        self.append(swapped, kind=kind, takes_back=number)
        target.append(len(self.lines))

    def new_id(self, kind: str, prefix: str) -> str:
        self.issued[kind] += 1
        return f"{prefix}-{self.issued[kind]}"

    def of(self, kind: str) -> list[Plain]:
        return [record for (table, _), record in sorted(self.records.items()) if table == kind]

    def write(self, path: Path) -> None:
        history_path(path).write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in self.lines))
        self.write_snapshot(path)

    def write_snapshot(self, path: Path) -> None:
        document: Plain = {"format": 1, "revision": len(self.lines), "session": self.header, "issued": self.issued}
        for kind in ("threat", "condition", "control"):
            if records := self.of(kind):
                document[kind] = sorted(records, key=lambda record: int(record["id"].partition("-")[2]))
        path.write_text(tomli_w.dumps(document))

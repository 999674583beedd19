"""Sessions damaged by their structure: types swapped, references cut and ringed, edits dropped, doubled, forged."""

import copy
import datetime
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tomli_w

from facilitator.model.session import kind_of
from facilitator.store.files.paths import history_path
from facilitator.store.formats.codec import digest_of_line
from facilitator.store.formats.snapshot import END
from tests.torture.originals import Document, Edits, Originals

Way = tuple[Any, ...]
Act = Callable[[Any, random.Random], None]

STRANGE: tuple[Any, ...] = (
    *(True, False, 0, 1, -1, 63, 2**53, 2**62, -(2**62), 10**30, 0.5, 1e300, float("nan"), float("inf")),
    *("", " ", "x", "\n", "\0", "\u202e", "S-1", "A-1", "C-1", "TR-1", "B-1", "Q-1", "A-0", "A-01", "T-999999999"),
    *("A-9999999999", "Z-9", "-1", "A-１", "act", "undo", "or", "at-least", "2026-13-45", "x" * 3000, "{record}a" * 5),
    *([], [[]], [{}], {}, {"": ""}, {"id": "A-1"}, ["A-1", "A-1"], [1, "x"], [None]),
)
DATES = (datetime.date(2026, 1, 5), datetime.time(7, 32), datetime.datetime(2026, 1, 5, 7, 32))
TIMES = ("", "yesterday", "0000-00-00T00:00:00", "2026-01-05", "9999-12-31T23:59:59+99:99", "\0" * 10)
DEEP = 60


def damage(path: Path, originals: Originals, chance: random.Random) -> None:
    """Write a damaged session at a path: its snapshot, its history, or both."""
    document, edits = originals.pick(chance)
    target = chance.choice(("snapshot", "history", "both"))
    if target != "history":
        for _ in range(chance.choice((1, 1, 2, 4))):
            chance.choice(ON_SNAPSHOT)(document, chance)
    if target != "snapshot":
        for _ in range(chance.choice((1, 1, 2, 4))):
            chance.choice(ON_HISTORY)(edits, chance)
    lines = [_line(edit) for edit in edits]
    missing = chance.choice((*[""] * 8, "snapshot", "history"))
    if missing != "history":
        history_path(path).write_bytes(
            b"".join(line + b"\n" for line in lines)[: chance.choice((None, None, None, -1))]
        )
    if missing != "snapshot":
        path.write_text(_snapshot(document, lines, chance), encoding="utf-8")


def _line(edit: Any) -> bytes:
    return edit if isinstance(edit, bytes) else json.dumps(edit, separators=(",", ":")).encode()


def _snapshot(document: Document, lines: list[bytes], chance: random.Random) -> str:
    """The text of a snapshot: with the digest that it had, with a forged one that fits, or with none."""
    forged = chance.choice(("stale", "fits", "fits and ends", "none"))
    if forged == "fits and ends":
        number = document.get("revision")
        number = number if type(number) is int and 0 < number <= len(lines) else len(lines)
        document["revision"], document["last_edit"] = number, digest_of_line(lines[number - 1]) if lines else ""
        summary = document.get("summary")
        if isinstance(summary, dict):
            summary["history_size"] = sum(len(line) + 1 for line in lines)
    digest = document.pop("digest", "")
    text = tomli_w.dumps(_without_none(document)) + chance.choice((END, END, END, ""))
    if forged == "none":
        return text
    digest = hashlib.sha256(text.encode()).hexdigest() if forged.startswith("fits") else str(digest)
    return re.sub(r"^(revision = .*\n)", lambda found: f'{found[1]}digest = "{digest}"\n', text, count=1, flags=re.M)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_none(inner) for inner in value if inner is not None]
    return value


def _ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to each value within plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*way, key)
        yield from _ways(one, (*way, key))


def _at(data: Any, way: Way) -> Any:
    for key in way:
        data = data[key]
    return data


def _some_way(data: Any, chance: random.Random, fits: Callable[[Any], bool] = lambda _: True) -> Way | None:
    ways = [way for way in _ways(data) if fits(_at(data, way))]
    return chance.choice(ways) if ways else None


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and bool(kind_of(value))


def _swap_type(data: Any, chance: random.Random) -> None:
    way = _some_way(data, chance)
    if way:
        dates = DATES if isinstance(data, dict) and "format" in data else ()
        _at(data, way[:-1])[way[-1]] = chance.choice((*STRANGE, *dates))


def _drop(data: Any, chance: random.Random) -> None:
    way = _some_way(data, chance)
    if way:
        del _at(data, way[:-1])[way[-1]]


def _double(data: Any, chance: random.Random) -> None:
    way = _some_way(data, chance, lambda value: isinstance(value, list) and bool(value))
    if way:
        several = _at(data, way)
        several.insert(chance.randrange(len(several) + 1), copy.deepcopy(chance.choice(several)))


def _shuffle(data: Any, chance: random.Random) -> None:
    way = _some_way(data, chance, lambda value: isinstance(value, list) and len(value) > 1)
    if way:
        chance.shuffle(_at(data, way))


def _unknown_key(data: Any, chance: random.Random) -> None:
    way = _some_way(data, chance, lambda value: isinstance(value, dict))
    if way:
        _at(data, way)[chance.choice(("id", "x", "", "parent", "inside", "tree"))] = chance.choice(STRANGE)


def _other_reference(data: Any, chance: random.Random) -> None:
    """Let a reference, or an id, be another one: nothing, one that is not there, or any other, even its own."""
    way = _some_way(data, chance, _is_reference)
    other = _some_way(data, chance, _is_reference)
    if way and other:
        _at(data, way[:-1])[way[-1]] = chance.choice((_at(data, other), _at(data, other), "", "A-77", "TR-1", "B-1"))


def _ring(document: Document, chance: random.Random) -> None:
    """Boundaries inside each other, trees that refer to each other, or records about themselves."""
    kind, key = chance.choice((("boundary", "inside"), ("note", "about"), ("answer", "about"), ("suggestion", "about")))
    table = document.get(kind)
    records = [record for record in table if isinstance(record, dict)] if isinstance(table, list) else []
    for place, record in enumerate(records):
        record[key] = records[(place + 1) % len(records)].get("id", "")


def _tree_ring(document: Document, chance: random.Random) -> None:
    trees = [tree for tree in _records(document, "tree") if isinstance(tree.get("nodes"), list)]
    for place, tree in enumerate(trees):
        nodes = [node for node in tree["nodes"] if isinstance(node, dict)]
        if nodes:
            node = chance.choice(nodes)
            node["tree"] = trees[(place + 1) % len(trees)].get("id", "")
            node["parent"] = chance.choice(nodes).get("id", "")


def _deep(document: Document, chance: random.Random) -> None:
    """A long chain of boundaries, or a deep tree."""
    if chance.random() < 0.5:
        document["boundary"] = [
            {"id": f"B-{n}", "name": "b", **({"inside": f"B-{n - 1}"} if n > 1 else {})} for n in range(1, DEEP)
        ]
    else:
        nodes = [{"id": str(n), "parent": str(n - 1) if n else "", "gate": "or"} for n in range(DEEP)]
        document["tree"] = [{"id": "TR-1", "title": "deep", "nodes": nodes}]


def _renumber(document: Document, chance: random.Random) -> None:
    document["revision"] = chance.choice((0, 1, -1, 5, 30, 62, 64, 10**9, 10**8, True, "x", 2.0))


def _forge_summary(document: Document, chance: random.Random) -> None:
    strange = {key: chance.choice(STRANGE) for key in ("last_change", "history_size", "open_points")}
    counts = {"asset": chance.choice(STRANGE)}
    document["summary"] = {**strange, "done": chance.choice(STRANGE), "counts": chance.choice((counts, *STRANGE))}


def _forge_head(document: Document, chance: random.Random) -> None:
    key = chance.choice(("format", "revision", "last_edit", "place", "issued", "session", "summary"))
    document[key] = chance.choice(STRANGE)


def _records(document: Document, kind: str) -> list[Document]:
    table = document.get(kind)
    return [record for record in table if isinstance(record, dict)] if isinstance(table, list) else []


def _edits_in(edits: Edits) -> list[Document]:
    return [edit for edit in edits if isinstance(edit, dict)]


def _drop_edit(edits: Edits, chance: random.Random) -> None:
    if edits:
        del edits[chance.randrange(len(edits))]


def _cut_history(edits: Edits, chance: random.Random) -> None:
    place = chance.randrange(len(edits) + 1)
    if chance.random() < 0.7:
        del edits[place:]
    else:
        del edits[:place]


def _double_edit(edits: Edits, chance: random.Random) -> None:
    if edits:
        edit = copy.deepcopy(chance.choice(edits))
        edits.insert(chance.randrange(len(edits) + 1), edit)


def _swap_edits(edits: Edits, chance: random.Random) -> None:
    if edits:
        first, second = chance.randrange(len(edits)), chance.randrange(len(edits))
        edits[first], edits[second] = edits[second], edits[first]


def _nonsense_line(edits: Edits, chance: random.Random) -> None:
    words = (b"", b"nonsense", b"{}", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b"\0" * 50, b"[" * 3000)
    edits.insert(chance.randrange(len(edits) + 1), chance.choice(words))


def _wrong_edit(edits: Edits, chance: random.Random) -> None:
    """One edit that says something else: its number, its kind, its time, its session, or one record of it."""
    known = _edits_in(edits)
    if not known:
        return
    edit = chance.choice(known)
    key = chance.choice(("number", "time", "by", "what", "session", "kind", "takes_back", "changes", "format"))
    values = {"time": TIMES, "kind": ("undo", "redo", "act", "x"), "session": ("x", "", "made")}
    edit[key] = chance.choice((*values.get(key, ()), *STRANGE))


def _wrong_within(edits: Edits, chance: random.Random) -> None:
    known = _edits_in(edits)
    if known:
        chance.choice((_swap_type, _drop, _double, _other_reference, _unknown_key))(chance.choice(known), chance)


def _wrong_everywhere(edits: Edits, chance: random.Random) -> None:
    """A record that is otherwise from the start, in each edit that speaks of it, so that all of it still replays."""
    known = _edits_in(edits)
    way = _some_way(known, chance, lambda value: isinstance(value, str) and value != "")
    if not way:
        return
    before, after = _at(known, way), chance.choice((*STRANGE, *TIMES))
    for other in [other for other in _ways(known) if _at(known, other) == before]:
        _at(known, other[:-1])[other[-1]] = after


def _made_edit(edits: Edits, chance: random.Random) -> None:
    """One more edit at the end, whole in itself, that makes rings, names nothing, or removes what others name."""
    known = _edits_in(edits)
    if not known or not isinstance(known[-1].get("number"), int):
        return
    nodes = [{"id": "1", "gate": "or", "parent": "2"}, {"id": "2", "gate": "and", "parent": "1", "tree": "TR-77"}]
    after = chance.choice(
        (
            {"record": "boundary", "id": "B-77", "name": "b", "inside": "B-77"},
            {"record": "tree", "id": "TR-77", "title": "t", "nodes": nodes},
            {"record": "note", "id": "N-77", "text": "n", "about": chance.choice(("N-77", "A-99"))},
            {"record": "session", "id": "S-2", "identity": "other", "title": "t"},
            {"record": "rating", "id": "R-77", "threat": "T-1", "scale": "none"},
            {"record": "timebox", "id": "TB-77", "step": "none", "minutes": -1, "spent": -1},
            {"record": "answer", "id": "Q-77", "question": "none", "text": "t", "about": "Q-77"},
        )
    )
    kind = after.pop("record")
    change = {"record": kind, "before": None, "after": after}
    changes = [change, change] if chance.random() < 0.2 else [change]
    edits.append({**known[-1], "number": known[-1]["number"] + 1, "changes": changes})


ON_SNAPSHOT: tuple[Act, ...] = (
    *(_swap_type, _drop, _double, _shuffle, _unknown_key, _other_reference, _other_reference, _ring, _tree_ring),
    *(_deep, _renumber, _forge_summary, _forge_head),
)
ON_HISTORY: tuple[Act, ...] = (
    *(_drop_edit, _cut_history, _double_edit, _swap_edits, _nonsense_line, _wrong_edit, _wrong_within, _wrong_within),
    *(_wrong_everywhere, _made_edit),
)

"""What sessions of format 1 say, said in format 2: there, countermeasures are records of their own.

In format 1 a threat held its countermeasures, and trees had controls. Both become countermeasures, each with an id that
follows from the acts before it alone. So every copy of a session gives the same ones, whenever it is brought over, and
a history can stay as it is: its old lines are read through `FormatOne`, one after the other, each time it is opened.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Plain = dict[str, Any]

NUMBER = 1
"""The format that is read here."""

EFFECTS = {"Prevents: ": "prevents", "Detects: ": "detects", "Limits: ": "limits"}
"""How the text of a countermeasure that was suggested began -> its effect."""

OF_COUNTERMEASURE = {"text": str, "status": str, "owner": str, "control": str}
OF_CONTROL = {"id": str, "name": str, "description": str, "in_place": bool, "disables": list, "cost": (int, float)}


class NotFormatOne(ValueError):
    """Something that format 1 does not have. where: the keys and positions that lead to it."""

    def __init__(self, message: str, where: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.where = where


class FormatOne:
    """Reads what stands in one session of format 1, in the order in which it was made.

    It knows which countermeasure each line of a threat, and each control, has become. Where a snapshot was read first,
    its controls keep their numbers.
    """

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._issued = 0
        self._controls: dict[str, str] = {}
        self._texts: dict[tuple[str, str, int], str] = {}
        self._changes: dict[int, tuple[Any, list[Plain]]] = {}
        self._kept = 0

    def line(self, data: Plain) -> Plain:
        """Read one edit of a history. Raises NotFormatOne, KeyError or TypeError."""
        old, number = data["changes"], data["number"]
        undone = self._changes.get(data.get("takes_back", 0))
        new = _swapped(undone[1]) if undone and old == _swapped(undone[0]) else list(self._all_changed(old))
        self._changes[number] = (old, new)
        acts = [self._renamed(act) for act in data.get("acts", ())]
        return {
            **data,
            "id": id_of(data),
            "format": NUMBER + 1,
            "changes": new,
            **({"acts": acts} if acts else {}),
        }

    def snapshot(self, document: Plain) -> Plain:
        """Read a whole snapshot. Raises NotFormatOne, KeyError or TypeError."""
        issued = dict(document.get("issued", {}))
        controls = document.get("control", [])
        self._reserve(controls, issued)
        for control in controls:
            self._control(control["id"])
        found: list[Plain] = [self._of_control(control) for control in controls]
        threats: list[Plain] = []
        for index, threat in enumerate(document.get("threat", [])):
            try:
                found += self._of_threat(threat).values()
                threats.append(self._threat(threat))
            except NotFormatOne as fault:
                raise NotFormatOne(str(fault), ("threat", index, *fault.where)) from None
        known = ("control", "threat", "countermeasure", "format", "issued", "place")
        rest = {key: self._renamed(value) for key, value in document.items() if key not in known}
        place = {"place": self._renamed(document["place"])} if "place" in document else {}
        tables = {"countermeasure": _by_number(found), "threat": threats}
        given = {kind: number for kind, number in issued.items() if kind != "control"}
        if self._issued:
            given["countermeasure"] = self._issued
        said = {"issued": given} if given or "issued" in document else {}
        return {
            **rest,
            **place,
            **said,
            **{kind: table for kind, table in tables.items() if table},
            "format": NUMBER + 1,
        }

    def _reserve(self, controls: Iterable[Plain], issued: Mapping[str, int]) -> None:
        """Where nothing was read before a snapshot, controls keep their numbers."""
        if self._issued or self._controls:
            return
        highest = max((_number(control["id"]) for control in controls), default=0)
        self._issued = max(highest, issued.get("control", 0))
        self._kept = self._issued

    def know(self, document: Plain) -> None:
        """Take note of a snapshot of format 2 that was brought over without a history."""
        texts = {record["id"]: record["text"] for record in document.get("countermeasure", [])}
        for threat in document.get("threat", []):
            said = [texts[name] for name in threat.get("countermeasures", []) if name in texts]
            for place, name in enumerate(threat.get("countermeasures", [])):
                text = texts.get(name, "")
                self._texts[threat["id"], text, said[:place].count(text)] = name
        self._issued = document.get("issued", {}).get("countermeasure", 0)
        self._kept = self._issued

    def _all_changed(self, changes: Iterable[Plain]) -> Iterator[Plain]:
        for change in changes:
            kind, before, after = change["record"], change["before"], change["after"]
            if kind == "threat":
                yield from self._threat_changed(before, after)
            elif kind == "control":
                yield _change("countermeasure", *(self._of_control(side) if side else side for side in (before, after)))
            else:
                yield _change(kind, self._renamed(before), self._renamed(after))

    def _threat_changed(self, before: Plain | None, after: Plain | None) -> Iterator[Plain]:
        """Change a threat, and its countermeasures as records of their own."""
        old = self._of_threat(before) if before else {}
        new = self._of_threat(after, old) if after else {}
        for name in {**old, **new}:
            if old.get(name) != new.get(name):
                yield _change("countermeasure", old.get(name), new.get(name))
        sides = (self._threat(before, old) if before else None, self._threat(after, new) if after else None)
        yield _change("threat", *sides)

    def _of_threat(self, threat: Plain, before: Mapping[str, Plain] | None = None) -> dict[str, Plain]:
        """The countermeasures that a threat holds, by their ids. before: those that it held until then."""
        lines = threat.get("countermeasures", [])
        if not isinstance(lines, list):
            raise NotFormatOne("“countermeasures” should be a list", ("countermeasures",))
        for index, line in enumerate(lines):
            _check(line, OF_COUNTERMEASURE, ("countermeasures", index))
        made = [_countermeasure(line) for line in lines]
        names = self._names(threat["id"], [str(line["text"]) for line in made], before or {})
        return {name: {"id": name, **line} for name, line in zip(names, made, strict=True)}

    def _names(self, threat: str, texts: list[str], before: Mapping[str, Plain]) -> list[str]:
        """What the lines of a threat are called.

        A line is what said the same until now, else what said it once, else what stood in its place, else it is new.
        """
        names = [""] * len(texts)
        free = dict(before)
        for place, text in enumerate(texts):
            names[place] = next((name for name, line in free.items() if line["text"] == text), "")
            free.pop(names[place], None)
        for place, text in enumerate(texts):
            once = self._texts.get((threat, text, texts[:place].count(text)), "")
            if not names[place] and once not in names:
                names[place] = once
                free.pop(once, None)
        stood = list(before)
        for place, text in enumerate(texts):
            here = stood[place] if place < len(stood) else ""
            if not names[place]:
                names[place] = here if here in free else self._next()
                free.pop(here, None)
            self._texts[threat, text, texts[:place].count(text)] = names[place]
        return names

    def _next(self) -> str:
        self._issued += 1
        return f"CM-{self._issued}"

    def _threat(self, threat: Plain, held: Mapping[str, Plain] | None = None) -> Plain:
        """The threat, naming its countermeasures; those that name a control name what that has become as well."""
        own = self._of_threat(threat) if held is None else held
        lines = threat.get("countermeasures", [])
        controls = [self._control(line["control"]) for line in lines if line.get("control")]
        names = list(dict.fromkeys([*own, *controls]))
        rest = {key: value for key, value in threat.items() if key != "countermeasures"}
        return {**rest, "countermeasures": names} if names else rest

    def _control(self, name: str) -> str:
        """What a control has become."""
        if name not in self._controls:
            number = _number(name)
            self._controls[name] = f"CM-{number}" if number <= self._kept else self._next()
        return self._controls[name]

    def _of_control(self, control: Plain) -> Plain:
        _check(control, OF_CONTROL, ())
        made: Plain = {"id": self._control(control["id"]), "text": control["name"]}
        if control.get("in_place"):
            made["status"] = "in-place"
        if control.get("disables"):
            made["closes"] = [{"condition": condition} for condition in control["disables"]]
        return made | {key: control[key] for key in ("description", "cost") if key in control}

    def _renamed(self, value: Any) -> Any:
        """A value in which whatever names a control, and nothing else, names what that has become."""
        if isinstance(value, dict):
            return {key: self._renamed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._renamed(inner) for inner in value]
        return self._controls.get(value, value) if isinstance(value, str) else value


def id_of(line: Plain) -> str:
    """The id of an edit of format 1: what joins of that time know it by."""
    written = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def _countermeasure(line: Plain) -> Plain:
    """A line of a threat as a record, without its id."""
    text, effect = line["text"], ""
    for beginning, found in EFFECTS.items():
        if text.startswith(beginning) and text != beginning:
            text, effect = text.removeprefix(beginning), found
    made: Plain = {"text": text}
    if effect and effect != "prevents":
        made["effect"] = effect
    if line.get("status", "proposed") != "proposed":
        made["status"] = line["status"]
    if line.get("owner"):
        made["owner"] = line["owner"]
    return made


def _check(table: Any, known: Mapping[str, Any], where: tuple[str | int, ...]) -> None:
    """Raise NotFormatOne where a table of format 1 is none."""
    if not isinstance(table, dict):
        raise NotFormatOne("a table is needed here", where)
    for key, value in table.items():
        if key not in known:
            raise NotFormatOne(f"unknown key “{key}”; take it out or mend its spelling", (*where, key))
        if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            raise NotFormatOne(f"“{key}” has a value of the wrong sort; mend it", (*where, key))
    needed = "text" if "text" in known else "name"
    if needed not in table:
        raise NotFormatOne(f"the key “{needed}” is missing; add it", where)


def _change(kind: str, before: Plain | None, after: Plain | None) -> Plain:
    return {"record": kind, "before": before, "after": after}


def _swapped(changes: Iterable[Plain]) -> list[Plain]:
    """The changes that take others back."""
    return [_change(change["record"], change["after"], change["before"]) for change in reversed(list(changes))]


def _by_number(records: list[Plain]) -> list[Plain]:
    return sorted(records, key=lambda record: _number(record["id"]))


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])

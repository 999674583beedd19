"""A file of acts: what `ask --answers` takes, applied in order, wholly or not at all."""

import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitator.model.vocabulary import DREAD_FACTORS, RatingMoment
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import history_path
from facilitator.store.toml_lines import line_of
from facilitator.workshop.entering import Refused
from facilitator.workshop.forms import FORMS
from facilitator.workshop.workshop import Workshop


def read_acts(path: Path) -> tuple[str, list[Any]]:
    """The text and the [[act]] tables of a file. Raises StoreRefused."""
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except UnicodeDecodeError:
        raise StoreRefused(path, "this is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else None
        raise StoreRefused(path, f"this is not TOML: {message}; mend that line.", line) from None
    except OSError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check the name.") from None
    acts = document.get("act")
    if set(document) - {"format", "act"} or document.get("format") != 1 or not isinstance(acts, list):
        raise StoreRefused(path, "a file of answers holds format = 1 and [[act]] tables only.", 1)
    return text, acts


def apply_acts(workshop: Workshop, path: Path) -> int:
    """Do every act of a file; how many there were.

    They are first tried on a copy, so that a refused one leaves the session as it was.
    Raises StoreRefused with the line of the first act that cannot be taken.
    """
    text, acts = read_acts(path)
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        trial = Workshop(_copied(workshop, Path(folder)), banks=workshop.banks, by=workshop.by)
        try:
            for index, act in enumerate(acts):
                _try(trial, act, path, text, index)
        finally:
            trial.close()
    for act in acts:
        _do(workshop, act)
    return len(acts)


def _copied(workshop: Workshop, folder: Path) -> Path:
    copy = folder / workshop.path.name
    for source, target in ((workshop.path, copy), (history_path(workshop.path), history_path(copy))):
        if source.exists():
            shutil.copyfile(source, target)
    return copy


def _try(trial: Workshop, act: Any, path: Path, text: str, index: int) -> None:
    try:
        _do(trial, act)
    except Refused as refusal:
        where = (refusal.field,) if refusal.field else ()
        raise StoreRefused(path, str(refusal), line_of(text, "act", index, where)) from None


def _do(workshop: Workshop, act: Any) -> None:
    if not isinstance(act, dict):
        raise Refused("An act is a table with the key “do”.")
    values = dict(act)
    match values.pop("do", None):
        case "answer":
            _only(values, {"question", "value", "note"})
            workshop.answer(_word(values, "question"), _word(values, "value"), _word(values, "note", ""))
        case "add":
            workshop.add(*_addition(values))
        case "tree":
            _draw(workshop, values)
        case "control":
            _set_control(workshop, values)
        case "rate":
            _rate(workshop, values)
        case other:
            raise Refused(f"“{other}” should be answer, add, tree, control or rate.", "do")


def _addition(values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    kind = _word(values, "kind")
    if kind not in FORMS:
        raise Refused(f"“{kind}” should be one of {', '.join(FORMS)}.", "kind")
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items() if key != "kind"}
    for key, value in fields.items():
        parts = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(part, str | bool) for part in parts):
            raise Refused(f"“{key}” should be text, a list of texts, true or false.", key)
    return kind, fields


def _draw(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"title", "threat", "note", "outline"})
    outline = _word(values, "outline")
    fields = {key: _word(values, key) for key in values if key != "outline"}
    tree = workshop.add("tree", fields)
    workshop.set_outline(tree.id, outline)


def _set_control(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"name", "against", "in_place"})
    control = workshop.attach_control(_word(values, "against"), _word(values, "name"))
    if bool(values.get("in_place", False)) != control.in_place:
        workshop.switch_control(control.id)


def _rate(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"threat", "note", "probability", "damage_potential", "moment", *DREAD_FACTORS})
    scores = {factor: _score(factor, values[factor]) for factor in DREAD_FACTORS if factor in values}
    moment = _word(values, "moment", "inherent")
    if moment not in tuple(RatingMoment):
        raise Refused(f"“{moment}” should be inherent or residual.", "moment")
    workshop.rate(
        _word(values, "threat"),
        scores,
        probability=_number(values, "probability"),
        damage_potential=_number(values, "damage_potential"),
        note=_word(values, "note", "") or None,
        moment=RatingMoment(moment),
    )


def _score(factor: str, value: Any) -> tuple[int | None, str]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, ""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], int) and isinstance(value[1], str):
        return value[0], value[1]
    raise Refused(f"“{factor}” should be a whole number, or [number, reason].", factor)


def _number(values: Mapping[str, Any], key: str) -> int | None:
    value = values.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused(f"“{key}” should be a whole number.", key)
    return value


def _word(values: Mapping[str, Any], key: str, otherwise: str | None = None) -> str:
    value = values.get(key, otherwise)
    if value is None:
        raise Refused(f"The key “{key}” is missing; add it.")
    if not isinstance(value, str):
        raise Refused(f"“{key}” should be text.", key)
    return value


def _only(values: Mapping[str, Any], known: set[str]) -> None:
    for key in values:
        if key not in known:
            raise Refused(f"unknown key “{key}”; take it out or mend its spelling.", key)

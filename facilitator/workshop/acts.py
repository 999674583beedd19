"""A file of acts: what `ask --answers` takes, applied in order, wholly or not at all."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli

from facilitator.banks.schema import FOR_EACH
from facilitator.guide.suggestions import Suggested
from facilitator.model.vocabulary import Outlook, RatingMoment
from facilitator.store.reading import LARGEST_ANSWERS, text_of
from facilitator.store.refusal import StoreRefused
from facilitator.text.toml_lines import line_of
from facilitator.workshop.act_notices import notices_of
from facilitator.workshop.entering import Refused, look_up
from facilitator.workshop.forms import FORMS
from facilitator.workshop.workshop import Workshop

ACTS = ("answer", "add", "accept", "reject", "later", "consider", "tree", "plant", "control", "rate")
ANY_KEY: set[str] = set()


def read_acts(path: Path) -> tuple[str, list[Any]]:
    """The text and the [[act]] tables of a file. Raises StoreRefused."""
    try:
        text = text_of(path, LARGEST_ANSWERS, pipes=True)
    except FileNotFoundError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check the name.") from None
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else None
        raise StoreRefused(path, f"this is not TOML: {message}; mend that line.", line) from None
    except (RecursionError, ValueError):
        raise StoreRefused(path, "this is nested too deeply or holds an impossible value; mend it by hand.") from None
    acts = document.get("act")
    if set(document) - {"format", "act"} or document.get("format") != 1 or not isinstance(acts, list):
        raise StoreRefused(path, "a file of answers holds format = 1 and [[act]] tables only.", 1)
    return text, acts


def apply_acts(workshop: Workshop, path: Path, say: Callable[[str], None] = lambda _: None) -> int:
    """Do every act of a file; how many there were. `say` is told what an act is about to replace.

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
        for notice in notices_of(workshop, act):
            say(notice)
        _do(workshop, act)
    return len(acts)


def _copied(workshop: Workshop, folder: Path) -> Path:
    copy = folder / workshop.path.name
    workshop.copy_to(copy)
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
            _answer(workshop, values)
        case "add":
            workshop.add(*_addition(values))
        case "tree":
            _draw(workshop, values)
        case "plant":
            _only(values, {"template", "threat"})
            threat = _word(values, "threat", "")
            workshop.trees.plant(_word(values, "template"), workshop.find("threat", threat) if threat else "")
        case "control":
            _set_control(workshop, values)
        case "rate":
            _rate(workshop, values)
        case "accept":
            _accept(workshop, values)
        case "reject":
            workshop.guide.reject(_suggested(workshop, values, {"reason"}), _word(values, "reason"))
        case "later":
            workshop.guide.put_off(_suggested(workshop, values, set()))
        case "consider":
            _consider(workshop, values)
        case other:
            raise Refused(f"“{other}” should be one of {', '.join(ACTS)}.", "do")


def _answer(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"question", "value", "note", "about"})
    about = _word(values, "about", "")
    asked = workshop.banks.questions_by_id.get(_word(values, "question"))
    if about and asked is not None and asked.for_each:
        about = workshop.find(asked.for_each, about)
    workshop.guide.answer(_word(values, "question"), _word(values, "value"), _word(values, "note", ""), about)


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


def _suggested(workshop: Workshop, values: dict[str, Any], also: set[str]) -> Suggested:
    """The suggestion that an act speaks of, by the id of its threat or rule and by its record."""
    if also is not ANY_KEY:
        _only(values, {"suggestion", "about", *also})
    name, about = _word(values, "suggestion"), _word(values, "about", "")
    found = [item for item in workshop.guide.suggestions() if item.key[0] == name]
    about_id = look_up(workshop.session, FOR_EACH, about) if about else ""
    for item in found:
        if item.about == about_id:
            return item
    places = ", ".join(item.about or "no record" for item in found)
    raise Refused(
        f"“{name}” is suggested about {places}; name one." if found else f"“{name}” is not suggested here.",
        "suggestion",
    )


def _accept(workshop: Workshop, values: dict[str, Any]) -> None:
    suggested = _suggested(workshop, values, ANY_KEY)
    changed = {key: value for key, value in values.items() if key not in ("suggestion", "about")}
    kind = "threat" if suggested.template else "note"
    workshop.guide.accept(suggested, _addition({"kind": kind, **changed})[1])


def _consider(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"asset", "failure_mode", "outlook", "reason", "cause", "effect", "severity"})
    outlook = _word(values, "outlook", "open")
    if outlook not in tuple(Outlook):
        raise Refused(f"“{outlook}” should be one of {', '.join(Outlook)}.", "outlook")
    mode = workshop.guide.mode(workshop.find("asset", _word(values, "asset")), _word(values, "failure_mode"))
    workshop.guide.consider(
        mode,
        outlook=Outlook(outlook),
        reason=_word(values, "reason", "") or None,
        cause=_word(values, "cause", "") or None,
        effect=_word(values, "effect", "") or None,
        severity=_number(values, "severity"),
    )


def _draw(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"title", "threat", "note", "outline"})
    outline = _word(values, "outline")
    fields = {key: _word(values, key) for key in values if key != "outline"}
    tree = workshop.add("tree", fields)
    workshop.trees.set_outline(tree.id, outline)


def _set_control(workshop: Workshop, values: dict[str, Any]) -> None:
    _only(values, {"name", "against", "in_place"})
    control = workshop.trees.attach_control(_word(values, "against"), _word(values, "name"))
    if bool(values.get("in_place", False)) != control.in_place:
        workshop.trees.switch_control(control.id)


def _rate(workshop: Workshop, values: dict[str, Any]) -> None:
    moment = _word(values, "moment", "inherent")
    if moment not in tuple(RatingMoment):
        raise Refused(f"“{moment}” should be inherent or residual.", "moment")
    threat = workshop.find("threat", _word(values, "threat"))
    factors = workshop.scale_of(threat, RatingMoment(moment)).factors
    _only(values, {"threat", "note", "probability", "damage_potential", "moment", *factors})
    scores = {factor: _score(factor, values[factor]) for factor in factors if factor in values}
    workshop.rate(
        threat,
        scores,
        probability=_number(values, "probability"),
        damage_potential=_number(values, "damage_potential"),
        note=_word(values, "note", "") or None,
        moment=RatingMoment(moment),
    )


def _score(factor: str, value: Any) -> tuple[int | None, str | None]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, None
    if isinstance(value, list) and len(value) == 2 and type(value[0]) is int and isinstance(value[1], str):
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

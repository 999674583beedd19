"""A file of answers: what `ask --answers` takes, act after act, wholly or not at all."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli

from facilitator.errors import UserError
from facilitator.store.errors import StoreRefused
from facilitator.store.files.reading import LARGEST_ANSWERS, text_of
from facilitator.text.toml_lines import line_of
from facilitator.workshop.commands import every as every
from facilitator.workshop.commands.command import COMMANDS
from facilitator.workshop.input.older_words import in_words_of_today
from facilitator.workshop.views.act_notices import notices_of
from facilitator.workshop.workshop import Workshop


def read_acts(path: Path) -> tuple[str, list[Any]]:
    """Read a file: its text, and its [[act]] tables. Raises StoreRefused."""
    text, document = _read_toml(path)
    acts = document.get("act")
    holds_more = document.keys() - {"format", "act"}
    is_known_format = document.get("format") == 1
    if holds_more or not is_known_format or not isinstance(acts, list):
        raise StoreRefused(path, "a file of answers holds format = 1 and [[act]] tables only.", 1)
    return text, acts


def _read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = text_of(path, LARGEST_ANSWERS, pipes=True)
    except FileNotFoundError as error:
        raise StoreRefused(path, f"cannot be read ({error.strerror}); check the name.") from None
    try:
        return text, tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message, _, position = str(error).partition(" (at line ")
        line = int(position.split(",")[0]) if position else None
        raise StoreRefused(path, f"this is not TOML: {message}; mend that line.", line) from None
    except (RecursionError, ValueError):
        raise StoreRefused(path, "this is nested too deeply or holds an impossible value; mend it by hand.") from None


def apply_acts(workshop: Workshop, path: Path, say: Callable[[str], None] = lambda _: None) -> int:
    """Do every act of a file, and count them.

    They are first tried on a copy, so that a refused one leaves the session as it was.
    say: is told what an act is about to replace.
    Raises StoreRefused with the line of the first act that cannot be taken.
    """
    text, acts = read_acts(path)
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        copy = _copied(workshop, Path(folder))
        trial = Workshop(copy, banks=workshop.banks, by=workshop.by)
        try:
            for index, act in enumerate(acts):
                _try(trial, act, path, text, index)
        finally:
            trial.close()
    for act in acts:
        for notice in notices_of(workshop, act):
            say(notice)
        do_act(workshop, act)
    return len(acts)


def do_act(workshop: Workshop, act: Any) -> None:
    """Do what one table of a file says. Raises UserError."""
    if not isinstance(act, dict):
        raise UserError("An act is a table with the key “do”.")
    known = [command_id for command_id, command in COMMANDS.items() if command.offer.in_file]
    name = act.get("do")
    if name not in known:
        raise UserError(f"“{name}” should be one of {', '.join(known)}.", "do")
    values = in_words_of_today(act, workshop.by)
    del values["do"]
    command = COMMANDS[name].from_values(workshop, values)
    workshop.do(command)


def _copied(workshop: Workshop, folder: Path) -> Path:
    copy = folder / workshop.path.name
    workshop.log.copy_to(copy)
    return copy


def _try(trial: Workshop, act: Any, path: Path, text: str, index: int) -> None:
    try:
        do_act(trial, act)
    except UserError as refusal:
        where = (refusal.field,) if refusal.field else ()
        line = line_of(text, "act", index, where)
        raise StoreRefused(path, str(refusal), line) from None

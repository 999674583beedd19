"""Merging the snapshots of a session, and what people decide about it on the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.settings import refuse, say
from facilitator.text.escape import visible

if TYPE_CHECKING:
    from facilitator.merging.merge import Conflict
    from facilitator.model.session import Session
    from facilitator.store.formats.format_1 import FormatOne
    from facilitator.store.formats.snapshot import Place


def snapshots_merged(
    sides: Sequence[Path], decisions: Mapping[str, str], prefer: str | None
) -> "tuple[str, Sequence[Conflict]]":
    """Merge a base, ours and theirs: the snapshot, and the conflicts that nobody has decided."""
    from facilitator.merging.merge import merge
    from facilitator.store.formats.format_1 import FormatOne
    from facilitator.store.formats.snapshot import snapshot_text

    _, ours, theirs = sides
    older = FormatOne()
    (before, _), (mine, place), (yours, _) = (_side(path, older) for path in sides)
    if mine.header.identity != yours.header.identity:
        refuse(f"{theirs}: this is another session than {ours}; only two copies of one session can be merged.")
    found = merge(before, mine, yours, decisions)
    undecided = merge(before, mine, yours)
    check_decisions(decisions, undecided.conflicts)
    if prefer and found.conflicts:
        preferred = {conflict.key: prefer for conflict in found.conflicts}
        found = merge(before, mine, yours, {**preferred, **decisions})
    for old, new in found.renumbered.items():
        say(f"{old} of {theirs} is now {new}.")
    return snapshot_text(found.session, place), found.conflicts


def check_decisions(decisions: Mapping[str, str], conflicts: "Sequence[Conflict]") -> None:
    """Refuse a decision on a conflict that does not exist."""
    keys = {conflict.key for conflict in conflicts}
    unknown = decisions.keys() - keys
    if unknown:
        refuse(f"--settle {min(unknown)}: there is no such conflict; without --settle they are listed.")


def tell_conflicts(conflicts: "Sequence[Conflict]") -> None:
    """Print conflicts, one a line."""
    for conflict in conflicts:
        words = conflict.sentence.split()
        click.echo(visible(" ".join(words)))


def decisions_of(settle: tuple[str, ...]) -> dict[str, str]:
    """Read what --settle says: key of a conflict -> side."""
    decisions: dict[str, str] = {}
    for words in settle:
        key, equals, side = words.partition("=")
        if not equals or side not in ("ours", "theirs"):
            refuse(f"“{words}” should look like T-3.status=ours or T-3.status=theirs.")
        decisions[key] = side
    return decisions


def _side(path: Path, older: "FormatOne") -> "tuple[Session, Place]":
    """The session at a path: what its history says where it has one, else the snapshot alone."""
    from facilitator.store.files.paths import history_path
    from facilitator.store.formats.snapshot_reading import read_snapshot
    from facilitator.store.store import SessionStore

    if not history_path(path).exists():
        return read_snapshot(path, pipes=True, older=older)
    file = SessionStore(path, read_only=True)
    return file.session, file.place

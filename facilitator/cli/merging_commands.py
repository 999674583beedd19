"""Commands that hold sessions against each other."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.settings import Settings, common, refuse, say
from facilitator.text.escape import visible
from facilitator.text.json_text import json_text

if TYPE_CHECKING:
    from facilitator.merging.merge import Conflict
    from facilitator.model.session import Session
    from facilitator.store.formats.snapshot import Place

NAMED_BY_GIT = ".merge_file_"
"""How the files begin that git makes for a merge driver."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@click.argument("a")
@click.argument("b")
@json_option
@common
@click.pass_obj
def diff(settings: Settings, a: str, b: str, as_json: bool) -> None:
    """What changed from session A to session B; exit code 1 when anything did."""
    from facilitator.merging.difference import changes_between, fields_changed, sentences

    changes = changes_between(settings.read(a).session, settings.read(b).session)
    if as_json:
        found = [
            {
                "record": change.record.id,
                "kind": change.record.kind,
                "change": "added" if change.before is None else "removed" if change.after is None else "changed",
                "fields": [
                    {"field": item.field, "before": item.before, "after": item.after} for item in fields_changed(change)
                ],
            }
            for change in changes
        ]
        click.echo(json_text({"format": 1, "changes": found}))
    else:
        for change in changes:
            for line in sentences(change):
                click.echo(visible(" ".join(line.split())))
    if changes:
        raise SystemExit(1)
    say("They say the same.")


@click.command()
@click.argument("base", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("ours", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("theirs", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the merged snapshot here.")
@click.option(
    "--settle", multiple=True, metavar="KEY=SIDE", help="Decide a conflict, such as T-3.status=theirs; may be repeated."
)
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="Decide all other conflicts.")
@common
def merge(
    base: Path, ours: Path, theirs: Path, output: Path | None, settle: tuple[str, ...], prefer: str | None
) -> None:
    """Merge what OURS and THEIRS made of BASE. With open conflicts nothing is written and the exit code is 1.

    Git merges sessions by “facilitator git-merge”.
    """
    from facilitator.store.files.output import file_behind
    from facilitator.store.files.paths import history_path

    target = file_behind(output) if output else None
    if output and ".jsonl" in (output.suffix, target.suffix if target else ""):
        refuse(f"{output}: this is a history, and the result is a snapshot; choose a name that ends in .toml.")
    for path in (base, ours, theirs):
        if path.is_file() and not history_path(path).exists():
            _check_alone(path)
    text, conflicts = snapshots_merged((base, ours, theirs), decisions_of(settle), prefer)
    if conflicts:
        tell_conflicts(conflicts)
        say(f"{len(conflicts)} to decide; nothing was written. Use --settle, or --prefer for all.")
        raise SystemExit(1)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(text, output, target)


def snapshots_merged(
    sides: Sequence[Path], decisions: Mapping[str, str], prefer: str | None
) -> "tuple[str, Sequence[Conflict]]":
    """The snapshot that a base, ours and theirs make, and the conflicts that nobody has decided."""
    from facilitator.merging.merge import merge as merged_of
    from facilitator.store.formats.snapshot import snapshot_text

    _, ours, theirs = sides
    (before, _), (mine, place), (yours, _) = (_side(path) for path in sides)
    if mine.header.identity != yours.header.identity:
        refuse(f"{theirs}: this is another session than {ours}; only two copies of one session can be merged.")
    found = merged_of(before, mine, yours, decisions)
    unknown = decisions.keys() - {conflict.key for conflict in merged_of(before, mine, yours).conflicts}
    if unknown:
        refuse(f"--settle {min(unknown)}: there is no such conflict; without --settle they are listed.")
    if prefer and found.conflicts:
        decisions = {**{conflict.key: prefer for conflict in found.conflicts}, **decisions}
        found = merged_of(before, mine, yours, decisions)
    for old, new in found.renumbered.items():
        say(f"{old} of {theirs} is now {new}.")
    return snapshot_text(found.session, place), found.conflicts


def tell_conflicts(conflicts: "Sequence[Conflict]") -> None:
    """Print conflicts, one a line."""
    for conflict in conflicts:
        click.echo(visible(" ".join(conflict.sentence.split())))


def _side(path: Path) -> "tuple[Session, Place]":
    """The session at a path: what its history says where it has one, else the snapshot alone."""
    from facilitator.store.files.paths import history_path
    from facilitator.store.formats.snapshot_reading import read_snapshot
    from facilitator.store.store import SessionStore

    if not history_path(path).exists():
        return read_snapshot(path, pipes=True)
    file = SessionStore(path, read_only=True)
    return file.session, file.place


def _write(text: str, output: Path, target: Path | None) -> None:
    """Write the merged snapshot. target: the file that the output leads to, where it is one."""
    from facilitator.store.files.lock import locked
    from facilitator.store.files.output import write_output
    from facilitator.store.files.paths import history_path
    from facilitator.store.files.rights import rights_for
    from facilitator.store.files.writing import kept_copy

    if target is None:
        write_output(output, text)
        return
    rights = rights_for(target, history_path(target))
    if not history_path(target).exists():
        write_output(target, text, rights=rights)
        return
    with locked(target, rights):
        if target.exists():
            say(f"What {target.name} said before is kept in {kept_copy(target, 'before-merge').name}.")
        write_output(target, text, rights=rights)


def _check_alone(path: Path) -> None:
    """A snapshot lags behind its history; without it, what was saved last is missed."""
    from facilitator.store.formats.snapshot_head import last_edit_of

    if not last_edit_of(path):
        return
    if path.name.startswith(NAMED_BY_GIT):
        driver = "git config merge.facilitator.driver “facilitator git-merge %O %A %B %P”"
        refuse(f"{path}: git has given the snapshot without its history, and edits would be lost; set {driver}.")
    say(f"{path}: its history is not beside it; what was saved after this snapshot was written is not merged.")


def decisions_of(settle: tuple[str, ...]) -> dict[str, str]:
    """What --settle says: key of a conflict -> side."""
    decisions: dict[str, str] = {}
    for words in settle:
        key, equals, side = words.partition("=")
        if not equals or side not in ("ours", "theirs"):
            refuse(f"“{words}” should look like T-3.status=ours or T-3.status=theirs.")
        decisions[key] = side
    return decisions

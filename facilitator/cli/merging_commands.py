"""Commands that compare and merge sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.settings import Settings, common, json_option, refuse, say
from facilitator.cli.snapshot_merging import decisions_of, snapshots_merged, tell_conflicts
from facilitator.text.escape import visible
from facilitator.text.json_text import json_text

if TYPE_CHECKING:
    from facilitator.model.edit import Change

NAMED_BY_GIT = ".merge_file_"
"""How the files begin that git makes for a merge driver."""


@click.command()
@click.argument("a")
@click.argument("b")
@json_option
@common
@click.pass_obj
def diff(settings: Settings, a: str, b: str, as_json: bool) -> None:
    """What changed from session A to session B; exit code 1 when anything did."""
    from facilitator.merging.difference import changes_between, sentences

    before = settings.read(a)
    after = settings.read(b)
    changes = changes_between(before.session, after.session)
    if as_json:
        found = [_change_json(change) for change in changes]
        click.echo(json_text({"format": 1, "changes": found}))
    else:
        for change in changes:
            for line in sentences(change):
                words = line.split()
                click.echo(visible(" ".join(words)))
    if changes:
        raise SystemExit(1)
    say("They say the same.")


def _change_json(change: "Change") -> dict[str, Any]:
    from facilitator.merging.difference import fields_changed

    fields = [{"field": item.field, "before": item.before, "after": item.after} for item in fields_changed(change)]
    return {
        "record": change.record.id,
        "kind": change.record.kind,
        "change": _what_happened(change),
        "fields": fields,
    }


def _what_happened(change: "Change") -> str:
    if change.before is None:
        return "added"
    if change.after is None:
        return "removed"
    return "changed"


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
    for file in (output, target):
        if file is not None and file.suffix == ".jsonl":
            refuse(f"{output}: this is a history, and the result is a snapshot; choose a name that ends in .toml.")
    for path in (base, ours, theirs):
        if path.is_file() and not history_path(path).exists():
            _check_alone(path)
    decisions = decisions_of(settle)
    text, conflicts = snapshots_merged((base, ours, theirs), decisions, prefer)
    if conflicts:
        tell_conflicts(conflicts)
        say(f"{len(conflicts)} to decide; nothing was written. Use --settle, or --prefer for all.")
        raise SystemExit(1)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(text, output, target)


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
            kept = kept_copy(target, "before-merge")
            say(f"What {target.name} said before is kept in {kept.name}.")
        write_output(target, text, rights=rights)


def _check_alone(path: Path) -> None:
    """Warn of a snapshot without its history, which may lag behind it; refuse where git gave it so."""
    from facilitator.store.formats.snapshot_head import last_edit_of

    if not last_edit_of(path):
        return
    if path.name.startswith(NAMED_BY_GIT):
        driver = "git config merge.facilitator.driver “facilitator git-merge %O %A %B %P”"
        refuse(f"{path}: git has given the snapshot without its history, and edits would be lost; set {driver}.")
    say(f"{path}: its history is not beside it; what was saved after this snapshot was written is not merged.")

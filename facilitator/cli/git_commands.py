"""Commands by which git merges sessions without losing an edit."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from facilitator.cli.git import is_in_index, merge_attribute, versions
from facilitator.cli.settings import common, refuse, say
from facilitator.cli.snapshot_merging import check_decisions, decisions_of, snapshots_merged, tell_conflicts

if TYPE_CHECKING:
    from facilitator.merging.merge import Conflict
    from facilitator.workshop.git_merging import MergedHistory

HISTORY = ".history.jsonl"
file = click.Path(path_type=Path, dir_okay=False)


@click.command("git-merge")
@click.argument("base", type=file)
@click.argument("ours", type=file)
@click.argument("theirs", type=file)
@click.argument("path", type=click.Path(path_type=Path))
@common
def git_merge(base: Path, ours: Path, theirs: Path, path: Path) -> None:
    """Merge a session for git, which calls this with %O %A %B %P; see docs/session-files.md.

    What is merged goes to OURS. Where something is to be decided, OURS stays as it is and the exit code is 1.
    """
    sides = (base, ours, theirs)
    if path.name.endswith(HISTORY):
        content = _history(path, sides, {})
        ours.write_bytes(content)
    elif path.suffix != ".toml":
        refuse(f"{path}: this is no file of a session; take it out of the line of .gitattributes.")
    elif _has_history(path):
        _keep_ours(path, ours, theirs)
    else:
        text = _snapshot(path, sides, {})
        ours.write_text(text, encoding="utf-8")


@click.command("git-settle")
@click.argument("path", type=file)
@click.option(
    "--settle", multiple=True, metavar="KEY=SIDE", help="Decide a conflict, such as T-3.status=theirs; may be repeated."
)
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="Decide all other conflicts.")
@common
def git_settle(path: Path, settle: tuple[str, ...], prefer: str | None) -> None:
    """Decide what a merge by git has left undecided in the file of a session; then “git add” it."""
    from facilitator.store.files.lock import locked
    from facilitator.store.files.rights import rights_for
    from facilitator.store.files.writing import write_atomically

    decisions = decisions_of(settle)
    found = versions(path)
    has_both_sides = 2 in found and 3 in found
    if not has_both_sides:
        refuse(f"{path}: git has left nothing undecided here; see “git status”.")
    if path.suffix == ".toml" and _has_history(path):
        refuse(f"{path}: what this says is in its history; settle {_history_of(path).name} instead.")
    snapshot = _snapshot_of(path)
    with _as_files(found) as sides, locked(snapshot, rights_for(snapshot, path)):
        if path.name.endswith(HISTORY):
            base, ours, theirs = sides
            now = _gone_on(path, ours)
            content = _history(path, (base, now, theirs), decisions, prefer)
            text = content.decode()
        else:
            text = _snapshot(path, sides, decisions, prefer)
        write_atomically(path, text)
    say(f"Written. Now: git add {shlex.quote(str(path))}")


def _history(path: Path, sides: Sequence[Path], decisions: Mapping[str, str], prefer: str | None = None) -> bytes:
    """The merged history. Ends with exit code 1 while conflicts are open."""
    from facilitator.workshop.git_merging import merged_history

    def merged(decided: Mapping[str, str]) -> "MergedHistory":
        return merged_history(str(path), sides[0], sides[1], sides[2], decided)

    found = merged({})
    check_decisions(decisions, found.conflicts)
    if found.conflicts and (prefer or decisions):
        preferred = {conflict.key: prefer for conflict in found.conflicts} if prefer else {}
        found = merged({**preferred, **decisions})
    if found.conflicts:
        _leave(path, found.conflicts)
    for _ in found.torn:
        say(f"{path}: a last line that was cut short was left off.")
    for old, new in (found.renumbered or {}).items():
        say(f"{path}: {old} of the other side is {new} here.")
    return found.content


def _snapshot(path: Path, sides: Sequence[Path], decisions: Mapping[str, str], prefer: str | None = None) -> str:
    """The merged snapshot of a session without a history. Ends with exit code 1 while conflicts are open."""
    from facilitator.store.files.reading import LARGEST_SNAPSHOT, bytes_of

    base = bytes_of(sides[0], LARGEST_SNAPSHOT)
    if not base.strip():
        refuse(f"{path}: both sides added it; keep one with “git checkout --ours” or “--theirs”, and rename the other.")
    text, conflicts = snapshots_merged(sides, decisions, prefer)
    if conflicts:
        _leave(path, conflicts)
    return text


def _leave(path: Path, conflicts: "Sequence[Conflict]") -> NoReturn:
    tell_conflicts(conflicts)
    file = shlex.quote(str(path))
    first = shlex.quote(f"{conflicts[0].key}=theirs")
    say(f"{len(conflicts)} to decide. For each: facilitator git-settle {file} --settle {first}")
    say("Or --prefer ours, or theirs, for all. Until then the file says what our side says.")
    raise SystemExit(1)


def _keep_ours(path: Path, ours: Path, theirs: Path) -> None:
    """Keep our snapshot, for the merged history says what is in it. Refuses where a side's snapshot says more."""
    from facilitator.store.formats.snapshot_head import belongs_to_history

    history = _history_of(path)
    if merge_attribute(history) != merge_attribute(path):
        refuse(
            f"{path}: its history is not merged by the same driver; give .gitattributes the line “{HISTORY_LINE}”, "
            "take the merge back with “git merge --abort”, and merge again."
        )
    for side, whose in ((ours, "on our side"), (theirs, "on the other side")):
        if not belongs_to_history(side):
            refuse(
                f"{path}: it was changed by hand {whose} and not opened since; take the merge back with "
                "“git merge --abort”, open and close the session there, commit it, and merge again."
            )


HISTORY_LINE = "*.history.jsonl merge=facilitator"


def _has_history(path: Path) -> bool:
    """Tell whether git keeps the history of a snapshot, and so merges it."""
    return is_in_index(_history_of(path))


def _history_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}{HISTORY}")


def _snapshot_of(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix(HISTORY)}.toml") if path.name.endswith(HISTORY) else path


def _gone_on(path: Path, ours: Path) -> Path:
    """Find our side, with what somebody has done in the session since git left it undecided."""
    from facilitator.store.formats.copies import read_copy

    if not path.exists():
        return ours
    here = read_copy(path).told.keys
    then = read_copy(ours).told.keys
    beginning = here[: len(then)]
    if beginning != then:
        refuse(f"{path}: it is not what our side says any more; take it back with “git checkout --ours -- {path}”.")
    return path


@contextmanager
def _as_files(found: Mapping[int, bytes]) -> Iterator[tuple[Path, Path, Path]]:
    """Put the common version, our side and theirs into files, for as long as they are needed."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="facilitator-") as name:
        sides = (Path(name, "base"), Path(name, "ours"), Path(name, "theirs"))
        for stage, side in enumerate(sides, 1):
            content = found.get(stage, b"")
            side.write_bytes(content)
        yield sides

"""Asking git about a file; it is run without a shell."""

from pathlib import Path

from facilitator.cli.settings import refuse


def merge_attribute(path: Path) -> str:
    """The name of the merge driver that .gitattributes gives a file, or "unspecified"."""
    said = _asked(path, "check-attr", "-z", "merge")
    parts = said.split(b"\0")
    if len(parts) < 3:
        return "unspecified"
    value = parts[2]
    return value.decode(errors="replace")


def is_in_index(path: Path) -> bool:
    """Tell whether git keeps a file of this name."""
    names = _asked(path, "ls-files", "-z")
    return bool(names)


def versions(path: Path) -> dict[int, bytes]:
    """The versions of a file that a merge has left undecided: 1 the common one, 2 ours, 3 theirs."""
    found: dict[int, bytes] = {}
    said = _asked(path, "ls-files", "-z", "--unmerged")
    for entry in filter(None, said.split(b"\0")):
        facts, _, _ = entry.partition(b"\t")
        _, blob, stage = facts.decode().split(" ")
        number = int(stage)
        found[number] = _run(path.parent, "cat-file", "blob", blob)
    return found


def _asked(path: Path, *words: str) -> bytes:
    """Ask git about a file, whose folder may not be there yet while git merges."""
    if path.parent.is_dir():
        return _run(path.parent, *words, "--", path.name)
    return _run(Path(), *words, "--", str(path))


def _run(folder: Path, *words: str) -> bytes:
    """Run git in a folder. Refuses where git is not there, or says no."""
    import subprocess

    line = ["git", "--literal-pathspecs", *words]
    try:
        done = subprocess.run(line, cwd=folder, capture_output=True, check=False)
    except OSError as error:
        refuse(f"git cannot be run ({error.strerror}); install it, or give the folder of the session.")
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        reason = said.strip() or "no reason given"
        refuse(f"git refuses “{words[0]}” in {folder}: {reason}")
    return done.stdout

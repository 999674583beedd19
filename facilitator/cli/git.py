"""What git knows about a file; git itself is run, without a shell."""

from pathlib import Path

from facilitator.cli.settings import refuse


def merge_attribute(path: Path) -> str:
    """The name of the merge driver that .gitattributes gives a file, or "unspecified"."""
    parts = _asked(path, "check-attr", "-z", "merge").split(b"\0")
    return parts[2].decode(errors="replace") if len(parts) > 2 else "unspecified"


def is_in_index(path: Path) -> bool:
    """Whether git keeps a file of this name."""
    return bool(_asked(path, "ls-files", "-z"))


def versions(path: Path) -> dict[int, bytes]:
    """The versions of a file that a merge has left undecided: 1 what both went on from, 2 ours, 3 theirs."""
    found: dict[int, bytes] = {}
    for entry in filter(None, _asked(path, "ls-files", "-z", "--unmerged").split(b"\0")):
        _, blob, stage = entry.partition(b"\t")[0].decode().split(" ")
        found[int(stage)] = _run(path.parent, "cat-file", "blob", blob)
    return found


def _asked(path: Path, *words: str) -> bytes:
    """What git answers about a file. While it merges, the folder of the file may not be there yet."""
    if path.parent.is_dir():
        return _run(path.parent, *words, "--", path.name)
    return _run(Path(), *words, "--", str(path))


def _run(folder: Path, *words: str) -> bytes:
    """What git answers in a folder. Refuses where git is not there, or says no."""
    import subprocess

    try:
        done = subprocess.run(["git", "--literal-pathspecs", *words], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        refuse(f"git cannot be run ({error.strerror}); install it, or give the folder of the session.")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or "no reason given"
        refuse(f"git refuses “{words[0]}” in {folder}: {said}")
    return done.stdout

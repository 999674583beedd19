"""Who may read the files of a session: nobody else, unless the folder says that they are shared."""

import stat
from contextlib import suppress
from pathlib import Path

import tomli

from facilitator.store.files.paths import history_path
from facilitator.text.reading import Unreadable, read_text

SHARING_FILE = ".facilitator.toml"
PRIVATE = 0o600
SHARES = {"private": PRIVATE, "group": 0o660, "all": 0o664}
_LARGEST = 4096


def rights_for(*files: Path) -> int:
    """The rights of a new file of a session: those of the first of its files that is there, else as its folder says."""
    for file in files:
        with suppress(OSError):
            return stat.S_IMODE(file.stat().st_mode) & 0o666 | PRIVATE
    return shared_in(files[0].parent)[0]


def rights_of_session(path: Path) -> int:
    """The rights of a new file of the session at a path."""
    return rights_for(path, history_path(path))


def shared_in(folder: Path) -> tuple[int, str]:
    """The rights that a folder gives to new sessions, and what is wrong with how it says so, as a sentence or ""."""
    path = folder / SHARING_FILE
    try:
        given = tomli.loads(read_text(path, _LARGEST))
    except FileNotFoundError:
        return PRIVATE, ""
    except Unreadable as fault:
        return PRIVATE, _fault(path, fault.what)
    except (ValueError, RecursionError):
        return PRIVATE, _fault(path, "this is not TOML; mend it.")
    share = given.get("share")
    if set(given) != {"share"} or not isinstance(share, str) or share not in SHARES:
        return PRIVATE, _fault(path, 'it should hold one line, share = "private", "group" or "all"; mend it.')
    return SHARES[share], ""


def _fault(path: Path, what: str) -> str:
    return f"New files here are private, for {path} says nothing that can be followed: {what}"

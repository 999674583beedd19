"""The folder of sessions: names and the files behind them."""

import os
import re
from pathlib import Path

from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import HISTORY_ENDING, history_path, snapshot_path

_NAME = re.compile(r"[\w][\w .-]{0,99}")
_PORTS = re.compile(r"(com|lpt)[1-9]")
_RESERVED = {"con", "prn", "aux", "nul"}


def sessions_folder(chosen: Path | None = None) -> Path:
    """The folder that was chosen, that the environment names, or ./sessions."""
    return chosen or Path(os.environ.get("FACILITATOR_SESSIONS") or "sessions")


def session_path(name: str, folder: Path) -> Path:
    """The snapshot that a name or a path stands for. Raises StoreRefused for a name no file can have."""
    if name.endswith(".toml") or os.sep in name or "/" in name:
        path = Path(name)
        if path.suffix != ".toml":
            raise StoreRefused(name, "a path to a session ends in .toml.")
        return path
    if not _NAME.fullmatch(name) or _is_reserved(name):
        raise StoreRefused(name, "a session's name is made of letters, digits, spaces, dots, - and _ (100 at most).")
    return folder / f"{name}.toml"


def _is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device of its own."""
    folded = name.casefold()
    return folded in _RESERVED or _PORTS.fullmatch(folded) is not None


def existing_session(name: str, folder: Path) -> Path:
    """The snapshot of a session that is there, by its name or path. Raises StoreRefused when it is not."""
    path = session_path(name, folder)
    if not path.exists() and not history_path(path).exists():
        raise StoreRefused(path, "there is no such session; see “facilitator list”, or make it with “facilitator new”.")
    return path


def sessions_in(folder: Path) -> tuple[Path, ...]:
    """The snapshots of a folder, by name; a session that has only its history counts too."""
    if not folder.is_dir():
        return ()
    found: set[Path] = set()
    for path in folder.glob("*.toml"):
        is_hidden = path.name.startswith(".")
        if not is_hidden:
            found.add(path)
    for history in folder.glob(f"*{HISTORY_ENDING}"):
        found.add(snapshot_path(history))
    return tuple(sorted(found, key=_name_without_case))


def _name_without_case(path: Path) -> str:
    return path.name.casefold()

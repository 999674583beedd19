"""The folder of sessions: names and the files behind them."""

import os
import re
from pathlib import Path

from facilitator.store.errors import StoreRefused

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


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
    if not re.fullmatch(r"[\w][\w .-]{0,99}", name) or name.casefold() in _RESERVED:
        raise StoreRefused(name, "a session's name is made of letters, digits, spaces, dots, - and _ (100 at most).")
    return folder / f"{name}.toml"


def existing_session(name: str, folder: Path) -> Path:
    """Like session_path, but of a session that is there. Raises StoreRefused when it is not."""
    path = session_path(name, folder)
    history = path.with_name(f"{path.stem}.history.jsonl")
    if not path.exists() and not history.exists():
        raise StoreRefused(path, "there is no such session; see “facilitator list”, or make it with “facilitator new”.")
    return path


def sessions_in(folder: Path) -> tuple[Path, ...]:
    """The snapshots of a folder, by name; a session that has only its history counts too."""
    if not folder.is_dir():
        return ()
    snapshots = {path for path in folder.glob("*.toml") if not path.name.startswith(".")}
    alone = {
        path.with_name(path.name.removesuffix(".history.jsonl") + ".toml") for path in folder.glob("*.history.jsonl")
    }
    return tuple(sorted(snapshots | alone, key=lambda path: path.name.casefold()))

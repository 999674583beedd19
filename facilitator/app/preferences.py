"""What a person likes: theme, glyphs, motion, editor and keys, from a TOML file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli
from platformdirs import user_config_path

from facilitator.app.themes import DARK, THEMES
from facilitator.text.reading import MEGABYTE, Unreadable, read_text

FILE = "config.toml"
LARGEST = MEGABYTE


class PreferencesError(ValueError):
    """A file of preferences that cannot be used: one sentence with file, what is wrong, how to mend it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person likes.

    theme: the name of one of THEMES. ascii: glyphs from ASCII only. motion: scrolling may be animated.
    editor: the command for long texts; empty for $VISUAL or $EDITOR. keys: binding id -> keys.
    """

    theme: str = DARK.name
    ascii: bool = False
    motion: bool = False
    editor: str = ""
    keys: dict[str, str] = field(default_factory=dict)


def preferences_path() -> Path:
    """$FACILITATOR_CONFIG, else config.toml in the platform's folder for configuration."""
    given = os.environ.get("FACILITATOR_CONFIG", "")
    return Path(given) if given else user_config_path("facilitator") / FILE


def read_preferences(path: Path, bindings: Callable[[], Sequence[str]]) -> Preferences:
    """The preferences in a file, or the usual ones when there is none. Raises PreferencesError.

    bindings: gives the ids that [keys] may name; asked only when keys are given.
    """
    try:
        given = tomli.loads(read_text(path, LARGEST))
    except FileNotFoundError:
        return Preferences()
    except Unreadable as fault:
        raise PreferencesError(path, fault.what) from None
    except tomli.TOMLDecodeError as error:
        raise PreferencesError(path, f"this is not TOML ({error}); mend that place.") from None
    except (RecursionError, ValueError):
        what = "this is nested too deeply or holds an impossible value; mend it or move it away."
        raise PreferencesError(path, what) from None
    return _checked(path, given, bindings() if "keys" in given else ())


def _checked(path: Path, given: dict[str, Any], bindings: Sequence[str]) -> Preferences:
    kinds: dict[str, type] = {"theme": str, "ascii": bool, "motion": bool, "editor": str, "keys": dict}
    for name, value in given.items():
        if name not in kinds:
            raise PreferencesError(path, f"“{name}” is not known{_nearest(name, list(kinds))}.")
        if not isinstance(value, kinds[name]):
            wanted = {str: "a text", bool: "true or false", dict: "a table"}[kinds[name]]
            raise PreferencesError(path, f"“{name}” should be {wanted}.")
    names = [theme.name for theme in THEMES]
    if given.get("theme", DARK.name) not in names:
        raise PreferencesError(path, f"there is no theme “{given['theme']}”; take one of {', '.join(names)}.")
    for binding, keys in given.get("keys", {}).items():
        if binding not in bindings:
            raise PreferencesError(path, f"“{binding}” under [keys] is not known{_nearest(binding, bindings)}.")
        if not isinstance(keys, str) or not keys.strip():
            raise PreferencesError(path, f'“{binding}” under [keys] should name a key, such as "ctrl+n" or "f2".')
    return Preferences(**given)


def _nearest(name: str, known: Sequence[str]) -> str:
    found = get_close_matches(name, known, 1, 0.5)
    return f"; did you mean “{found[0]}”?" if found else f"; known are {', '.join(known[:8])}"

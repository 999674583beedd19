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
KINDS: dict[str, tuple[type, str]] = {
    "theme": (str, "a text"),
    "ascii": (bool, "true or false"),
    "motion": (bool, "true or false"),
    "editor": (str, "a text"),
    "keys": (dict, "a table"),
}
"""What a file of preferences may hold: the name of each, its kind, and the words for that kind."""


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
    for name, value in given.items():
        _check_kind(path, name, value)
    theme = given.get("theme", DARK.name)
    names = [theme.name for theme in THEMES]
    if theme not in names:
        raise PreferencesError(path, f"there is no theme “{theme}”; take one of {', '.join(names)}.")
    for binding, keys in given.get("keys", {}).items():
        if binding not in bindings:
            nearest = _nearest(binding, bindings)
            raise PreferencesError(path, f"“{binding}” under [keys] is not known{nearest}.")
        if not isinstance(keys, str) or not keys.strip():
            raise PreferencesError(path, f'“{binding}” under [keys] should name a key, such as "ctrl+n" or "f2".')
    return Preferences(**given)


def _check_kind(path: Path, name: str, value: Any) -> None:
    """Raise PreferencesError where a name is not known, or its value is of another kind."""
    if name not in KINDS:
        nearest = _nearest(name, list(KINDS))
        raise PreferencesError(path, f"“{name}” is not known{nearest}.")
    kind, wanted = KINDS[name]
    if not isinstance(value, kind):
        raise PreferencesError(path, f"“{name}” should be {wanted}.")


def _nearest(name: str, known: Sequence[str]) -> str:
    found = get_close_matches(name, known, 1, 0.5)
    if found:
        return f"; did you mean “{found[0]}”?"
    return f"; known are {', '.join(known[:8])}"

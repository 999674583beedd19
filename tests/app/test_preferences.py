"""A person's configuration: taken when it fits, answered with the nearest known word when not."""

from pathlib import Path

import pytest

from facilitator.app.keymap import binding_ids
from facilitator.app.preferences import Preferences, PreferencesError, read_preferences


def read(folder: Path, text: str) -> Preferences:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_preferences(path, binding_ids)


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read_preferences(tmp_path / "none.toml", binding_ids) == Preferences()


def test_what_is_given_is_taken(tmp_path: Path) -> None:
    text = 'theme = "light"\nascii = true\nmotion = true\neditor = "vim -n"\n[keys]\n"workshop.park" = "f9"\n'
    assert read(tmp_path, text) == Preferences("light", True, True, "vim -n", {"workshop.park": "f9"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('teme = "dark"', "did you mean “theme”"),
        ('theme = "dracula"', "take one of dark, light, high-contrast"),
        ('ascii = "yes"', "should be true or false"),
        ('[keys]\n"workshop.parks" = "f9"', "did you mean “workshop.park”"),
        ('[keys]\n"workshop.park" = 9', "should name a key"),
        ("theme = ", "this is not TOML"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PreferencesError, match=r"config\.toml") as error:
        read(tmp_path, text)
    assert words in str(error.value)
    assert "\n" not in str(error.value)

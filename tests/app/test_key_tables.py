"""The tables of keys in the documentation are those that the declared keys make."""

import subprocess
import sys

from make_key_tables import PAGE, missing_places, with_tables
from textual.binding import Binding

from facilitator.app.act import bindings
from facilitator.app.key import Help, Key, Place
from facilitator.app.keymap import key_tables, tables_of_keys

ONE = Help(Place.TABLE, "turn it")
OTHER = Help(Place.TABLE, "turn it back", beside="x.turn")


def rows_of(*keys: Binding) -> list[tuple[str, str]]:
    return key_tables(keys)[Place.TABLE]


def test_the_page_shows_the_keys_as_they_are_declared() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page, "run tools/make_key_tables.py"
    assert missing_places(page) == []


def test_a_page_that_says_something_else_is_made_anew() -> None:
    page = "<!-- keys in the line -->\n| `f9` | nothing |\n<!-- /keys -->\n"
    assert "| `escape` | leave the line; what is typed stays |" in with_tables(page)
    assert "f9" not in with_tables(page)


def test_every_act_of_the_workshop_screen_is_in_a_table() -> None:
    assert [key.id for key in bindings() if not key.help] == []
    assert all(tables_of_keys().values())


def test_keys_that_do_the_same_sort_of_thing_share_a_row() -> None:
    turn = Key("t", "turn", "Turn", id="x.turn", help=(ONE,))
    back = Key("T", "back", "Back", id="x.back", help=(OTHER,))
    assert rows_of(turn, back) == [("`t` `T`", "turn it, turn it back")]


def test_many_digits_are_named_by_the_first_and_the_last() -> None:
    words = Help(Place.TABLE, "go there", beside="x.1")
    keys = [Key(f"alt+{digit}", "go", "Go", id=f"x.{digit}", help=(words,)) for digit in (1, 2, 3)]
    assert rows_of(*keys) == [("`alt+1` to `alt+3`", "go there")]


def test_the_way_out_comes_last_and_a_key_without_help_not_at_all() -> None:
    out = Key("escape", "out", "Out", id="x.out", help=(Help(Place.TABLE, "leave"),))
    rows = rows_of(out, Binding("z", "z", "Z", id="x.z"), Key("t", "turn", "Turn", id="x.turn", help=(ONE,)))
    assert rows == [("`t`", "turn it"), ("`escape`", "leave")]


COUNT = """
from facilitator.app import application
from facilitator.app.act import bindings
at_start = [key.id for key in bindings()]
from facilitator.workshop.commands import every
print([key.id for key in bindings() if key.id not in at_start])
"""


def test_every_command_with_a_key_is_known_when_the_application_starts() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

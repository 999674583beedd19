"""Dangerous characters: every output has the same answer for each of them, and no text is lost on the way."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from facilitator.app.terminal.control_filter import HarmlessText
from facilitator.app.terminal.plain_text import one_line as on_screen
from facilitator.app.terminal.plain_text import shown, typed
from facilitator.report.markdown_text import fenced
from facilitator.report.markdown_text import one_line as in_report
from facilitator.text.escape import editable, from_editable, in_json, in_toml, is_dangerous, visible, without_dangerous
from facilitator.text.json_text import json_text

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
DANGEROUS = frozenset(character for character in EVERY if is_dangerous(character))
SEEN_BEFORE_NUMBERS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
HIEROGLYPHS = {chr(code) for code in range(0x13430, 0x13440)}
NEEDED = {"\u200c", "\u200d"} | SEEN_BEFORE_NUMBERS | HIEROGLYPHS
LOOKING_ALIKE = st.text(alphabet=st.sampled_from("⟨⟩U+0123ABCDEFu\\\u202e\x9b\U000e0041\nx"), max_size=40)
TYPED = st.one_of(LOOKING_ALIKE, st.text(max_size=40))


def written_out(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩" if character in DANGEROUS else character


def of_the_guard(text: str) -> str:
    (segment,) = HarmlessText().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


def test_every_output_has_the_same_answer_for_each_of_all_characters() -> None:
    every, written = "".join(EVERY), "".join(written_out(one) for one in EVERY)
    assert visible(every, keep="") == written
    assert fenced([every]).split("\n")[1] == written
    assert of_the_guard(every) == "".join(one for one in EVERY if one not in DANGEROUS)


def test_a_line_on_screen_and_a_line_of_the_report_are_the_same_for_each_of_all_characters() -> None:
    every = "|".join(EVERY)
    line = "|".join(" " if one in "\n\r\t" or unicodedata.category(one) == "Zs" else written_out(one) for one in EVERY)
    assert on_screen(every) == in_report(every) == line


@pytest.mark.parametrize("category", ["Cc", "Cf", "Cs", "Co", "Zl", "Zp"])
def test_no_character_that_unicode_calls_a_control_is_forgotten(category: str) -> None:
    forgotten = {one for one in EVERY if unicodedata.category(one) == category and one not in DANGEROUS}
    assert forgotten <= NEEDED


def test_what_writing_needs_stays_as_it_is() -> None:
    for text in ("👩‍👩‍👧🇩🇪👍🏽 ❤️", "می‌خواهم", "naïve — “déjà”", "שלום", "漢字", "a\u00a0b", "z\u0334\u0335"):
        assert visible(text) == text
        assert of_the_guard(text) == text


def test_hidden_text_is_seen() -> None:
    assert visible("ok\U000e0068\U000e0069") == "ok⟨U+E0068⟩⟨U+E0069⟩"
    assert visible("a\u3164\u034f\ufeff\u00ad\U000e0100") == "a⟨U+3164⟩⟨U+034F⟩⟨U+FEFF⟩⟨U+00AD⟩⟨U+E0100⟩"


def test_lines_and_tabs_stay_where_they_are_kept() -> None:
    assert visible("a\n\tb\r") == "a\n\tb⟨U+000D⟩"
    assert without_dangerous("a\n\tb\r") == "ab"


@given(TYPED)
def test_what_is_edited_and_left_alone_is_the_same_text(text: str) -> None:
    assert from_editable(editable(text)) == text
    assert typed(shown(text)) == text
    assert not DANGEROUS & set(editable(text)) - set("\n\t")


def test_every_dangerous_character_comes_back_from_an_edit() -> None:
    text = "".join(sorted(DANGEROUS))
    assert from_editable(editable(text)) == text


def test_words_that_look_written_out_are_not_taken_for_a_character() -> None:
    text = "They wrote ⟨U+202E⟩ and ⟨U+27E8⟩ and ⟨U+0041⟩ and ⟨U+00202E⟩"
    assert from_editable(editable(text)) == text
    assert from_editable("⟨U+0041⟩ ⟨U+00202E⟩ ⟨U+FFFFFF⟩") == "⟨U+0041⟩ ⟨U+00202E⟩ ⟨U+FFFFFF⟩"


@given(TYPED)
def test_showing_twice_is_showing_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_json_holds_no_dangerous_character_and_reads_as_the_same() -> None:
    data = {"all": EVERY, "a\x7f\x9b": "b\u202e\U000e0041"}
    text = json_text(data)
    assert not DANGEROUS & set(text) - {"\n"}
    assert json.loads(text) == data


def test_json_has_null_for_what_is_no_number() -> None:
    assert json.loads(json_text({"a": [float("nan"), 1.5], "b": float("inf")})) == {"a": [None, 1.5], "b": None}


def test_json_of_harmless_text_is_as_python_writes_it() -> None:
    data = {"a": ["Übung", 1, None, True, 1.5]}
    assert json_text(data) == json.dumps(data, ensure_ascii=False, indent=2)


def test_toml_holds_no_dangerous_character_and_reads_as_the_same() -> None:
    import tomli
    import tomli_w

    data = {"text": "".join(one for one in EVERY if unicodedata.category(one) != "Cs"), "a\x9b\u202e": "\t\x7f"}
    text = in_toml(tomli_w.dumps(data))
    assert not DANGEROUS & set(text) - {"\n", "\t"}
    assert tomli.loads(text) == data


def test_what_is_escaped_already_is_left_alone() -> None:
    assert in_json('"\\u202e"') == '"\\u202e"'
    assert in_toml('a = "\\u202e"') == 'a = "\\u202e"'

"""The editor of one's own: what it saves comes into the form, and one that cannot be used leaves the form as it was."""

import stat
import time
from pathlib import Path

import pytest

from facilitator.app.terminal.external_editor import EditorFailed, edited, editor_command
from facilitator.model.records.assets import Asset
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop
from tests.support.terminal import Terminal


def script(path: Path, lines: str) -> str:
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def empty_folder(inside: Path) -> Path:
    folder = inside / "programs"
    folder.mkdir()
    return folder


def test_a_long_text_is_written_in_the_editor_of_ones_own(tmp_path: Path) -> None:
    assert edited("before ", [script(tmp_path / "good", 'printf "after\\n" >> "$1"')]) == "before after"


def test_an_editor_that_fails_leaves_the_draft(tmp_path: Path) -> None:
    with pytest.raises(EditorFailed, match="the draft is kept") as failure:
        edited("mine", [script(tmp_path / "bad", 'printf " changed" >> "$1"; exit 3')])
    assert failure.value.draft is not None
    assert failure.value.draft.read_text(encoding="utf-8") == "mine changed"
    failure.value.draft.unlink()
    with pytest.raises(EditorFailed, match="could not be started"):
        edited("mine", [str(tmp_path / "none")])


def test_an_editor_that_was_left_without_a_change_leaves_no_draft_behind(tmp_path: Path) -> None:
    with pytest.raises(EditorFailed, match="the text is as it was") as failure:
        edited("mine", [script(tmp_path / "bad", "exit 1")])
    assert failure.value.draft is None


def test_without_a_word_from_the_person_an_installed_editor_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = empty_folder(tmp_path)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("VISUAL", " ")
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(EditorFailed, match="No editor is known"):
        editor_command("")
    script(programs / "vi", "exit 0")
    assert editor_command("") == ["vi"]
    script(programs / "nano", "exit 0")
    assert editor_command("") == ["nano"]


UNUSABLE = {
    "not set": ("", "No editor is known"),
    "of blanks": ("  ", "No editor is known"),
    "not there": ("no-such-editor", "could not be started"),
    "badly quoted": ('vim "', "quotation mark"),
    "an empty name": ("''", "No editor is known"),
    "not executable": ("{folder}/plain-file", "could not be started"),
    "refusing": ("{folder}/refuses", "ended with 3"),
    "killed": ("{folder}/killed", "ended by signal 9"),
    "interrupted": ("{folder}/interrupted", "ended by signal 2"),
    "taking the draft away": ("{folder}/takes-away", "cannot be read"),
    "saving no text": ("{folder}/saves-bytes", "cannot be read"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_editor_that_cannot_be_used_leaves_the_form_and_the_terminal_alive(tmp_path: Path, case: str) -> None:
    editor, notice = UNUSABLE[case]
    (tmp_path / "plain-file").write_text("no program", encoding="utf-8")
    script(tmp_path / "refuses", "exit 3")
    script(tmp_path / "killed", "kill -9 $$")
    script(tmp_path / "interrupted", "kill -2 0")
    script(tmp_path / "takes-away", '/bin/rm "$1"')
    script(tmp_path / "saves-bytes", 'printf "\\377" > "$1"')
    terminal = with_editor(tmp_path, editor.format(folder=tmp_path), empty_folder(tmp_path))
    terminal.press("a")
    terminal.type("Readings")
    terminal.press(*["tab"] * 7, *"before", "f2")
    terminal.wait(notice, seconds=60)
    terminal.press(*" after", "ctrl+s")
    assert described(terminal, tmp_path) == "before after"


def test_what_the_editor_saved_stands_in_the_form(tmp_path: Path) -> None:
    programs = empty_folder(tmp_path)
    script(programs / "nano", 'printf "and by the editor" >> "$1"')
    terminal = with_editor(tmp_path, "", programs)
    terminal.press("a")
    terminal.type("Readings")
    terminal.press(*["tab"] * 7, *"by hand ", "f2")
    terminal.wait("and by the editor", seconds=60)
    terminal.press("ctrl+s")
    assert described(terminal, tmp_path) == "by hand and by the editor"


def with_editor(folder: Path, editor: str, programs: Path) -> Terminal:
    """The program on a new session, with this editor and no other programs to find than those in a folder."""
    begin_session(folder / "x.toml").close()
    environment = {
        "EDITOR": editor,
        "VISUAL": "",
        "PATH": str(programs),
        "TMPDIR": str(folder),
        "FACILITATOR_SESSIONS": str(folder),
        "FACILITATOR_CONFIG": str(folder / "none.toml"),
    }
    terminal = Terminal(["-m", "facilitator.cli.main", "open", "x"], environment)
    terminal.wait("1 Assets", seconds=60)
    return terminal


def described(terminal: Terminal, folder: Path) -> str:
    """The description of the asset, once the form has saved it."""
    end = time.monotonic() + 60
    assets: tuple[Asset, ...] = ()
    while not assets and time.monotonic() < end:
        terminal.read(0.05)
        assets = Workshop(folder / "x.toml", read_only=True).session.all(Asset)
    terminal.end()
    return assets[0].description if assets else f"not saved:\n{terminal.text}"

"""Long texts in the editor that a person likes."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import App, SuspendNotSupported

from facilitator.text.reading import MEGABYTE, Unreadable, read_text

LARGEST_TEXT = 16 * MEGABYTE
USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Editors to look for when a person has said nothing."""


class EditorFailed(RuntimeError):
    """The editor could not be used; the words say why. A changed draft is kept in `draft`."""

    def __init__(self, words: str, draft: Path | None = None) -> None:
        super().__init__(words)
        self.draft = draft


def editor_command(preferred: str) -> list[str]:
    """The command: what the person prefers, else $VISUAL, else $EDITOR, else one that is installed.

    Raises EditorFailed when there is none, or when its quotation marks do not match.
    """
    visual = os.environ.get("VISUAL", "")
    editor = os.environ.get("EDITOR", "")
    given = (preferred, visual, editor)
    words = next((words for words in given if words.strip()), "")
    try:
        command = shlex.split(words)
    except ValueError:
        raise EditorFailed(f"The editor “{words}” has a quotation mark too many or too few; mend it.") from None
    command = command or [name for name in USUAL if shutil.which(name)][:1]
    if not command or not command[0]:
        raise EditorFailed("No editor is known; set $EDITOR, such as EDITOR=nano, or “editor” in the configuration.")
    return command


def edited_outside(app: App[object], text: str, preferred: str) -> str:
    """The text as it was saved in the editor, to which the terminal is lent. Raises EditorFailed.

    Nothing is raised while the terminal is lent: Textual would not take it back.
    """
    command = editor_command(preferred)
    failures: list[EditorFailed] = []
    try:
        with app.suspend():
            text = _kept(failures, lambda: edited(text, command), text)
    except SuspendNotSupported:
        raise EditorFailed("This terminal cannot be lent to another program.") from None
    if failures:
        raise failures[0]
    return text


def edited(text: str, command: list[str]) -> str:
    """The text as it was saved in the editor. Raises EditorFailed; then a changed draft stays on disk."""
    draft = _draft_of(text)
    editor = Path(command[0]).name
    try:
        with _interrupts_left_to_the_editor():
            done = subprocess.run([*command, str(draft)], check=False)
    except (OSError, ValueError) as error:
        draft.unlink(missing_ok=True)
        why = getattr(error, "strerror", "") or str(error)
        raise EditorFailed(f"{editor} could not be started ({why}); check $EDITOR.") from None
    words = _saved(draft, editor)
    code = done.returncode
    if code == 0:
        draft.unlink(missing_ok=True)
        return words
    ended = f"{editor} was ended by signal {-code}" if code < 0 else f"{editor} ended with {code}"
    if words == text:
        draft.unlink(missing_ok=True)
        raise EditorFailed(f"{ended}; the text is as it was.")
    raise EditorFailed(f"{ended}; the draft is kept in {draft}.", draft)


def _kept(failures: list[EditorFailed], act: Callable[[], str], otherwise: str) -> str:
    try:
        return act()
    except EditorFailed as failure:
        failures.append(failure)
    except Exception as error:
        failures.append(EditorFailed(f"The editor could not be used ({type(error).__name__})."))
    return otherwise


def _draft_of(text: str) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix="facilitator-", suffix=".md")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise EditorFailed(f"The text could not be handed to the editor ({error.strerror}).") from None
    return Path(name)


def _saved(draft: Path, editor: str) -> str:
    try:
        return read_text(draft, LARGEST_TEXT).removesuffix("\n")
    except (OSError, Unreadable):
        kept = draft if draft.exists() else None
        where = f"it is kept in {draft}" if kept else "the text is as it was"
        raise EditorFailed(f"What {editor} saved cannot be read; {where}.", kept) from None


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Ctrl+C in the editor reaches this program too, and would end it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

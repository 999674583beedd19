"""Long texts in the editor that a person likes."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from facilitator.text.reading import MEGABYTE, Unreadable, read_text

LARGEST_TEXT = 16 * MEGABYTE


class EditorFailed(RuntimeError):
    """The editor could not be used; the words say why. The draft is kept in `draft`."""

    def __init__(self, words: str, draft: Path | None = None) -> None:
        super().__init__(words)
        self.draft = draft


def editor_command(preferred: str) -> list[str]:
    """The command: what the person prefers, else $VISUAL, else $EDITOR; empty when there is none."""
    words = preferred or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")
    return shlex.split(words)


def edited(text: str, command: list[str]) -> str:
    """The text as it was saved in the editor. Raises EditorFailed; then the draft stays on disk."""
    if not command:
        raise EditorFailed("No editor is known; set $EDITOR, or “editor” in the configuration.")
    handle, name = tempfile.mkstemp(prefix="facilitator-", suffix=".md")
    draft = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        done = subprocess.run([*command, str(draft)], check=False)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise EditorFailed(f"{command[0]} could not be started ({error.strerror}).") from None
    if done.returncode != 0:
        raise EditorFailed(f"{command[0]} ended with {done.returncode}; the draft is kept in {draft}.", draft)
    try:
        words = read_text(draft, LARGEST_TEXT)
    except (OSError, Unreadable):
        raise EditorFailed(f"What {command[0]} saved cannot be read; it is kept in {draft}.", draft) from None
    draft.unlink(missing_ok=True)
    return words.removesuffix("\n")

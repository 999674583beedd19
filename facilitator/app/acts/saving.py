"""Keeping what was entered, and taking it back: undo, trying again, saving elsewhere, following, joining a copy."""

import os
from functools import partial
from pathlib import Path

from facilitator.app.act import act, act_of, each_second
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.plain_text import one_line
from facilitator.errors import UserError
from facilitator.workshop.commands.session import Redo, Undo
from facilitator.workshop.edit_log import rescue_place


def unsaved_question(count: int) -> str:
    """What to ask before somebody leaves with so many acts that are not on disk."""
    acts = "1 act is" if count == 1 else f"{count} acts are"
    place = rescue_place()
    if not place:
        return f"{acts} NOT saved, and there is no folder to keep the session in. Leave and lose {_them(count)}?"
    kept = f"The whole session, with {_them(count)}, is then kept in {place}, if there is room."
    return f"{acts} NOT saved. Leave all the same? {kept} W in the workshop saves it elsewhere."


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


@act_of(Undo, Help(Place.SCREEN, "undo"))
def undo(screen: WorkshopScreen) -> None:
    """Take the last act back."""
    _say_after(screen, "Undone", Undo())


REDO = "redo; it says what it undid, and works after a restart"


@act_of(Redo, Help(Place.SCREEN, REDO, beside=Undo.offer.key_id))
def redo(screen: WorkshopScreen) -> None:
    """Put the last undone act again."""
    _say_after(screen, "Done again", Redo())


def _say_after(screen: WorkshopScreen, what: str, act: Undo | Redo) -> None:
    """Do it, and say which act that was about."""

    def done() -> None:
        words = screen.workshop.do(act)
        said = f"{what}: {one_line(words, 70)}" if words else "There is nothing left."
        screen.notify(said, markup=False)

    screen.attempt(done)


@each_second
def keep_saving(screen: WorkshopScreen) -> None:
    """Each second: write what the disk refused before, or take in what another writer saved."""
    log = screen.workshop.log
    if log.unsaved:
        if log.try_again():
            screen.notify("All is saved again.", markup=False)
        screen.draw_bars()
    elif not log.writable:
        _follow(screen)


@act("workshop.save-elsewhere", "W", "Save elsewhere", Help(Place.ROOM, "save the whole session elsewhere"))
def save_elsewhere(screen: WorkshopScreen) -> None:
    """Write the whole session under another name and go on there."""
    from facilitator.app.dialogs.line_screen import LineScreen

    path = screen.workshop.path
    copy = path.with_name(f"{path.stem}-copy.toml")
    heading = "Save the whole session as (a path that ends in .toml)"
    screen.app.push_screen(LineScreen(heading, str(copy), []), partial(_save_as, screen))


@act("workshop.join", "J", "Join another copy", Help(Place.ROOM, "join another copy of the session"))
def join(screen: WorkshopScreen) -> None:
    """Join what another copy of this session says."""
    from facilitator.app.dialogs.line_screen import LineScreen

    dialog = LineScreen("Join which copy? (a path that ends in .toml)", "", [])
    screen.app.push_screen(dialog, partial(_join, screen))


@act("workshop.leave", "q", "Leave")
def leave(screen: WorkshopScreen) -> None:
    """Go back to the list, or leave the application; ask first when something is not saved."""
    from facilitator.app.dialogs.confirm_screen import ConfirmScreen

    unsaved = screen.workshop.log.unsaved

    def decided(go: bool | None) -> None:
        if go:
            screen.leave_session()

    if unsaved:
        dialog = ConfirmScreen(unsaved_question(unsaved), "Leave")
        screen.app.push_screen(dialog, decided)
    else:
        decided(True)


def _follow(screen: WorkshopScreen) -> None:
    log = screen.workshop.log
    try:
        taken = log.take_over()
        new = not taken and log.follow()
    except UserError as refusal:
        screen.notify(str(refusal), severity="warning", markup=False)
        return
    if taken:
        screen.notify("Nobody else writes this session any more; you can go on with it.", markup=False)
    if taken or new:
        screen.show_step()


def _save_as(screen: WorkshopScreen, words: str | None) -> None:
    if not words:
        return
    path = Path(os.path.expanduser(words))
    if path.suffix != ".toml":
        screen.notify("The name should end in .toml.", severity="error", markup=False)
    elif screen.attempt(lambda: screen.workshop.log.save_elsewhere(path)):
        screen.notify(f"All is saved in {path}; the session goes on there.", markup=False)


def _join(screen: WorkshopScreen, words: str | None) -> None:
    from facilitator.app.sessions.conflicts_screen import JoiningScreen
    from facilitator.workshop.merge_session import Joining

    if not words:
        return
    try:
        joining = Joining(screen.workshop, Path(os.path.expanduser(words)))
    except UserError as refusal:
        screen.notify(str(refusal), severity="error", timeout=10, markup=False)
        return
    screen.app.push_screen(JoiningScreen(joining), partial(_joined, screen))


def _joined(screen: WorkshopScreen, count: int | None) -> None:
    if count is not None:
        screen.show_step()
        screen.notify(f"{count} records were joined; u takes it back.", markup=False)

"""Keeping what was entered: trying again, saving elsewhere, following another writer, joining a copy."""

import os
from pathlib import Path

from facilitator.app.acts.workshop_base import WorkshopBase
from facilitator.errors import UserError
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


class SavingActs(WorkshopBase):
    """What happens with the files while the session is on the screen."""

    def keep_saving(self) -> None:
        """Each second: write what the disk refused before, or take in what another writer saved."""
        workshop = self.workshop
        if workshop.log.unsaved:
            if workshop.log.try_again():
                self.notify("All is saved again.", markup=False)
            self.draw_bars()
        elif not workshop.log.writable:
            self._follow()

    def action_save_elsewhere(self) -> None:
        """Write the whole session under another name and go on there."""
        from facilitator.app.dialogs.line_screen import LineScreen

        path = self.workshop.path
        heading = "Save the whole session as (a path that ends in .toml)"
        self.app.push_screen(LineScreen(heading, str(path.with_name(f"{path.stem}-copy.toml")), []), self._save_as)

    def action_join(self) -> None:
        """Join what another copy of this session says."""
        from facilitator.app.dialogs.line_screen import LineScreen

        self.app.push_screen(LineScreen("Join which copy? (a path that ends in .toml)", "", []), self._join)

    def action_leave(self) -> None:
        """Go back to the list, or leave the application; ask first when something is not saved."""
        from facilitator.app.dialogs.confirm_screen import ConfirmScreen

        if not self.workshop.log.unsaved:
            self.leave()
            return
        question = unsaved_question(self.workshop.log.unsaved)
        self.app.push_screen(ConfirmScreen(question, "Leave"), lambda yes: self.leave() if yes else None)

    def leave(self) -> None:
        """Leave the session."""
        raise NotImplementedError

    def _follow(self) -> None:
        try:
            taken = self.workshop.log.take_over()
            new = not taken and self.workshop.log.follow()
        except UserError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return
        if taken:
            self.notify("Nobody else writes this session any more; you can go on with it.", markup=False)
        if taken or new:
            self.show_step()

    def _save_as(self, words: str | None) -> None:
        if not words:
            return
        path = Path(os.path.expanduser(words))
        if path.suffix != ".toml":
            self.notify("The name should end in .toml.", severity="error", markup=False)
        elif self.attempt(lambda: self.workshop.log.save_elsewhere(path)):
            self.notify(f"All is saved in {path}; the session goes on there.", markup=False)

    def _join(self, words: str | None) -> None:
        from facilitator.app.sessions.conflicts_screen import JoiningScreen
        from facilitator.workshop.merge_session import Joining

        if not words:
            return
        try:
            joining = Joining(self.workshop, Path(os.path.expanduser(words)))
        except UserError as refusal:
            self.notify(str(refusal), severity="error", timeout=10, markup=False)
            return
        self.app.push_screen(JoiningScreen(joining), self._joined)

    def _joined(self, count: int | None) -> None:
        if count is not None:
            self.show_step()
            self.notify(f"{count} records were joined; u takes it back.", markup=False)

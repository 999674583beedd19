"""Leaving the application, which asks first while something is not saved."""

from typing import Any

from textual.app import App


def leave(app: App[Any], unsaved: int) -> None:
    """Leave the application. unsaved: how many acts are not on disk."""
    if not unsaved:
        app.exit()
        return
    from facilitator.app.acts.saving import unsaved_question
    from facilitator.app.dialogs.confirm_screen import ConfirmScreen

    def decided(yes: bool | None) -> None:
        if yes:
            app.exit()

    question = unsaved_question(unsaved)
    app.push_screen(ConfirmScreen(question, "Leave"), decided)

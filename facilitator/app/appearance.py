"""How the application looks to one person: themes, glyphs, motion."""

from typing import Any

from textual.app import App
from textual.filter import LineFilter

from facilitator.app.preferences import Preferences
from facilitator.app.terminal.control_filter import HarmlessText
from facilitator.app.terminal.glyphs import PlainGlyphs
from facilitator.app.themes import THEMES


class Appearance:
    """Dresses an application as a person likes it, and guards the terminal against text that acts."""

    def __init__(self, app: App[Any], preferences: Preferences) -> None:
        self._app = app
        self._plain_glyphs = PlainGlyphs(preferences.ascii)
        self._harmless = HarmlessText()
        _take_themes(app)
        app.theme = preferences.theme
        _drop_other_themes(app)
        self._colours = app.get_css_variables()
        app.stylesheet.set_variables(self._colours)
        if not preferences.motion:
            app.animation_level = "none"

    def follow_colours(self) -> bool:
        """Take note of the colours; whether they are others than before."""
        colours = self._app.get_css_variables()
        if colours == self._colours:
            return False
        self._colours = colours
        return True

    @property
    def line_filters(self) -> list[LineFilter]:
        """What every line goes through on its way to the terminal; the guard comes last."""
        filters: list[LineFilter] = []
        if self._plain_glyphs.enabled:
            filters.append(self._plain_glyphs)
        filters.append(self._harmless)
        return filters


def _take_themes(app: App[Any]) -> None:
    for theme in THEMES:
        app.register_theme(theme)


def _drop_other_themes(app: App[Any]) -> None:
    ours = {theme.name for theme in THEMES}
    others = app.available_themes.keys() - ours
    for name in others:
        app.unregister_theme(name)

"""The Textual application: which screen comes first, and a session that is always closed in the end."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen, SystemModalScreen

from facilitator.app.acts import keys_from_everywhere
from facilitator.app.palette import BindingCommands
from facilitator.app.preferences import Preferences
from facilitator.app.screens.too_small_screen import TooSmallScreen, is_too_small
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.terminal.closing import before_the_end
from facilitator.app.terminal.control_filter import HarmlessText
from facilitator.app.terminal.glyphs import PlainGlyphs
from facilitator.app.terminal.key_queue import TypingAhead
from facilitator.app.themes import THEMES
from facilitator.model.vocabulary import Step
from facilitator.store.errors import StoreRefused
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.banks.schema.banks import Banks


class FacilitatorApp(TypingAhead):
    """Opens at the list of sessions, or at one session."""

    TITLE = "Facilitator"
    CSS_PATH = "styles.tcss"
    BINDINGS = [
        Binding("ctrl+q", "quit", "Quit", show=False, id="application.quit"),
        Binding("f1", "explain", "Explain", show=False, priority=True, id="application.explain"),
        *keys_from_everywhere(),
    ]
    SYSTEM_COMMANDS = frozenset({"Theme", "Keys", "Quit"})
    COMMANDS = TypingAhead.COMMANDS | {BindingCommands}

    def __init__(
        self,
        folder: Path,
        *,
        open_path: Path | None = None,
        opened: Workshop | None = None,
        step: str = "",
        extra_banks: Path | None = None,
        demo: bool = False,
        preferences: Preferences | None = None,
        introduction: bool = False,
    ) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.preferences.theme
        for name in [name for name in self.available_themes if name not in {theme.name for theme in THEMES}]:
            self.unregister_theme(name)
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        if not self.preferences.motion:
            self.animation_level = "none"
        self.set_keymap(self.preferences.keys)
        self._plain_glyphs = PlainGlyphs(self.preferences.ascii)
        self._harmless = HarmlessText()
        self.folder = folder
        self._extra_banks = extra_banks
        self._open_path = open_path
        self._opened = opened
        self._step = step
        self._demo = demo
        self._introduction = introduction
        self.clashes: set[str] = set()
        """Ids of bindings that a person gave one key, as they were told."""
        self.rescued: list[Path] = []
        """Sessions that could not be saved in their place, where they are now."""
        self.refusal = ""
        """Why the program ended by itself."""
        self._private: list[tempfile.TemporaryDirectory[str]] = []

    @property
    def banks(self) -> "Banks":
        """The question banks, with the team's own."""
        from facilitator.banks.load import load_banks

        return load_banks(self._extra_banks)

    async def action_quit(self) -> None:
        """Leave, from wherever; ask first when something is not saved."""
        open_now = [screen for screen in self.screen_stack if isinstance(screen, WorkshopScreen)]
        from facilitator.app.acts.saving import unsaved_question
        from facilitator.app.dialogs.confirm_screen import ConfirmScreen

        count = sum(screen.workshop.log.unsaved for screen in open_now)
        if not count:
            self.exit()
            return
        question = unsaved_question(count)
        self.push_screen(ConfirmScreen(question, "Leave"), lambda yes: self.exit() if yes else None)

    def end_refused(self, sentence: str) -> None:
        """End the program because of an input that cannot be used, such as banks that somebody changed."""
        self.refusal = sentence
        self.exit()

    def action_explain(self) -> None:
        """Explain the words of the screen in hand, from wherever; a screen with more to say of them does so itself."""
        from facilitator.app.screens.explain_screen import ExplainScreen, pages_from

        if isinstance(self.screen, TooSmallScreen | SystemModalScreen):
            return
        own = getattr(self.screen, "action_explain", None)
        if own is not None:
            own()
            return
        if isinstance(self.screen, WorkshopScreen):
            self.screen.action_act("workshop.explain")
            return
        open_now = self._workshop_screen()
        step = open_now.step if open_now else Step.ASSETS
        terms: tuple[str, ...] = getattr(self.screen, "terms", ())
        self.push_screen(ExplainScreen(pages_from(self.screen, step, self.banks.glossary.term, terms)))

    def action_act(self, act_id: str) -> None:
        """Do an act of the workshop, such as parking a thought, from any screen over it."""
        open_now = self._workshop_screen()
        if open_now is not None and not isinstance(self.screen, TooSmallScreen):
            open_now.action_act(act_id)

    def _workshop_screen(self) -> WorkshopScreen | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, WorkshopScreen)), None)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own entries of the palette those that people here can use."""
        return [command for command in super().get_system_commands(screen) if command.title in self.SYSTEM_COMMANDS]

    def note_rescue(self, path: Path) -> None:
        """Remember where a session is that could not be saved in its place."""
        self.rescued.append(path)

    def _let_go(self) -> None:
        """Let every open session go."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkshopScreen):
                screen.let_go()

    def on_mount(self) -> None:
        """Show the first screen."""
        before_the_end(self._let_go)
        self._show_first()
        self.hand_out_keys()

    def _show_first(self) -> None:
        if self._introduction:
            self.introduce(leave_app=True)
            return
        if self._opened is not None:
            self._show(self._opened, self._step, leave_app=True)
        elif self._open_path is not None:
            self.open_session(self._open_path, self._step, leave_app=True)
        else:
            self._list_sessions()
        if self._demo:
            self.notify("This is a private copy of the worked example; nothing of it is kept.", markup=False)

    def refresh_css(self, animate: bool = True) -> None:
        """Read and apply the styles anew, but not at the start, where the colours are those that were there already."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for the platform, or ours where it would be the one for Linux and macOS."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from facilitator.app.terminal.prompt_driver import PromptDriver

        return PromptDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of Textual, ours for plain glyphs, and the guard against text that acts."""
        plain = [self._plain_glyphs] if self._plain_glyphs.enabled else []
        return [*super().get_line_filters(), *plain, self._harmless]

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Say once which keys of the person's own are given twice."""
        ids = ", ".join(sorted(binding.id or binding.action for binding in clashed_bindings))
        if ids not in self.clashes:
            self.clashes.add(ids)
            self.notify(
                f"One key for several: {ids}. Change it in your configuration.", severity="warning", markup=False
            )

    def open_session(self, path: Path, step: str = "", *, leave_app: bool = False, resume: bool = False) -> None:
        """Open a session on a screen of its own; a refusal is told and nothing else happens.

        resume: show first what was left open and what changed.
        """
        try:
            workshop = Workshop(path, banks=self.banks, keep_trying=True)
        except (StoreRefused, OSError) as refusal:
            self.notify(str(refusal), severity="error", timeout=12, markup=False)
            return
        self._show(workshop, step, leave_app=leave_app, resume=resume)

    def _show(self, workshop: Workshop, step: str = "", *, leave_app: bool = False, resume: bool = False) -> None:
        for notice in workshop.log.notices:
            self.notify(notice, severity="warning", timeout=10, markup=False)
        if step:
            workshop.log.go_to(Step(step).value)
        if resume:
            self._look_back(workshop)
        else:
            self.push_screen(WorkshopScreen(workshop, leave_app=leave_app))

    def _list_sessions(self) -> None:
        from facilitator.app.sessions.sessions_screen import SessionsScreen

        self.push_screen(SessionsScreen(self.folder))

    def _look_back(self, workshop: Workshop) -> None:
        from facilitator.app.sessions.recap_screen import ResumeScreen

        self.push_screen(ResumeScreen(workshop), lambda go_on: self._resumed(workshop, go_on=bool(go_on)))

    def introduce(self, *, leave_app: bool = False) -> None:
        """Walk through the worked example on a private copy, which goes when the application ends."""
        from facilitator.app.sessions.introduction_screen import IntroductionScreen
        from facilitator.banks.extras import introduction_pages

        folder = tempfile.TemporaryDirectory(prefix="facilitator-introduction-")
        self._private.append(folder)
        workshop = Workshop(copy_of_example(Path(folder.name)), banks=self.banks)
        self.push_screen(IntroductionScreen(workshop, introduction_pages(), leave_app=leave_app))

    def on_resize(self, event: Resize) -> None:
        """Say so while there is too little room to show anything."""
        small = is_too_small(event.size)
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
        elif not small and isinstance(self.screen, TooSmallScreen):
            self.screen.dismiss(None)

    def on_unmount(self) -> None:
        """Take private copies away."""
        for folder in self._private:
            folder.cleanup()

    def _resumed(self, workshop: Workshop, *, go_on: bool) -> None:
        if go_on:
            self.push_screen(WorkshopScreen(workshop, leave_app=False))
        else:
            workshop.close()

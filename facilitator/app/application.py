"""The Textual application: which screen comes first, and a session that is always closed in the end."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen

from facilitator.app.acts import keys_from_everywhere
from facilitator.app.appearance import Appearance
from facilitator.app.explaining import explain
from facilitator.app.leaving import leave
from facilitator.app.palette import BindingCommands
from facilitator.app.preferences import Preferences
from facilitator.app.screens.too_small_screen import TooSmallScreen, is_too_small
from facilitator.app.sessions.open_sessions import OpenSessions
from facilitator.app.terminal.key_queue import TypingAhead
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
        self._appearance = Appearance(self, self.preferences)
        self.set_keymap(self.preferences.keys)
        self._sessions = OpenSessions(self, extra_banks)
        self.folder = folder
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

    @property
    def banks(self) -> "Banks":
        """The question banks, with the team's own."""
        return self._sessions.banks

    async def action_quit(self) -> None:
        """Leave, from wherever; ask first when something is not saved."""
        leave(self, self._sessions.unsaved)

    def end_refused(self, sentence: str) -> None:
        """End the program because of an input that cannot be used, such as banks that somebody changed."""
        self.refusal = sentence
        self.exit()

    def action_explain(self) -> None:
        """Explain the words of the screen in hand, from wherever; a screen with more to say of them does so itself."""
        explain(self, self._sessions)

    def action_act(self, act_id: str) -> None:
        """Do an act of the workshop, such as parking a thought, from any screen over it."""
        in_hand = self._sessions.in_hand
        if in_hand is not None and not isinstance(self.screen, TooSmallScreen):
            in_hand.action_act(act_id)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own entries of the palette those that people here can use."""
        for command in super().get_system_commands(screen):
            if command.title in self.SYSTEM_COMMANDS:
                yield command

    def note_rescue(self, path: Path) -> None:
        """Remember where a session is that could not be saved in its place."""
        self.rescued.append(path)

    def on_mount(self) -> None:
        """Show the first screen."""
        self._sessions.let_go_before_the_end()
        self._show_first()
        self.hand_out_keys()

    def _show_first(self) -> None:
        if self._introduction:
            self.introduce(leave_app=True)
            return
        if self._opened is not None:
            self._sessions.show(self._opened, self._step, leave_app=True)
        elif self._open_path is not None:
            self.open_session(self._open_path, self._step, leave_app=True)
        else:
            self._list_sessions()
        if self._demo:
            self.notify("This is a private copy of the worked example; nothing of it is kept.", markup=False)

    def refresh_css(self, animate: bool = True) -> None:
        """Read and apply the styles anew, but not at the start, where the colours are those that were there already."""
        if self._appearance.follow_colours():
            super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of Textual, ours for plain glyphs, and the guard against text that acts."""
        return [*super().get_line_filters(), *self._appearance.line_filters]

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Say once which keys of the person's own are given twice."""
        names = [binding.id or binding.action for binding in clashed_bindings]
        ids = ", ".join(sorted(names))
        if ids in self.clashes:
            return
        self.clashes.add(ids)
        words = f"One key for several: {ids}. Change it in your configuration."
        self.notify(words, severity="warning", markup=False)

    def open_session(self, path: Path, step: str = "", *, leave_app: bool = False, resume: bool = False) -> None:
        """Open a session on a screen of its own; a refusal is told and nothing else happens.

        resume: show first what was left open and what changed.
        """
        self._sessions.open(path, step, leave_app=leave_app, resume=resume)

    def _list_sessions(self) -> None:
        from facilitator.app.sessions.sessions_screen import SessionsScreen

        self.push_screen(SessionsScreen(self.folder))

    def introduce(self, *, leave_app: bool = False) -> None:
        """Walk through the worked example on a private copy, which goes when the application ends."""
        self._sessions.introduce(leave_app=leave_app)

    def on_resize(self, event: Resize) -> None:
        """Say so while there is too little room to show anything."""
        small = is_too_small(event.size)
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
        elif not small and isinstance(self.screen, TooSmallScreen):
            self.screen.dismiss(None)

    def on_unmount(self) -> None:
        """Take private copies away."""
        self._sessions.remove_copies()

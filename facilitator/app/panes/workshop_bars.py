"""What stands above and below the panes of the workshop: title and state, the steps, what is worth doing next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from facilitator.analysis.step_figures import STATE_WORDS
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.state_bar import WIDE, StateBar, StepTab
from facilitator.app.widgets.text_line import Words
from facilitator.model.records.session import Participant
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.workshop.clock import StepClock
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.guide.steps import StepState

MARKS = {"open": "○", "in-work": "◐", "nothing-open": "●", "done": "✓"}
ROOM_FOR_WORDS = 168
"""From this width on every step says its state in words."""

SHORT_TITLES = {Step.ARCHITECTURE: "Arch.", Step.DECOMPOSE: "Decomp."}
"""Titles where there are few columns."""


class WorkshopBars:
    """Draws the lines around the panes of a screen from what the workshop and its clock say."""

    def __init__(self, screen: Screen[None], workshop: Workshop, clock: StepClock) -> None:
        self._screen = screen
        self._workshop = workshop
        self._clock = clock

    def compose_above(self) -> ComposeResult:
        """The lines above the panes."""
        yield StateBar()

    def compose_below(self, words_of: Callable[[Binding], str]) -> ComposeResult:
        """The lines below the panes. words_of: what to say of a key."""
        yield Words(id="next")
        yield KeyBar(words_of)

    def draw(self, step: Step) -> None:
        """Draw all of them. step: the one in hand."""
        offered = "reading the question banks · "
        if self._workshop.is_prepared:
            offered = self._draw_guide()
        unsafe = one_line(self._workshop.log.unsafe, 60)
        state = unsafe or self._state(step, offered)
        title = one_line(self._workshop.session.header.title)
        bar = self._screen.query_one(StateBar)
        bar.say(title, state, unsafe=bool(unsafe))
        bar.show(self._tabs(step))

    def _state(self, step: Step, offered: str) -> str:
        """The clock, what the guide offers, who speaks, and whether all is saved."""
        time = self._clock.words(step)
        speaking = self._speaking()
        saved = "saved ✓" if self._workshop.log.writable else "read only"
        return f"{time}{offered}{speaking}{saved}"

    def _speaking(self) -> str:
        """Who speaks, where there is room, once somebody was chosen."""
        by = self._workshop.by
        people = self._workshop.session.all(Participant)
        was_chosen = any(person.name == by for person in people)
        if not was_chosen or self._screen.size.width < WIDE:
            return ""
        name = one_line(by, 20)
        return f"{name} speaks (l) · "

    def _draw_guide(self) -> str:
        """Draw what the guide has to say; how many suggestions wait, in words."""
        from facilitator.app.questions.pending_suggestions import led_to

        guide = self._workshop.guide
        waiting = guide.undecided()
        self._screen.query_one(QuestionPane).show_led(led_to(waiting))
        following = guide.next_thing()
        title = STEP_TITLES[following.step]
        words = f"Next (w): {title}: {following.text} {following.reason}"
        self._screen.query_one("#next", Words).say(words)
        if not waiting:
            return ""
        return f"{len(waiting)} suggested (g) · "

    def _tabs(self, current: Step) -> list[StepTab]:
        """The steps, with their state as soon as the guide knows it."""
        width = self._screen.size.width
        states: dict[Step, StepState] = {}
        if self._workshop.is_prepared:
            states.update(self._workshop.guide.steps())
        tabs: list[StepTab] = []
        for number, step in enumerate(Step, 1):
            is_current = step is current
            words = f"{number} {_title(step, width)}"
            if states:
                state = _state_words(states[step], width, is_current)
                words = f"{words} {state}"
            tabs.append(StepTab(step.value, words, is_current))
        return tabs


def _title(step: Step, width: int) -> str:
    title = STEP_TITLES[step]
    if width >= WIDE:
        return title
    return SHORT_TITLES.get(step, title)


def _state_words(state: StepState, width: int, is_current: bool) -> str:
    """A mark, then as many words as there is room for: those of the step in hand first."""
    is_wide = width >= WIDE
    words = MARKS[state.state]
    if width >= ROOM_FOR_WORDS or (is_current and is_wide):
        words += f" {STATE_WORDS[state.state]}"
    left = state.figures.left
    if not left:
        return words
    gap = " " if is_wide else ""
    return f"{words}{gap}{left}"

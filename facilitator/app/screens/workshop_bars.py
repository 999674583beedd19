"""What stands above and below the panes of the workshop: title and state, the steps, what is worth doing next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from facilitator.analysis.step_figures import STATE_WORDS
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.terminal.plain_text import one_line
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

    def draw(self, step: Step) -> None:
        """Draw all of them. step: the one in hand."""
        offered = self._draw_guide() if self._workshop.is_prepared else "reading the question banks · "
        unsafe = one_line(self._workshop.log.unsafe, 60)
        saved = "saved ✓" if self._workshop.log.writable else "read only"
        bar = self._screen.query_one(StateBar)
        state = unsafe or f"{self._clock.words(step)}{offered}{self._speaking()}{saved}"
        bar.say(one_line(self._workshop.session.header.title), state, unsafe=bool(unsafe))
        bar.show(self._tabs(step))

    def _speaking(self) -> str:
        """Who speaks, where there is room, once somebody was chosen."""
        workshop = self._workshop
        chosen = workshop.by in {person.name for person in workshop.session.all(Participant)}
        return f"{one_line(workshop.by, 20)} speaks (l) · " if chosen and self._screen.size.width >= WIDE else ""

    def _draw_guide(self) -> str:
        """Draw what the guide has to say; how many suggestions wait, in words."""
        from facilitator.app.questions.pending_suggestions import led_to

        guide = self._workshop.guide
        waiting = guide.undecided()
        self._screen.query_one(QuestionPane).show_led(led_to(waiting))
        following = guide.next_thing()
        words = f"Next (w): {STEP_TITLES[following.step]}: {following.text} {following.reason}"
        self._screen.query_one("#next", Words).say(words)
        return f"{len(waiting)} suggested (g) · " if waiting else ""

    def _tabs(self, current: Step) -> list[StepTab]:
        """The steps, with their state as soon as the guide knows it."""
        width = self._screen.size.width
        states = self._workshop.guide.steps() if self._workshop.is_prepared else {}
        tabs = []
        for number, step in enumerate(Step, 1):
            state = f" {_state_words(states[step], width, step is current)}" if states else ""
            title = STEP_TITLES[step] if width >= WIDE else SHORT_TITLES.get(step, STEP_TITLES[step])
            tabs.append(StepTab(step.value, f"{number} {title}{state}", step is current))
        return tabs


def _state_words(state: StepState, width: int, is_current: bool) -> str:
    """A mark, then as many words as there is room for: those of the step in hand first."""
    has_words = width >= ROOM_FOR_WORDS or (is_current and width >= WIDE)
    words = f" {STATE_WORDS[state.state]}" if has_words else ""
    left = str(state.figures.left or "")
    return f"{MARKS[state.state]}{words}{' ' if left and width >= WIDE else ''}{left}"

"""The panes of the workshop: the list of questions, the question in hand, the records of the step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from facilitator.app.questions.question_list import QUESTION_LIST, question_lines
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.questions.said_to_answer import said_to
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.widgets.key_groups import words_at_foot
from facilitator.app.widgets.pick_list import PickList
from facilitator.app.widgets.state_bar import WIDE
from facilitator.model.vocabulary import Step
from facilitator.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitator.guide.questions import AskedQuestion

WIDEST = 120
"""From this width on the list of questions stands beside them."""

TOLD: tuple[type[Message], ...] = (
    QuestionPane.Answered,
    QuestionPane.RecordTyped,
    QuestionPane.Done,
    QuestionPane.NoteWaits,
    PickList.Moved,
    PickList.Taken,
    RecordTable.Opened,
)
"""What the panes tell the screen."""

Only = frozenset[tuple[str, str]]
"""When not empty, the keys of the questions to ask, and of no others."""

Handler = TypeVar("Handler", bound=Callable[..., None])


def on_each(messages: Iterable[type[Message]]) -> Callable[[Handler], Handler]:
    """Declare a method as what handles each of these messages."""

    def declare(handler: Handler) -> Handler:
        for message in messages:
            handler = on(message)(handler)
        return handler

    return declare


class WorkshopPanes:
    """Lays the panes of a screen out, fills them, and keeps the focus where it belongs.

    Where there is room for one pane only, the view says which: the questions or the records.
    aside: the view that stands in place of the step's records, such as people and notes; "" for none.
    """

    def __init__(self, screen: Screen[None], workshop: Workshop) -> None:
        self._screen = screen
        self._workshop = workshop
        self._view = "records"
        self._listed = ("", "")
        self.aside = ""

    def composed(self) -> Horizontal:
        """The panes side by side."""
        listed = PickList(id=QUESTION_LIST)
        questions = QuestionPane(self._list_questions)
        return Horizontal(listed, questions, RecordsPane(), id="body")

    @property
    def questions(self) -> QuestionPane:
        """The question in hand."""
        return self._screen.query_one(QuestionPane)

    @property
    def records(self) -> RecordsPane:
        """The records of the step."""
        return self._screen.query_one(RecordsPane)

    @property
    def questions_shown(self) -> bool:
        """Whether the question in hand is on the screen."""
        return self._view == "questions" or _is_wide(self._screen.size.width)

    def turn(self) -> None:
        """Change between questions and records."""
        self._view = "questions" if self._view == "records" else "records"

    def view_questions(self) -> None:
        """Let the question in hand have the room where there is only enough for one pane."""
        self._view = "questions"

    def view_records(self) -> None:
        """Let the records have the room where there is only enough for one pane."""
        self._view = "records"

    def lay_out(self, width: int) -> None:
        """Show as many panes as there is room for in so many columns."""
        wide = _is_wide(width)
        if not wide and self._view == "records":
            self.command_again()
        self.questions.display = wide or self._view == "questions"
        self._show_records(wide or self._view == "records")
        self._question_list.display = width >= WIDEST

    def fill(self, step: Step, only: Only) -> None:
        """Fill them with what belongs to a step; the questions follow when the banks are read."""
        self.records.show(self._workshop, step, aside=self.aside)
        if self._workshop.is_prepared:
            asked = self._asked(step, only)
            said = partial(said_to, self._workshop)
            self.questions.show(asked, said)

    def settle_focus(self, at: str) -> None:
        """Put the cursor on the record `at`, if it is named and shown; else see that a table in sight has the focus."""
        records = self.records
        tables = records.shown_tables()
        focused = self._screen.focused
        for table in tables:
            if at and table.go_to(at):
                self._screen.set_focus(table)
                return
        out_of_place = isinstance(focused, RecordTable) and focused not in tables
        if records.display and (focused is None or out_of_place):
            self._screen.set_focus(records.active())

    def focus_first_table(self) -> None:
        """Give the focus to the first table, or to nothing where no table is in sight."""
        records = self.records
        first = records.shown_tables()[0] if records.display else None
        self._screen.set_focus(first)

    def command_again(self) -> None:
        """Leave the choices and the line, so that a key means the same after every answer, at every question."""
        if self.questions.is_entered:
            self._screen.set_focus(None)
            self.leave_entry()

    def leave_entry(self) -> None:
        """Go back from the choices or the line to the records; among these, take the marks away."""
        records = self.records
        table = records.active()
        if table.has_focus:
            table.unmark()
        self._screen.set_focus(table if records.display else None)

    def words_at_foot(self, binding: Binding) -> str:
        """What the last line says of a key."""
        asked = self.questions.current if self.questions_shown else None
        records = self.records
        if not records.shown_tables():
            return ""
        return words_at_foot(binding, asked, records.active(), self._other_view)

    @property
    def _question_list(self) -> PickList:
        return self._screen.query_one(f"#{QUESTION_LIST}", PickList)

    @property
    def _other_view(self) -> str:
        """What v changes to; "" where there is room for both."""
        if _is_wide(self._screen.size.width):
            return ""
        return "Questions" if self._view == "records" else "Records"

    def _asked(self, step: Step, only: Only) -> tuple[AskedQuestion, ...]:
        asked = self._workshop.guide.questions(step)
        if not only:
            return asked
        return tuple(item for item in asked if item.key in only)

    def _list_questions(self) -> None:
        """Keep the list of questions with the one in hand."""
        pane = self.questions
        lines = question_lines(pane.asked)
        self._question_list.offer(lines, str(pane.index))
        current = pane.current
        if current is None or current.key == self._listed:
            return
        self._listed = current.key
        self._screen.refresh_bindings()
        self.command_again()

    def _show_records(self, is_shown: bool) -> None:
        """Show or hide the records; a table that is out of sight keeps its turn, and no focus."""
        records = self.records
        records.display = is_shown
        focused = self._screen.focused
        if not is_shown and isinstance(focused, RecordTable):
            self._screen.set_focus(None)
        elif is_shown and focused is None and records.shown_tables():
            self._screen.set_focus(records.active())


def _is_wide(width: int) -> bool:
    """Whether questions and records stand side by side."""
    return width >= WIDE

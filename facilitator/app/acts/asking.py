"""Going from one question to the next, to its choices and its line, and to whatever was searched for."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual.widgets import Input

from facilitator.app.act import act, handles
from facilitator.app.key import Help, Place
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.app.widgets.choices import Choices
from facilitator.app.widgets.pick_list import PickList
from facilitator.app.widgets.text_line import Words
from facilitator.model.kinds import filled_in
from facilitator.model.vocabulary import STEP_TITLES, Step

OPEN = "workshop.next-open"
UP = "workshop.scroll-up"


@handles(PickList.Moved)
@handles(PickList.Taken)
def question_chosen(screen: WorkshopScreen, event: PickList.Moved | PickList.Taken) -> None:
    """Go to the question that was chosen in the list."""
    place = int(event.key)
    screen.query_one(QuestionPane).go_to_place(place)


@act(
    "workshop.type",
    "i",
    "Type",
    Help(Place.SCREEN, "go to the choices, where there are some, and from these or at once to the line"),
    bar=2,
)
def type(screen: WorkshopScreen) -> None:
    """Go to the choices of the question, or to the line under it."""
    screen.wait_for_guide()
    pane = screen.query_one(QuestionPane)
    if not pane.display:
        screen.show_questions()
    choices = screen.query_one(Choices)
    if choices.choices and not choices.has_focus:
        screen.set_focus(choices)
    else:
        screen.query_one("#question-entry", Input).focus()


@act(
    "workshop.leave-entry",
    "escape",
    "Leave the line",
    Help(Place.CHOICES, "leave the choices; the ticks stay"),
    Help(Place.LINE, "leave the line; what is typed stays"),
    Help(Place.TABLE, "take the marks away"),
)
def leave_entry(screen: WorkshopScreen) -> None:
    """Go back from the choices or the line to the records; among these, take the marks away."""
    screen.leave_entry()


def question(screen: WorkshopScreen, by: int) -> None:
    """Go to the next or previous question."""
    screen.wait_for_guide()
    screen.query_one(QuestionPane).move(by)


def scroll_question(screen: WorkshopScreen, by: int) -> None:
    """Bring up what of the question does not fit on the screen."""
    text = screen.query_one(Choices)
    half = max(1, text.viewport.room // 2)
    text.scroll_lines(text.top + by * half)


@act(OPEN, "o", "Open question", Help(Place.QUESTION, "next open question"), bar=6)
def next_open(screen: WorkshopScreen) -> None:
    """Go to the next open question."""
    screen.wait_for_guide()
    screen.query_one(QuestionPane).next_open()


ON = Help(Place.QUESTION, "next", beside=OPEN)
BACK = Help(Place.QUESTION, "previous", beside=OPEN)
act("workshop.question-on", "right_square_bracket", "Next question", ON)(partial(question, by=1))
act("workshop.question-back", "left_square_bracket", "Previous question", BACK)(partial(question, by=-1))

SCROLL = Help(Place.QUESTION, "scroll the question, where it does not fit", beside=UP)
act(UP, "less_than_sign", "Scroll the question up", SCROLL)(partial(scroll_question, by=-1))
act("workshop.scroll-down", "greater_than_sign", "Scroll the question down", SCROLL)(partial(scroll_question, by=1))


@act("workshop.what-next", "w", "Next", Help(Place.SCREEN, "go to what is worth doing next"), bar=7)
def what_next(screen: WorkshopScreen) -> None:
    """Go to the question, the record or the step that is worth doing next, and say why."""
    following = screen.workshop.guide.next_thing()
    asks = bool(following.question[0])
    if following.record and not asks:
        screen.go_to_record(following.record, following.step)
    else:
        screen.go_to_step(following.step)
    if asks:
        screen.show_questions()
        screen.query_one(QuestionPane).go_to(following.question)
    line = screen.query_one("#next", Words)
    if cell_len(line.text) > line.size.width:
        title = STEP_TITLES[following.step]
        screen.notify(f"{title}: {following.text} {following.reason}", markup=False)


@act("workshop.search", "slash", "Search questions and records")
def search(screen: WorkshopScreen) -> None:
    """Search all questions in scope and all records, and go there."""
    from facilitator.app.dialogs.search_screen import SearchScreen

    entries = [*_questions(screen), *_records(screen)]
    dialog = SearchScreen("Search questions and records", entries)
    screen.app.push_screen(dialog, partial(_go_to_found, screen))


def _questions(screen: WorkshopScreen) -> list[tuple[str, str]]:
    """The questions in scope, each with its key as one word."""
    guide = screen.workshop.guide
    entries = []
    for step in Step:
        for asked in guide.questions(step):
            label = f"{asked.state.value:<14} {asked.text}"
            entries.append((label, "|".join(asked.key)))
    return entries


def _records(screen: WorkshopScreen) -> list[tuple[str, str]]:
    """The records that steps show, each with its id."""
    searched = {kind.name for kind in filled_in() if kind.step or kind.aside}
    entries = []
    for record in screen.workshop.session.every_record():
        if record.kind in searched:
            label = f"{record.id:<14} {record.title_text}"
            entries.append((label, record.id))
    return entries


def _go_to_found(screen: WorkshopScreen, found: str | None) -> None:
    if not found:
        return
    question, bar, about = found.partition("|")
    if not bar:
        screen.go_to_record(found)
        return
    asked = screen.workshop.banks.question(question)
    screen.go_to_step(asked.step)
    screen.show_questions()
    screen.query_one(QuestionPane).go_to((question, about))

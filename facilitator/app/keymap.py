"""Every key of the application by the id that a person's configuration names it by."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

from facilitator.app.architecture_screen import ArchitectureScreen
from facilitator.app.brainstorm_screen import BrainstormScreen
from facilitator.app.choice_screen import ChoiceScreen
from facilitator.app.choices import Choices
from facilitator.app.confirm_screen import ConfirmScreen, RemovalScreen
from facilitator.app.coverage_screen import CoverageScreen
from facilitator.app.drawn_text import ReadText
from facilitator.app.explain_screen import ExplainScreen
from facilitator.app.failure_modes_screen import FailureModesScreen
from facilitator.app.introduction_screen import IntroductionScreen
from facilitator.app.joining_screen import JoiningScreen
from facilitator.app.jump_screen import JumpScreen
from facilitator.app.line_screen import LineScreen
from facilitator.app.lines_screen import LinesScreen
from facilitator.app.new_session_screen import NewSessionScreen
from facilitator.app.pick_list import PickList
from facilitator.app.rating_screen import RatingScreen
from facilitator.app.record_form import RecordForm
from facilitator.app.record_table import RecordTable
from facilitator.app.resume_screen import ResumeScreen
from facilitator.app.search_screen import SearchScreen
from facilitator.app.sessions_screen import SessionsScreen
from facilitator.app.suggestions_screen import SuggestionsScreen
from facilitator.app.summary_screen import SummaryScreen
from facilitator.app.tick_list import TickList
from facilitator.app.tree_screen import TreeScreen
from facilitator.app.workshop_screen import WorkshopScreen

WITH_KEYS: tuple[type[DOMNode], ...] = (
    WorkshopScreen,
    RecordTable,
    TickList,
    Choices,
    PickList,
    ReadText,
    SessionsScreen,
    NewSessionScreen,
    RecordForm,
    TreeScreen,
    RatingScreen,
    SuggestionsScreen,
    FailureModesScreen,
    CoverageScreen,
    SummaryScreen,
    ExplainScreen,
    ArchitectureScreen,
    ResumeScreen,
    JoiningScreen,
    IntroductionScreen,
    JumpScreen,
    SearchScreen,
    ChoiceScreen,
    LineScreen,
    BrainstormScreen,
    LinesScreen,
    ConfirmScreen,
    RemovalScreen,
)
"""The screens and widgets of the program that have keys of their own."""


def own_bindings() -> Iterator[Binding]:
    """Every binding that the program itself defines."""
    for holder in WITH_KEYS:
        for binding in holder.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            yield binding


def binding_ids() -> list[str]:
    """The ids that a keymap may name, in order."""
    return list(dict.fromkeys(binding.id for binding in own_bindings() if binding.id))

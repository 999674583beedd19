"""Going to a step, to another screen, to another part of this one."""

from functools import partial

from textual.binding import Binding
from textual.widget import Widget

from facilitator.app.act import act, act_of, keys_in_words
from facilitator.app.key import Help, Place
from facilitator.app.questions.glossary_context import terms_here
from facilitator.app.questions.question_view import QuestionPane
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.vocabulary import STEP_TITLES, Step
from facilitator.workshop.commands.session import CloseStep

STEP = Binding.Group("Step", compact=True)


def to_step(screen: WorkshopScreen, step: Step) -> None:
    """Go to a step."""
    screen.go_to_step(step)


DIGIT = "workshop.digit-1"
FROM_LINE = "workshop.step-1"
TO_STEP = Help(Place.SCREEN, "go to a step", beside=DIGIT)
FROM_LINE_WORDS = """go to a step from the line and from the choices; where a terminal sends it as Escape and the \
digit, from other screens too"""
TO_STEP_FROM_LINE = Help(Place.SCREEN, FROM_LINE_WORDS, beside=FROM_LINE)

for number, step in enumerate(Step, 1):
    words = f"Step {number}: {STEP_TITLES[step]}"
    go = partial(to_step, step=step)
    by_digit = act(f"workshop.digit-{number}", str(number), words, TO_STEP, bar=3, group=STEP)
    from_line = act(f"workshop.step-{number}", f"alt+{number}", words, TO_STEP_FROM_LINE, priority=True)
    by_digit(go)
    from_line(go)


VIEW = "on a narrow screen, change between questions and records"


@act("workshop.view", "v", "View", Help(Place.SCREEN, VIEW), bar=5, here=lambda hand, _: hand.other_view)
def view(screen: WorkshopScreen) -> None:
    """On a narrow screen, change between questions and records."""
    screen.turn()


@act_of(CloseStep, Help(Place.SCREEN, "mark the step as done, or open again"))
def close_step(screen: WorkshopScreen) -> None:
    """Mark the step as done, or open it again."""
    workshop, step = screen.workshop, screen.step
    closed = step.value in workshop.session.header.closed_steps
    screen.attempt(lambda: workshop.do(CloseStep(step, not closed)))


@act("workshop.summary", "s", "Summary", Help(Place.SCREEN, "the summary"))
def summary(screen: WorkshopScreen) -> None:
    """Show the summary as it stands."""
    from facilitator.app.screens.summary_screen import SummaryScreen

    screen.app.push_screen(SummaryScreen(screen.workshop))


@act("workshop.draw", "D", "Draw the architecture", Help(Place.SCREEN, "the architecture, drawn"))
def draw_architecture(screen: WorkshopScreen) -> None:
    """Draw components, flows and trust boundaries."""
    from facilitator.app.screens.architecture_screen import ArchitectureScreen

    screen.app.push_screen(ArchitectureScreen(screen.workshop))


@act(
    "workshop.jump", "apostrophe", "Jump to a pane", Help(Place.SCREEN, "a letter on every list and table, to go there")
)
def jump(screen: WorkshopScreen) -> None:
    """Show a letter on everything that can be gone to."""
    from facilitator.app.dialogs.jump_screen import JumpScreen

    def jumped(target: Widget | None) -> None:
        if target is not None:
            target.focus()

    screen.app.push_screen(JumpScreen(list(screen.focus_chain)), jumped)


EXPLAIN = """every word explained where it stands, and all keys; on every screen, and in forms of records \
for the field in hand; `F1` again goes back"""


@act("workshop.explain", "f1", "Explain", Help(Place.SCREEN, EXPLAIN), bar=12)
def explain(screen: WorkshopScreen) -> None:
    """Explain the words of what is in hand, the step and the keys."""
    from facilitator.app.screens.explain_screen import ExplainScreen, pages_for

    chosen = screen.query_one(RecordsPane).active().chosen
    record = screen.workshop.session.find(chosen) if chosen else None
    here = terms_here(screen.step, screen.query_one(QuestionPane).current, record)
    terms = screen.workshop.banks.glossary.term
    screen.app.push_screen(ExplainScreen(pages_for(screen.step, keys_in_words(), terms, here)))

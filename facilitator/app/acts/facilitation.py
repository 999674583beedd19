"""Running the room: who is speaking, the timebox of a step."""

from functools import partial

from facilitator.app.act import act, act_of, each_second
from facilitator.app.key import Help, Place
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.records.session import Participant
from facilitator.model.vocabulary import STEP_TITLES
from facilitator.workshop.clock import USUAL_MINUTES
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.commands.session import LimitTime

SOMEBODY_NEW = "+"
CLOCK = "workshop.clock"


@act(
    "workshop.speaking",
    "l",
    "Who is speaking",
    Help(Place.ROOM, "say who is speaking; answers bear that name, and the minutes too"),
)
def speaking(screen: WorkshopScreen) -> None:
    """Say who is speaking; answers bear this name."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen

    choices = []
    for person in screen.workshop.session.all(Participant):
        role = person.role.value.replace("-", " ")
        choices.append((f"{person.name} ({role})", person.name))
    choices.append(("Somebody else: type a name", SOMEBODY_NEW))
    heading = f"Who is speaking? Now: {screen.workshop.by}"
    screen.app.push_screen(ChoiceScreen(heading, choices), partial(_speaks, screen))


def _speaks(screen: WorkshopScreen, name: str | None) -> None:
    from facilitator.app.dialogs.line_screen import LineScreen

    workshop = screen.workshop
    known = [person.name for person in workshop.session.all(Participant)]
    if name == SOMEBODY_NEW:
        dialog = LineScreen("The name", "", known)
        screen.app.push_screen(dialog, partial(_speaks, screen))
    elif name:
        workshop.by = name
        if name not in known:
            act = AddRecord("participant", {"name": name})
            screen.attempt(lambda: workshop.do(act))
        screen.draw_bars()


@act(CLOCK, "z", "Start or pause the clock", Help(Place.ROOM, "start and pause the clock of the step"))
def clock(screen: WorkshopScreen) -> None:
    """Start the clock of this step, or pause it."""
    clock, step = screen.step_clock, screen.step
    if clock.running:
        screen.attempt(clock.pause)
        return
    if not clock.minutes(step):
        usual = USUAL_MINUTES[step]
        screen.attempt(lambda: clock.limit(step, usual))
    clock.start(step)
    screen.draw_bars()


@act_of(LimitTime, Help(Place.ROOM, "set its minutes", beside=CLOCK))
def timebox(screen: WorkshopScreen) -> None:
    """Set the minutes of this step."""
    from facilitator.app.dialogs.line_screen import LineScreen

    now = screen.step_clock.minutes(screen.step) or USUAL_MINUTES[screen.step]
    heading = f"Minutes for {STEP_TITLES[screen.step]} (0: no limit)"
    screen.app.push_screen(LineScreen(heading, str(now), []), partial(_limited, screen))


def _limited(screen: WorkshopScreen, words: str | None) -> None:
    if not words:
        return
    if not words.isdecimal():
        screen.notify(f"“{words}” should be a whole number of minutes.", severity="error", markup=False)
        return
    screen.attempt(lambda: screen.step_clock.limit(screen.step, int(words)))


@each_second
def tick(screen: WorkshopScreen) -> None:
    """Let the clock go on, and say once when the time of the step is over."""
    clock = screen.step_clock
    if not clock.running:
        return
    screen.draw_bars()
    if clock.nudges(screen.step):
        words = f"The time for {STEP_TITLES[screen.step]} is over. Go on as long as it is worth it."
        screen.notify(words, title="Timebox", markup=False)

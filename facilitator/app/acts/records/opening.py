"""Opening what changes a record: its form, the editor of a tree, the rating of a threat."""

from collections.abc import Callable, Mapping
from functools import partial

from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.fields.field import Typed
from facilitator.model.kind import Kind
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.commands.records import AddRecord, ChangeRecord

STAY = ("Leave it as it is", "")


def open_tree(screen: WorkshopScreen, tree_id: str) -> None:
    """Open a tree in its editor."""
    from facilitator.app.screens.tree_screen import TreeScreen

    screen.app.push_screen(TreeScreen(screen.workshop, tree_id))


def open_rating(screen: WorkshopScreen, threat_id: str) -> None:
    """Rate a threat; where it is rated already, say what stands and ask what to do about it."""
    from facilitator.app.dialogs.choice_screen import ChoiceScreen
    from facilitator.app.screens.rating_screen import RatingScreen
    from facilitator.workshop.views.standing_rating import standing_words, ways_to_rate

    def chosen(kind: str | None) -> None:
        if kind:
            screen.app.push_screen(RatingScreen(screen.workshop, threat_id, RatingMoment(kind)))

    stands = standing_words(screen.workshop, threat_id)
    if not stands:
        chosen(RatingMoment.INHERENT)
        return
    ways = [(way, moment.value) for moment, way in ways_to_rate(screen.workshop, threat_id)]
    screen.app.push_screen(ChoiceScreen(stands, [*ways, STAY]), chosen)


def open_new(screen: WorkshopScreen, form: Kind) -> None:
    """Open an empty form; what it adds is then under the cursor, and a tree in its editor."""
    from facilitator.app.dialogs.form_factory import empty_values, form_screen

    added: list[str] = []

    def save(values: Mapping[str, Typed]) -> None:
        record = screen.workshop.do(AddRecord(form.name, values))
        added.append(record.id)

    def done(saved: bool | None) -> None:
        if not saved:
            return
        screen.show_step(at=added[0])
        if form.name == "tree":
            open_tree(screen, added[0])

    dialog = form_screen(screen.workshop, form, f"New {form.noun}", empty_values(form), save)
    screen.app.push_screen(dialog, done)


def open_form(screen: WorkshopScreen, record_id: str) -> None:
    """Open the form of a record; before it is changed, show what that touches."""
    from facilitator.app.dialogs.form_factory import form_of
    from facilitator.workshop.views.consequence_lines import consequence_lines

    def save(values: Mapping[str, Typed]) -> None:
        screen.workshop.do(ChangeRecord(record_id, values))

    def touched(values: Mapping[str, Typed]) -> list[str]:
        found = screen.workshop.consequences(ChangeRecord(record_id, values))
        return consequence_lines(found) if found.warn else []

    record = screen.workshop.record(record_id)
    dialog = form_of(screen.workshop, record, f"Change {record_id}", save, touched)
    screen.app.push_screen(dialog, partial(show_saved, screen))


def open_filled(
    screen: WorkshopScreen,
    form: Kind,
    heading: str,
    filled: Mapping[str, Typed],
    keep: Callable[[Mapping[str, Typed]], object],
) -> None:
    """Open the form of a new record with some fields filled in. keep: takes what all its fields say."""
    from facilitator.app.dialogs.form_factory import empty_values, form_screen

    values = {**empty_values(form), **filled}

    def save(typed: Mapping[str, Typed]) -> None:
        keep({**values, **typed})

    dialog = form_screen(screen.workshop, form, heading, values, save)
    screen.app.push_screen(dialog, partial(show_saved, screen))


def show_saved(screen: WorkshopScreen, saved: bool | None) -> None:
    """Draw the step anew when a form was saved."""
    if saved:
        screen.show_step()

"""Making one of two records that are the same."""

from facilitator.app.act import act_of
from facilitator.app.key import Help, Place
from facilitator.app.records.records_pane import RecordsPane
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.kinds import KINDS
from facilitator.workshop.commands.records import MakeOne


@act_of(MakeOne, Help(Place.TABLE, "say that it is the same as another one; what names either then names it"))
def same(screen: WorkshopScreen) -> None:
    """Ask which record the one under the cursor is the same as, and make them one."""
    from facilitator.app.dialogs.line_screen import LineScreen

    table = screen.query_one(RecordsPane).active()
    kept = screen.workshop.session.find(table.chosen) if table.chosen else None
    if kept is None or not KINDS[kept.kind].form:
        screen.notify("Go to a record first.", markup=False)
        return
    others = [one for one in screen.workshop.session.tables[kept.kind].values() if one.id != kept.id]
    names = [*(one.title_text for one in others), *(one.id for one in others)]

    def chosen(words: str | None) -> None:
        if words:
            screen.attempt(lambda: screen.workshop.do(MakeOne(kept.id, words)))

    heading = f"Which one is the same as {kept.id} {kept.title_text}? {kept.id} stays, u takes it back."
    screen.app.push_screen(LineScreen(heading, "", names), chosen)

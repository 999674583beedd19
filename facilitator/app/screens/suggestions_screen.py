"""What the answers and facts suggest, each with its because, to accept, change, reject or leave for later."""

from collections.abc import Callable, Mapping, Sequence

from textual.binding import Binding

from facilitator.app.dialogs.form_factory import form_of
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.guidance.picking_screen import PickingScreen
from facilitator.app.guidance.suggestion_words import line_of, lines_of, title_of
from facilitator.app.key import Help, Key, Place, key_of
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.pick_list import PickLine
from facilitator.app.widgets.text_view import Paragraph, titled
from facilitator.guide.suggested import Suggested, SuggestedState
from facilitator.model.fields.field import Typed
from facilitator.workshop.commands.suggestions import AcceptSuggestion, PutOffSuggestion, RejectSuggestion
from facilitator.workshop.workshop import Workshop

MARKS = {SuggestedState.NEW: "+", SuggestedState.BACK: "↺", SuggestedState.LATER: "…"}
NOTHING = "Nothing is suggested; answer more questions or say more of the flows."
ACCEPT = AcceptSuggestion.offer.key_id
HERE = Place.SUGGESTIONS
CHANGE = Help(HERE, "accept with changes", ACCEPT)


class SuggestionsScreen(PickingScreen[str]):
    """The suggestions to decide on at the left, the one under the cursor at the right.

    It gives the id of what was accepted last, or "".
    """

    LIST = "suggested"
    terms = ("threat", "stride", "countermeasure", "attack")

    BINDINGS = [
        key_of(AcceptSuggestion.offer, "accept", Help(HERE, "accept")),
        Key("e", "change", "Accept with changes", id="suggestions.change", help=(CHANGE,)),
        key_of(RejectSuggestion.offer, "reject", Help(HERE, "reject with a reason", ACCEPT)),
        key_of(PutOffSuggestion.offer, "later", Help(HERE, "leave for later", ACCEPT)),
        Binding("u", "undo", "Undo", id="suggestions.undo"),
        Key("escape,q", "back", "Back", id="suggestions.back", help=(Help(HERE, "go back"),)),
    ]

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._suggested: tuple[Suggested, ...] = ()
        self._accepted = ""

    def on_pick_list_taken(self) -> None:
        """Enter opens it as a form, to accept it with changes."""
        self.action_change()

    def action_accept(self) -> None:
        """Take it as it is."""

        def accept(item: Suggested) -> None:
            self._accept(item, {})
            self.notify(f"Accepted as {self._accepted}", markup=False)

        self._decide(accept)

    def action_change(self) -> None:
        """Take it, after changing what the form shows."""
        item = self._current()
        if item is None:
            return
        card = self.workshop.guide.prefilled(item)

        def save(values: Mapping[str, Typed]) -> None:
            self._accept(item, values)

        heading = "Accept with changes" if item.template else "Accept as an action"
        form = form_of(self.workshop, card.record, heading, save, beside=card.countermeasures)
        self.app.push_screen(form, self._saved)

    def action_reject(self) -> None:
        """Turn it down, with a reason; it comes back only when a fact behind it changes."""
        item = self._current()
        if item is None:
            return

        def reject(reason: str | None) -> None:
            if reason:
                self._decide(lambda item: self.workshop.do(RejectSuggestion(*item.key, reason)))

        heading = f"Why not “{one_line(item.title, 60)}”?"
        self.app.push_screen(LineScreen(heading, "", []), reject)

    def action_later(self) -> None:
        """Leave it for later; the cursor stays where it is, on the one that comes up there."""
        at = self.place
        self._decide(lambda item: self.workshop.do(PutOffSuggestion(*item.key)))
        if at < len(self._suggested):
            self.go_to(_key_of(self._suggested[at]))

    def action_undo(self) -> None:
        """Take the last act back."""
        self.undo()
        self.draw()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(self._accepted)

    def draw(self) -> None:
        """Draw the suggestions to decide on."""
        self._suggested = self.workshop.guide.suggestions()
        lines: list[PickLine] = []
        for item in self._suggested:
            mark = MARKS[item.state]
            lines.append(PickLine(line_of(item, mark), _key_of(item)))
        heading = NOTHING
        if lines:
            heading = f"Suggestions: {len(lines)} to decide on"
        self.draw_lines(heading, lines)

    def text(self) -> Sequence[Paragraph]:
        """Why the one under the cursor is suggested."""
        item = self._current()
        if item is None:
            return ()
        return titled(title_of(item), lines_of(self.workshop, item))

    def _current(self) -> Suggested | None:
        if self.place < len(self._suggested):
            return self._suggested[self.place]
        return None

    def _accept(self, item: Suggested, values: Mapping[str, Typed]) -> None:
        record = self.workshop.do(AcceptSuggestion(*item.key, values))
        self._accepted = record.id

    def _decide(self, act: Callable[[Suggested], object]) -> None:
        item = self._current()
        if item is not None:
            self.attempt(lambda: act(item))

    def _saved(self, saved: bool | None) -> None:
        if saved:
            self.draw()


def _key_of(item: Suggested) -> str:
    return "|".join(item.key)

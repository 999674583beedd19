"""What the answers and facts suggest, each with its because, to accept, change, reject or leave for later."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from facilitator.app.dialogs.form_factory import form_of
from facilitator.app.dialogs.line_screen import LineScreen
from facilitator.app.key import Help, Key, Place, key_of
from facilitator.app.terminal.plain_text import one_line
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import ReadText, titled
from facilitator.errors import UserError
from facilitator.guide.suggestions import Suggested, SuggestedState
from facilitator.model.fields.field import Typed
from facilitator.model.records.threats import Threat
from facilitator.workshop.commands.suggestions import AcceptSuggestion, PutOffSuggestion, RejectSuggestion
from facilitator.workshop.workshop import Workshop

MARKS = {SuggestedState.NEW: "+", SuggestedState.BACK: "↺", SuggestedState.LATER: "…"}
ACCEPT = AcceptSuggestion.offer.key_id
HERE = Place.SUGGESTIONS
CHANGE = Help(HERE, "accept with changes", ACCEPT)


class SuggestionsScreen(Screen[str]):
    """The suggestions to decide on at the left, the one under the cursor at the right.

    It gives the id of what was accepted last, or "".
    """

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
        super().__init__()
        self.workshop = workshop
        self._suggested: tuple[Suggested, ...] = ()
        self._accepted = ""

    def compose(self) -> ComposeResult:
        """The list, and what stands behind the one in hand."""
        yield Words(id="top")
        with Horizontal(id="suggestions"):
            yield PickList(id="suggested")
            yield ReadText(id="because")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first."""
        self._draw()
        self.query_one(PickList).focus()

    def on_pick_list_moved(self) -> None:
        """Show why the one under the cursor is suggested."""
        self._draw_because()

    def on_pick_list_taken(self) -> None:
        """Enter opens it as a form, to accept it with changes."""
        self.action_change()

    def action_accept(self) -> None:
        """Take it as it is."""

        def accept(item: Suggested) -> None:
            self._accepted = self.workshop.do(AcceptSuggestion(*item.key)).id
            self._tell(f"Accepted as {self._accepted}")

        self._act(accept)

    def action_change(self) -> None:
        """Take it, after changing what the form shows."""
        item = self._current()
        if item is None:
            return
        made = self.workshop.guide.prefilled(item)

        def save(values: Mapping[str, Typed]) -> None:
            self._accepted = self.workshop.do(AcceptSuggestion(*item.key, values)).id

        heading = "Accept with changes" if item.template else "Accept as an action"
        self.app.push_screen(form_of(self.workshop, made, heading, save), self._saved)

    def action_reject(self) -> None:
        """Turn it down, with a reason; it comes back only when a fact behind it changes."""
        item = self._current()
        if item is None:
            return

        def reject(reason: str | None) -> None:
            if reason:
                self._act(lambda item: self.workshop.do(RejectSuggestion(*item.key, reason)))

        self.app.push_screen(LineScreen(f"Why not “{one_line(item.title, 60)}”?", "", []), reject)

    def action_later(self) -> None:
        """Leave it for later; the cursor stays where it is, on the one that comes up there."""
        at = self.query_one(PickList).at
        self._act(lambda item: self.workshop.do(PutOffSuggestion(*item.key)))
        self.query_one(PickList).go_to("|".join(self._suggested[at].key) if at < len(self._suggested) else "")

    def action_undo(self) -> None:
        """Take the last act back."""
        what = self.workshop.log.undo()
        self._tell(f"Undone: {one_line(what, 60)}" if what else "There is nothing left.")
        self._draw()

    def action_back(self) -> None:
        """Go back to the workshop."""
        self.dismiss(self._accepted)

    def _current(self) -> Suggested | None:
        place = self.query_one(PickList).at
        return self._suggested[place] if place < len(self._suggested) else None

    def _act(self, act: Callable[[Suggested], object]) -> None:
        item = self._current()
        if item is None:
            return
        try:
            act(item)
        except UserError as refusal:
            self.notify(str(refusal), severity="error", markup=False)
        self._draw()

    def _saved(self, saved: bool | None) -> None:
        if saved:
            self._draw()

    def _tell(self, words: str) -> None:
        self.notify(words, markup=False)

    def _draw(self) -> None:
        self._suggested = self.workshop.guide.suggestions()
        lines = [PickLine(f"{MARKS[item.state]} {item.title}", "|".join(item.key)) for item in self._suggested]
        self.query_one(PickList).offer(lines)
        count = len(self._suggested)
        words = (
            "Nothing is suggested; answer more questions or say more of the flows."
            if not count
            else (f"Suggestions: {count} to decide on")
        )
        self.query_one(Words).say(words)
        self._draw_because()

    def _draw_because(self) -> None:
        item = self._current()
        kind = "Threat" if item and item.template else "Action"
        self.query_one(ReadText).say(*(titled(f"{kind}: {item.title}", self._lines(item)) if item else ()))

    def _lines(self, item: Suggested) -> list[str]:
        lines = [""]
        if item.state is SuggestedState.BACK:
            lines += ["↺ It was decided before, and is back:", *(f"  {change}" for change in item.changed), ""]
        elif item.state is SuggestedState.LATER:
            lines += ["… It was left for later.", ""]
        lines += ["Because", *(f"  • {text}" for text in dict.fromkeys(fact.text for fact in item.facts)), ""]
        made = self.workshop.guide.prefilled(item)
        if isinstance(made, Threat):
            names = [self.workshop.record(asset).title_text for asset in made.assets]
            lines += [made.description, ""]
            lines += [f"STRIDE: {', '.join(value.value.replace('-', ' ') for value in made.stride)}"]
            lines += [f"Property broken: {', '.join(value.value.replace('-', ' ') for value in made.properties)}"]
            lines += [f"Assets: {', '.join(names) or 'none of this session'}", ""]
            lines += ["Techniques", *(f"  • {technique}" for technique in made.techniques), ""]
            lines += ["Countermeasures", *(f"  • {measure.text}" for measure in made.countermeasures), ""]
            example = self.workshop.banks.threats_by_id[item.template].example
            lines += [f"For example: {example}", ""] if example else []
        lines.append(f"Rule: {', '.join(item.rules)}")
        return lines

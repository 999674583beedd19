"""Every word explained where it stands: the step, the terms of what is in hand, the keys."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from facilitator.app.terminal.key_names import name_of_keys
from facilitator.app.widgets.key_bar import KeyBar
from facilitator.app.widgets.pick_list import PickLine, PickList
from facilitator.app.widgets.text_line import Words
from facilitator.app.widgets.text_view import ReadText, titled
from facilitator.banks.schema.glossary import Term
from facilitator.banks.schema.scales import Scale
from facilitator.model.kinds import kinds_of
from facilitator.model.vocabulary import STEP_TITLES, Step

JOINED = {"sum": "added up", "mean": "averaged", "product": "multiplied"}

RATE_HINT = "Rate each threat by five factors, with a reason for each. High discoverability: easy to find."
FIND_KEYS = "ctrl+p finds any of them by name."
IN_HAND = "• "
"""Stands before the terms of what is in hand."""

Page = tuple[str, str]
"""A title and the text under it."""

NO_PAGE: Page = ("No page holds these words.", "")


class ExplainScreen(Screen[None]):
    """Pages at the left, the one under the cursor at the right; Escape goes back to the very place."""

    BINDINGS = [
        Binding("escape,f1", "back", "Back", id="explain.back"),
        Binding("down", "move(1)", "Next", priority=True, id="explain.move-on"),
        Binding("up", "move(-1)", "Previous", priority=True, id="explain.move-back"),
    ]

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self._pages = list(pages)
        self._fitting = self._pages

    def compose(self) -> ComposeResult:
        """A line to search by, the pages, the text."""
        yield Words("Explain", id="top")
        yield Input(placeholder="type to search for a word", id="explain-words")
        with Horizontal(id="suggestions"):
            yield PickList(id="explain-pages", classes="driven")
            yield ReadText(id="because")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first page, which is about what is in hand."""
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the pages that hold these words."""
        self._fill(event.value)

    def on_pick_list_moved(self) -> None:
        """Show the page under the cursor."""
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another page without leaving the line."""
        self.query_one(PickList).action_move(by)

    def action_explain(self) -> None:
        """Go back: the key that opened the pages closes them."""
        self.action_back()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _fill(self, words: str) -> None:
        self._fitting = fitting(self._pages, words)
        lines: list[PickLine] = []
        for place, (title, _) in enumerate(self._fitting):
            lines.append(PickLine(title, str(place)))
        self.query_one(PickList).offer(lines, "0")
        self._show()

    def _show(self) -> None:
        key = self.query_one(PickList).key
        title, text = NO_PAGE
        if key:
            place = int(key)
            title, text = self._fitting[place]
        lines = ["", *text.split("\n")]
        paragraphs = titled(title, lines)
        self.query_one(ReadText).say(*paragraphs)


def fitting(pages: Sequence[Page], words: str) -> list[Page]:
    """The pages that hold all these words, those first that have them in their titles."""
    wanted = words.casefold().split()
    by_title: list[Page] = []
    by_text: list[Page] = []
    for page in pages:
        title, text = page
        if _holds(title, wanted):
            by_title.append(page)
        elif _holds(text, wanted):
            by_text.append(page)
    return by_title + by_text


def pages_for(step: Step, keys: Sequence[tuple[str, str]], terms: Sequence[Term], here: Sequence[str]) -> list[Page]:
    """The step in hand, the keys, the terms of what is in hand, then all other terms by name.

    keys: key and what it does. here: ids of the terms that belong to what is in hand.
    """
    first: list[Term] = []
    for name in here:
        first += [term for term in terms if term.id == name]
    rest = [term for term in terms if term not in first]
    rest.sort(key=_name_of)
    pages = [_about_step(step), _about_keys(keys)]
    pages += [_page(term, IN_HAND) for term in first]
    pages += [_page(term, "") for term in rest]
    return pages


def pages_from(screen: DOMNode, step: Step, terms: Sequence[Term], here: Sequence[str]) -> list[Page]:
    """The terms of a screen, then its keys, then the rest."""
    keys: list[tuple[str, str]] = []
    for item in screen.BINDINGS:
        if isinstance(item, Binding):
            name = name_of_keys(item.key)
            keys.append((name, item.description))
    about, listed, *words = pages_for(step, keys, terms, here)
    own = [term for term in terms if term.id in here]
    count = len(own)
    first, rest = words[:count], words[count:]
    return [*first, listed, about, *rest]


def pages_of_scales(scales: Sequence[Scale]) -> list[Page]:
    """A page on each rating scale: its range, how the factors are joined, its bands, what is known of it."""
    pages: list[Page] = []
    for scale in scales:
        title = f"Scale {scale.id}"
        pages.append((title, _about_scale(scale)))
    return pages


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds all these words, in whatever case."""
    folded = text.casefold()
    return all(word in folded for word in words)


def _name_of(term: Term) -> str:
    return term.term.casefold()


def _about_step(step: Step) -> Page:
    number = list(Step).index(step) + 1
    lines = [f"Step {number} of 6."]
    if step is Step.RATE:
        lines.append(RATE_HINT)
    else:
        for kind in kinds_of(step):
            lines.append(f"{kind.plural}: {kind.hint}")
    title = f"This step: {STEP_TITLES[step]}"
    return title, "\n\n".join(lines)


def _about_keys(keys: Sequence[tuple[str, str]]) -> Page:
    lines: list[str] = []
    for key, words in keys:
        lines.append(f"{key:<12} {words}")
    lines.append("")
    lines.append(FIND_KEYS)
    return "Keys", "\n".join(lines)


def _about_scale(scale: Scale) -> str:
    joined = JOINED.get(scale.combine, scale.combine)
    factors = f"Each of {len(scale.factors)} factors gets a figure from {scale.lowest} to {scale.highest}"
    parts = [f"{scale.title}. {factors}; they are {joined}."]
    if scale.bands:
        named = [f"{band.name} from {band.lowest:g}" for band in scale.bands]
        bands = ", ".join(named)
        parts.append(f"Bands: {bands}.")
    if scale.note:
        parts.append(scale.note)
    parts.append(f"Where it comes from: {scale.source}")
    return "\n\n".join(parts)


def _page(term: Term, mark: str) -> Page:
    parts = [term.meaning, f"For example: {term.example}"]
    if term.place:
        parts.append(f"In the method: {term.place}")
    if term.more:
        parts.append(term.more)
    if term.basis:
        parts.append(f"This reading of STRIDE-AI is {term.basis}.")
    title = f"{mark}{term.term}"
    return title, "\n\n".join(parts)

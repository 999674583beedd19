"""The box of a component: its border by its kind, and the words in it."""

from rich.cells import cell_len

from facilitator.drawing.canvas import Border, Canvas
from facilitator.drawing.ports import Place
from facilitator.model.records.architecture import Component
from facilitator.model.vocabulary import ComponentKind
from facilitator.text.escape import is_dangerous

BORDERS = {
    ComponentKind.ACTOR: Border("─", "│", "╭╮╯╰"),
    ComponentKind.PROCESS: Border("─", "│", "┌┐┘└"),
    ComponentKind.STORE: Border("═", "║", "╔╗╝╚"),
    ComponentKind.EXTERNAL: Border("┄", "┆", "┌┐┘└"),
    ComponentKind.ML_COMPONENT: Border("━", "┃", "┏┓┛┗"),
}
_WIDTHS = (9, 22, 30)
"""How wide a box is at each zoom."""


class Boxes:
    """The boxes of a drawing at one zoom; all are of one width."""

    def __init__(self, zoom: int) -> None:
        self.width = _WIDTHS[zoom]
        self._zoom = zoom

    def height(self, component: Component, ports: int) -> int:
        """How many rows a box takes for its words and for so many flows at one side."""
        words = self._words(component)
        return max(len(words), ports) + 2

    def draw(self, canvas: Canvas, component: Component, place: Place) -> None:
        """Draw a box over whatever is there."""
        border = BORDERS[component.component_kind]
        canvas.box(place.x, place.y, place.width, place.height, border, "box")
        left = place.x + 1
        top = place.y + 1
        width = place.width - 2
        height = place.height - 2
        words = self._words(component)
        words += [""] * (height - len(words))
        for row, line in enumerate(words, top):
            text = cut(line, width)
            canvas.write(left, row, text.ljust(width), "name")

    def _words(self, component: Component) -> list[str]:
        if self._zoom == 0:
            return [component.id]
        words = [f"{component.id} {component.name}"]
        if self._zoom == 1:
            return words
        kind = component.component_kind.value
        words.append(kind.replace("-", " "))
        if component.assets:
            assets = ", ".join(component.assets)
            words.append(assets)
        return words


def cut(text: str, width: int) -> str:
    """Text in at most so many columns, one character each, cut with a mark."""
    words = " ".join(text.split())
    # The sheet knows no characters of two columns or of none, so a mark of one column stands for each.
    characters = map(_of_one_column, words[: width + 1])
    flat = "".join(characters)
    if len(flat) <= width:
        return flat
    return f"{flat[: width - 1]}…"


def _of_one_column(character: str) -> str:
    if is_dangerous(character) or cell_len(character) != 1:
        return "□"
    return character

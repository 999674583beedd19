"""Words in lines of so many columns."""

from rich.cells import cell_len, chop_cells


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most so many columns; spaces at the beginning of a line are kept, and its wrapping."""
    lines: list[str] = []
    without_tabs = text.replace("\t", "    ")
    for line in without_tabs.split("\n"):
        if cell_len(line) <= width:
            lines.append(line)
        else:
            lines += _wrapped_line(line, width)
    return lines


def _wrapped_line(line: str, width: int) -> list[str]:
    words = line.lstrip(" ")
    spaces = len(line) - len(words)
    most = width // 2
    indent = " " * min(spaces, most)
    room = width - len(indent)
    lines = _filled_lines(words, room)
    return [f"{indent}{part}" for part in lines]


def _filled_lines(text: str, room: int) -> list[str]:
    """Words in lines of so many columns; a word that is longer is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room)
        lines += full
    lines.append(line)
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """A word as it fits: as a whole, or cut into lines."""
    if cell_len(word) <= room:
        return [word]
    return chop_cells(word, max(1, room))

"""The entry of a field: the widget that fits its type, what it offers, and what was typed in it."""

from collections.abc import Iterable

from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from facilitator.app.terminal.plain_text import one_line, shown, typed
from facilitator.app.widgets.tick_list import TickBox, TickList
from facilitator.model.fields.choices import Choice, Choices, YesNo
from facilitator.model.fields.field import Field, Typed
from facilitator.model.fields.made import MadeReferences
from facilitator.model.fields.texts import Catalogue, Lines, LongText, Stage, Stages
from facilitator.workshop.offers import Offers

LINES_HIGH = 4
ROOM_FOR_NAMES = 90

Options = list[tuple[str, str]]
"""What people choose from, each with the value that it stands for."""


def label_of(item: Field, offers: Offers) -> str:
    """The label of a field: its name, a star where it is required, its help, and the records that can be named."""
    star = " *" if item.required else ""
    known = offers.names.get(item.name, [])
    named = [f"{record} {name}" for record, name in known]
    listed = one_line(", ".join(named), ROOM_FOR_NAMES)
    between = " · " if item.help and listed else ""
    said = f"{item.help}{between}{listed}"
    help_words = f"  ({said})" if said else ""
    return f"{item.label}{star}{help_words}"


def entry_of(item: Field, value: Typed, offers: Offers) -> Widget:
    """The entry of a field with what it shows at first."""
    identity = f"field-{item.name}"
    match item.type:
        case Choices():
            return _several(_spelled(item.choices), value, identity)
        case Choice():
            return _one(_spelled(item.choices), str(value or item.choices[0]), identity)
        case Stages():
            return _several(offers.lists[Stages], value, identity)
        case Stage() | Catalogue():
            options = _with_none(offers.lists[type(item.type)], str(value))
            return _one(options, str(value), identity)
        case YesNo():
            return TickBox(item.label, value=bool(value), id=identity)
        case LongText() | Lines() | MadeReferences():
            return _area(value, identity)
        case _:
            return _line(value, identity, _suggester(item, offers))


def value_in(entry: Widget) -> Typed:
    """What was typed or chosen in an entry."""
    match entry:
        case Input():
            return typed(entry.value)
        case TextArea():
            return typed(entry.text)
        case TickBox():
            return entry.value
        case TickList():
            return tuple(entry.ticked)
    assert isinstance(entry, Select)
    return str(entry.value)


def _spelled(choices: Iterable[str]) -> Options:
    options: Options = []
    for choice in choices:
        words = choice.replace("-", " ")
        options.append((words, choice))
    return options


def _with_none(options: Options, value: str) -> Options:
    """The options after “not said”, and a value that is none of them as it is."""
    offered = [("not said", ""), *options]
    known = {one for _, one in offered}
    if value not in known:
        offered.append((one_line(value), value))
    return offered


def _one(options: Options, value: str, identity: str) -> Widget:
    return Select(options, value=value, allow_blank=False, id=identity, compact=True)


def _several(options: Options, value: Typed, identity: str) -> TickList:
    return TickList(options, value if isinstance(value, tuple) else (), id=identity)


def _line(value: Typed, identity: str, suggester: SuggestFromList | None) -> Input:
    text = _joined(value, ", ")
    return Input(shown(text), id=identity, suggester=suggester, select_on_focus=False)


def _area(value: Typed, identity: str) -> TextArea:
    text = _joined(value, "\n")
    area = TextArea(shown(text), id=identity, tab_behavior="focus", soft_wrap=True)
    area.styles.height = LINES_HIGH
    return area


def _joined(value: Typed, between: str) -> str:
    if isinstance(value, tuple):
        return between.join(value)
    return str(value)


def _suggester(item: Field, offers: Offers) -> SuggestFromList | None:
    known = offers.names.get(item.name)
    usual = offers.usual.get(item.name)
    suggested: list[str] = []
    if known:
        suggested += [shown(name) for _, name in known]
        suggested += [record for record, _ in known]
    elif usual:
        suggested += map(shown, usual)
    if not suggested:
        return None
    return SuggestFromList(suggested, case_sensitive=False)

"""Dataclasses made of plain data where that is plainly right; what is not is left to pydantic and its words.

Files that the program wrote itself, and banks that were checked, have nothing in them for a validator to find, and
pydantic alone takes longer to load than the rest of the program. Nothing is taken here that pydantic would refuse.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

T = TypeVar("T")
Maker = Callable[[Any], Any]
Key = str | int
Where = tuple[Key, ...]
LARGEST = 2**63
"""Every number of a file is smaller than this, as TOML has it; nan and the infinities are not."""

_MAKERS: dict[Any, Maker] = {}


class NotPlain(ValueError):
    """Data that is not plainly right; pydantic says whether it is wrong, and where."""


def made(wanted: type[T], data: Any) -> T:
    """The dataclass that plain data makes. Raises NotPlain."""
    try:
        result: T = _maker(wanted)(data)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise NotPlain(str(error)) from None
    return result


def impossible_number(data: Any) -> Where | None:
    """The keys and positions that lead to the first number in plain data that cannot be used, such as nan."""
    waiting: list[tuple[Where, Any]] = [((), data)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, int | float) and not _is_possible(value):
            return where
        below = [((*where, key), inner) for key, inner in _inner(value)]
        # The last is looked at first, so what stands first in the data is put last.
        waiting += reversed(below)
    return None


def _is_possible(number: float) -> bool:
    return -LARGEST < number < LARGEST


def _inner(value: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _maker(hint: Any) -> Maker:
    if hint not in _MAKERS:
        _MAKERS[hint] = _new_maker(hint)
    return _MAKERS[hint]


def _new_maker(hint: Any) -> Maker:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin = get_origin(hint)
    arguments = get_args(hint)
    if origin is UnionType:
        return _optional(_maker(_only_choice(arguments)))
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return _several(_maker(arguments[0]))
    if origin is dict:
        makers = map(_maker, arguments)
        return _named(*makers)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _of_fields(hint)
    raise NotPlain(f"{hint} is for pydantic")


def _only_choice(arguments: Iterable[Any]) -> Any:
    """The one type that stands beside None. Raises NotPlain where there are several."""
    choices = [item for item in arguments if item is not NoneType]
    if len(choices) > 1:
        raise NotPlain("a choice of types is for pydantic")
    return choices[0]


def _text(value: Any) -> str:
    if type(value) is not str:
        raise NotPlain("not text")
    if not value.isascii():
        value.encode()
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int or not -LARGEST < value < LARGEST:
        raise NotPlain("not a whole number")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not -LARGEST < value < LARGEST:
        raise NotPlain("not a number")
    return float(value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise NotPlain("not true or false")
    return value


_SIMPLE: dict[Any, Maker] = {
    str: _text,
    int: _whole_number,
    float: _number,
    bool: _truth,
}


def _optional(make: Maker) -> Maker:
    def optional(value: Any) -> Any:
        if value is None:
            return None
        return make(value)

    return optional


def _several(make: Maker) -> Maker:
    def several(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise NotPlain("not a list")
        items = [make(item) for item in value]
        return tuple(items)

    return several


def _named(make_name: Maker, make: Maker) -> Maker:
    def named(value: Any) -> dict[Any, Any]:
        if type(value) is not dict:
            raise NotPlain("not a table")
        return {make_name(name): make(item) for name, item in value.items()}

    return named


def _one_of(choices: type[Enum]) -> Maker:
    known = {choice.value: choice for choice in choices}

    def one_of(value: Any) -> Enum:
        words = _text(value)
        return known[words]

    return one_of


def _of_fields(wanted: type[Any]) -> Maker:
    makers: dict[str, Maker] = {}
    required: set[str] = set()
    for item in fields(wanted):
        makers[item.name] = _maker(item.type)
        if item.default is MISSING and item.default_factory is MISSING:
            required.add(item.name)

    def of_fields(value: Any) -> Any:
        if type(value) is not dict or not required <= value.keys():
            raise NotPlain("not a table with all that it needs")
        given = {}
        for name, item in value.items():
            make = makers[name]
            is_plain_text = make is _text and type(item) is str and item.isascii()
            given[name] = item if is_plain_text else make(item)
        return wanted(**given)

    return of_fields

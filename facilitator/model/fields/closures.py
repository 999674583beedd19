"""Conditions that a countermeasure closes, wholly or in part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.errors import UserError
from facilitator.model.fields import declare
from facilitator.model.fields.field import Records, Typed, split_list
from facilitator.model.fields.references import References, look_up
from facilitator.model.part import Part

IN_PART = re.compile(r"(.*\S)\s+[x×]\s*([0-9.]+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Part):
    """A condition that is closed. factor: what is left of its probability; 0 where it becomes impossible."""

    condition: str = declare.reference("condition")
    factor: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether the condition becomes impossible."""
        return self.factor == 0


class Closures(References):
    """Conditions, each with what is left of it: “CO-1, CO-2 x 0.3”."""

    def __init__(self) -> None:
        """Only conditions can be closed."""
        super().__init__(("condition",))

    def parse(self, records: Records, typed: Typed) -> tuple[Closure, ...]:
        """Read the conditions, each once. Raises UserError."""
        closures = [_closure(records, part) for part in split_list(typed)]
        return tuple({closure.condition: closure for closure in closures}.values())

    def format(self, value: Iterable[Closure]) -> Typed:
        """Write each as a person would type it."""
        return tuple(written(closure, closure.condition) for closure in value)


def written(closure: Closure, name: str) -> str:
    """Write a closure with the given name for its condition."""
    return name if closure.is_whole else f"{name} x {closure.factor:g}"


def _closure(records: Records, part: str) -> Closure:
    match = IN_PART.fullmatch(part)
    if match is None:
        return Closure(condition=look_up(records, ("condition",), part))
    return Closure(condition=look_up(records, ("condition",), match[1]), factor=_factor(match[2]))


def _factor(word: str) -> float:
    """Read what is left of a condition: a part of 1. Raises UserError."""
    try:
        factor = float(word)
    except ValueError:
        factor = -1.0
    if not 0 <= factor < 1:
        raise UserError(f"“x {word}” should say what is left of the condition: 0 for nothing, and less than 1.")
    return factor

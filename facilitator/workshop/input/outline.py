"""A threat tree as indented lines of text, and back.

    or: Tamper with the training stream
      Injection @ Connection is not authenticated
      and: Both ends
        Bare connection @ Connection is not authenticated
        Stolen key

A line is a leaf, or begins with a gate: `or:`, `and:`, `sequence:`, `at-least 2:`.
After ` @ ` comes the condition that a leaf stands on; without it the leaf's own words are the condition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.errors import UserError
from facilitator.model.method.gates import GATES, Gate

_GATE_OF = {rule.outline: gate for gate, rule in GATES.items() if rule.outline}
_WORDS = "|".join(map(re.escape, _GATE_OF))
_LINE = re.compile(rf"(?:({_WORDS})(?:\s+([0-9]{{1,9}}))?\s*:\s*)?(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of an outline: how deep, which gate, its words and the condition's name."""

    depth: int
    gate: Gate
    threshold: int
    label: str
    condition: str


def parsed_outline(text: str) -> tuple[OutlineLine, ...]:
    """The lines of an outline. Raises UserError when it has no single root or jumps a level."""
    lines = tuple(_parsed(text))
    if not lines:
        raise UserError("This tree is empty; begin with the attacker's goal, such as “or: Steal the model”.")
    for position, line in enumerate(lines):
        if position and line.depth == 0:
            raise UserError(f"“{line.label}” is a second root; indent it under the goal.")
        if position and line.depth > lines[position - 1].depth and lines[position - 1].gate is Gate.LEAF:
            raise UserError(f"“{lines[position - 1].label}” has lines under it; give it a gate, such as “or:”.")
    return lines


def _parsed(text: str) -> Iterator[OutlineLine]:
    indents: list[int] = []
    for raw in text.expandtabs(4).splitlines():
        if not raw.strip():
            continue
        indent = len(raw) - len(raw.lstrip())
        while indents and indent <= indents[-1]:
            indents.pop()
        yield _line(len(indents), raw.strip())
        indents.append(indent)


def _line(depth: int, words: str) -> OutlineLine:
    match = _LINE.fullmatch(words)
    assert match is not None
    gate = _GATE_OF[match[1].casefold()] if match[1] else Gate.LEAF
    rule = GATES[gate]
    label, _, condition = match[3].partition(" @ ")
    if rule.has_threshold and not match[2]:
        raise UserError(f"Write how many are needed, such as “{rule.outline} 2: Two of three keys”.")
    if gate is Gate.LEAF:
        return OutlineLine(depth, gate, 0, label.strip(), condition.strip() or label.strip())
    return OutlineLine(depth, gate, int(match[2] or 0), match[3].strip(), "")

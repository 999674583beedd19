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
from itertools import pairwise

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
    for above, line in pairwise(lines):
        if line.depth == 0:
            raise UserError(f"“{line.label}” is a second root; indent it under the goal.")
        is_under = line.depth > above.depth
        if is_under and above.gate is Gate.LEAF:
            raise UserError(f"“{above.label}” has lines under it; give it a gate, such as “or:”.")
    return lines


def _parsed(text: str) -> Iterator[OutlineLine]:
    indents: list[int] = []
    for raw in text.expandtabs(4).splitlines():
        words = raw.strip()
        if not words:
            continue
        indent = len(raw) - len(raw.lstrip())
        while indents and indent <= indents[-1]:
            indents.pop()
        depth = len(indents)
        yield _line(depth, words)
        indents.append(indent)


def _line(depth: int, words: str) -> OutlineLine:
    match = _LINE.fullmatch(words)
    assert match is not None
    gate_word, figure, rest = match.groups()
    if not gate_word:
        return _leaf(depth, rest)
    gate = _GATE_OF[gate_word.casefold()]
    rule = GATES[gate]
    if rule.has_threshold and not figure:
        raise UserError(f"Write how many are needed, such as “{rule.outline} 2: Two of three keys”.")
    threshold = int(figure or 0)
    return OutlineLine(depth, gate, threshold, rest.strip(), "")


def _leaf(depth: int, words: str) -> OutlineLine:
    label, _, condition = words.partition(" @ ")
    label = label.strip()
    condition = condition.strip() or label
    return OutlineLine(depth, Gate.LEAF, 0, label, condition)

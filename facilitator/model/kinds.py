"""Every kind of record that is declared, and the kinds that steps and notes ask for."""

from facilitator.model import records as records
from facilitator.model.kind import CONTEXT, PEOPLE, Kind
from facilitator.model.kind import KIND_OF_PREFIX as KIND_OF_PREFIX
from facilitator.model.kind import KINDS as KINDS
from facilitator.model.kind import RECORD_TYPES as RECORD_TYPES
from facilitator.model.vocabulary import Step


def kinds_of(step: Step) -> tuple[Kind, ...]:
    """The kinds that belong to a step and that people fill in, in the order of its tables."""
    return tuple(KINDS[name] for name in kinds_in(step) if KINDS[name].step is step)


def kinds_in(step: Step) -> tuple[str, ...]:
    """The kinds that the tables of a step show, in order."""
    shown = [kind for kind in filled_in() if kind.step is step or step in kind.also_in]
    return tuple(kind.name for kind in sorted(shown, key=lambda kind: kind.place))


def kinds_beside(view: str) -> tuple[str, ...]:
    """The kinds that a view beside the steps shows, in order."""
    shown = [kind for kind in KINDS.values() if kind.aside == view]
    in_order = sorted(shown, key=lambda kind: kind.place)
    return tuple(kind.name for kind in in_order)


def kinds_shown() -> tuple[str, ...]:
    """The kinds that have a table, those beside the steps first, then step by step; a kind of two steps once."""
    in_steps: dict[str, None] = {}
    for step in Step:
        in_steps |= dict.fromkeys(kinds_in(step))
    # A kind of two steps has one table; its place holds in both.
    in_order = sorted(in_steps, key=lambda name: KINDS[name].place)
    return (*kinds_beside(PEOPLE), *kinds_beside(CONTEXT), *in_order)


def filled_in() -> tuple[Kind, ...]:
    """The kinds that people fill in field by field."""
    return tuple(kind for kind in KINDS.values() if kind.form)


def from_notes() -> tuple[Kind, ...]:
    """The kinds that a note can become, in the order in which they are offered."""
    return tuple(sorted((kind for kind in KINDS.values() if kind.from_note), key=lambda kind: kind.from_note))

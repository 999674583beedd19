"""Declaring what a section of the report shows."""

from collections.abc import Callable
from typing import TypeVar

from facilitator.model.part import Record

S = TypeVar("S", bound=Callable[..., object])

SHOWN: set[str] = set()
"""The kinds of record that have a section of their own."""


def shows(*record_types: type[Record]) -> Callable[[S], S]:
    """Declare that a section shows these kinds of record, so that no table of further records repeats them."""

    def declare(section: S) -> S:
        for record_type in record_types:
            SHOWN.add(record_type.kind)
        return section

    return declare

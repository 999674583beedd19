"""Queries: functions of a context that remember their value for as long as all that they read stays the same.

A query reads a session through its context, and may ask other queries. What it reads is noted while it runs, so
nobody has to list it. Sessions are immutable and share what an edit left alone: “is it the same object” is enough
to know that something stayed the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from facilitator.model.session import Session


class Asker(Protocol):
    """What a query is asked of: a session, and the memo of what was found in it last."""

    @property
    def memo(self) -> Memo:
        """What queries found last."""

    @property
    def unnoted(self) -> Session:
        """The session; who reads its tables is not noted."""


A = TypeVar("A", bound=Asker)
P = ParamSpec("P")
V = TypeVar("V")
Question = tuple[Callable[..., Any], tuple[Any, ...]]
"""A query with its arguments."""


@dataclass(slots=True)
class Reads:
    """What a query read: tables of records by their kind, and the values of other queries, in order."""

    tables: dict[str, object] = field(default_factory=dict)
    queries: dict[Question, object] = field(default_factory=dict)


@dataclass(slots=True)
class Remembered:
    """The value of a query, what it read, and the session for which both were last seen to hold."""

    value: Any
    reads: Reads
    session: Session


def query(function: Callable[Concatenate[A, P], V]) -> Callable[Concatenate[A, P], V]:
    """Make a function of a context remember its value. Its other arguments are hashable and positional."""

    @wraps(function)
    def remembering(context: A, *args: P.args, **_: P.kwargs) -> V:
        return cast(V, context.memo.ask(context, (function, args)))

    return cast(Callable[Concatenate[A, P], V], remembering)


class Memo:
    """What queries found last. It belongs to one set of banks, and may serve one session after another."""

    def __init__(self) -> None:
        self._remembered: dict[Question, Remembered] = {}
        self._running: list[Reads] = []

    def ask(self, context: Asker, question: Question) -> object:
        """The value of a query; the query that asks notes that it read it."""
        value = self._current(context, question)
        if self._running:
            self._running[-1].queries[question] = value
        return value

    def note_table(self, kind: str, table: object) -> None:
        """Note that the query at work read the records of a kind."""
        if self._running:
            self._running[-1].tables[kind] = table

    def _current(self, context: Asker, question: Question) -> object:
        known = self._remembered.get(question)
        if known is not None and self._still_holds(known, context):
            known.session = context.unnoted
            return known.value
        found = self._asked_anew(context, question)
        if known is not None and _says_the_same(known.value, found.value):
            # The old object again, so that what read it need not be made anew.
            found.value = known.value
        self._remembered[question] = found
        return found.value

    def _still_holds(self, known: Remembered, context: Asker) -> bool:
        session = context.unnoted
        if known.session is session:
            return True
        return _same_tables(known.reads.tables, session) and self._same_values(known.reads.queries, context)

    def _same_values(self, queries: Mapping[Question, object], context: Asker) -> bool:
        """Whether every query that was read still has the same value. In order: a later one may rest on an earlier."""
        return all(self._current(context, question) is value for question, value in queries.items())

    def _asked_anew(self, context: Asker, question: Question) -> Remembered:
        function, args = question
        reads = Reads()
        self._running.append(reads)
        try:
            value = function(context, *args)
        finally:
            self._running.pop()
        return Remembered(value, reads, context.unnoted)


def _says_the_same(before: object, now: object) -> bool:
    """Whether two values are equal, mappings in order too: of several answers the first one counts."""
    if not isinstance(before, Mapping) or not isinstance(now, Mapping):
        return before == now
    if list(before) != list(now):
        return False
    return all(_says_the_same(value, now[key]) for key, value in before.items())


def _same_tables(tables: Mapping[str, object], session: Session) -> bool:
    return all(session.tables[kind] is table for kind, table in tables.items())

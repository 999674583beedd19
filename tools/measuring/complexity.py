"""Counts the ways through a function, by the rules of ruff's C901, which are those of mccabe."""

from ast import (
    AST,
    AsyncFor,
    AsyncFunctionDef,
    For,
    FunctionDef,
    If,
    Match,
    MatchAs,
    MatchOr,
    Try,
    TryStar,
    While,
    pattern,
    walk,
)

BRANCHES = (
    AsyncFor,
    AsyncFunctionDef,
    For,
    FunctionDef,
    If,
    While,
)


def complexity(function: AST) -> int:
    """Count one for the function itself and one for each branch; conditions inside expressions do not count."""
    count = 0
    for node in walk(function):
        count += _branches_at(node)
    return count


def _branches_at(node: AST) -> int:
    if isinstance(node, BRANCHES):
        return 1
    if isinstance(node, (Try, TryStar)):
        return _ways_out(node)
    if isinstance(node, Match):
        return _ways_to_match(node)
    return 0


def _ways_out(node: Try | TryStar) -> int:
    ways = len(node.handlers)
    if node.orelse:
        ways += 1
    return ways


def _ways_to_match(node: Match) -> int:
    ways = len(node.cases)
    last = node.cases[-1]
    if last.guard is None and _fits_always(last.pattern):
        # It is the `else` of the others.
        ways -= 1
    return ways


def _fits_always(choice: pattern) -> bool:
    if isinstance(choice, MatchAs):
        inner = choice.pattern
        return inner is None or _fits_always(inner)
    if isinstance(choice, MatchOr):
        fits = map(_fits_always, choice.patterns)
        return any(fits)
    return False

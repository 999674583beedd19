"""The small changes of which each, made alone, should make some test fail."""

import ast
from collections.abc import Callable, Iterator

Changed = Iterator[ast.AST]

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLED = {"max": "min", "min": "max", "any": "all", "all": "any", "sorted": "list"}
MADE_ALIKE = ("strip", "casefold", "lower")
"""Methods that make texts alike which a person would call the same."""

ARRANGING = ("key", "reverse")
EMPTY: dict[str, Callable[[], ast.expr]] = {
    "str": lambda: ast.Constant(""),
    "int": lambda: ast.Constant(0),
    "list": lambda: ast.List([], ast.Load()),
    "tuple": lambda: ast.Tuple([], ast.Load()),
    "dict": lambda: ast.Dict([], []),
    "Mapping": lambda: ast.Dict([], []),
}
"""What a function gives back as its type -> the emptiest value of it."""


def changes(node: ast.AST, field: str, returns: str) -> Changed:
    """What a node may be replaced by.

    field: where it stands in what it is part of. returns: the type that the function around it gives back, as text.
    """
    if field in ("test", "guard", "ifs"):
        yield from _always_or_never(node)
    if isinstance(node, ast.stmt):
        yield from _of_statement(node, returns)
        return
    for kind, changes_of in _OF_EXPRESSION.items():
        if isinstance(node, kind):
            yield from changes_of(node)


def _always_or_never(test: ast.AST) -> Changed:
    if not isinstance(test, ast.Constant):
        yield ast.Constant(True)
        yield ast.Constant(False)


def _of_statement(node: ast.stmt, returns: str) -> Changed:
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Delete() | ast.Return(value=None):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield ast.Pass()
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield from _given_back_instead(value, returns)


def _given_back_instead(value: ast.expr, returns: str) -> Changed:
    """The opposite, or nothing. Where nothing would be of another type, each test that comes here would fail."""
    if returns == "bool":
        yield ast.Return(ast.UnaryOp(ast.Not(), value))
    elif returns.endswith("| None"):
        yield ast.Return(ast.Constant(None))
    elif returns.partition("[")[0] in EMPTY:
        empty = EMPTY[returns.partition("[")[0]]
        yield ast.Return(empty())


def _of_comparison(node: ast.AST) -> Changed:
    assert isinstance(node, ast.Compare)
    for operator in COMPARED[type(node.ops[0])]:
        yield ast.Compare(node.left, [operator(), *node.ops[1:]], node.comparators)


def _of_and_or(node: ast.AST) -> Changed:
    assert isinstance(node, ast.BoolOp)
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for left_out in node.values:
        values = [value for value in node.values if value is not left_out]
        yield values[0] if len(values) == 1 else ast.BoolOp(node.op, values)


def _of_not(node: ast.AST) -> Changed:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        yield node.operand


def _of_calculation(node: ast.AST) -> Changed:
    assert isinstance(node, ast.BinOp)
    operator = CALCULATED.get(type(node.op))
    if operator is not None and not _is_type(node):
        yield ast.BinOp(node.left, operator(), node.right)


def _is_type(node: ast.BinOp) -> bool:
    """Whether this looks like a choice of types, such as `Rating | None`."""
    left = node.left.id if isinstance(node.left, ast.Name) else ""
    return isinstance(node.op, ast.BitOr) and left[:1].isupper()


def _of_constant(node: ast.AST) -> Changed:
    assert isinstance(node, ast.Constant)
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(0 if value == 1 else value + 1)
    elif value == "":
        yield ast.Constant("changed")


def _of_call(node: ast.AST) -> Changed:
    assert isinstance(node, ast.Call)
    if isinstance(node.func, ast.Name) and node.func.id in CALLED:
        rest = [word for word in node.keywords if word.arg not in ARRANGING or node.func.id != "sorted"]
        yield ast.Call(ast.Name(CALLED[node.func.id], ast.Load()), node.args, rest)
    for keyword in node.keywords:
        if keyword.arg in ARRANGING:
            rest = [other for other in node.keywords if other is not keyword]
            yield ast.Call(node.func, node.args, rest)
    if isinstance(node.func, ast.Attribute) and node.func.attr in MADE_ALIKE and not node.args:
        yield node.func.value


def _of_several(node: ast.AST) -> Changed:
    """A tuple or a set that takes in others, without one of its parts."""
    assert isinstance(node, ast.Tuple | ast.Set)
    if not any(isinstance(part, ast.Starred) for part in node.elts):
        return
    for left_out in node.elts:
        parts = [part for part in node.elts if part is not left_out]
        yield ast.Tuple(parts, ast.Load()) if isinstance(node, ast.Tuple) else ast.Set(parts)


_OF_EXPRESSION: dict[type[ast.AST], Callable[[ast.AST], Changed]] = {
    ast.Compare: _of_comparison,
    ast.BoolOp: _of_and_or,
    ast.UnaryOp: _of_not,
    ast.BinOp: _of_calculation,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Tuple: _of_several,
    ast.Set: _of_several,
}

"""Constants that can be read off the source: literals, arithmetic, names bound to them."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

UNKNOWN: Any = object()
"""What a fold returns for a value that only running the file would tell."""

Lookup = Callable[[ast.expr], Any]
"""Resolves a name or attribute to a constant, or ``UNKNOWN``."""

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}
_CALLS: dict[str, Callable[..., Any]] = {
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "abs": abs,
    "max": max,
    "min": min,
    "round": round,
}
_LONGEST_TEXT = 10_000
_LONGEST_RANGE = 10_000
_PERCENT_HOLE = re.compile(r"%[-+0-9.]*[sdifrgx]")
_BRACE_HOLE = re.compile(r"\{[^{}]*\}")


def nothing_known(_: ast.expr) -> Any:
    """Resolve no name at all."""
    return UNKNOWN


def fold(node: ast.expr | None, lookup: Lookup = nothing_known) -> Any:
    """Return the value of ``node``, or ``UNKNOWN``.

    Containers fold only when every part does; a dict folds to a dict, a list or tuple to a tuple.
    """
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name | ast.Attribute):
        return lookup(node)
    if isinstance(node, ast.UnaryOp):
        return _apply(_UNARY.get(type(node.op)), fold(node.operand, lookup))
    if isinstance(node, ast.BinOp):
        left, right = fold(node.left, lookup), fold(node.right, lookup)
        return _apply(_BINARY.get(type(node.op)), left, right)
    if isinstance(node, ast.Call):
        return _fold_call(node, lookup)
    return _fold_container(node, lookup)


def _fold_container(node: ast.expr | None, lookup: Lookup) -> Any:
    if isinstance(node, ast.Tuple | ast.List):
        items = [fold(item, lookup) for item in node.elts]
        return UNKNOWN if any(item is UNKNOWN for item in items) else tuple(items)
    if isinstance(node, ast.Dict):
        keys = [fold(key, lookup) for key in node.keys]
        values = [fold(value, lookup) for value in node.values]
        known = all(item is not UNKNOWN for item in [*keys, *values])
        hashable = known and all(isinstance(key, str | int | float) for key in keys)
        return dict(zip(keys, values, strict=True)) if hashable else UNKNOWN
    if isinstance(node, ast.JoinedStr):
        parts = template(node, lookup)
        return "".join(part or "" for part in parts) if None not in parts else UNKNOWN
    if isinstance(node, ast.ListComp):
        return _fold_comprehension(node, lookup)
    return UNKNOWN


def _fold_comprehension(node: ast.ListComp, lookup: Lookup) -> Any:
    """Fold ``[round(0.1 * n, 1) for n in range(5)]``: one name over one known series."""
    each = node.generators[0]
    name, series = each.target, fold(each.iter, lookup)
    simple = len(node.generators) == 1 and isinstance(name, ast.Name) and not each.ifs
    if not simple or not isinstance(series, tuple):
        return UNKNOWN

    def within(value: Any) -> Lookup:
        def resolve(part: ast.expr) -> Any:
            mine = isinstance(part, ast.Name) and part.id == getattr(name, "id", "")
            return value if mine else lookup(part)

        return resolve

    items = tuple(fold(node.elt, within(value)) for value in series)
    return UNKNOWN if any(item is UNKNOWN for item in items) else items


def _fold_call(node: ast.Call, lookup: Lookup) -> Any:
    if not isinstance(node.func, ast.Name) or node.keywords:
        return UNKNOWN
    values = [fold(each, lookup) for each in node.args]
    if node.func.id == "range":
        return _fold_range(values)
    if node.func.id in {"list", "tuple"} and len(values) == 1:
        return values[0] if isinstance(values[0], tuple) else UNKNOWN
    return _apply(_CALLS.get(node.func.id), *values)


def _fold_range(values: list[Any]) -> Any:
    """Fold a range to its numbers, unless they are too many."""
    if not all(isinstance(each, int) for each in values):
        return UNKNOWN
    try:
        numbers = range(*values)
    except (TypeError, ValueError):
        return UNKNOWN
    return tuple(numbers) if len(numbers) <= _LONGEST_RANGE else UNKNOWN


def _apply(function: Callable[..., Any] | None, *values: Any) -> Any:
    """Apply ``function`` unless something is unknown, fails, or grows past reason."""
    if function is None or any(value is UNKNOWN for value in values):
        return UNKNOWN
    if not all(isinstance(value, int | float | str) for value in values):
        return UNKNOWN
    if function is operator.mul and any(isinstance(value, str) for value in values):
        return UNKNOWN
    try:
        result = function(*values)
    except (ArithmeticError, TypeError, ValueError):
        return UNKNOWN
    too_long = isinstance(result, str) and len(result) > _LONGEST_TEXT
    return UNKNOWN if too_long else result


def template(node: ast.expr, lookup: Lookup = nothing_known) -> tuple[str | None, ...]:
    """Return the text that ``node`` makes, as parts; ``None`` stands for a part nobody knows yet.

    ``f"ema_{n}"``, ``"ema_" + str(n)``, ``"ema_%d" % n`` and ``"ema_{}".format(n)`` all give
    ``("ema_", None)``.
    """
    if isinstance(node, ast.JoinedStr):
        return tuple(part for value in node.values for part in _joined_part(value, lookup))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (*template(node.left, lookup), *template(node.right, lookup))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _with_holes(fold(node.left, lookup), _PERCENT_HOLE)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
    ):
        return _with_holes(fold(node.func.value, lookup), _BRACE_HOLE)
    value = fold(node, lookup)
    return (value,) if isinstance(value, str) else (None,)


def _joined_part(node: ast.expr, lookup: Lookup) -> tuple[str | None, ...]:
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    if not isinstance(node, ast.FormattedValue) or node.format_spec or node.conversion != -1:
        return (None,)
    value = fold(node.value, lookup)
    if isinstance(value, str | int):
        return (str(value),)
    return template(node.value, lookup)


def _with_holes(text: Any, hole: re.Pattern[str]) -> tuple[str | None, ...]:
    if not isinstance(text, str):
        return (None,)
    pieces = hole.split(text)
    parts: list[str | None] = []
    for piece in pieces:
        parts += [piece, None]
    return tuple(part for part in parts[:-1] if part != "")


def as_pattern(parts: tuple[str | None, ...]) -> re.Pattern[str]:
    """Return the regular expression that a template stands for."""
    return re.compile("".join(".+" if part is None else re.escape(part) for part in parts))

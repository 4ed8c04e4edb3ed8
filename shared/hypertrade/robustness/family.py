"""Which variants are tries of the same strategy.

Two variants belong to one family if they differ in numbers alone. The name is left out as well: who
renames a strategy has not forgotten how often they tried it. Where the numbers stand (literally, or
in tunables) and on which timeframe the strategy runs makes no difference either.
"""

from __future__ import annotations

import ast
import hashlib
from typing import TYPE_CHECKING, Any

from hypertrade.domain.base import canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.strategy.spec import StrategySpec

_NUMBER = "#"
_LEFT_OUT = {"name", "parameters", "timeframe", "stake", "max_open_trades", "version"}


def family_of(spec: StrategySpec) -> str:
    """Return the digest of what is left of ``spec`` without numbers, names and timeframes."""
    document = spec.model_dump(mode="json", exclude_none=True)
    shape = {name: _shape(value) for name, value in document.items() if name not in _LEFT_OUT}
    return _digest(shape)


def variant_of_code(
    source: str,
    class_name: str | None,
    parameters: dict[str, Any] | None,
    settings: Mapping[str, Any],
) -> str:
    """Return the digest of one variant of a Python strategy, comments and layout left out.

    Args:
        source: the file.
        class_name: which strategy in it.
        parameters: Freqtrade's parameter file, if any.
        settings: what its hyperopt parameters are set to, wherever that is written.
    """
    # Stops and targets stand beside the spaces of the parameters, whose values ``settings`` hold.
    spaces = (parameters or {}).get("params")
    others = {
        space: {name: value for name, value in values.items() if name not in settings}
        for space, values in (spaces if isinstance(spaces, dict) else {}).items()
        if isinstance(values, dict)
    }
    kept = {space: values for space, values in others.items() if values}
    return _digest([_tree(source), class_name, kept, dict(settings)])


def _tree(source: str) -> str:
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        return source


def family_of_code(source: str) -> str:
    """Return the digest of a Python strategy without its numbers, comments and layout.

    Source that does not parse is taken as it stands.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return _digest(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            node.value = 0
        if isinstance(node, ast.ClassDef):
            node.name = "Strategy"
    return _digest(ast.dump(tree))


def variant_of(spec: StrategySpec, values: Mapping[str, float] | None = None) -> str:
    """Return the digest of one variant: the rules with every number filled in, whatever its name.

    A number is the same whether it stands in a rule or comes from a tunable.
    """
    document = _unnamed(written_out(spec, values))
    return _digest({name: value for name, value in document.items() if name != "name"})


def written_out(spec: StrategySpec, values: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Return the document of one variant without tunables: their ``values`` stand in the rules.

    Missing ones keep their defaults.
    """
    chosen = {item.name: item.default for item in spec.parameters} | dict(values or {})
    document = spec.model_dump(mode="json", exclude_none=True, exclude={"parameters"})
    filled: dict[str, Any] = _filled(document, chosen)
    return filled


def _shape(node: Any) -> Any:
    if isinstance(node, bool) or node is None or isinstance(node, str):
        return node
    if isinstance(node, int | float):
        return _NUMBER
    if isinstance(node, list):
        return [_shape(item) for item in node]
    if "param" in node:
        return _NUMBER
    # A rule's name is a label: Freqtrade prints it, nothing depends on it. An indicator's is not.
    rule = "when" in node
    return {
        name: _shape(value)
        for name, value in node.items()
        if name != "timeframe" and not (rule and name == "name")
    }


def _filled(node: Any, values: Mapping[str, float]) -> Any:
    if isinstance(node, list):
        return [_filled(item, values) for item in node]
    if isinstance(node, float) and node.is_integer():
        return int(node)
    if not isinstance(node, dict):
        return node
    if "param" in node:
        return _filled(values[node["param"]], values)
    return {name: _filled(value, values) for name, value in node.items()}


def _unnamed(node: Any) -> Any:
    """Return ``node`` without the names of rules."""
    if isinstance(node, list):
        return [_unnamed(item) for item in node]
    if not isinstance(node, dict):
        return node
    rule = "when" in node
    return {name: _unnamed(value) for name, value in node.items() if not (rule and name == "name")}


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()

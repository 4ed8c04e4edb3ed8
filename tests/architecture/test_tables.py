"""Tables that claim to be complete are: exit codes of errors, bounds of a strategy's numbers."""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing
from typing import TYPE_CHECKING, Any

import hypertrade
import hypertrade.adapters
import hypertrade.domain
from hypertrade.cli.console import EXIT_CODES
from hypertrade.domain.base import Document
from hypertrade.domain.errors import HyperTradeError
from hypertrade.strategy.spec import StrategySpec
from hypertrade.strategy.spec.checks import BOUNDS
from hypertrade.strategy.spec.numbers import Parameter, ParameterRef

if TYPE_CHECKING:
    from collections.abc import Iterator


def _below(kind: type[HyperTradeError]) -> Iterator[type[HyperTradeError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def test_every_error_has_an_exit_code() -> None:
    for package in (hypertrade.domain, hypertrade.adapters):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    errors = {
        error for error in _below(HyperTradeError) if error.__module__.startswith("hypertrade.")
    }
    assert errors == EXIT_CODES.keys()
    assert all(code > 0 for code in EXIT_CODES.values())


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the types that ``annotation`` is made of, through unions, tuples and Annotated."""
    origin = typing.get_origin(annotation)
    if origin is typing.Literal:
        return
    if origin is typing.Annotated:
        yield from _parts(typing.get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType, tuple}:
        for part in typing.get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _reachable(model: type[Document], seen: set[type[Document]]) -> set[type[Document]]:
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for part in _parts(field.annotation):
                if isinstance(part, type) and issubclass(part, Document):
                    _reachable(part, seen)
    return seen


def test_every_number_of_a_strategy_has_bounds() -> None:
    """Parameters bound themselves; an indicator's ``params`` are bounded by the catalogue."""
    models = _reachable(StrategySpec, set()) - {Parameter, ParameterRef}
    assert len(models) > 25, "the walk lost its way"
    numeric = {
        (model.__name__, name)
        for model in models
        for name, field in model.model_fields.items()
        if {int, float} & set(_parts(field.annotation))
    }
    assert numeric == BOUNDS.keys()
    assert all(low < high for low, high in BOUNDS.values())

"""Finding the strategy class in a file, as Freqtrade's resolver would."""

from __future__ import annotations

import ast

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.code.module import Module, StrategyClass

_POPULATE = {"populate_indicators", "populate_entry_trend", "populate_buy_trend"}


def strategy_classes(module: Module) -> tuple[str, ...]:
    """Return the names of the classes that are Freqtrade strategies, in the file's order.

    A class counts when it derives from ``IStrategy``, directly or through classes of the file, or
    when its base comes from another module and it populates candles as a strategy does.
    """
    return tuple(name for name in module.classes if _is_strategy(module, name, frozenset()))


def _is_strategy(module: Module, name: str, seen: frozenset[str]) -> bool:
    if name in seen:
        return False
    node = module.classes[name]
    methods = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    for base in node.bases:
        if _is_istrategy(module, base):
            return True
        if isinstance(base, ast.Name) and base.id in module.classes:
            if _is_strategy(module, base.id, seen | {name}):
                return True
        elif module.origin(base) and methods & _POPULATE:
            return True
    return False


def _is_istrategy(module: Module, base: ast.expr) -> bool:
    text = base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")
    return text == "IStrategy" or module.origin(base).endswith(".IStrategy")


def choose_class(module: Module, class_name: str | None) -> StrategyClass:
    """Return the strategy to look at: the named one, else the only one.

    Raises:
        Invalid: there is none, there are several and none was named, or the named one is not there.
    """
    names = strategy_classes(module)
    if not names:
        raise Invalid(
            "the file holds no Freqtrade strategy",
            field="code",
            remedy="Define a class that derives from freqtrade.strategy.IStrategy.",
        )
    if class_name is not None and class_name not in names:
        raise Invalid(
            f"the file holds no strategy called {class_name!r}",
            field="class_name",
            remedy=f"It holds {_listed(names)}: name one of those.",
        )
    if class_name is None and len(names) > 1:
        raise Invalid(
            f"the file holds {len(names)} strategies: {_listed(names)}",
            field="class_name",
            remedy="Name the one you mean.",
        )
    return _with_ancestors(module, class_name or names[0])


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _with_ancestors(module: Module, name: str) -> StrategyClass:
    chain: list[ast.ClassDef] = []
    foreign = False
    waiting = [name]
    while waiting:
        node = module.classes[waiting.pop(0)]
        if node in chain:
            continue
        chain.append(node)
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id in module.classes:
                waiting.append(base.id)
            elif not _is_istrategy(module, base) and not _is_plain(base):
                foreign = True
    return StrategyClass(module, tuple(chain), foreign)


def _is_plain(base: ast.expr) -> bool:
    """Tell a base that adds no candles: ``object``, ``ABC``, ``Generic[T]``."""
    text = base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")
    return text in {"object", "ABC", "Generic", "Protocol"} or isinstance(base, ast.Subscript)

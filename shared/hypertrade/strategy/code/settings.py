"""The settings that a strategy class declares: timeframe, stops, parameters, callbacks."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from hypertrade.strategy.code.folding import UNKNOWN, fold
from hypertrade.strategy.code.inspection import CodeParameter, InformativeUse, Trailing

if TYPE_CHECKING:
    from hypertrade.strategy.code.inspection import Setting
    from hypertrade.strategy.code.module import StrategyClass

CALLBACKS = (
    "bot_start",
    "bot_loop_start",
    "custom_stake_amount",
    "custom_entry_price",
    "custom_exit_price",
    "custom_exit",
    "custom_sell",
    "custom_stoploss",
    "custom_roi",
    "confirm_trade_entry",
    "confirm_trade_exit",
    "check_entry_timeout",
    "check_exit_timeout",
    "check_buy_timeout",
    "check_sell_timeout",
    "adjust_trade_position",
    "adjust_entry_price",
    "adjust_exit_price",
    "adjust_order_price",
    "leverage",
    "order_filled",
)
"""Freqtrade's callbacks, in the order of its documentation."""

_KINDS = {
    "IntParameter": "int",
    "DecimalParameter": "decimal",
    "RealParameter": "real",
    "BooleanParameter": "boolean",
    "CategoricalParameter": "categorical",
}
_SPACES = ("buy", "sell", "enter", "exit", "protection")
_DATA_PROVIDER = {
    "get_pair_dataframe",
    "historic_ohlcv",
    "ohlcv",
}


def number(value: Any) -> float | None:
    """Return a folded number as float, ``None`` for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def timeframe_of(strategy: StrategyClass) -> str | None:
    """Return the class's timeframe (``ticker_interval`` in old files)."""
    for name in ("timeframe", "ticker_interval"):
        value = strategy.declared(name)
        if isinstance(value, str):
            return value
    return None


def startup_candles_of(strategy: StrategyClass) -> int | None:
    """Return ``startup_candle_count``: 0 where absent, ``None`` where computed at run time."""
    if "startup_candle_count" in strategy.methods:
        return None
    if "startup_candle_count" not in strategy.attributes:
        return None if strategy.foreign_base else 0
    value = number(strategy.declared("startup_candle_count"))
    return None if value is None else int(value)


def flag(strategy: StrategyClass, name: str) -> bool:
    """Return whether the class sets ``name`` to true."""
    value = strategy.declared(name)
    return value is not UNKNOWN and bool(value)


def minimal_roi_of(strategy: StrategyClass) -> dict[str, float] | None:
    """Return the ROI table if it is literal."""
    value = strategy.declared("minimal_roi")
    if not isinstance(value, dict):
        return None
    table = {str(minutes): number(ratio) for minutes, ratio in value.items()}
    return {key: ratio for key, ratio in table.items() if ratio is not None}


def trailing_of(strategy: StrategyClass) -> Trailing | None:
    """Return the trailing stop if the class turns it on."""
    if not flag(strategy, "trailing_stop"):
        return None
    return Trailing(
        stop_positive=number(strategy.declared("trailing_stop_positive")),
        offset=number(strategy.declared("trailing_stop_positive_offset")) or 0.0,
        only_offset_is_reached=flag(strategy, "trailing_only_offset_is_reached"),
    )


def callbacks_of(strategy: StrategyClass) -> tuple[str, ...]:
    """Return Freqtrade's callbacks that the class implements."""
    return tuple(name for name in CALLBACKS if name in strategy.methods)


def protections_of(strategy: StrategyClass) -> tuple[str, ...]:
    """Return the methods of the protections, such as ``StoplossGuard``."""
    node: ast.AST | None = strategy.methods.get("protections") or strategy.attributes.get(
        "protections"
    )
    if node is None:
        return ()
    names = [
        value
        for part in ast.walk(node)
        if isinstance(part, ast.Dict)
        for key, item in zip(part.keys, part.values, strict=True)
        if fold(key) == "method" and isinstance(value := fold(item, strategy.lookup), str)
    ]
    empty = isinstance(node, ast.List) and not node.elts
    return tuple(names) if names or empty else ("?",)


def parameters_of(strategy: StrategyClass) -> tuple[CodeParameter, ...]:
    """Return the hyperopt parameters of the class, in its order."""
    found = []
    for name, value in strategy.attributes.items():
        kind = _parameter_kind(strategy, value)
        if kind and isinstance(value, ast.Call):
            found.append(_parameter(strategy, name, kind, value))
    return tuple(sorted(found, key=lambda each: each.line))


def _parameter_kind(strategy: StrategyClass, node: ast.expr) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    func = node.func
    text = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    return _KINDS.get(text) or _KINDS.get(strategy.module.origin(func).rpartition(".")[2])


def _parameter(strategy: StrategyClass, name: str, kind: str, call: ast.Call) -> CodeParameter:
    args = {word.arg: fold(word.value, strategy.lookup_in_body) for word in call.keywords}
    names = ("categories",) if kind == "categorical" else ("low", "high")
    for key, node in zip(names, call.args, strict=False):
        args.setdefault(key, fold(node, strategy.lookup_in_body))
    low, high = args.get("low"), args.get("high")
    if isinstance(low, tuple):  # Freqtrade takes [low, high] as the first argument, too
        low, high = (*low, None, None)[:2]
    choices = args.get("categories")
    default = _plain(args.get("default"))
    if kind == "categorical" and default is None and isinstance(choices, tuple) and choices:
        default = _plain(choices[0])
    space = _space(name, args.get("space"))
    decimals = args.get("decimals", 3) if kind == "decimal" else None
    return CodeParameter(
        name=name,
        kind=kind,
        low=number(low),
        high=number(high),
        choices=_choices(kind, choices),
        default=default,
        value=_effective(strategy, name, space, default),
        decimals=decimals if isinstance(decimals, int) else None,
        space=space,
        optimize=args.get("optimize", True) is not False,
        load=args.get("load", True) is not False,
        line=call.lineno,
    )


def _choices(kind: str, folded: Any) -> tuple[Setting, ...]:
    if kind == "boolean":
        return (True, False)
    return tuple(_plain(each) for each in folded) if isinstance(folded, tuple) else ()


def _plain(value: Any) -> Setting:
    return value if isinstance(value, str | int | float | bool) else None


def _space(name: str, declared: Any) -> str | None:
    """Return the space given, else the one that the name's prefix implies."""
    if isinstance(declared, str):
        return declared
    return next((space for space in _SPACES if name.startswith(f"{space}_")), None)


def _effective(strategy: StrategyClass, name: str, space: str | None, default: Setting) -> Setting:
    """Return the value a run uses: Freqtrade lets ``<space>_params`` override the default."""
    params = strategy.declared(f"{space}_params")
    return _plain(params[name]) if isinstance(params, dict) and name in params else default


def informative_of(strategy: StrategyClass) -> tuple[InformativeUse, ...]:
    """Return the other candles that the class asks for, in the order of the file."""
    uses = [*_decorated(strategy), *_declared_pairs(strategy), *_asked_of_provider(strategy)]
    return tuple(sorted(uses, key=lambda use: use.line))


def decorator_calls(strategy: StrategyClass, method: ast.AST) -> list[ast.Call]:
    """Return the ``@informative(...)`` decorators of a method."""
    return [
        each
        for each in getattr(method, "decorator_list", [])
        if isinstance(each, ast.Call)
        and (
            strategy.module.origin(each.func).endswith(".informative")
            or getattr(each.func, "id", "") == "informative"
        )
    ]


def argument(call: ast.Call, index: int, name: str) -> ast.expr | None:
    """Return the argument that a call passes as position ``index`` or as keyword ``name``."""
    if index < len(call.args):
        return call.args[index]
    return next((word.value for word in call.keywords if word.arg == name), None)


def text_argument(strategy: StrategyClass, call: ast.Call, index: int, name: str) -> str | None:
    """Return a call's argument if it folds to a text."""
    value = fold(argument(call, index, name), strategy.lookup)
    return value if isinstance(value, str) and value else None


def _decorated(strategy: StrategyClass) -> list[InformativeUse]:
    return [
        InformativeUse(
            timeframe=text_argument(strategy, call, 0, "timeframe"),
            pair=text_argument(strategy, call, 1, "asset"),
            source="decorator",
            line=call.lineno,
        )
        for method in strategy.methods.values()
        for call in decorator_calls(strategy, method)
    ]


def _declared_pairs(strategy: StrategyClass) -> list[InformativeUse]:
    method = strategy.methods.get("informative_pairs")
    if method is None:
        return []
    uses = []
    for node in ast.walk(method):
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) >= 2:  # noqa: PLR2004 - (pair, timeframe[, candle type])
            pair, timeframe = (fold(each, strategy.lookup) for each in node.elts[:2])
            if isinstance(pair, str) or isinstance(timeframe, str):
                uses.append(
                    InformativeUse(
                        timeframe=timeframe if isinstance(timeframe, str) else None,
                        pair=pair if isinstance(pair, str) else None,
                        source="informative_pairs",
                        line=node.lineno,
                    )
                )
    return uses


def _asked_of_provider(strategy: StrategyClass) -> list[InformativeUse]:
    return [
        InformativeUse(
            timeframe=text_argument(strategy, node, 1, "timeframe"),
            pair=text_argument(strategy, node, 0, "pair"),
            source="data_provider",
            line=node.lineno,
        )
        for method in strategy.methods.values()
        for node in ast.walk(method)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _DATA_PROVIDER
    ]

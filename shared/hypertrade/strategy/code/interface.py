"""What Freqtrade asks of a strategy class before it runs it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.strategy.code.module import Function, StrategyClass
    from hypertrade.strategy.code.report import Report

_REQUIRED = (
    ("populate_indicators",),
    ("populate_entry_trend", "populate_buy_trend"),
    ("populate_exit_trend", "populate_sell_trend"),
)
POPULATE = tuple(name for names in _REQUIRED for name in names)
"""The methods that receive a pair's candles and give them back."""

_RENAMED = {
    "custom_sell": "custom_exit",
    "check_buy_timeout": "check_entry_timeout",
    "check_sell_timeout": "check_exit_timeout",
}
_GIVES_BACK = (*POPULATE, "feature_engineering_standard", "set_freqai_targets")


def check_interface(strategy: StrategyClass, report: Report) -> None:
    """Report what keeps Freqtrade from running the class at all."""
    here = strategy.chain[0]
    if not strategy.foreign_base:
        _check_required(strategy, here, report)
    for name in _GIVES_BACK:
        method = strategy.methods.get(name)
        if method and not _returns_something(method):
            report.error(
                "missing-return",
                method,
                f"`{name}` never returns the candles it was given",
                "End it with `return dataframe`.",
            )
    for old, new in _RENAMED.items():
        if old in strategy.methods and strategy.declared("INTERFACE_VERSION") == 3:  # noqa: PLR2004 - Freqtrade's number of its interface
            report.error(
                "old-interface",
                strategy.methods[old],
                f"Freqtrade no longer calls `{old}`",
                f"Rename it to `{new}`.",
            )
    _check_freqai(strategy, report)


def _check_required(strategy: StrategyClass, here: ast.ClassDef, report: Report) -> None:
    for names in _REQUIRED:
        if not any(name in strategy.methods for name in names):
            report.error(
                "missing-method",
                here,
                f"`{strategy.name}` has no `{names[0]}`",
                f"Add `def {names[0]}(self, dataframe, metadata)`, returning the dataframe.",
            )
    if "stoploss" not in strategy.attributes:
        report.error(
            "missing-stoploss",
            here,
            f"`{strategy.name}` sets no `stoploss`",
            "Add one, such as `stoploss = -0.10`; `stoploss = -0.99` for practically none.",
        )


def _returns_something(method: Function) -> bool:
    """Tell whether a function gives anything back; one that only raises is left alone."""
    parts = list(ast.walk(method))
    return any(isinstance(part, ast.Return) and part.value is not None for part in parts) or any(
        isinstance(statement, ast.Raise) for statement in method.body
    )


def _check_freqai(strategy: StrategyClass, report: Report) -> None:
    for method in strategy.methods.values():
        for part in ast.walk(method):
            if (
                isinstance(part, ast.Call)
                and isinstance(part.func, ast.Attribute)
                and ast.unparse(part.func) == "self.freqai.start"
            ):
                report.error(
                    "needs-freqai",
                    part,
                    "the strategy trains a FreqAI model, which backtests here do not",
                    "Compute the signals from indicators instead.",
                )
                return

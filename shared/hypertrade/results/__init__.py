"""The backtest report: figures, tables, charts, and the files that hold them.

``build`` turns the engine's trades into a ``BacktestResult``, ``write`` puts its files into a
folder, ``render_summary`` shows it on a terminal. All are imported on first use, so that naming
this package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypertrade.results.build import build
    from hypertrade.results.document import BacktestResult, StrategyView
    from hypertrade.results.terminal import render_summary
    from hypertrade.results.warm import warm_up
    from hypertrade.results.write import write

__all__ = ["BacktestResult", "StrategyView", "build", "render_summary", "warm_up", "write"]

_HOMES = {
    "BacktestResult": "document",
    "StrategyView": "document",
    "build": "build",
    "render_summary": "terminal",
    "warm_up": "warm",
    "write": "write",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value

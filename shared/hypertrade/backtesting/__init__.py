"""One backtest on HyperTrade's own engine: candles, rules and a plan in; a run and a report out.

``Session`` loads and runs; ``reporting`` writes; ``verification`` compares with Freqtrade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypertrade.backtesting.session import Session

__all__ = ["Session"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a worker that only checks a job must not wait for NumPy and PyArrow.
    if name == "Session":
        from hypertrade.backtesting.session import Session

        return Session
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)

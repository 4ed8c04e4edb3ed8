"""What a sweep looks for: one number of an outcome, more is better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.robustness.outcomes import Outcome

ObjectiveName = Literal["profit", "sharpe", "calmar", "profit-drawdown"]

LEAST_DRAWDOWN = 0.005
"""Falls smaller than this count as this: a division by next to nothing would choose by luck."""

NEVER = -math.inf
"""The score of a variant with too few trades: it is never the best."""


def score(outcome: Outcome, objective: ObjectiveName, min_trades: int) -> float:
    """Return how good ``outcome`` is; ``NEVER`` with fewer than ``min_trades`` trades."""
    if outcome.trades < min_trades:
        return NEVER
    return SCORES[objective](outcome)


def _profit(outcome: Outcome) -> float:
    return outcome.profit


def _sharpe(outcome: Outcome) -> float:
    return outcome.sharpe


def _calmar(outcome: Outcome) -> float:
    """Yearly profit over the deepest drawdown (Young 1991)."""
    return outcome.yearly / max(outcome.drawdown, LEAST_DRAWDOWN)


def _profit_drawdown(outcome: Outcome) -> float:
    """Profit less the deepest drawdown: what is left of it for who had to sit through that."""
    return outcome.profit - outcome.drawdown


SCORES: dict[ObjectiveName, Callable[[Outcome], float]] = {
    "profit": _profit,
    "sharpe": _sharpe,
    "calmar": _calmar,
    "profit-drawdown": _profit_drawdown,
}
"""Every objective by name."""

WORDS: dict[ObjectiveName, str] = {
    "profit": "total profit",
    "sharpe": "Sharpe ratio",
    "calmar": "Calmar ratio",
    "profit-drawdown": "profit less drawdown",
}
"""How the report calls them."""

"""Trades as documents put back into the columns that every statistic starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.schema import to_ms
from hypertrade.engine.model import Ledger, Orders, Trades

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from hypertrade.domain.trades import Trade

_NUMBERS = (
    *("leverage", "open_rate", "close_rate", "amount", "stake_amount", "max_stake_amount"),
    *("funding_fees", "profit_abs", "profit_ratio", "initial_stop_loss", "stop_loss"),
    *("min_rate", "max_rate"),
)


def ledger_of(trades: Sequence[Trade], pairs: Sequence[str], balance: float) -> Ledger:
    """Return the ledger that ``runs.trades_of`` gives ``trades`` of.

    Args:
        trades: Closed trades in the order of the report.
        pairs: The run's pairs; the ledger refers to them by their places.
        balance: The starting balance, quote currency.
    """
    names: dict[str, int] = {}

    def reason(text: str) -> int:
        return names.setdefault(text, len(names)) if text else -1

    places = {pair: at for at, pair in enumerate(pairs)}
    numbers = {
        name: np.array([getattr(one, name) for one in trades], dtype=np.float64)
        for name in _NUMBERS
    }
    table = Trades(
        **numbers,
        pair=np.array([places[one.pair] for one in trades], dtype=np.int32),
        is_short=np.array([one.is_short for one in trades], dtype=bool),
        open_time=_times([one.open_date for one in trades]),
        close_time=_times([one.close_date for one in trades]),
        enter_tag=np.array([reason(one.enter_tag) for one in trades], dtype=np.int32),
        exit_reason=np.array([reason(one.exit_reason) for one in trades], dtype=np.int32),
    )
    filled = [(at, order) for at, one in enumerate(trades) for order in one.orders]
    orders = Orders(
        trade=np.array([at for at, _ in filled], dtype=np.int32),
        is_entry=np.array([order.is_entry for _, order in filled], dtype=bool),
        amount=np.array([order.amount for _, order in filled], dtype=np.float64),
        rate=np.array([order.rate for _, order in filled], dtype=np.float64),
        time=_times([order.filled_at for _, order in filled]),
        tag=np.array([reason(order.tag) for _, order in filled], dtype=np.int32),
    )
    total = float(table.profit_abs.sum())
    return Ledger(table, orders, tuple(names), balance, balance + total)


def _times(moments: Sequence[datetime]) -> NDArray[np.int64]:
    return np.array([to_ms(one) for one in moments], dtype=np.int64)

"""Trades and orders as a backtest reports them; rates and amounts are floats, as Freqtrade's."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from hypertrade.domain.base import Document


class Order(Document):
    """One filled order of a trade; ``cost`` in quote currency, fee excluded."""

    side: Literal["buy", "sell"]
    is_entry: bool
    amount: float
    rate: float
    cost: float
    filled_at: datetime
    tag: str = ""


class Trade(Document):
    """One closed trade.

    ``stake_amount``, ``profit_abs`` and ``fees_abs`` are quote currency; ``profit_ratio`` is the
    profit over the stake, leverage and fees included; ``fee_open`` and ``fee_close`` are fractions.
    """

    pair: str
    is_short: bool
    leverage: float
    open_date: datetime
    close_date: datetime
    open_rate: float
    close_rate: float
    amount: float
    stake_amount: float
    max_stake_amount: float
    fee_open: float
    fee_close: float
    fees_abs: float
    funding_fees: float
    profit_abs: float
    profit_ratio: float
    enter_tag: str
    exit_reason: str
    initial_stop_loss: float
    stop_loss: float
    min_rate: float
    max_rate: float
    duration_minutes: int
    orders: tuple[Order, ...]

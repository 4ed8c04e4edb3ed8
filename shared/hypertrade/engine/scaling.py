"""Adding to a position: the ``adjust_trade_position`` that a compiled spec carries.

Follows ``Backtesting._check_adjust_trade_for_candle`` (optimize/backtesting.py 718-785); see
``strategy/compile/callbacks.py`` for the callback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.compiled import compiled
from hypertrade.engine.entries import entry_rate, order_amount, place_entry, wallet
from hypertrade.engine.money import order_stake
from hypertrade.engine.records import NONE, order_at
from hypertrade.engine.stake import max_stake, min_stake, valid_stake
from hypertrade.engine.tables import rules_of

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record


@compiled
def wished_addition(run: Record, books: Record, trade: Record, rate: float) -> float:
    """Return the stake to add at ``rate``; 0 for none (``adjust_trade_position``)."""
    if trade.order_side != NONE:
        return 0.0
    gain = rate / trade.open_rate - 1
    moved = -gain if run.scale_against != trade.is_short else gain
    if moved < run.scale_move:
        return 0.0
    first = order_at(books.orders, trade.first_order)
    stake: float = run.scale_size * order_stake(first.amount, first.rate, trade.leverage)
    return stake


@compiled
def check_adjust_trade(run: Record, books: Record, trade: Record, candle: Candle) -> None:
    """Add to the position at the candle's open if the spec asks for it and money allows it.

    Quirk: the further entry carries the tag of the signal that stands at its own candle, if any.
    """
    wished = wished_addition(run, books, trade, candle.open)
    if not wished > 0.0 or trade.entries > run.scale_times:
        return
    rate = entry_rate(candle, trade.is_short)
    leverage = trade.leverage
    purse = wallet(run, books)
    rules = rules_of(run)
    least = min_stake(rules, trade.pair, rate, 0.0, leverage, run.amount_reserve_percent)
    most = max_stake(rules, trade.pair, rate, leverage)
    stake = valid_stake(wished, least, most, purse.available, trade.stake_amount)
    if stake == 0.0 or stake < least:
        return
    amount = order_amount(run, trade.pair, stake, rate, leverage)
    if amount == 0.0:
        return
    place_entry(run, books, trade, candle, rate, amount, candle.enter_tag)

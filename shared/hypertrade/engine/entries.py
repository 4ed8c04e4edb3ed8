"""Opening a position: stake, leverage, amount, and the order.

Follows ``Backtesting._enter_trade`` (optimize/backtesting.py 1122-1276) and
``get_valid_entry_price_and_stake`` (1025-1120), with the ``leverage`` and ``custom_stake_amount``
callbacks that a compiled spec carries.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from hypertrade.engine.compiled import compiled
from hypertrade.engine.fills import place_order, try_close_open_order
from hypertrade.engine.futures import max_leverage, trade_leverage
from hypertrade.engine.records import ENTRY_ORDER, NONE, SHORT, slot_at, trade_at
from hypertrade.engine.rounding import TICK_SIZE
from hypertrade.engine.stake import (
    ENTRY_RESERVE,
    available_stake,
    free_stake,
    max_stake,
    min_stake,
    total_stake,
    trade_stake,
    valid_stake,
)
from hypertrade.engine.state import stakes_in_trades
from hypertrade.engine.stops import initiate_stop_loss
from hypertrade.engine.tables import rules_of, ticks_of
from hypertrade.engine.ticks import tick_at
from hypertrade.engine.worth import cut_amount, recalc_trade

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record


class Wallet(NamedTuple):
    """The stake currency at a moment: what trades hold, what is free, what may be used."""

    tied_up: float
    free: float
    available: float


@compiled
def wallet(run: Record, books: Record) -> Wallet:
    """Return the wallet as of now; Freqtrade's is up to date whenever a stake is computed."""
    tied_up = stakes_in_trades(books)
    free = free_stake(run.balance, books.total_profit, 0.0, tied_up)
    available = available_stake(tied_up, free, run.tradable_balance_ratio)
    return Wallet(tied_up, free, available)


@compiled
def trade_slot_available(run: Record, books: Record) -> bool:
    """Tell whether another trade may open, and count the signal as rejected if not."""
    most = run.max_open_trades
    if most <= 0 or books.open_count < most:
        return True
    books.rejected_trades += 1
    return False


@compiled
def entry_rate(candle: Candle, is_short: bool) -> float:
    """Return the rate of an entry order: the open, not beyond the candle's far end."""
    return max(candle.open, candle.low) if is_short else min(candle.open, candle.high)


@compiled
def wished_stake(run: Record, purse: Wallet, proposed: float, most: float) -> float:
    """Return what ``custom_stake_amount`` answers: a share, a tuned amount, or the proposal."""
    limit = min(purse.available, most)
    if not math.isnan(run.share):
        balance = total_stake(purse.tied_up, purse.free, run.tradable_balance_ratio)
        share: float = run.share * balance
        return min(share, limit)
    if not math.isnan(run.custom_stake):
        wanted: float = run.custom_stake
        return wanted if wanted <= limit else 0.0
    return proposed


@compiled
def order_amount(run: Record, index: int, stake: float, rate: float, leverage: float) -> float:
    """Return the amount (base currency) that ``stake`` buys, cut to what the exchange accepts."""
    return cut_amount(run, index, (stake / rate) * leverage)


@compiled
def place_entry(  # noqa: PLR0913, PLR0917 - what an order is
    run: Record, books: Record, trade: Record, candle: Candle, rate: float, amount: float, tag: int
) -> None:
    """Place an entry order, fill it if the candle reaches it, and compute the position anew."""
    initiate_stop_loss(trade, trade.open_rate, run.stoploss)
    place_order(trade, ENTRY_ORDER, rate, amount, candle.time, tag)
    # Quirk: filled at the time of the candle, which holes in finer candles may put off the clock's.
    try_close_open_order(run, books, trade, candle, candle.time)
    recalc_trade(run, books, trade)


@compiled
def enter_trade(run: Record, books: Record, index: int, candle: Candle, direction: int) -> None:
    """Open a trade of pair ``index`` if money and the market's limits allow one."""
    is_short = direction == SHORT
    rate = entry_rate(candle, is_short)
    purse = wallet(run, books)
    proposed = trade_stake(
        run.stake,
        run.unlimited,
        purse.available,
        purse.tied_up,
        run.max_open_trades,
    )
    if math.isnan(proposed):
        return
    rules = rules_of(run)
    highest = max_leverage(rules, index, proposed)
    if math.isnan(highest):
        books.too_large += 1
        return
    leverage = trade_leverage(run.leverage, highest)
    least = min_stake(rules, index, rate, ENTRY_RESERVE, leverage, run.amount_reserve_percent)
    most = max_stake(rules, index, rate, leverage)
    wished = wished_stake(run, purse, proposed, most)
    stake = valid_stake(wished, least, most, purse.available, 0.0)
    if stake == 0.0 or stake < least:
        return
    amount = order_amount(run, index, stake, rate, leverage)
    if amount == 0.0:
        return
    trade = add_trade(run, books, index, candle.time)
    trade.is_short = is_short
    trade.leverage = leverage
    trade.open_rate = rate
    trade.stake_amount = amount * rate / leverage
    trade.enter_tag = candle.enter_tag
    place_entry(run, books, trade, candle, rate, amount, candle.enter_tag)


@compiled
def add_trade(run: Record, books: Record, index: int, time: int) -> Record:
    """Append an empty trade of pair ``index`` to the books and return it."""
    number = books.trade_count
    books.trade_count = number + 1
    slot_at(books.slots, books.open_count).open = number
    books.open_count += 1
    slot_at(books.slots, index).current = number
    trade = trade_at(books.trades, number)
    trade.pair = index
    trade.open_time = time
    trade.last_filled = time
    trade.first_order = NONE
    trade.order_side = NONE
    trade.exit_reason = NONE
    trade.initial_stop_loss_pct = math.nan
    trade.min_rate = math.nan
    trade.max_rate = math.nan
    tick = tick_at(ticks_of(run), index, time)
    if math.isnan(tick):
        trade.price_precision = rules_of(run).price_precision[index]
        trade.price_mode = run.mode
    else:
        trade.price_precision = tick
        trade.price_mode = TICK_SIZE
    return trade

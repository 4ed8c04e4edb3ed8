"""When a position should close, at what rate, and the orders that close it.

Follows ``IStrategy.should_exit`` (strategy/interface.py 1419-1522), and of ``Backtesting``
(optimize/backtesting.py) ``_get_close_rate*`` (574-716), ``_get_exit_for_signal`` (854-930),
``_exit_trade`` (932-978) and ``_process_exit_order`` (836-852).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.engine.columns import byte_at, float_at, int_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.fills import cancel_open_order, place_order, try_close_open_order
from hypertrade.engine.late import closed_late
from hypertrade.engine.profits import close_rate_for_roi, profit_against
from hypertrade.engine.protections import closed, run_protections
from hypertrade.engine.records import (
    CUSTOM_EXIT,
    EXIT_ORDER,
    EXIT_SIGNAL,
    LIQUIDATION,
    LONG,
    NONE,
    REASON_COUNT,
    ROI,
    SHORT,
    STOP_LOSS,
    TRAILING_STOP_LOSS,
    trade_at,
)
from hypertrade.engine.rounding import ROUND, price_to_precision
from hypertrade.engine.state import close_trade
from hypertrade.engine.stops import stoploss_adjust, stoploss_reached
from hypertrade.engine.tables import protections_of
from hypertrade.engine.worth import cut_amount, settle

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record

MINUTE = 60_000
REFUSED = math.nan
"""A rate that Freqtrade refuses to close at."""


@compiled
def roi_step(run: Record, minutes: int) -> int:
    """Return the last step of the ROI table that ``minutes`` have reached, or ``NONE``."""
    step = NONE
    for index in range(run.roi_count):
        if int_at(run.roi_minutes, index) > minutes:
            break
        step = index
    return step


@compiled
def duration(trade: Record, time: int) -> int:
    """Return for how many whole minutes a trade has been open at ``time``."""
    minutes: int = (time - trade.open_time) // MINUTE
    return minutes


@compiled
def stop_rate(run: Record, trade: Record, candle: Candle, reason: int, minutes: int) -> float:
    """Return the rate at which a stop closes (``_get_close_rate_for_stoploss``)."""
    stop: float = trade.stop_loss
    if reason == LIQUIDATION and trade.liquidation_price != 0.0:
        stop = trade.liquidation_price
    # The stop lies beyond the whole candle, say after an exit that did not fill.
    if trade.is_short:
        if stop < candle.low:
            return candle.open
    elif stop > candle.high:
        return candle.open
    if reason != TRAILING_STOP_LOSS or minutes != 0:
        return stop
    # The candle of the entry: assume it just armed the stop and turned at once.
    rate: float
    side = -1 if trade.is_short else 1
    if (
        not run.use_custom_stoploss
        and run.trailing_stop
        and run.trailing_only_offset_is_reached
        and run.has_trailing_stop_positive
    ):
        rate = candle.open * (
            1
            + side * abs(run.trailing_stop_positive_offset)
            - side * abs(run.trailing_stop_positive / trade.leverage)
        )
    else:
        rate = candle.open * (1 - side * abs(trade.stop_loss_pct / trade.leverage))
    if trade.is_short:
        return min(candle.high, rate)
    return max(candle.low, rate)


@compiled
def roi_rate(run: Record, trade: Record, candle: Candle, minutes: int) -> float:
    """Return the rate at which the ROI table closes (``_get_close_rate_for_roi``), or nan."""
    step = roi_step(run, minutes)
    if step == NONE:
        return candle.open
    profit = float_at(run.roi_profit, step)
    from_then = int_at(run.roi_minutes, step)
    on_candle = from_then * MINUTE % run.step == 0
    if profit == -1 and on_candle:
        return candle.open
    rate = close_rate_for_roi(run, trade, profit)
    better = candle.open < rate if trade.is_short else candle.open > rate
    if minutes > 0 and minutes == from_then and on_candle and better:
        return candle.open
    if minutes == 0:
        if trade.is_short:
            if candle.open < candle.close and trade.open_rate > candle.open and rate < candle.close:
                return REFUSED
        elif candle.open > candle.close and trade.open_rate < candle.open and rate > candle.close:
            return REFUSED
    return min(max(rate, candle.low), candle.high)


@compiled
def close_rate(run: Record, trade: Record, candle: Candle, reason: int, minutes: int) -> float:
    """Return the rate to close at for ``reason``, before rounding; nan if there is none."""
    if reason in (STOP_LOSS, TRAILING_STOP_LOSS, LIQUIDATION):
        return stop_rate(run, trade, candle, reason, minutes)
    if reason == ROI:
        return roi_rate(run, trade, candle, minutes)
    if trade.is_short:
        return min(candle.open, candle.high)
    return max(candle.open, candle.low)


@compiled
def place_exit(run: Record, trade: Record, time: int, rate: float, reason: int) -> bool:
    """Place an exit order unless the same one is waiting; return whether it is new.

    Another order that waits is cancelled (``handle_similar_order``). A rate or an amount that
    differ make another order; the reason does not.
    """
    rate = price_to_precision(rate, trade.price_precision, trade.price_mode, ROUND)
    amount = cut_amount(run, trade.pair, trade.amount)
    if trade.order_side != NONE:
        if (
            trade.order_side == EXIT_ORDER
            and trade.order_rate == rate
            and trade.order_amount == amount
        ):
            return False
        cancel_open_order(trade)
    place_order(trade, EXIT_ORDER, rate, amount, time, reason)
    return True


@compiled
def try_exit(run: Record, trade: Record, candle: Candle, reason: int) -> bool:
    """Place the exit order of ``reason`` if Freqtrade would (``_get_exit_for_signal``).

    Quirk: a waiting order of the same rate and amount stays, but the trade takes the new reason.
    """
    rate = close_rate(run, trade, candle, reason, duration(trade, candle.now))
    if math.isnan(rate):
        return False
    named = reason
    if reason == EXIT_SIGNAL and candle.exit_tag != NONE:
        named = REASON_COUNT + candle.exit_tag
    trade.exit_reason = named
    return place_exit(run, trade, candle.time, rate, named)


@compiled
def adjust_min_max_rates(trade: Record, high: float, low: float) -> None:
    """Keep the highest and the lowest rate the trade has seen (``adjust_min_max_rates``)."""
    highest = trade.open_rate if math.isnan(trade.max_rate) else trade.max_rate
    lowest = trade.open_rate if math.isnan(trade.min_rate) else trade.min_rate
    trade.max_rate = max(high, highest)
    trade.min_rate = min(low, lowest)


@compiled
def exit_wanted(run: Record, trade: Record, candle: Candle) -> int:
    """Return the exit signal or time limit that holds, or ``NONE``.

    Quirk: ``custom_exit`` is not asked while an exit signal stands, even one that is dropped for
    want of profit (strategy/interface.py 1461-1490).
    """
    if not run.use_exit_signal:
        return NONE
    enter = candle.enter_short if trade.is_short else candle.enter_long
    leave = candle.exit_short if trade.is_short else candle.exit_long
    if leave and not enter:
        if not run.exit_profit_only or (
            profit_against(run, trade, candle.open, run.exit_profit_offset) > 0
        ):
            return EXIT_SIGNAL
        return NONE
    if run.time_limit >= 0 and (candle.time - trade.open_time) >= run.time_limit:
        return CUSTOM_EXIT
    return NONE


@compiled
def check_exits(run: Record, trade: Record, candle: Candle) -> None:
    """Move the stop, and place the first exit order that this candle calls for (``should_exit``).

    The sequence is Freqtrade's: signal or time limit, stop loss or liquidation, ROI, trailing stop.
    """
    # ``low or rate`` in Freqtrade: a zero counts as missing.
    low = candle.low if candle.low != 0.0 else candle.open
    high = candle.high if candle.high != 0.0 else candle.open
    best = low if trade.is_short else high
    adjust_min_max_rates(trade, high, low)
    stoploss_adjust(run, trade, candle.row, low, high, best, False)
    stop = stoploss_reached(trade, low, high)
    enter = candle.enter_short if trade.is_short else candle.enter_long
    roi_reached = False
    if not (enter and run.ignore_roi_if_entry_signal):
        step = roi_step(run, duration(trade, candle.time))
        roi_reached = step != NONE and (
            profit_against(run, trade, best, float_at(run.roi_profit, step)) > 0
        )
    wanted = exit_wanted(run, trade, candle)
    if wanted != NONE and try_exit(run, trade, candle, wanted):
        return
    if stop in (STOP_LOSS, LIQUIDATION) and try_exit(run, trade, candle, stop):
        return
    if roi_reached and try_exit(run, trade, candle, ROI):
        return
    if stop == TRAILING_STOP_LOSS:
        try_exit(run, trade, candle, stop)


@compiled
def process_exit_order(
    run: Record, books: Record, index: int, candle: Candle, forced: bool
) -> None:
    """Fill the waiting exit order if the candle reaches it, and close the trade.

    ``forced`` exits, at the end, need not come in the order of time.
    """
    trade = trade_at(books.trades, index)
    rate = trade.order_rate
    amount = trade.order_amount
    if not try_close_open_order(run, books, trade, candle, candle.now):
        return
    trade.close_time = candle.now
    trade.close_rate = rate
    settle(run, books, trade, amount, rate)
    close_trade(books, index)
    if run.protected:
        protect(run, books, trade, forced)


@compiled
def protect(run: Record, books: Record, trade: Record, forced: bool) -> None:
    """Tell the protections of a trade that has just closed, and let them lock."""
    state = protections_of(run, books)
    side = SHORT if trade.is_short else LONG
    by_stop = byte_at(run.stop_reasons, trade.exit_reason) != 0
    # The books keep room for every trade, so the state never moves.
    pair, time = trade.pair, trade.close_time
    ratio, profit = trade.close_profit, trade.close_profit_abs
    if forced:
        closed_late(state, pair, side, time, ratio, profit, by_stop)
        return
    closed(state, pair, side, time, ratio, profit, by_stop)
    run_protections(state, pair, side, time)

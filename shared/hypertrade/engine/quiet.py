"""Candles that an open trade sleeps through.

Most candles of an open trade change nothing but the highest and the lowest rate it has seen. After
every full look at a trade ``settle_down`` notes within which rates, and until when, nothing else
can happen to it: no stop, target, limit or addition. The bounds leave a margin, and near them the
full look decides, so sleeping changes no result: it is only faster.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.engine.columns import byte_at, float_at, int_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.exits import MINUTE, adjust_min_max_rates, duration, roi_step
from hypertrade.engine.futures import FUNDING_INTERVAL
from hypertrade.engine.profits import NEAR
from hypertrade.engine.records import NONE, pair_at, signals_at
from hypertrade.engine.stops import FINEST_TICK

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record

ABOVE = 1.0 + 1e-9
BELOW = 1.0 - 1e-9
"""Margins for the rounding of float arithmetic, a million times wider than it is."""
FOREVER = 2**62


@compiled
def rate_of_profit(run: Record, trade: Record, profit: float) -> float:
    """Return a rate short of the one at which the trade's profit is ``profit`` (a fraction)."""
    share = (profit - NEAR) / trade.leverage
    rate: float
    if trade.is_short:
        value = (1.0 - share) * trade.open_trade_value + trade.funding_fees
        rate = value / (trade.amount * (1.0 + run.fee)) * ABOVE
    else:
        value = (1.0 + share) * trade.open_trade_value - trade.funding_fees
        rate = value / (trade.amount * (1.0 - run.fee)) * BELOW
    return rate


@compiled
def loose_rate(trade: Record, distance: float) -> float:
    """Return a rate up to which a stop ``distance`` away from it stays where it is."""
    share = abs(distance) / trade.leverage
    rate: float
    if trade.is_short:
        rate = trade.stop_loss / (1.0 + share) * ABOVE
    else:
        rate = trade.stop_loss / (1.0 - share) * BELOW if share < 1.0 else math.inf
    return rate


@compiled
def nearer(trade: Record, one: float, other: float) -> float:
    """Return the rate that a rising profit reaches first."""
    if trade.is_short:
        return max(one, other)
    return min(one, other)


@compiled
def further(trade: Record, one: float, other: float) -> float:
    """Return the rate that a rising profit reaches last."""
    if trade.is_short:
        return min(one, other)
    return max(one, other)


@compiled
def trailing_rate(run: Record, trade: Record) -> float:
    """Return a rate up to which a trailing stop stays where it is."""
    positive = run.trailing_stop_positive
    if math.isnan(positive):
        return loose_rate(trade, run.stoploss)
    reached = rate_of_profit(run, trade, run.trailing_stop_positive_offset)
    if not run.trailing_only_offset_is_reached:
        # Before the offset the stop trails by the stop loss.
        reached = nearer(trade, reached, loose_rate(trade, run.stoploss))
    tightest = min(abs(positive), abs(run.stoploss))
    return further(trade, reached, loose_rate(trade, tightest))


@compiled
def best_rate(run: Record, trade: Record, step: int) -> float:
    """Return a rate up to which a rising profit changes nothing; ``step`` is the ROI table's."""
    best = 0.0 if trade.is_short else math.inf
    if step != NONE:
        best = nearer(trade, best, rate_of_profit(run, trade, float_at(run.roi_profit, step)))
    if run.break_even:
        best = nearer(trade, best, rate_of_profit(run, trade, run.break_even_trigger))
    if run.trailing_stop:
        best = nearer(trade, best, trailing_rate(run, trade))
    return best


@compiled
def worst_rate(trade: Record) -> float:
    """Return the rate at which a falling profit meets a stop."""
    stop: float = trade.stop_loss
    liquidation: float = trade.liquidation_price
    if liquidation == 0.0:
        return stop
    if trade.is_short:
        return min(stop, liquidation)
    return max(stop, liquidation)


@compiled
def settle_down(run: Record, trade: Record, candle: Candle) -> None:
    """Note until when, and within which rates, the trade may sleep after ``candle``."""
    trade.quiet_until = 0
    if trade.order_side != NONE or run.atr_trailing:
        return
    if run.trailing_stop and (run.use_custom_stoploss or trade.price_precision < FINEST_TICK):
        return
    until = FOREVER
    step = roi_step(run, duration(trade, candle.time))
    if step + 1 < run.roi_count:
        until = trade.open_time + int_at(run.roi_minutes, step + 1) * MINUTE
    if run.time_limit >= 0:
        until = min(until, trade.open_time + run.time_limit)
    if run.futures:
        until = min(until, (candle.now // FUNDING_INTERVAL + 1) * FUNDING_INTERVAL)
    best = best_rate(run, trade, step)
    worst = worst_rate(trade)
    low, high = (best, worst) if trade.is_short else (worst, best)
    if run.scale_in and trade.entries <= run.scale_times:
        if run.scale_against != trade.is_short:
            low = max(low, trade.open_rate * (1.0 - run.scale_move) * ABOVE)
        else:
            high = min(high, trade.open_rate * (1.0 + run.scale_move) * BELOW)
    # A low of zero counts as missing in Freqtrade: that needs the full look.
    trade.quiet_low = max(low, 0.0)
    trade.quiet_high = high
    trade.quiet_until = until


@compiled
def asleep(trade: Record, low: float, high: float, leave: int) -> bool:
    """Tell whether a candle passes without anything but new extremes, and note those.

    ``leave`` is the exit signal of the trade's side.
    """
    if leave != 0 or not (low > trade.quiet_low and high < trade.quiet_high):
        return False
    adjust_min_max_rates(trade, high, low)
    return True


@compiled
def sleeps(run: Record, trade: Record, row: int, time: int) -> bool:
    """Tell whether the trade sleeps through candle ``row`` of its pair, which opens at ``time``."""
    if time >= trade.quiet_until:
        return False
    pair = pair_at(run.pairs, trade.pair)
    signals = signals_at(run.signals, trade.pair)
    column = signals.exit_short if trade.is_short else signals.exit_long
    leave = byte_at(column, row - 1)
    return asleep(trade, float_at(pair.low, row), float_at(pair.high, row), leave)


@compiled
def sleeps_through(trade: Record, candle: Candle) -> bool:
    """Tell whether the trade sleeps through a finer candle."""
    if max(candle.time, candle.now) >= trade.quiet_until:
        return False
    leave = candle.exit_short if trade.is_short else candle.exit_long
    return asleep(trade, candle.low, candle.high, 1 if leave else 0)

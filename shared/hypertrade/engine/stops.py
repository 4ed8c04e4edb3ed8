"""Stop losses: where they stand, when they move, whether a candle hits them.

Follows ``LocalTrade.adjust_stop_loss`` (persistence/trade_model.py 839-906) and
``IStrategy.ft_stoploss_adjust`` and ``ft_stoploss_reached`` (strategy/interface.py 1524-1673), with
the ``custom_stoploss`` that a compiled spec carries.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.engine.columns import float_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.profits import profit_against, profit_ratio
from hypertrade.engine.records import (
    LIQUIDATION,
    NONE,
    STOP_LOSS,
    TRAILING_STOP_LOSS,
    pair_at,
    signals_at,
)
from hypertrade.engine.rounding import ROUND_DOWN, ROUND_UP, TICK_SIZE, price_to_precision

if TYPE_CHECKING:
    from hypertrade.engine.records import Record

DATAFRAME_CANDLES = 1000
"""``dp.get_analyzed_dataframe`` shows no more candles than these (data/dataprovider.py 36)."""

FINEST_TICK = 1e-14
"""Stops are rounded to 14 decimals after rounding to a tick (exchange_utils.py 350)."""

NO_ANSWER = math.nan
"""A callback's ``None``: Freqtrade ignores ``None``, nan and 0 alike (interface.py 1576)."""


@compiled
def adjust_stop_loss(trade: Record, rate: float, stoploss: float, refresh: bool) -> None:
    """Move the stop to ``stoploss`` (a fraction, leverage included) away from ``rate``.

    It only ever tightens, unless ``refresh``. A stop that has moved is a trailing one from then on
    (``is_stop_loss_trailing``), whatever moved it.
    """
    side = ROUND_DOWN if trade.is_short else ROUND_UP
    distance = abs(stoploss / trade.leverage)
    wanted = rate * (1 + distance) if trade.is_short else rate * (1 - distance)
    first = math.isnan(trade.initial_stop_loss_pct)
    if not first and not refresh and trade.price_mode == TICK_SIZE:
        # The stop lies on a tick already: what is not beyond it does not round beyond it either.
        loose = wanted >= trade.stop_loss if trade.is_short else wanted <= trade.stop_loss
        if loose and trade.price_precision >= FINEST_TICK:
            return
    stop = price_to_precision(wanted, trade.price_precision, trade.price_mode, side)
    if first:
        trade.stop_loss = stop
        trade.stop_loss_pct = -abs(stoploss)
        trade.initial_stop_loss = price_to_precision(
            stop, trade.price_precision, trade.price_mode, side
        )
        trade.initial_stop_loss_pct = -abs(stoploss)
        return
    tighter = stop < trade.stop_loss if trade.is_short else stop > trade.stop_loss
    if refresh or tighter:
        if not refresh:
            trade.is_stop_loss_trailing = True
        if trade.stop_loss == 0.0:
            trade.initial_stop_loss = stop
        trade.stop_loss = stop
        trade.stop_loss_pct = -abs(stoploss)


@compiled
def initiate_stop_loss(trade: Record, rate: float, stoploss: float) -> None:
    """Set the first stop; does nothing to a trade that has one."""
    if trade.stop_loss == 0.0:
        adjust_stop_loss(trade, rate, stoploss, False)


@compiled
def stoploss_from_absolute(stop: float, rate: float, is_short: bool, leverage: float) -> float:
    """Return ``stop`` as a distance from ``rate`` (strategy/strategy_helper.py)."""
    if rate == 0.0:
        return 1.0
    distance = 1 - stop / rate
    if is_short:
        distance = -distance
    return max(distance, 0.0) * leverage


@compiled
def stoploss_from_open(lock: float, profit: float, is_short: bool, leverage: float) -> float:
    """Return the stop at ``lock`` from the entry as a distance from the current rate.

    strategy/strategy_helper.py; ``lock`` and ``profit`` are fractions with leverage and fees.
    """
    gain = profit / leverage
    if is_short:
        if gain == 1.0:
            return 1.0
        distance = -1 + ((1 - lock / leverage) / (1 - gain))
    else:
        if gain == -1.0:
            return 1.0
        distance = 1 - ((1 + lock / leverage) / (1 + gain))
    return max(distance * leverage, 0.0)


@compiled
def signal_range(run: Record, trade: Record, row: int) -> float:
    """Return the true range of the candle that signalled the entry; nan if it is out of sight.

    ``row`` is the candle of the fill. An entry that filled a thousand candles late finds no such
    candle in the frame that Freqtrade shows.
    """
    pair = pair_at(run.pairs, trade.pair)
    entered = (trade.open_time - pair.first) // run.step
    if entered - 1 < row - DATAFRAME_CANDLES or entered < 1:
        return math.nan
    value: float = float_at(signals_at(run.signals, trade.pair).atr, entered - 1)
    return value


@compiled
def no_wider(run: Record, distance: float) -> float:
    """Return ``distance``, at most the stop loss; nan (no answer) stays nan."""
    widest: float = -run.stoploss
    if math.isnan(distance):
        return distance
    return min(distance, widest)


@compiled
def fixed_atr_stop(run: Record, trade: Record, row: int, rate: float) -> float:
    """Return the distance of the fixed ATR stop from ``rate``, no wider than the stop loss."""
    true_range = signal_range(run, trade, row)
    if math.isnan(true_range):
        return NO_ANSWER
    away = run.atr_multiple * true_range
    stop = trade.open_rate + (away if trade.is_short else -away)
    distance = stoploss_from_absolute(stop, rate, trade.is_short, trade.leverage)
    return no_wider(run, distance)


@compiled
def trailing_atr_stop(run: Record, trade: Record, row: int, rate: float) -> float:
    """Return the distance from ``rate`` of a stop that follows the best price by the ATR."""
    true_range = float_at(signals_at(run.signals, trade.pair).atr, row - 1) if row > 0 else math.nan
    if math.isnan(true_range):
        return NO_ANSWER
    away = run.atr_multiple * true_range
    if trade.is_short:
        best = rate if math.isnan(trade.min_rate) else min(rate, trade.min_rate)
        stop = best + away
    else:
        best = rate if math.isnan(trade.max_rate) else max(rate, trade.max_rate)
        stop = best - away
    return stoploss_from_absolute(stop, rate, trade.is_short, trade.leverage)


@compiled
def custom_stoploss(  # noqa: PLR0911 - the callback that it follows returns as often
    run: Record, trade: Record, row: int, rate: float, after_fill: bool
) -> float:
    """Return what a compiled spec's ``custom_stoploss`` answers; nan stands for ``None``.

    See ``strategy/compile/callbacks.py``: ATR stops first, then the break-even.
    """
    if after_fill and trade.entries > 1:
        return NO_ANSWER
    distance = NO_ANSWER
    if run.atr_trailing:
        distance = trailing_atr_stop(run, trade, row, rate)
        if after_fill:
            return no_wider(run, distance)
    elif run.atr_stop and after_fill:
        return fixed_atr_stop(run, trade, row, rate)
    if not run.break_even or profit_against(run, trade, rate, run.break_even_trigger) < 0:
        return distance
    profit = profit_ratio(run, trade, rate)
    secured = stoploss_from_open(run.break_even_lock, profit, trade.is_short, trade.leverage)
    if not run.atr_trailing:
        return secured
    if not distance > 0.0:
        return secured
    if not secured > 0.0:
        return distance
    return min(distance, secured)


@compiled
def stoploss_adjust(  # noqa: PLR0913, PLR0917 - Freqtrade's own arguments
    run: Record,
    trade: Record,
    row: int,
    low: float,
    high: float,
    bound: float,
    after_fill: bool,
) -> None:
    """Move the stop by the callback and by trailing (``ft_stoploss_adjust``).

    ``bound`` is the best price of the candle; after a fill it, ``low`` and ``high`` are the fill's
    rate. Nothing moves once the stop has been crossed.
    """
    value = run.stoploss
    initiate_stop_loss(trade, trade.open_rate, value)
    if trade.is_short:
        if not trade.stop_loss > high:
            return
    elif not trade.stop_loss < low:
        return
    if run.use_custom_stoploss:
        answer = custom_stoploss(run, trade, row, bound, after_fill)
        if math.isfinite(answer) and answer != 0.0:
            # Quirk: the answer replaces the stop loss in what trailing does below.
            value = answer
            adjust_stop_loss(trade, bound, value, after_fill)
    if run.trailing_stop:
        offset = run.trailing_stop_positive_offset
        beyond = profit_against(run, trade, bound, offset)
        if not (run.trailing_only_offset_is_reached and beyond < 0):
            if not math.isnan(run.trailing_stop_positive) and beyond > 0:
                value = run.trailing_stop_positive
            adjust_stop_loss(trade, bound, value, False)


@compiled
def stoploss_reached(trade: Record, low: float, high: float) -> int:
    """Return which stop the candle hits: a reason, or ``NONE``."""
    if trade.is_short:
        if trade.stop_loss <= high:
            return TRAILING_STOP_LOSS if trade.is_stop_loss_trailing else STOP_LOSS
        if trade.liquidation_price != 0.0 and trade.liquidation_price <= high:
            return LIQUIDATION
        return NONE
    if trade.stop_loss >= low:
        return TRAILING_STOP_LOSS if trade.is_stop_loss_trailing else STOP_LOSS
    if trade.liquidation_price != 0.0 and trade.liquidation_price >= low:
        return LIQUIDATION
    return NONE

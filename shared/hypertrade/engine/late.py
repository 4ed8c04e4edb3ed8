"""Protections at the forced exits at the end, which need not come in the order of time.

``handle_left_open`` (optimize/backtesting.py 1278) closes what is left pair by pair, each at its
own last candle. Where the pairs' candles end at different times, Freqtrade then asks its
protections about a moment with trades that closed *later*, and may add a lock that nobody will
need. So these few exits look at all trades, as Freqtrade does, and the windows of
``hypertrade.engine.lookback`` stay as they are.
"""

from __future__ import annotations

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.drawdown import exact_drawdown
from hypertrade.engine.lookback import (
    COOLDOWN,
    LOW_PROFIT,
    MAX_DRAWDOWN,
    NONE,
    STOPLOSS_GUARD,
    ProtectionState,
    counts_as_stop,
    note,
)
from hypertrade.engine.protections import lock


@compiled
def closed_late(  # noqa: PLR0913, PLR0917 - what the protections ask of a trade
    state: ProtectionState,
    pair: int,
    side: int,
    time: int,
    ratio: float,
    profit: float,
    by_stop: bool,
) -> None:
    """Note a trade that was forced to close at ``time``, and evaluate every protection.

    Arguments as ``lookback.closed``; nothing may close in the ordinary way afterwards.
    """
    if len(state.method) == 0:
        return
    note(state, pair, side, time, ratio, profit, by_stop)
    everything = len(state.lock_end) - 1
    for number in range(len(state.method)):
        if state.method[number] != MAX_DRAWDOWN:
            lock(state, number, pair, side, _lock_until(state, number, pair, side, time))
    for number in range(len(state.method)):
        method = state.method[number]
        if method == MAX_DRAWDOWN or (method == STOPLOSS_GUARD and not state.only_per_pair[number]):
            until = _lock_until(state, number, everything, side, time)
            lock(state, number, everything, side, until)


@compiled
def _lock_until(state: ProtectionState, number: int, scope: int, side: int, now: int) -> int:
    """Return until when a protection wants a lock, NONE if it does not."""
    method = state.method[number]
    since = now - state.lookback[number]
    everything = len(state.lock_end) - 1
    threshold = state.threshold[number]
    one_side = state.only_per_side[number]
    count = 0
    newest = NONE
    profit = 0.0
    for row in range(state.counts[0]):
        if state.time[row] <= since or (scope != everything and state.pair[row] != scope):
            continue
        if method == STOPLOSS_GUARD and (
            not counts_as_stop(state, number, row) or (one_side and state.side[row] != side)
        ):
            continue
        count += 1
        newest = max(newest, state.time[row])
        if not one_side or state.side[row] == side:
            profit += state.ratio[row]
    if count == 0 or (method != COOLDOWN and count < state.limit[number]):
        return NONE
    if method == LOW_PROFIT and not profit < threshold:
        return NONE
    if method == MAX_DRAWDOWN and not _drawdown(state, number, since, count) > threshold:
        return NONE
    return int(newest + state.duration[number])


@compiled
def _drawdown(state: ProtectionState, number: int, since: int, count: int) -> float:
    """Return the largest drawdown of the ``count`` trades that closed after ``since``."""
    relative = state.equity[number]
    profits = state.profit if relative else state.ratio
    times = np.empty(count, np.int64)
    values = np.empty(count)
    before = 0.0
    found = 0
    for row in range(state.counts[0]):
        if state.time[row] > since:
            times[found] = state.time[row]
            values[found] = profits[row]
            found += 1
        else:
            before += state.profit[row]
    return exact_drawdown(times, values, relative, state.starting_balance + before)

"""Protections and pair locks as a backtest runs them.

``ProtectionManager`` (plugins/protectionmanager.py), the four protections (plugins/protections)
and ``PairLocks`` (persistence/pairlock_middleware.py) of Freqtrade 2026.9. Times are UTC
milliseconds; a side is 0 for long, 1 for short.

The loop calls ``closed`` for every trade that closes, then ``run_protections``; ``is_pair_locked``
before an entry. Of the locks only the latest end counts, so that is all that is kept of them; of
the trades, windows that move forward (``hypertrade.engine.lookback``) and, for drawdowns, a tree.
"""

from __future__ import annotations

from hypertrade.engine.compiled import compiled
from hypertrade.engine.drawdown import compare_bounds, exact_drawdown
from hypertrade.engine.lookback import (
    BOTH,
    COOLDOWN,
    DOUBT,
    HEAD,
    LAST,
    LONG,
    LOW_PROFIT,
    MAX_DRAWDOWN,
    NEWEST,
    NONE,
    ROUNDING,
    SHORT,
    STOPLOSS_GUARD,
    SUM_FIELDS,
    TALLY,
    TOTAL,
    WEIGHT,
    WINDOW_FIELDS,
    ProtectionState,
    advance,
    closed,
    enlarged,
    kept_share,
    protection_state,
)

__all__ = [
    "BOTH",
    "LONG",
    "SHORT",
    "SUM_FIELDS",
    "WINDOW_FIELDS",
    "ProtectionState",
    "closed",
    "enlarged",
    "is_pair_locked",
    "lock_count",
    "protection_state",
    "run_protections",
]


@compiled
def is_locked(state: ProtectionState, row: int, time: int, side: int) -> bool:
    """Return whether one row of ``lock_end`` (a pair's, or the last: all) is locked at ``time``."""
    if state.lock_end[row, BOTH] > time:
        return True
    return bool(side != BOTH and state.lock_end[row, side] > time)


@compiled
def is_pair_locked(state: ProtectionState, pair: int, time: int, side: int) -> bool:
    """Return ``PairLocks.is_pair_locked``: the pair, or every pair, is locked at ``time``.

    A lock of one side does not count when asking for both: ``get_pair_locks`` compares sides by
    name (pairlock_middleware.py, line 101).
    """
    last = len(state.lock_end) - 1
    return is_locked(state, pair, time, side) or is_locked(state, last, time, side)


@compiled
def lock_count(state: ProtectionState) -> int:
    """Return how many locks were made: ``len(locks)`` of Freqtrade's result."""
    return int(state.counts[1])


@compiled
def run_protections(state: ProtectionState, pair: int, side: int, now: int) -> None:
    """Evaluate every protection after a trade of ``pair`` and ``side`` closed at ``now``.

    ``Backtesting.run_protections`` (line 1325): first what locks the pair, then what locks all.
    Every exit that fills calls it, the forced ones at the end of the data too.
    """
    everything = len(state.lock_end) - 1
    for number in range(len(state.method)):
        if state.method[number] != MAX_DRAWDOWN:
            _stop(state, number, pair, side, now)
    for number in range(len(state.method)):
        method = state.method[number]
        if method == MAX_DRAWDOWN or (method == STOPLOSS_GUARD and not state.only_per_pair[number]):
            _stop(state, number, everything, side, now)


@compiled
def _stop(state: ProtectionState, number: int, scope: int, side: int, now: int) -> None:
    """Lock ``scope`` (a pair or all) if a protection says so."""
    lock(state, number, scope, side, _lock_until(state, number, scope, side, now))


@compiled
def lock(state: ProtectionState, number: int, scope: int, side: int, until: int) -> None:
    """Lock ``scope`` (a pair or all) ``until`` then, if no lock reaches as far; NONE: do not.

    A lock lasts to the candle after its end, even where it ends with a candle
    (``timeframe_to_next_date``, exchange_utils_timeframe.py, line 92).
    """
    if until == NONE:
        return
    lock_side = side if state.only_per_side[number] else BOTH
    everything = len(state.lock_end) - 1
    if is_locked(state, scope, until, lock_side) or is_locked(state, everything, until, lock_side):
        return
    end = until - until % state.step + state.step
    state.lock_end[scope, lock_side] = max(state.lock_end[scope, lock_side], end)
    state.counts[1] += 1


@compiled
def _lock_until(state: ProtectionState, number: int, scope: int, side: int, now: int) -> int:
    """Return until when a protection wants a lock, NONE if it does not."""
    advance(state, number, scope, now - state.lookback[number])
    window = state.windows[number, scope]
    if window[HEAD] == NONE:
        return NONE
    method = state.method[number]
    count = window[TALLY + LONG] + window[TALLY + SHORT]
    newest = state.time[window[LAST]]
    if method == STOPLOSS_GUARD:
        newest = max(window[NEWEST + LONG], window[NEWEST + SHORT])
        if state.only_per_side[number]:
            count = window[TALLY + side]
            newest = window[NEWEST + side]
    if count == 0 or (method != COOLDOWN and count < state.limit[number]):
        return NONE
    if method == LOW_PROFIT and not _profit_is_low(state, number, scope, side):
        return NONE
    if method == MAX_DRAWDOWN and not _drawdown_is_high(state, number, scope):
        return NONE
    return int(newest + state.duration[number])


@compiled
def _profit_is_low(state: ProtectionState, number: int, scope: int, side: int) -> bool:
    """Return whether the window's profits sum to less than the threshold.

    The running sums decide unless rounding could; then the profits are added as Python adds them,
    oldest first (low_profit_pairs.py, line 62).
    """
    threshold = state.threshold[number]
    one_side = state.only_per_side[number]
    sums = state.sums[number, scope]
    window = state.windows[number, scope]
    total = 0.0
    doubt = 0.0
    for each in (LONG, SHORT):
        if one_side and each != side:
            continue
        count = window[TALLY + each]
        total += sums[TOTAL + each]
        doubt += sums[DOUBT + each] + ROUNDING * (count + 2) * (
            sums[WEIGHT + each] + sums[DOUBT + each]
        )
    if abs(total - threshold) > 2.0 * doubt + ROUNDING:
        return bool(total < threshold)
    total = 0.0
    row = window[HEAD]
    while row != NONE:
        if not one_side or state.side[row] == side:
            total += state.ratio[row]
        row = state.links[0, row]
    return bool(total < threshold)


@compiled
def _drawdown_is_high(state: ProtectionState, number: int, scope: int) -> bool:
    """Return whether the window's largest drawdown is above the threshold."""
    threshold = state.threshold[number]
    first = state.windows[number, scope, HEAD]
    count = state.counts[0]
    relative = state.equity[number]
    balance = 0.0
    if relative:
        balance = state.starting_balance + (state.earned[first - 1] if first > 0 else 0.0)
    keep = kept_share(state, number)
    if not relative or (balance > 0.0 and keep >= 0.0):
        limit = threshold * balance if relative else threshold
        groups = state.links[1]
        sure = compare_bounds(
            state.tree[number], groups[first], groups[count - 1], keep, limit, balance
        )
        if sure != 0:
            return sure > 0
    profits = state.profit if relative else state.ratio
    worst = exact_drawdown(state.time[first:count], profits[first:count], relative, balance)
    return bool(worst > threshold)

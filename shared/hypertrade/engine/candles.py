"""Candles and the signals that act on them, read where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.columns import byte_at, float_at, tag_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.records import LONG, NONE, SHORT, Candle, pair_at, run_at, signals_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.engine.records import Record


@compiled
def direction_at(run: Record, index: int, row: int) -> int:
    """Return the side that the candle before ``row`` asks to enter (``check_for_trade_entry``).

    Signals act one candle later. Both sides at once, or an exit with its entry, ask for nothing;
    short signals count only where the strategy may go short.
    """
    signals = signals_at(run.signals, index)
    before = row - 1
    enter_long = byte_at(signals.enter_long, before) == 1
    if not run.can_short:
        if enter_long and byte_at(signals.exit_long, before) == 0:
            return LONG
        return NONE
    enter_short = byte_at(signals.enter_short, before) == 1
    if enter_long == enter_short:
        return NONE
    if enter_long:
        return LONG if byte_at(signals.exit_long, before) == 0 else NONE
    return SHORT if byte_at(signals.exit_short, before) == 0 else NONE


@compiled
def mark_entries(run_address: int, wanted: NDArray[np.uint16]) -> None:
    """Count the pairs with an entry signal at each time step, the run's start being the first."""
    run = run_at(run_address, 0)
    for index in range(run.pair_count):
        pair = pair_at(run.pairs, index)
        offset = (pair.first - run.start) // run.step
        for row in range(pair.begin, pair.end):
            if direction_at(run, index, row) != NONE:
                wanted[row + offset] += 1


@compiled
def candle_at(run: Record, index: int, row: int) -> Candle:
    """Return candle ``row`` of a pair with the signals that act on it."""
    pair = pair_at(run.pairs, index)
    signals = signals_at(run.signals, index)
    time = pair.first + row * run.step
    before = row - 1
    return Candle(
        time,
        time,
        row,
        float_at(pair.open, row),
        float_at(pair.high, row),
        float_at(pair.low, row),
        float_at(pair.close, row),
        byte_at(signals.enter_long, before) != 0,
        byte_at(signals.exit_long, before) != 0,
        byte_at(signals.enter_short, before) != 0,
        byte_at(signals.exit_short, before) != 0,
        int(tag_at(signals.enter_tag, before)),
        int(tag_at(signals.exit_tag, before)),
    )


@compiled
def detail_candle(run: Record, whole: Candle, index: int, detail: int, now: int) -> Candle:
    """Return the finer candle ``detail`` of a pair with the signals of the candle around it."""
    pair = pair_at(run.pairs, index)
    return Candle(
        now,
        pair.detail_first + detail * run.detail_step,
        whole.row,
        float_at(pair.detail_open, detail),
        float_at(pair.detail_high, detail),
        float_at(pair.detail_low, detail),
        float_at(pair.detail_close, detail),
        whole.enter_long,
        whole.exit_long,
        whole.enter_short,
        whole.exit_short,
        whole.enter_tag,
        whole.exit_tag,
    )

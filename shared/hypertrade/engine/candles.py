"""Candles and the signals that act on them, read where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.columns import byte_at, float_at, tag_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.state import LONG, NONE, SHORT, Candle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.engine.pack import Run


@compiled
def direction_at(run: Run, index: int, row: int) -> int:
    """Return the side that the candle before ``row`` asks to enter (``check_for_trade_entry``).

    Signals act one candle later. Both sides at once, or an exit with its entry, ask for nothing;
    short signals count only where the strategy may go short.
    """
    signals = run.signals[index]
    before = row - 1
    enter_long = byte_at(signals.enter_long, before) == 1
    if not run.settings.can_short:
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
def mark_entries(run: Run, wanted: NDArray[np.uint8]) -> None:
    """Mark the time steps at which any pair has an entry signal, counted from the run's start."""
    settings = run.settings
    for index in range(len(run.pairs)):
        pair = run.pairs[index]
        offset = (pair.first - settings.start) // settings.step
        for row in range(pair.begin, pair.end):
            if direction_at(run, index, row) != NONE:
                wanted[row + offset] = 1


@compiled
def candle_at(run: Run, index: int, row: int) -> Candle:
    """Return candle ``row`` of a pair with the signals that act on it."""
    pair = run.pairs[index]
    signals = run.signals[index]
    time = pair.first + row * run.settings.step
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
def detail_candle(run: Run, whole: Candle, index: int, detail: int, now: int) -> Candle:
    """Return the finer candle ``detail`` of a pair with the signals of the candle around it."""
    pair = run.pairs[index]
    return Candle(
        now,
        pair.detail_first + detail * run.settings.detail_step,
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

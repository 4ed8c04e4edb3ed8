"""What is told about a run besides its trades."""

from __future__ import annotations

from hypertrade.domain.telling import Sentence

NO_FUNDING = Sentence(
    "run.noFunding",
    "no funding rates of {pair} are stored: funding is taken as zero, and the mark price as the "
    "candles' own",
)
MOVED_START = Sentence(
    "run.movedStart",
    "the backtest starts at {start}: the strategy needs {startup} candles to warm up, and fewer "
    "are stored before the range's start",
)
COMPUTED_STARTUP = Sentence(
    "run.computedStartup",
    "startup_candle_count is computed: {startup} warm-up candles were provided",
)

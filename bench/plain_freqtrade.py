"""Plain Freqtrade, offline: the referee of the equality tests and the benchmark.

Runs the installed ``freqtrade`` command exactly as its own console script does, with one change:
the exchange's markets come from a file, because there is no network where tests and benchmarks run.
Nothing of HyperTrade is imported.

    python bench/plain_freqtrade.py MARKETS.json backtesting --config ... --strategy ...
    python bench/plain_freqtrade.py MARKETS.json --loop
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def feed_markets(markets: dict[str, Any]) -> None:
    """Let ccxt's ``load_markets`` answer with ``markets`` (by symbol) instead of the network."""
    # Freqtrade imports it anyway: the benchmark's import time is not inflated.
    from ccxt.async_support import Exchange

    async def load_markets(
        self: Any,
        reload: bool = False,  # noqa: ARG001 - ccxt's signature
        params: dict[str, Any] | None = None,  # noqa: ARG001 - ccxt's signature
    ) -> Any:
        # What fetching would have left beside the markets (hyperliquid reads it).
        for name in self.options.get("marketHelperProps", ()):
            self.options.setdefault(name, None)
        return self.set_markets(list(markets.values()))

    Exchange.load_markets = load_markets


def time_loop() -> None:
    """Say on standard error how long the loop over candles took, without what prepares it."""
    from freqtrade.optimize.backtesting import Backtesting

    taken: dict[str, float] = {}

    def timed(name: str) -> None:
        method = getattr(Backtesting, name)

        def wrapper(self: Any, *args: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return method(self, *args, **named)
            finally:
                taken[name] = time.perf_counter() - begin
                if name == "backtest":
                    loop = taken[name] - taken["_get_ohlcv_as_lists"]
                    sys.stderr.write(f"phase loop: {loop:.6f} s\n")

        setattr(Backtesting, name, wrapper)

    timed("_get_ohlcv_as_lists")
    timed("backtest")


def run(arguments: list[str]) -> int:
    """Run ``freqtrade`` with ``arguments`` and return its exit code."""
    from freqtrade.main import main as freqtrade  # after the markets are fed

    try:
        freqtrade(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def loop() -> None:
    """Run one backtest for each line of standard input, a JSON list of arguments.

    The tests' way of running many: importing Freqtrade takes longer than a short backtest.
    Freqtrade itself runs several in one process with ``--strategy-list``.
    """
    # Freqtrade's reports go to standard output: answers take a stream of their own.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(f"{run(json.loads(line))}\n")
        answers.flush()


def main() -> None:
    """Run ``freqtrade`` with the arguments after the markets file, or ``--loop``."""
    feed_markets(json.loads(Path(sys.argv[1]).read_text()))
    if os.environ.get("BENCH_PHASES"):
        time_loop()
    if sys.argv[2:] == ["--loop"]:
        loop()
    else:
        sys.exit(run(sys.argv[2:]))


if __name__ == "__main__":
    main()

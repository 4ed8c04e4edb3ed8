"""Plain Freqtrade, offline: the referee of the equality tests and the benchmark.

Runs the installed ``freqtrade`` command exactly as its own console script does, with one change: the
exchange's markets come from a file, because there is no network where tests and benchmarks run.
Nothing of HyperTrade is imported.

    python bench/plain_freqtrade.py MARKETS.json backtesting --config ... --strategy ...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def feed_markets(markets: dict[str, Any]) -> None:
    """Let ccxt's ``load_markets`` answer with ``markets`` (symbol to market) instead of the network."""
    # Freqtrade imports it anyway: the benchmark's import time is not inflated.
    from ccxt.async_support import Exchange  # noqa: PLC0415 - only once argv is read

    async def load_markets(
        self: Any,
        reload: bool = False,  # noqa: ARG001 - ccxt's signature
        params: dict[str, Any] | None = None,  # noqa: ARG001 - ccxt's signature
    ) -> Any:
        return self.set_markets(list(markets.values()))

    Exchange.load_markets = load_markets


def main() -> None:
    """Run ``freqtrade`` with the arguments after the markets file."""
    markets = json.loads(Path(sys.argv[1]).read_text())
    sys.argv = ["freqtrade", *sys.argv[2:]]
    feed_markets(markets)
    from freqtrade.main import main as freqtrade  # noqa: PLC0415 - after the markets are fed

    freqtrade()


if __name__ == "__main__":
    main()

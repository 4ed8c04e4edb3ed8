"""vectorbt on the job, with the engine that the third argument names (rust, numba)."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import vectorbt as vbt
from job import BALANCE, FEE, STAKE, STOP, answer, arguments, load, signals


def main() -> None:
    """Trade at the next candle's open, each pair with money of its own."""
    folder, count = arguments()
    candles = load(folder, count)
    index = pd.DatetimeIndex(sorted(set().union(*(set(each["date"]) for each in candles))))
    frames = {
        name: pd.DataFrame(
            {
                number: pd.Series(each[name], index=pd.DatetimeIndex(each["date"]))
                for number, each in enumerate(candles)
            }
        ).reindex(index)
        for name in ("open", "high", "low", "close")
    }
    vbt.settings["engine"] = sys.argv[3]

    def compute() -> int:
        enter = np.zeros((len(index), count), dtype=bool)
        leave = np.zeros((len(index), count), dtype=bool)
        for number, each in enumerate(candles):
            # Signals of a closed candle trade at the next one's open.
            places = index.get_indexer(pd.DatetimeIndex(each["date"]))
            entered, left = signals(each)
            enter[places[1:], number], leave[places[1:], number] = entered[:-1], left[:-1]
        portfolio = vbt.Portfolio.from_signals(
            frames["close"],
            enter,
            leave,
            open=frames["open"],
            high=frames["high"],
            low=frames["low"],
            price=frames["open"],
            size=STAKE,
            size_type="value",
            sl_stop=STOP,
            fees=FEE,
            init_cash=BALANCE,
            freq="5min",
        )
        portfolio.stats()
        return int(portfolio.trades.count().sum())

    answer(f"vectorbt ({sys.argv[3]})", compute)


if __name__ == "__main__":
    main()

"""backtesting.py on the job; it knows one pair at a time."""

from __future__ import annotations

import warnings

import pandas as pd
from backtesting import Backtest, Strategy
from job import BALANCE, FEE, STAKE, STOP, answer, arguments, load, signals


class Job(Strategy):  # type: ignore[misc]  # untyped
    """Enters and leaves on columns worked out before."""

    def init(self) -> None:
        """Take the columns as indicators, computed once."""
        names = ("close", "open", "high", "low", "volume")
        columns = {name: self.data.df[name.title()].to_numpy() for name in names}
        enter, leave = signals(columns)
        self.enter = self.I(lambda: enter.astype(float), plot=False)
        self.leave = self.I(lambda: leave.astype(float), plot=False)

    def next(self) -> None:
        """Trade at the next candle's open."""
        if self.position:
            if self.leave[-1]:
                self.position.close()
        elif self.enter[-1]:
            price = self.data.Close[-1]
            self.buy(size=STAKE / BALANCE, sl=price * (1 - STOP))


def main() -> None:
    """Run each pair by itself."""
    folder, count = arguments()
    frames = [
        pd.DataFrame(
            {name.title(): values for name, values in each.items() if name != "date"},
            index=pd.DatetimeIndex(each["date"]),
        )
        for each in load(folder, count)
    ]
    # It warns of trades left open.
    warnings.simplefilter("ignore")

    def compute() -> int:
        tests = (Backtest(frame, Job, cash=BALANCE * 100, commission=FEE) for frame in frames)
        return sum(int(test.run()["# Trades"]) for test in tests)

    answer("backtesting.py", compute)


if __name__ == "__main__":
    main()

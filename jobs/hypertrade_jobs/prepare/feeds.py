"""The candles of one run, as the files that Freqtrade reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.candles.obtaining import obtain
from hypertrade.domain.errors import HyperTradeError
from hypertrade.domain.market import TradingMode, pair_filename, timeframe_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.quality import CandleQuality

    from hypertrade_jobs.prepare.planning import PlannedStrategy

FUTURES_TIMEFRAME = "1h"
"""Of funding rates and mark prices, as Freqtrade 2026.9 reads them; tested against it."""

_MARK_OF = {"hyperliquid": "futures"}
"""What Freqtrade takes for the mark price, where it is not ``mark``."""


class Feeds:
    """Writes Freqtrade's candle files for a job.

    ``quality`` tells of every series written, the traded pairs' first; ``pairs`` are all pairs of
    them; ``remarks`` what had to be assumed.
    """

    def __init__(self, job: BacktestJob, store: CandleStore, folder: Path) -> None:
        """Write the candles of ``job`` from ``store`` into ``folder``, which is made."""
        self._job = job
        self._store = store
        self._folder = folder
        self._futures = job.trading_mode is TradingMode.FUTURES
        self._frames: dict[tuple[str, str], pd.DataFrame] = {}
        self._quality: list[CandleQuality] = []
        self._remarks: list[str] = []

    @property
    def quality(self) -> tuple[CandleQuality, ...]:
        """Return the quality of every series written."""
        return tuple(self._quality)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what had to be assumed."""
        return tuple(self._remarks)

    @property
    def pairs(self) -> tuple[str, ...]:
        """Return every pair with candles, the traded ones first."""
        return tuple(dict.fromkeys(pair for pair, _ in self._frames))

    def prices(self, pair: str) -> Iterable[float]:
        """Return the prices of ``pair``'s first series, quote currency."""
        frame = next(frame for (name, _), frame in self._frames.items() if name == pair)
        for column in ("open", "high", "low", "close"):
            yield from frame[column].unique().tolist()

    def write(self, planned: PlannedStrategy) -> None:
        """Write everything that ``planned`` will ask for.

        Raises:
            NotFound, Invalid: candles that it names are not stored.
        """
        self._folder.mkdir(parents=True)
        if self._futures:
            (self._folder / "futures").mkdir()
        job, warmup = self._job, planned.startup_candles
        for pair in job.pairs:
            self._add(pair, job.timeframe, warmup)
        if job.detail_timeframe:
            for pair in job.pairs:
                self._add(pair, job.detail_timeframe, 0)
        for named, timeframe in planned.wanted:
            for pair in (named,) if named else job.pairs:
                self._add(pair, timeframe, warmup)
        if planned.open_ended:
            self._add_coarser(warmup)
        if self._futures:
            for pair in job.pairs:
                self._add_funding(pair)

    def _add(self, pair: str, timeframe: str, warmup: int) -> None:
        if (pair, timeframe) in self._frames:
            return
        job = self._job
        start, stop = job.timerange.start, job.timerange.stop
        obtained = obtain(self._store, job.exchange, pair, timeframe, start, stop, warmup)
        self._frames[pair, timeframe] = obtained.frame
        self._quality.append(obtained.quality)
        self._save(obtained.frame, pair, timeframe, "futures" if self._futures else "")

    def _add_coarser(self, warmup: int) -> None:
        """Add every stored timeframe of the traded pairs that the strategy might merge in."""
        own = timeframe_minutes(self._job.timeframe)
        for info in self._store.list():
            mine = info.exchange == self._job.exchange and info.pair in self._job.pairs
            if info.kind != "candles" or not mine or timeframe_minutes(info.timeframe) < own:
                continue
            try:
                self._add(info.pair, info.timeframe, warmup)
            except HyperTradeError:
                # A guess at what the strategy may want: it has no candles in the range.
                continue

    def _add_funding(self, pair: str) -> None:
        """Add mark prices and funding rates, or say that there are none."""
        job = self._job
        mark = self._store.read(job.exchange, pair, FUTURES_TIMEFRAME, kind="mark")
        rates = self._store.read(job.exchange, pair, FUTURES_TIMEFRAME, kind="funding_rate")
        if mark.empty:
            mark = self._own_mark(pair)
        if rates.empty:
            rates = mark[["date"]].assign(funding_rate=0.0)
            self._remarks.append(
                f"no funding rates of {pair} are stored: funding is taken as zero, and the mark "
                "price as the candles' own"
            )
        price = _MARK_OF.get(job.exchange, "mark")
        if price != "futures" or (pair, FUTURES_TIMEFRAME) not in self._frames:
            self._save(mark, pair, FUTURES_TIMEFRAME, price)
        self._save(rates, pair, FUTURES_TIMEFRAME, "funding_rate")

    def _own_mark(self, pair: str) -> pd.DataFrame:
        job = self._job
        try:
            return obtain(
                self._store,
                job.exchange,
                pair,
                FUTURES_TIMEFRAME,
                job.timerange.start,
                job.timerange.stop,
            ).frame
        except HyperTradeError:
            # Coarser candles only: without funding, any moment of theirs will do.
            return self._frames[pair, job.timeframe]

    def _save(self, frame: pd.DataFrame, pair: str, timeframe: str, kind: str) -> None:
        # As Freqtrade's FeatherDataHandler writes, but compressed for speed: the file is read once.
        name = f"{pair_filename(pair)}-{timeframe}"
        path = self._folder / f"{name}.feather"
        if kind:
            path = self._folder / "futures" / f"{name}-{kind}.feather"
        frame.reset_index(drop=True).to_feather(path, compression="lz4")

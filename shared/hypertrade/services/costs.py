"""What a run will take, told before it starts: candles, quota, and seconds on an idle machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.market import timeframe_minutes
from hypertrade.domain.orders import DownloadOrder
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import DownloadWork, RobustnessWork
from hypertrade.services.data import MarketData, candles_between, days_of

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.runs import Work
    from hypertrade.ports.clock import Clock

_MINUTES_A_YEAR = 525_600

# Rates of docs/benchmarks.md: a start, and seconds a candle of a pair, report included.
_ENGINE_START, _ENGINE_CANDLE = 1.2, 1.0e-6
_FREQTRADE_START, _FREQTRADE_CANDLE = 3.0, 2.5e-5
# A check of two processes: 155 to 2,350 variants on 1h and 5m candles of one pair and of four.
_CHECK_START, _VARIANT, _VARIANT_CANDLE = 0.8, 1.0e-3, 1.5e-8
_CANDLES_A_REQUEST, _REQUEST_SECONDS = 500, 0.4

ROBUSTNESS_WEIGHT = 10.0
"""A robustness check counts as so many backtests: it tries hundreds, in one pass of the candles."""


class Costs:
    """Estimates costs from what is stored."""

    def __init__(self, market: MarketData, clock: Clock) -> None:
        """Look up candles in ``market``."""
        self._market = market
        self._clock = clock

    def estimate(self, work: Work) -> Cost:
        """Return what ``work`` will take; candles that are not stored cost nothing.

        Raises:
            Invalid: a day of a download is none.
        """
        if isinstance(work, DownloadWork):
            return self._download(work)
        candles = self._candles(work.job)
        years = candles * timeframe_minutes(work.job.timeframe) / _MINUTES_A_YEAR
        engine = _engine(work.job)
        seconds = (
            _ENGINE_START + candles * _ENGINE_CANDLE
            if engine == "hypertrade"
            else _FREQTRADE_START + candles * _FREQTRADE_CANDLE
        )
        if isinstance(work, RobustnessWork):
            seconds += _CHECK_START + _variants(work) * (_VARIANT + candles * _VARIANT_CANDLE)
            years *= ROBUSTNESS_WEIGHT
        return Cost(
            candles=candles, candle_years=round(years, 4), seconds=round(seconds, 1), engine=engine
        )

    def _candles(self, job: BacktestJob) -> int:
        from hypertrade.candles.series import SeriesKey

        count = 0
        for pair in job.pairs:
            info = self._market.find(SeriesKey(job.exchange, pair, job.timeframe))
            if info is None:
                continue
            start = max(job.timerange.start or info.first, info.first)
            stop = job.timerange.stop or info.last
            count += min(info.candles, candles_between(start, min(stop, info.last), job.timeframe))
        return count

    def _download(self, work: DownloadWork) -> Cost:
        start, stop = days_of(DownloadOrder.model_validate(work.model_dump()))
        each = candles_between(start, stop or self._clock.now(), work.timeframe)
        requests = -(-each // _CANDLES_A_REQUEST) * len(work.pairs)
        candles = each * len(work.pairs)
        return Cost(
            candles=candles,
            candle_years=round(candles * timeframe_minutes(work.timeframe) / _MINUTES_A_YEAR, 4),
            seconds=round(requests * _REQUEST_SECONDS, 1),
            engine="download",
        )


def _engine(job: BacktestJob) -> str:
    by_freqtrade = job.engine == "freqtrade" or job.strategy.kind == "code"
    return "freqtrade" if by_freqtrade else "hypertrade"


def _variants(work: RobustnessWork) -> int:
    from hypertrade.robustness.plan import Plan

    plan = Plan.model_validate(work.plan)
    return plan.trials + plan.windows * plan.walk_trials + plan.noise_reruns

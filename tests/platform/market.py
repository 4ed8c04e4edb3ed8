"""A tiny made-up market, and a backtest on it that takes a fraction of a second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo
from hypertrade.domain.market import Timerange
from hypertrade.domain.runs import BacktestWork, RobustnessWork
from hypertrade.services.backtests import Market, Money, job_for_code, job_for_spec
from hypertrade.strategy.english import parse

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob, CodeStrategy

START, STOP = datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 3, 1, tzinfo=UTC)
WORDS = "buy when RSI(14) is below 35, sell when RSI(14) is above 55, 10% stop, 1h candles"
MARKET = Market("binance", ("BTC/USDT",), None, Timerange(start=datetime(2023, 1, 10, tzinfo=UTC)))
EVERY_PAIR = replace(MARKET, pairs=("BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT"))


def make_market(folder: Path) -> None:
    """Write two months of the demo market into ``folder``."""
    make_demo(CandleStore(folder), start=START, stop=STOP)


def job(words: str = WORDS, market: Market = MARKET) -> BacktestJob:
    """Return a backtest on that market."""
    spec = parse(words).spec
    assert spec is not None
    return job_for_spec(spec, market, Money())


def code_job(strategy: CodeStrategy) -> BacktestJob:
    """Return a backtest of users' Python on that market."""
    return job_for_code(strategy, MARKET, Money(), timeframe="1h")


def work(words: str = WORDS) -> BacktestWork:
    """Return that backtest as work."""
    return BacktestWork(job=job(words))


def long_work() -> RobustnessWork:
    """Return work that nobody waits for: it takes half a minute and more, on several processes."""
    plan = {"checks": ["noise", "walkforward"], "noise_reruns": 10_000, "walk_trials": 10_000}
    return RobustnessWork(job=job(WORDS.replace("1h", "5m"), EVERY_PAIR), plan=plan)

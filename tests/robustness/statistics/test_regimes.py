"""Markets are told apart by the past alone, and profits land where they were made."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypertrade.arrays import Candles
from hypertrade.engine.model import MarketData, PairData, PairRules
from hypertrade.robustness.statistics.market import (
    FEWEST_BEFORE,
    WINDOW_DAYS,
    MarketDays,
    labels,
    market_days,
)
from hypertrade.robustness.statistics.regimes import regimes
from hypertrade.robustness.statistics.sample import DAY_MS

from tests.robustness.statistics.samples import FIRST_DAY, Floats, make_sample

WARM = WINDOW_DAYS + FEWEST_BEFORE


def candles(close: Floats, *, first: int = 0, step: int = DAY_MS) -> Candles:
    return Candles(first, step, close, close, close, close, np.ones(len(close)), 0, len(close))


def market(*series: Candles) -> MarketData:
    pairs = tuple(
        PairData(
            rules=PairRules(pair=f"P{at}/USDT", price_precision=0.01, amount_precision=0.01),
            candles=one,
        )
        for at, one in enumerate(series)
    )
    return MarketData(exchange="binance", precision_mode="tick_size", pairs=pairs)


def test_the_mean_market_is_daily_and_weighs_pairs_alike() -> None:
    hours = np.arange(96)
    rising = candles(np.exp(hours / 100), first=5 * DAY_MS, step=3_600_000)
    # Starts a day later, and falls twice as fast.
    falling = candles(np.exp(-hours[24:] / 50), first=6 * DAY_MS, step=3_600_000)
    days = market_days(market(rising, falling))
    assert days.first == 5
    np.testing.assert_allclose(days.change, [0.0, 0.24, (0.24 - 0.48) / 2, (0.24 - 0.48) / 2])
    empty = market_days(market(candles(np.empty(0))))
    assert len(empty.change) == 0
    assert not labels(empty).trending.any()


def test_a_label_knows_only_the_days_before() -> None:
    change = np.random.default_rng(0).normal(0, 0.02, 300)
    found = labels(MarketDays(first=0, change=change))
    for day in (WARM, 150, 299):
        later = change.copy()
        later[day:] = 0.5
        again = labels(MarketDays(first=0, change=later))
        for name in ("trending", "ranging", "high", "low"):
            before, after = getattr(found, name), getattr(again, name)
            np.testing.assert_array_equal(before[: day + 1], after[: day + 1])


def test_labels_of_markets_made_to_order() -> None:
    """A straight rise, then a zigzag of the same daily size, then one four times as wide."""
    zigzag = np.where(np.arange(100) % 2, 0.01, -0.01)
    change = np.concatenate([np.full(100, 0.01), zigzag, 4 * zigzag])
    found = labels(MarketDays(first=0, change=change))
    assert not (found.trending | found.ranging)[:WARM].any()
    assert found.trending[WARM:101].all()
    assert found.ranging[100 + WINDOW_DAYS : 200].all()
    assert found.low[WARM:200].all()
    assert found.high[201:300].all()
    np.testing.assert_array_equal(found.trending | found.ranging, found.high | found.low)


def test_a_random_walk_trends_about_half_of_the_time() -> None:
    found = labels(MarketDays(0, np.random.default_rng(1).normal(0, 0.01, 20_000)))
    assert 0.35 < found.trending.mean() < 0.55
    assert 0.4 < found.high.mean() < 0.6


def test_profit_lands_in_the_regime_it_was_made_in() -> None:
    zigzag = np.where(np.arange(200) % 2, 0.01, -0.01)
    days = MarketDays(FIRST_DAY - 100, np.concatenate([np.full(200, 0.01), zigzag]))
    # A trade a day: 5 a day while it trends (100 days), a loss of 1 while it ranges (200).
    profits = np.concatenate([np.full(100, 5.0), np.full(200, -1.0)])
    result = regimes(make_sample(profits, days=300, opened=np.arange(300)), days)
    by_name = {one.name: one for one in result.axes}
    assert by_name["unlabelled"].trades == 0
    assert by_name["trending"].trades + by_name["ranging"].trades == 300
    assert by_name["high_volatility"].trades + by_name["low_volatility"].trades == 300
    # The label lags behind the market by part of its window.
    assert by_name["trending"].profit_abs == pytest.approx(500, abs=20)
    assert by_name["ranging"].profit_abs == pytest.approx(-200, abs=20)
    assert sum(one.profit_abs for one in result.axes[:2]) == pytest.approx(300)
    assert result.verdict.level == "bad"
    assert "ranging markets" in result.verdict.text
    assert by_name["ranging"].winrate == pytest.approx(0.0, abs=0.1)


def test_quarters() -> None:
    # From 2022-01-08, 400 days: five quarters; one trade on the first day and on the last.
    result = regimes(make_sample([10.0, 4.0, -2.0], days=400, opened=[0, 85, 399]), _flat())
    assert [one.name for one in result.quarters] == [
        "2022Q1",
        "2022Q2",
        "2022Q3",
        "2022Q4",
        "2023Q1",
    ]
    assert [one.profit_abs for one in result.quarters] == [10.0, 4.0, 0.0, 0.0, -2.0]
    assert result.best is not None
    assert result.worst is not None
    assert (result.best.name, result.worst.name) == ("2022Q1", "2023Q1")
    assert result.best_share == pytest.approx(10 / 12)
    assert result.without_best == pytest.approx(0.002)
    assert result.profitable_quarters == pytest.approx(0.4)


def _flat() -> MarketDays:
    return MarketDays(FIRST_DAY, np.zeros(400))


@pytest.mark.parametrize("profits", [[], [5.0], [-5.0] * 40, [0.0] * 40])
def test_degenerate_runs(profits: list[float]) -> None:
    for days in (MarketDays(0, np.empty(0)), _flat(), MarketDays(FIRST_DAY + 200, np.zeros(50))):
        result = regimes(make_sample(profits, days=400), days)
        assert result.model_dump_json()
        if len(profits) < 10:
            assert result.verdict.level == "unknown"
        elif sum(profits) <= 0:
            assert result.verdict.level == "bad"


def test_a_steady_edge_passes_and_a_single_lucky_quarter_does_not() -> None:
    levels: Counter[str] = Counter()
    for seed in range(60):
        random = np.random.default_rng(seed)
        days = MarketDays(FIRST_DAY - 60, random.normal(0, 0.02, 790))
        steady = make_sample(3 * (random.normal(size=500) + 0.3), seed=seed)
        levels[regimes(steady, days).verdict.level] += 1
        lucky = np.full(500, -0.2)
        lucky[:40] = 5.0
        assert regimes(make_sample(lucky, seed=seed), days).verdict.level == "bad"
    assert levels["good"] >= 54, levels
    assert not levels["bad"], levels

"""What replaces parts of Freqtrade gives exactly what those parts give."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from freqtrade.data.btanalysis.historic_precision import get_tick_size_over_time
from freqtrade.optimize.optimize_reports.optimize_reports import _calculate_stats_for_period
from freqtrade.persistence import LocalTrade
from hypertrade_jobs.run import patches
from hypothesis import example, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from scipy import stats

if TYPE_CHECKING:
    from pathlib import Path

_AWKWARD = [0.0, 1.0, 10.0, 1000.5, 4.389000000000001e-05, 0.1 + 0.2, 1e-9, 123456789.25, 9e15]


def _candles(prices: list[float]) -> pd.DataFrame:
    dates = pd.date_range("2024-01-20", periods=len(prices), freq="2D", tz="UTC")
    columns = dict.fromkeys(("open", "high", "low", "close"), prices)
    return pd.DataFrame({"date": dates, **columns})


def _assert_same_ticks(candles: pd.DataFrame) -> None:
    theirs, ours = candles.copy(), candles.copy()
    expected, actual = get_tick_size_over_time(theirs), patches.tick_size_over_time(ours)
    assert_series_equal(actual, expected)
    # The working columns stay in the frame that the strategy sees.
    assert_frame_equal(ours, theirs)


def test_ticks_of_all_real_candles(shared_data: Path) -> None:
    for path in sorted(shared_data.glob("*.feather")):
        _assert_same_ticks(pd.read_feather(path))


@given(
    st.lists(
        st.one_of(
            st.floats(1e-12, 1e12),
            st.decimals(min_value="0.00000001", max_value=10**6, places=8).map(float),
            st.decimals(min_value="0.1", max_value=10**5, places=1).map(float),
            st.integers(0, 10**9).map(float),
            st.sampled_from(_AWKWARD),
        ),
        min_size=1,
        max_size=40,
    )
)
@example(_AWKWARD)
@example([5.0, 7.0])
@example([5.5])
def test_ticks_of_any_price(prices: list[float]) -> None:
    _assert_same_ticks(_candles(prices))


@given(st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=200).filter(lambda v: np.std(v) > 1e-6))
def test_p_value_to_the_last_digit(profits: list[float]) -> None:
    sample = pd.Series(profits) / 1000
    expected = stats.ttest_1samp(sample, popmean=0)
    statistic, p_value = patches._Statistics.ttest_1samp(sample, popmean=0)
    assert statistic == expected.statistic
    assert p_value == expected.pvalue


@given(st.lists(st.floats(-1e4, 1e4).map(lambda value: round(value, 8)), max_size=80))
def test_period_stats(profits: list[float]) -> None:
    frame = pd.DataFrame({"profit_abs": np.array(profits, dtype=float)})
    assert patches.period_stats(frame) == _calculate_stats_for_period(frame)


@pytest.mark.parametrize("price", [4.389000000000001e-05, 0.30000000000000004, 99999.999999999])
def test_decimals_of_noisy_prices(price: float) -> None:
    assert patches.decimals(np.array([price]))[0] == patches._decimals(price)


@given(
    amount=st.floats(1e-8, 1e8),
    rate=st.one_of(st.floats(0, 1e7), st.sampled_from([0.0, 1.0, 4.389000000000001e-05, 1e300])),
    fee=st.sampled_from([0.0, 0.001, 0.002, 0.00075, 0.1 + 0.2]),
    is_short=st.booleans(),
    part=st.one_of(st.none(), st.floats(1e-8, 10.0)),
)
def test_close_value_to_the_last_digit(
    amount: float, rate: float, fee: float, is_short: bool, part: float | None
) -> None:
    trade = LocalTrade(
        pair="BTC/USD",
        open_rate=1.0,
        amount=amount,
        fee_open=fee,
        fee_close=fee,
        stake_amount=1.0,
        is_short=is_short,
        exchange="bitfinex",
    )
    expected = LocalTrade.calc_close_trade_value(trade, rate, part)
    faster = patches.close_value(LocalTrade.calc_close_trade_value)
    assert faster(trade, rate, part) == expected


def test_close_value_leaves_the_rest_to_freqtrade() -> None:
    asked: list[object] = []

    def original(_trade: object, rate: float, _amount: float | None = None) -> float:
        asked.append(rate)
        return 1.0

    faster = patches.close_value(original)
    for mode, rate in (("futures", 1.0), ("spot", float("nan")), ("spot", float("inf"))):
        assert faster(SimpleNamespace(trading_mode=mode, amount=1.0), rate) == 1.0
    assert len(asked) == 3

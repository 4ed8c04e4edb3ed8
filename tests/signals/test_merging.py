"""Higher timeframes are merged as Freqtrade merges them, wherever the two series start and end."""

from __future__ import annotations

import numpy as np
import pandas as pd
from freqtrade.strategy import merge_informative_pair
from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.signals.merging import Merge
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.signals.comparing import arrays

PAIRS = (("5m", "15m"), ("1h", "4h"), ("1d", "1w"), ("5m", "1h"))


def length(timeframe: str) -> pd.Timedelta:
    return pd.Timedelta(minutes=MINUTES_OF[timeframe])


def series(timeframe: str, first: pd.Timestamp, rows: int) -> pd.DataFrame:
    dates = first + length(timeframe) * np.arange(rows)
    frame = pd.DataFrame({"date": pd.DatetimeIndex(dates).as_unit("ms")})
    for name in ("open", "high", "low", "close", "volume"):
        frame[name] = np.arange(rows) + 1.0
    return frame


@settings(max_examples=150)
@example(("1d", "1w"), 0, 5, 3, 0)  # no week closes within five days
@example(("1h", "4h"), 0, 30, 1, 0)
@example(("5m", "1h"), 5, 100, 4, -100)
@given(
    st.sampled_from(PAIRS),
    st.integers(0, 40),
    st.integers(1, 90),
    st.integers(1, 30),
    st.integers(-120, 120),
)
def test_any_two_series_merge_as_freqtrade_merges_them(
    names: tuple[str, str], shift: int, rows: int, coarse_rows: int, between: int
) -> None:
    own, higher = names
    monday = pd.Timestamp("2024-01-01", tz="UTC")
    coarse = series(higher, monday, coarse_rows)
    fine = series(own, monday + length(own) * (shift + between), rows)
    merged = merge_informative_pair(fine, coarse, own, higher, ffill=True)
    expected = merged[f"close_{higher}"].to_numpy(float)
    merge = Merge(arrays(fine, own), arrays(coarse, higher))
    found = merge.lift(coarse["close"].to_numpy())
    assert np.array_equal(found, expected, equal_nan=True)
    flags = merge.lift(coarse["close"].to_numpy() > coarse_rows // 2)
    assert flags.dtype == bool
    assert np.array_equal(flags, expected > coarse_rows // 2)


def test_coarse_candles_off_the_fine_grid_are_never_seen() -> None:
    fine = series("15m", pd.Timestamp("2024-01-01", tz="UTC"), 40)
    coarse = series("1h", pd.Timestamp("2024-01-01 00:05", tz="UTC"), 10)
    merged = merge_informative_pair(fine, coarse, "15m", "1h", ffill=True)
    assert merged["close_1h"].isna().all()
    lifted = Merge(arrays(fine, "15m"), arrays(coarse, "1h")).lift(np.arange(10.0))
    assert np.isnan(lifted).all()

"""What a candle table looks like, and its hash.

A candle frame is a pandas ``DataFrame`` with the columns ``date`` (``datetime64[ms, UTC]``, the
candle's opening time), ``open``, ``high``, ``low``, ``close`` (quote currency) and ``volume`` (base
currency), all ``float64``, in Freqtrade's order, with a plain index from 0.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.domain.market import timeframe_minutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

Kind = Literal["candles", "mark", "funding_rate"]
"""What a series holds: traded candles, a futures market's mark price, or its funding rate."""

PRICES = ("open", "high", "low", "close")
COLUMNS = ("date", *PRICES, "volume")
COLUMNS_OF: dict[Kind, tuple[str, ...]] = {
    "candles": COLUMNS,
    "mark": COLUMNS,
    "funding_rate": ("date", "funding_rate"),
}
"""The columns of each kind, as Freqtrade 2026.9 names them."""

DAY_MS = 86_400_000


def timeframe_ms(timeframe: str) -> int:
    """Return the length of one candle in milliseconds."""
    return timeframe_minutes(timeframe) * 60_000


def to_ms(moment: datetime) -> int:
    """Return ``moment`` as UTC milliseconds since 1970; a naive moment is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(aware.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """Return UTC milliseconds since 1970 as an aware datetime."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def grid_offset_ms(timeframe: str) -> int:
    """Return where the grid of opening times stands against 1970: weeks open on Mondays."""
    # 1970-01-01 was a Thursday: the next Monday is four days on.
    return 4 * DAY_MS if timeframe == "1w" else 0


def floor_to_grid(milliseconds: int, timeframe: str) -> int:
    """Return the opening time of the ``timeframe`` candle that holds this instant."""
    offset = grid_offset_ms(timeframe)
    return (milliseconds - offset) // timeframe_ms(timeframe) * timeframe_ms(timeframe) + offset


def dates_ms(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Return a frame's opening times as int64 UTC milliseconds."""
    dates = frame["date"].to_numpy(dtype="datetime64[ms]")
    return np.asarray(dates.astype(np.int64))


def candle_frame(dates: NDArray[np.int64], values: dict[str, NDArray[np.float64]]) -> pd.DataFrame:
    """Return a candle frame from UTC milliseconds and float64 columns, which are not copied."""
    # Here, not above: whoever works on columns (a fast backtest) never loads pandas.
    import pandas as pd

    stamps = pd.Series(dates.astype("datetime64[ms]")).dt.tz_localize("UTC")
    return pd.DataFrame({"date": stamps, **values}, copy=False)


def empty_frame(kind: Kind = "candles") -> pd.DataFrame:
    """Return a frame of ``kind`` without rows."""
    values = {name: np.empty(0, np.float64) for name in COLUMNS_OF[kind][1:]}
    return candle_frame(np.empty(0, np.int64), values)


def normalise(frame: pd.DataFrame, kind: Kind = "candles") -> pd.DataFrame:
    """Return ``frame`` with exactly the schema's columns, order, types and a fresh index."""
    import pandas as pd

    values = {name: frame[name].to_numpy(dtype=np.float64) for name in COLUMNS_OF[kind][1:]}
    dates = pd.DatetimeIndex(pd.to_datetime(frame["date"], utc=True)).as_unit("ms")
    return candle_frame(dates.asi8, values)


def content_hash(frame: pd.DataFrame) -> str:
    """Return the SHA-256 of a frame's values, as 64 hexadecimal digits; see ``columns_hash``."""
    names = [name for name in frame.columns if name != "date"]
    return columns_hash(
        dates_ms(frame), {name: frame[name].to_numpy(dtype=np.float64) for name in names}
    )


def columns_hash(dates: NDArray[np.int64], values: Mapping[str, NDArray[np.float64]]) -> str:
    """Return the SHA-256 of candles' values, as 64 hexadecimal digits.

    Canonical bytes: the dates as little-endian int64 UTC milliseconds, then each value column as
    little-endian float64 (negative zero as zero), in the schema's order. How and where the candles
    were stored does not enter.
    """
    digest = hashlib.sha256(dates.astype("<i8").tobytes())
    for column in values.values():
        # Adding zero turns -0.0 into 0.0 and leaves every other number alone.
        digest.update((column + 0.0).astype("<f8", copy=False).tobytes())
    return digest.hexdigest()

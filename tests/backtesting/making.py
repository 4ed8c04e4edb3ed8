"""Jobs and candles of one's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from hypertrade.candles.columns import CandleColumns, frame_of
from hypertrade.candles.schema import timeframe_ms, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.market import Timerange

if TYPE_CHECKING:
    from hypertrade.candles.store import CandleStore

Json = dict[str, Any]

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)


def price(field: str = "close") -> Json:
    return {"kind": "price", "field": field}


def indicator(name: str, **more: Any) -> Json:
    outer = {key: more.pop(key) for key in ("timeframe",) if key in more}
    return {"kind": "indicator", "name": name, "params": more, **outer}


def compare(left: Json, op: str, right: Json | float) -> Json:
    value = right if isinstance(right, dict) else {"kind": "number", "value": right}
    return {"kind": "compare", "left": left, "op": op, "right": value}


def spec(entry: Json | None = None, leave: Json | None = None, **more: Any) -> Json:
    """Return a spec that dips in by RSI unless told otherwise."""
    entry = entry or compare(indicator("rsi", period=14), "<", 35)
    leave = leave or compare(indicator("rsi", period=14), ">", 65)
    return {
        "name": "dip",
        "timeframe": "1h",
        "entries": [{"name": "in", "when": entry}],
        "exits": [{"name": "out", "when": leave}],
        "stop_loss": 0.1,
    } | more


def job(strategy: Json | None = None, *, timerange: str = "-", **more: Any) -> BacktestJob:
    fields: Json = {
        "id": "test",
        "strategy": SpecStrategy(spec=strategy or spec()),
        "exchange": "bitfinex",
        "pairs": ("BTC/USD",),
        "timeframe": (strategy or spec())["timeframe"],
        "timerange": Timerange.parse(timerange),
    }
    return BacktestJob.model_validate(fields | more)


def waves(
    count: int, timeframe: str = "1h", *, begin: datetime = BEGIN, phase: float = 0.0
) -> CandleColumns:
    """Return ``count`` candles that go up and down, without a gap."""
    at = np.arange(count)
    close = np.round(100 * (1 + 0.05 * np.sin(at / 9 + phase) + 0.02 * np.sin(at / 31)), 2)
    opened = np.concatenate(([close[0]], close[:-1]))
    return CandleColumns(
        to_ms(begin) + at.astype(np.int64) * timeframe_ms(timeframe),
        {
            "open": opened,
            "high": np.maximum(opened, close) + 0.5,
            "low": np.minimum(opened, close) - 0.5,
            "close": close,
            "volume": np.full(count, 10.0),
        },
    )


def without(columns: CandleColumns, *rows: int) -> CandleColumns:
    """Return ``columns`` with those rows missing."""
    kept = np.delete(np.arange(len(columns)), rows)
    return CandleColumns(
        columns.dates[kept], {name: each[kept] for name, each in columns.by_name.items()}
    )


def put(
    store: CandleStore,
    columns: CandleColumns,
    pair: str = "BTC/USD",
    timeframe: str = "1h",
    exchange: str = "bitfinex",
) -> None:
    """Store ``columns``."""
    key = SeriesKey(exchange, pair, timeframe)
    store.write(key, frame_of(columns), source=SourceRecord(name="made"))

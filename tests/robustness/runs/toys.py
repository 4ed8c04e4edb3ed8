"""A market and a simulator of known truth, so small that a test can try thousands of variants."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from hypertrade.arrays import Candles
from hypertrade.domain.errors import Invalid
from hypertrade.engine.model import (
    Account,
    Ledger,
    MarketData,
    Orders,
    PairData,
    PairRules,
    Trades,
)
from hypertrade.robustness.subject import Subject
from hypertrade.strategy.spec import StrategySpec, read_spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

HOUR = 3_600_000
DAY = 24 * HOUR
START = datetime(2023, 1, 1, tzinfo=UTC)
FEE = 0.001


def spec_with(*parameters: tuple[str, float, float, float, float]) -> StrategySpec:
    """Return a strategy with tunables of (name, low, high, step, default)."""
    names = ("name", "low", "high", "step", "default")
    price: dict[str, Any] = {"kind": "price"}
    rules = [
        {
            "kind": "compare",
            "left": price,
            "op": ">",
            "right": {"kind": "number", "value": {"param": one[0]}},
        }
        for one in parameters
    ] or [{"kind": "compare", "left": price, "op": ">", "right": {"kind": "number", "value": 1}}]
    when = rules[0] if len(rules) == 1 else {"kind": "all", "conditions": rules}
    return read_spec(
        {
            "name": "toy",
            "timeframe": "1h",
            "parameters": [dict(zip(names, one, strict=True)) for one in parameters],
            "entries": [{"name": "entry", "when": when}],
        }
    )


def candles(rows: int, seed: int = 1, first: int | None = None) -> Candles:
    """Return a random walk of hourly candles, a week of them warm-up."""
    draws = np.random.default_rng(seed).normal(0, 0.01, rows)
    close = 100 * np.exp(np.cumsum(draws))
    opened = np.concatenate([[100.0], close[:-1]])
    return Candles(
        first=round(START.timestamp() * 1000) if first is None else first,
        step=HOUR,
        open=opened,
        high=np.maximum(opened, close) * 1.002,
        low=np.minimum(opened, close) * 0.998,
        close=close,
        volume=np.ones(rows),
        begin=168,
        end=rows,
    )


class Toy:
    """Trades once a day; what a day makes depends on the tunables by ``edge``, and on luck.

    A value of 13 of any tunable contradicts every other, so that impossible variants are met.
    """

    def __init__(self, spec: StrategySpec, *, days: int = 400, edge: float = 0.0) -> None:
        self.spec = spec
        self.account = Account(stake=100.0, balance=1000.0, max_open_trades=1, fee=FEE)
        rules = PairRules("BTC/USDT", price_precision=0.01, amount_precision=1e-5)
        pair = PairData(rules=rules, candles=candles(168 + days * 24))
        self.market = MarketData("binance", "tick_size", (pair,))
        self._edge = edge

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        chosen = {item.name: item.default for item in self.spec.parameters} | dict(values or {})
        if 13 in chosen.values():
            raise Invalid("13 goes with nothing", field="values", remedy="Choose another.")
        prices = (candles or [self.market.pairs[0].candles])[0]
        opens = prices.first + HOUR * np.arange(prices.begin, prices.end, 24)
        low = prices.first if start is None else round(start.timestamp() * 1000)
        high = prices.opens_at(prices.end) if stop is None else round(stop.timestamp() * 1000)
        opens = opens[(opens >= low) & (opens + 12 * HOUR <= high)]
        profit = self._luck(chosen, opens, prices) - 200 * ((FEE if fee is None else fee) - FEE)
        return _ledger(opens, profit)

    def _luck(
        self, chosen: Mapping[str, float], opens: NDArray[np.int64], prices: Candles
    ) -> NDArray[np.float64]:
        digest = hashlib.sha256(repr(sorted(chosen.items())).encode()).digest()
        noise = np.random.default_rng(int.from_bytes(digest[:8], "big")).normal(0, 1, 5000)
        day = (opens - prices.first) // DAY
        off = sum(abs(chosen[one.name] - one.default) for one in self.spec.parameters)
        jitter = float(prices.close[-1]) % 0.01
        return self._edge / (1 + off) + noise[day % 5000] + jitter


def _ledger(opens: NDArray[np.int64], profit: NDArray[np.float64]) -> Ledger:
    count = len(opens)
    one, rate = np.ones(count), np.full(count, 100.0)
    closes = opens + 12 * HOUR
    trades = Trades(
        pair=np.zeros(count, np.int32),
        is_short=np.zeros(count, bool),
        leverage=one,
        open_time=opens,
        close_time=closes,
        open_rate=rate,
        close_rate=rate + profit,
        amount=one,
        stake_amount=rate,
        max_stake_amount=rate,
        funding_fees=np.zeros(count),
        profit_abs=profit,
        profit_ratio=profit / 100,
        enter_tag=np.zeros(count, np.int32),
        exit_reason=np.zeros(count, np.int32),
        initial_stop_loss=rate,
        stop_loss=rate,
        min_rate=rate,
        max_rate=rate,
    )
    orders = Orders(
        trade=np.repeat(np.arange(count, dtype=np.int32), 2),
        is_entry=np.tile([True, False], count),
        amount=np.ones(2 * count),
        rate=np.stack([rate, rate + profit], axis=1).ravel(),
        time=np.stack([opens, closes], axis=1).ravel(),
        tag=np.full(2 * count, -1, np.int32),
    )
    return Ledger(trades, orders, ("entry",), 1000.0, 1000.0 + float(profit.sum()))


def toy_subject(*, edge: float = 0.0, days: int = 400, axes: int = 2) -> Subject:
    """Return a toy with ``axes`` tunables from 8 to 20 around 14."""
    parameters = [(f"n_{number}", 8, 20, 1, 14) for number in range(axes)]
    return Subject.of(Toy(spec_with(*parameters), days=days, edge=edge))

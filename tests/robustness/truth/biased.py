"""A strategy that sees tomorrow's prices: the engine trades it, and every figure is splendid."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from hypertrade.arrays import NO_TAG, PairSignals, SignalSet
from hypertrade.backtesting import Session
from hypertrade.engine import Plan, simulate
from hypertrade.robustness.bias import Column
from hypertrade.robustness.subject import Subject

from tests.robustness.truth.worlds import DIP_BUYER, job_of, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hypertrade.arrays import Candles
    from hypertrade.candles.store import CandleStore
    from hypertrade.engine import Account, Ledger, MarketData
    from hypertrade.strategy.spec import StrategySpec
    from numpy.typing import NDArray

AHEAD = 6


def _rises(close: NDArray[np.float64]) -> NDArray[np.bool_]:
    """``dataframe["close"].shift(-6) > dataframe["close"] * 1.005``."""
    later = np.concatenate([close[AHEAD:], np.full(min(AHEAD, len(close)), np.nan)])
    return np.asarray(later > close * 1.005)


class Clairvoyant:
    """Enters where the close is half a percent higher six candles later; its own simulator."""

    def __init__(self, store: CandleStore) -> None:
        self._session = Session.load(job_of(read(DIP_BUYER)), store)

    @property
    def spec(self) -> StrategySpec:
        return self._session.spec

    @property
    def market(self) -> MarketData:
        return self._session.market

    @property
    def account(self) -> Account:
        return self._session.account

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        from dataclasses import replace

        del values
        market = self._session.window(start, stop).market
        [pair] = market.pairs
        if candles is not None:
            pair = replace(pair, candles=candles[0])
        account = self.account if fee is None else replace(self.account, fee=fee)
        return simulate(
            replace(market, pairs=(pair,)),
            SignalSet(("entry",), (_signals(pair.candles.close),)),
            Plan(roi=((0, 0.005),), stoploss=-0.02),
            account,
        )


def _signals(close: NDArray[np.float64]) -> PairSignals:
    rises, none = _rises(close), np.zeros(len(close), np.uint8)
    return PairSignals(
        enter_long=rises.astype(np.uint8),
        exit_long=none,
        enter_short=none,
        exit_short=none,
        enter_tag=np.where(rises, 0, NO_TAG).astype(np.int16),
        exit_tag=np.full(len(close), NO_TAG, np.int16),
    )


class Columns:
    """The columns of the clairvoyant, from whatever candles it is shown."""

    startup = 30

    def __init__(self, simulator: Clairvoyant) -> None:
        [pair] = simulator.market.pairs
        self.pair = pair.rules.pair
        self.begin = pair.candles.begin
        self._candles = pair.candles

    @cached_property
    def times(self) -> NDArray[np.int64]:
        candles = self._candles
        return candles.first + candles.step * np.arange(len(candles), dtype=np.int64)

    def columns(self, start: int, until: int) -> list[Column]:
        rises = _rises(self._candles.close[start:until]).astype(float)
        about = "close six candles later is above close by 0.5% (entry)"
        return [Column("later", "condition", rises, about), Column("enter_long", "signal", rises)]


def biased_subject(store: CandleStore) -> Subject:
    """Return the clairvoyant over the market in ``store``."""
    simulator = Clairvoyant(store)
    return Subject.of(simulator, sources=lambda _number: Columns(simulator))

"""The hashes of a run's strategy, candles and settings: the same whichever engine trades."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from hypertrade.domain.base import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.quality import CandleQuality

_SETTINGS = (
    "exchange",
    "trading_mode",
    "pairs",
    "timeframe",
    "detail_timeframe",
    "timerange",
    "stake",
    "balance",
    "max_open_trades",
    "fee",
    "slippage",
)
"""Slippage changes no trade of Freqtrade's, but every figure of the report."""


def strategy_hash(source: str, parameters: dict[str, Any] | None) -> str:
    """Return the SHA-256 of a strategy's file and its parameter file, if any."""
    return _hash([source, parameters])


def candles_hash(quality: Iterable[CandleQuality]) -> str:
    """Return the SHA-256 of all candles of a run, from the reports on them."""
    return _hash(
        [[each.exchange, each.pair, each.timeframe, each.content_hash] for each in quality]
    )


def settings_hash(job: BacktestJob, currency: str, *, protections: bool) -> str:
    """Return the SHA-256 of everything that ``job`` sets but its strategy.

    ``protections`` says whether they are enabled, which the job may leave to the strategy.
    """
    settings = job.model_dump(mode="json", include=set(_SETTINGS))
    return _hash(settings | {"stake_currency": currency, "protections": protections})


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()

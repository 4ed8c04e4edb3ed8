"""What was tried, remembered: each finished backtest counts in its strategy's history."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from pathlib import Path


def remember_backtest(data: Path, job: BacktestJob, result: Path) -> None:
    """Add a finished backtest to the history, or say why that cannot be.

    Candles may lie in a folder that only others may write to: the backtest is good without.
    """
    try:
        record_backtest(data, job, result, datetime.now(UTC))
    except Unavailable as error:
        logging.getLogger(__name__).warning("not counted as tried: %s", error)


def record_backtest(data: Path, job: BacktestJob, result: Path, now: datetime) -> None:
    """Add a finished backtest to the history of its strategy.

    Args:
        data: the data folder.
        job: what was run.
        result: its ``result.json``.
        now: UTC.

    Raises:
        Unavailable: the history cannot be written.
    """
    import numpy as np

    from hypertrade.robustness import family
    from hypertrade.robustness.history import History, Trial
    from hypertrade.robustness.outcomes import returns_of, sharpe_of
    from hypertrade.strategy.spec import read_spec

    found = json.loads(result.read_bytes())
    balance = [found["metrics"]["starting_balance"], *found["series"]["equity"]]
    returns = returns_of(np.array(balance, dtype=float))
    if isinstance(job.strategy, CodeStrategy):
        shape, variant = family.family_of_code(job.strategy.source), _code_variant(job.strategy)
    else:
        spec = read_spec(job.strategy.spec)
        shape, variant = family.family_of(spec), family.variant_of(spec)
    trial = Trial(
        variant=variant,
        data=data_of(job),
        name=found["strategy"]["name"],
        sharpe=sharpe_of(returns),
        days=len(returns),
        trades=found["metrics"]["total_trades"],
        origin="backtest",
    )
    History(data).add(shape, [trial], now)


def _code_variant(strategy: CodeStrategy) -> str:
    from hypertrade.robustness.code.dials import dials_of
    from hypertrade.robustness.family import variant_of_code
    from hypertrade.strategy.code import inspect_code

    inspection = inspect_code(strategy.source, class_name=strategy.class_name)
    settings = dials_of(inspection, strategy.parameters).settings(None)
    return variant_of_code(strategy.source, inspection.class_name, strategy.parameters, settings)


def data_of(job: BacktestJob) -> str:
    """Return the digest of where and when ``job`` trades: the same variant there counts once.

    Money is left out: who tries another stake has not tried another strategy.
    """
    fields = {"exchange", "trading_mode", "pairs", "timeframe", "detail_timeframe", "timerange"}
    return hashlib.sha256(
        canonical_json(job.model_dump(mode="json", include=fields)).encode()
    ).hexdigest()

"""What was tried, remembered: each backtest and each preview counts in its strategy's history."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hypertrade.robustness.history import Trial

_TOGETHER_SECONDS = 1.0
_MOST_SEEN = 100_000


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
    from hypertrade.robustness import family
    from hypertrade.robustness.history import History
    from hypertrade.strategy.spec import read_spec

    found = json.loads(result.read_bytes())
    if isinstance(job.strategy, CodeStrategy):
        shape, variant = family.family_of_code(job.strategy.source), _code_variant(job.strategy)
    else:
        spec = read_spec(job.strategy.spec)
        shape, variant = family.family_of(spec), family.variant_of(spec)
    trial = trial_of(
        variant=variant,
        data=data_of(job),
        name=found["strategy"]["name"],
        balance=[found["metrics"]["starting_balance"], *found["series"]["equity"]],
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


class Tried:
    """Variants that were looked at and nothing more, remembered together.

    A slider shows dozens in a second: each counts once, and all of a moment are written at once.
    """

    def __init__(self, write: Callable[[str, Sequence[Trial]], object]) -> None:
        """Have the tries of a family kept by ``write``."""
        self._write = write
        self._seen: set[tuple[str, str, str]] = set()
        self._waiting: list[tuple[str, Trial]] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def add(self, family: str, trial: Trial) -> None:
        """Remember ``trial``, within a second."""
        key = (family, trial.variant, trial.data)
        with self._lock:
            if key in self._seen:
                return
            if len(self._seen) >= _MOST_SEEN:
                # The history itself counts each variant once.
                self._seen.clear()
            self._seen.add(key)
            self._waiting.append((family, trial))
            if self._timer is None:
                self._timer = threading.Timer(_TOGETHER_SECONDS, self.flush)
                self._timer.start()

    def flush(self) -> None:
        """Write down at once what is waiting."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            for family in dict.fromkeys(family for family, _ in waiting):
                self._write(family, [trial for mine, trial in waiting if mine == family])
        except Unavailable as error:
            logging.getLogger(__name__).warning("not counted as tried: %s", error)


def tried_in(data: Path) -> Tried:
    """Return what remembers variants in the history in the folder ``data``."""

    def write(family: str, trials: Sequence[Trial]) -> None:
        from hypertrade.robustness.history import History

        History(data).add(family, trials, datetime.now(UTC))

    return Tried(write)


def trial_of(  # noqa: PLR0913 - what there is to know about a try
    *,
    variant: str,
    data: str,
    name: str,
    balance: Sequence[float],
    trades: int,
    origin: str,
) -> Trial:
    """Return a try as the history keeps it; ``balance`` is before the first day and after each."""
    import numpy as np

    from hypertrade.robustness.history import Trial
    from hypertrade.robustness.outcomes import returns_of, sharpe_of

    returns = returns_of(np.array(balance, dtype=float))
    return Trial(
        variant=variant,
        data=data,
        name=name,
        sharpe=sharpe_of(returns),
        days=len(returns),
        trades=trades,
        origin=origin,
    )


def data_of(job: BacktestJob) -> str:
    """Return the digest of where and when ``job`` trades: the same variant there counts once.

    Money is left out: who tries another stake has not tried another strategy.
    """
    fields = {"exchange", "trading_mode", "pairs", "timeframe", "detail_timeframe", "timerange"}
    return hashlib.sha256(
        canonical_json(job.model_dump(mode="json", include=fields)).encode()
    ).hexdigest()

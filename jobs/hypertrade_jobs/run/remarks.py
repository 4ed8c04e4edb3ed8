"""What a reader of the result should know and the numbers do not say."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade_jobs.run.failures import describe, line_of

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade_jobs.run.engine import Outcome
    from hypertrade_jobs.run.request import RunRequest

_MOST_REMARKS = 5


class SwallowedErrors(logging.Handler):
    """Remembers exceptions of the strategy's callbacks that Freqtrade logs and goes on from."""

    def __init__(self, strategy_file: Path) -> None:
        """Look for lines of ``strategy_file``."""
        super().__init__(logging.WARNING)
        self._file = strategy_file
        self._found: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one exception."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            self._found[record.getMessage().replace("Strategy caused the following exception: ", "")] += 1
            return
        line = line_of(error, self._file)
        where = f" (line {line})" if line else ""
        self._found[f"{describe(error)}{where}"] += 1

    def remarks(self) -> list[str]:
        """Return one remark for each kind of exception, the most frequent first."""
        return [
            f"a callback raised {count} times, and Freqtrade went on without it: {what}"
            for what, count in self._found.most_common(_MOST_REMARKS)
        ]


def remarks_on(
    request: RunRequest, outcome: Outcome, swallowed: SwallowedErrors
) -> tuple[str, ...]:
    """Return the parent's remarks and what the run adds to them."""
    remarks = list(request.remarks)
    if outcome.moved_start > outcome.asked_start:
        moved = datetime.fromtimestamp(outcome.moved_start, tz=UTC)
        needed = outcome.backtesting.required_startup
        remarks.append(
            f"the backtest starts at {moved:%Y-%m-%d %H:%M} UTC: the strategy needs {needed} "
            "candles to warm up, and fewer are stored before the range's start"
        )
    missing = [pair for pair in request.pairs if pair not in outcome.analysed]
    if missing:
        remarks.append(f"not traded, for lack of candles: {', '.join(missing)}")
    return (*remarks, *swallowed.remarks())

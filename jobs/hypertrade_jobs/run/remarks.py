"""What a reader of the result should know and the numbers do not say."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from hypertrade_jobs.run.failures import describe, line_of

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade_jobs.run.engine import Outcome
    from hypertrade_jobs.run.request import RunRequest

_MOST_REMARKS = 5
_VALUE_ERROR = re.compile(r"exception: ValueError\((?P<text>.*)\) in .*:(?P<line>\d+), calling")


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
        if error is not None:
            line = line_of(error, self._file)
            self._count(describe(error), str(line) if line else "")
            return
        # Of a ValueError Freqtrade logs only the text.
        told = _VALUE_ERROR.search(record.getMessage())
        if told:
            self._count(f"ValueError: {told['text']}", told["line"])

    def _count(self, what: str, line: str) -> None:
        self._found[f"{what} (line {line})" if line else what] += 1

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
    needed = outcome.backtesting.required_startup
    if outcome.asked_start and needed and outcome.start.timestamp() > outcome.asked_start:
        remarks.append(
            f"the backtest starts at {outcome.start:%Y-%m-%d %H:%M} UTC: the strategy needs "
            f"{needed} candles to warm up, and fewer are stored before the range's start"
        )
    missing = [pair for pair in request.pairs if pair not in outcome.analysed]
    if missing:
        remarks.append(f"not traded, for lack of candles: {', '.join(missing)}")
    return (*remarks, *swallowed.remarks())

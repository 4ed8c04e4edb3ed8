"""Whether Freqtrade comes to the same result: every field of every trade, and every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.backtest import Difference, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.results.document import BacktestResult

MOST_DIFFERENCES = 20
"""How many differences are listed; all are counted."""

_FIGURES = (
    "settings",
    "metrics",
    "by_pair",
    "by_enter_tag",
    "by_exit_reason",
    "by_period",
    "series",
    "diagnosis",
)
_ENGINE = ("engine", "engine_version")
"""What the two must differ in."""


def verify(ours: BacktestResult, theirs: BacktestResult) -> Verification:
    """Return how ``ours`` compares with ``theirs``, the result of the same job on Freqtrade.

    Values are equal if they are the very same number, to the last bit.
    """
    mine, other = _figures(ours), _figures(theirs)
    figures = list(_differences("", mine, other))
    trades = list(
        _differences(
            "trades",
            [trade.model_dump(mode="json") for trade in ours.trades],
            [trade.model_dump(mode="json") for trade in theirs.trades],
        )
    )
    found = [*trades, *figures]
    return Verification(
        engine=theirs.fingerprint.engine,
        engine_version=theirs.fingerprint.engine_version,
        trades=len(theirs.trades),
        figures=_count(other),
        different=len(found),
        differences=tuple(found[:MOST_DIFFERENCES]),
    )


def _figures(result: BacktestResult) -> dict[str, Any]:
    dumped = result.model_dump(mode="json", include=set(_FIGURES))
    dumped["settings"] = {
        name: value for name, value in dumped["settings"].items() if name not in _ENGINE
    }
    return dumped


def _differences(where: str, ours: Any, theirs: Any) -> Iterator[Difference]:
    """Yield every value in which two JSON documents differ, in their order."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in dict.fromkeys([*ours, *theirs]):
            path = f"{where}.{name}" if where else name
            yield from _differences(path, ours.get(name), theirs.get(name))
    elif isinstance(ours, list) and isinstance(theirs, list):
        for index in range(max(len(ours), len(theirs))):
            pair = [each[index] if index < len(each) else None for each in (ours, theirs)]
            if pair[0] is None or pair[1] is None:
                if pair[0] is not pair[1]:
                    yield Difference(
                        where=f"{where}[{index}]", ours=_text(pair[0]), theirs=_text(pair[1])
                    )
                continue
            yield from _differences(f"{where}[{index}]", *pair)
    elif ours != theirs:
        yield Difference(where=where, ours=_text(ours), theirs=_text(theirs))


def _text(value: Any) -> str:
    if value is None:
        return "(none)"
    text = repr(value) if isinstance(value, float) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - a line of a table


def _count(value: Any) -> int:
    """Return how many single values a JSON document holds."""
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list):
        return sum(map(_count, value))
    return 1

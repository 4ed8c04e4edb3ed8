"""Why there are few trades or none: how often each signal came and each condition held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from hypertrade.domain.backtest import ConditionCount, SignalCount

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from hypertrade_jobs.run.request import TraceColumn

_SIGNALS: tuple[
    tuple[Literal["enter_long", "enter_short", "exit_long", "exit_short"], str], ...
] = (
    ("enter_long", "enter_tag"),
    ("enter_short", "enter_tag"),
    ("exit_long", "exit_tag"),
    ("exit_short", "exit_tag"),
)


def signals(analysed: Mapping[str, pd.DataFrame]) -> tuple[SignalCount, ...]:
    """Count the candles that gave each signal, per pair and tag, over the backtest's range."""
    counts = []
    for pair, frame in analysed.items():
        for signal, tag in _SIGNALS:
            if signal not in frame.columns:
                continue
            given = frame[frame[signal] == 1]
            if tag in frame.columns:
                tags = given[tag].fillna("").astype(str)
                found = {str(name): int(number) for name, number in tags.value_counts().items()}
            else:
                found = {"": len(given)}
            counts += [
                SignalCount(pair=pair, signal=signal, tag=name, count=number)
                for name, number in sorted(found.items())
                if number
            ]
    return tuple(counts)


def conditions(
    strategy: Any, data: Mapping[str, pd.DataFrame], ranged: Any, columns: tuple[TraceColumn, ...]
) -> tuple[ConditionCount, ...]:
    """Count how often each condition of the traced ``strategy`` held, over all pairs.

    ``data`` are candles with their warm-up; ``ranged`` cuts one pair's analysed candles to the
    backtest's range. Only the strategy's populate methods run.
    """
    true = dict.fromkeys(columns, 0)
    candles = dict.fromkeys(columns, 0)
    for pair, analysed in strategy.advise_all_indicators(dict(data)).items():
        frame = ranged(strategy.ft_advise_signals(analysed, {"pair": pair}))
        for column in columns:
            judged = frame[column.column].dropna()
            true[column] += int((judged == 1).sum())
            candles[column] += len(judged)
    return tuple(
        ConditionCount(
            rule=column.rule,
            role=column.role,
            condition=column.condition,
            depth=column.depth,
            true=true[column],
            candles=candles[column],
        )
        for column in columns
    )

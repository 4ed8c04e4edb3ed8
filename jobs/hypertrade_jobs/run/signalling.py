"""A strategy's signals, as Freqtrade would trade on them, for the engine outside to keep the books.

Freqtrade itself loads, analyses and trims the candles; only its loop over them runs empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from freqtrade.data.converter import trim_dataframe
from hypertrade.backtesting.signal_file import (
    FLAGS,
    LONGEST_TAG,
    MOST_TAGS,
    TAGS,
    PairColumns,
    PairRows,
    ProtectionSettings,
    SignalHeader,
    StrategySettings,
)
from hypertrade.domain.market import timeframe_minutes

from hypertrade_jobs.run.engine import ReportedBacktesting
from hypertrade_jobs.run.loop import is_freqtrades

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from freqtrade.strategy import IStrategy
    from numpy.typing import NDArray

    from hypertrade_jobs.run.events import Events

_CALLBACKS = (
    "adjust_entry_price",
    "adjust_exit_price",
    "adjust_order_price",
    "adjust_trade_position",
    "bot_loop_start",
    "check_entry_timeout",
    "check_exit_timeout",
    "confirm_trade_entry",
    "confirm_trade_exit",
    "custom_entry_price",
    "custom_exit",
    "custom_exit_price",
    "custom_roi",
    "custom_stake_amount",
    "custom_stoploss",
    "ft_check_timed_out",
    "ft_stoploss_adjust",
    "ft_stoploss_reached",
    "ignore_expired_candle",
    "leverage",
    "min_roi_reached",
    "min_roi_reached_entry",
    "order_filled",
    "should_exit",
)
"""Methods that Freqtrade's loop asks while it trades; one of the strategy's own needs that loop."""

_LIMITS = {"CooldownPeriod": 1, "StoplossGuard": 10, "LowProfitPairs": 1, "MaxDrawdown": 1}
"""The protections the engine knows, and Freqtrade's default of their ``trade_limit``."""
_THRESHOLDS = {"MaxDrawdown": "max_allowed_drawdown"}


class LoopNeededError(Exception):
    """The strategy cannot be traded on its signals alone; the text says why, in plain words."""


class SignalBacktesting(ReportedBacktesting):
    """Freqtrade's backtest up to its loop."""

    def time_pair_generator(
        self,
        start_date: datetime,  # noqa: ARG002 - Freqtrade's signature
        end_date: datetime,  # noqa: ARG002 - the same
        pairs: list[str],  # noqa: ARG002 - the same
        data: dict[str, list[Any]],  # noqa: ARG002 - the same
    ) -> Iterator[tuple[datetime, str, Any, bool, Any]]:
        """Yield nothing: nobody trades in here."""
        yield from ()

    def _get_ohlcv_as_lists(self, processed: dict[str, pd.DataFrame]) -> dict[str, list[Any]]:
        """Compute and trim every pair's signals as Freqtrade's does.

        The lists that its loop would walk through, which take as long again, are left out.
        """
        for pair, candles in processed.items():
            analysed = self.strategy.ft_advise_signals(candles, {"pair": pair})
            self.dataprovider._set_cached_df(  # noqa: SLF001 - as Freqtrade does
                pair, self.timeframe, analysed, self.config["candle_type_def"]
            )
            processed[pair] = trim_dataframe(
                analysed, self.timerange, startup_candles=self.required_startup
            )
        return {pair: [] for pair in processed}


def signals(config: dict[str, Any], events: Events) -> tuple[SignalHeader, list[PairColumns]]:
    """Return the strategy's settings and the signals of every pair over the backtest's range.

    Raises:
        LoopNeededError: the strategy asks for what only Freqtrade's loop does.
        Exception: whatever Freqtrade or the strategy raises; ``failures`` translates it.
    """
    backtesting = analyse(config, events, check=_need_no_loop)
    strategy = backtesting.strategylist[0]
    # What the strategy does to itself while it starts and analyses counts as well.
    _need_no_loop(strategy)
    names: dict[str, int] = {}
    columns = [_columns(frame, names) for frame in backtesting.analysed.values()]
    header = SignalHeader(
        settings=_settings(strategy),
        startup_candles=backtesting.required_startup,
        pairs=_rows(backtesting),
        tags=tuple(names),
    )
    return header, columns


def fires(
    config: dict[str, Any], reason: str, events: Events
) -> tuple[SignalHeader, list[PairColumns]]:
    """Return where a strategy that needs Freqtrade's loop, for the ``reason`` told, gives signals.

    Raises:
        Exception: whatever Freqtrade or the strategy raises; ``failures`` translates it.
    """
    backtesting = analyse(config, events)
    columns = []
    for frame in backtesting.analysed.values():
        none = np.full(len(frame), -1, np.int16)
        flags = [(_values(frame, name) > 0).astype(np.uint8) for name in FLAGS]
        columns.append(PairColumns(flags, [none] * len(TAGS)))
    header = SignalHeader(
        reasons=(reason,),
        startup_candles=backtesting.required_startup,
        pairs=_rows(backtesting),
    )
    return header, columns


def analyse(
    config: dict[str, Any], events: Events, check: Callable[[IStrategy], None] | None = None
) -> SignalBacktesting:
    """Return Freqtrade's backtest after it has analysed its candles; ``check`` sees its strategy.

    Raises:
        Exception: whatever Freqtrade, the strategy or ``check`` raises.
    """
    backtesting = SignalBacktesting(config, events)
    strategy = backtesting.strategylist[0]
    if check is not None:
        check(strategy)
    events.progress("loading")
    data, timerange = backtesting.load_bt_data()
    backtesting.run_ids = {strategy.get_strategy_name(): ""}
    backtesting.backtest_one_strategy(strategy, data, timerange)
    return backtesting


def _rows(backtesting: SignalBacktesting) -> tuple[PairRows, ...]:
    return tuple(
        PairRows(
            pair=pair,
            first=int(frame["date"].iloc[0].timestamp() * 1000) if len(frame) else 0,
            rows=len(frame),
        )
        for pair, frame in backtesting.analysed.items()
    )


def _need_no_loop(strategy: IStrategy) -> None:
    own = [name for name in _CALLBACKS if not is_freqtrades(strategy, name)]
    if own:
        raise LoopNeededError(f"the strategy defines {', '.join(own)}")
    for name in ("use_custom_stoploss", "use_custom_roi", "position_adjustment_enable"):
        if getattr(strategy, name, False):
            raise LoopNeededError(f"the strategy sets {name}")
    if getattr(strategy, "ignore_buying_expired_candle_after", 0):
        raise LoopNeededError("the strategy sets ignore_buying_expired_candle_after")
    for item in strategy.protections:
        if item.get("method") not in _LIMITS:
            raise LoopNeededError(f"the strategy uses the protection {item.get('method')!r}")
        if "unlock_at" in item:
            raise LoopNeededError("a protection uses unlock_at")


def _columns(frame: pd.DataFrame, names: dict[str, int]) -> PairColumns:
    return PairColumns(
        [_flag(frame, name) for name in FLAGS], [_tag(frame, name, names) for name in TAGS]
    )


def _flag(frame: pd.DataFrame, name: str) -> NDArray[np.uint8]:
    values = _values(frame, name)
    # Freqtrade asks of an entry whether it is 1 and of an exit whether it is anything: for other
    # numbers than these two, the answers differ.
    if not np.isin(values, (0.0, 1.0)).all():
        raise LoopNeededError(f"{name} holds other values than 0 and 1")
    return values.astype(np.uint8)


def _values(frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    if name not in frame.columns:
        return np.zeros(len(frame))
    found: NDArray[np.float64] = (
        pd.to_numeric(frame[name], errors="coerce").fillna(0).to_numpy(dtype=float)
    )
    return found


def _tag(frame: pd.DataFrame, name: str, names: dict[str, int]) -> NDArray[np.int16]:
    codes = np.full(len(frame), -1, np.int16)
    if name not in frame.columns:
        return codes
    column = frame[name]
    for tag in column.dropna().unique():
        if not isinstance(tag, str) or len(tag) > LONGEST_TAG:
            raise LoopNeededError(f"{name} holds what is no short text")
        if tag:
            codes[(column == tag).to_numpy(dtype=bool)] = names.setdefault(tag, len(names))
    if len(names) > MOST_TAGS:
        raise LoopNeededError(f"more than {MOST_TAGS} different tags")
    return codes


def _settings(strategy: IStrategy) -> StrategySettings:
    timeouts = strategy.config.get("unfilledtimeout", {})
    unit = 1 / 60 if timeouts.get("unit", "minutes") == "seconds" else 1
    entry, leave = (timeouts.get(side) for side in ("entry", "exit"))
    positive = strategy.trailing_stop_positive
    return StrategySettings(
        can_short=bool(strategy.can_short),
        minimal_roi=tuple(
            sorted((int(minutes), float(roi)) for minutes, roi in strategy.minimal_roi.items())
        ),
        stoploss=float(strategy.stoploss),
        trailing_stop=bool(strategy.trailing_stop),
        trailing_stop_positive=None if positive is None else float(positive),
        trailing_stop_positive_offset=float(strategy.trailing_stop_positive_offset or 0.0),
        trailing_only_offset_is_reached=bool(strategy.trailing_only_offset_is_reached),
        use_exit_signal=bool(strategy.use_exit_signal),
        exit_profit_only=bool(strategy.exit_profit_only),
        exit_profit_offset=float(strategy.exit_profit_offset),
        ignore_roi_if_entry_signal=bool(strategy.ignore_roi_if_entry_signal),
        entry_timeout=None if entry is None else float(entry) * unit,
        exit_timeout=None if leave is None else float(leave) * unit,
        protections=tuple(
            _protection(item, timeframe_minutes(strategy.timeframe))
            for item in strategy.protections
        ),
    )


def _protection(item: Mapping[str, Any], candle: int) -> ProtectionSettings:
    """Return ``item`` with Freqtrade's defaults (``plugins/protections/*.py``) filled in."""
    method = item["method"]

    def minutes(name: str) -> int:
        if f"{name}_candles" in item:
            return int(item[f"{name}_candles"]) * candle
        return int(item.get(name, 60))

    return ProtectionSettings(
        method=method,
        lookback=minutes("lookback_period"),
        stop=minutes("stop_duration"),
        limit=int(item.get("trade_limit", _LIMITS[method])),
        threshold=float(item.get(_THRESHOLDS.get(method, "required_profit"), 0.0)),
        only_per_pair=bool(item.get("only_per_pair", False)),
        only_per_side=bool(item.get("only_per_side", False)),
        mode=item.get("calculation_mode", "ratios"),
    )

"""A run request as the configuration that ``freqtrade backtesting`` would have made of it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypertrade.domain.market import TradingMode

from hypertrade_jobs.run.request import DATA, STRATEGY, TRACED

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hypertrade.domain.market import Timerange

    from hypertrade_jobs.run.request import RunRequest

_PRICING = {"price_side": "other", "use_order_book": True, "order_book_top": 1}
"""Backtests fill at the candle's open whatever stands here; ``other`` lets market orders pass."""


def configuration(request: RunRequest, inputs: Path, outputs: Path) -> dict[str, Any]:
    """Return Freqtrade's configuration of ``request``, validated by Freqtrade.

    Raises:
        freqtrade.exceptions.ConfigurationError: Freqtrade finds it inconsistent.
    """
    from freqtrade.configuration import validate_config_consistency
    from freqtrade.enums import CandleType, MarginMode, RunMode
    from freqtrade.enums import TradingMode as Mode

    futures = request.trading_mode is TradingMode.FUTURES
    config: dict[str, Any] = {
        "stake_currency": request.stake_currency,
        "stake_amount": request.stake,
        "dry_run_wallet": request.balance,
        "max_open_trades": request.max_open_trades,
        "timeframe": request.timeframe,
        "exchange": {
            "name": request.exchange,
            "pair_whitelist": list(request.pairs),
            "pair_blacklist": [],
        },
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": dict(_PRICING),
        "exit_pricing": dict(_PRICING),
        "dataformat_ohlcv": "feather",
        "trading_mode": request.trading_mode.value,
        "margin_mode": "isolated" if futures else "",
        "strategy": request.class_name,
        "dry_run": True,
    }
    if request.fee is not None:
        config["fee"] = request.fee
    if request.detail_timeframe is not None:
        config["timeframe_detail"] = request.detail_timeframe
    if request.protections:
        config["enable_protections"] = True
    config["internals"] = {}
    config["original_config"] = deepcopy(config)
    config |= {
        "runmode": RunMode.BACKTEST,
        "trading_mode": Mode(request.trading_mode.value),
        "margin_mode": MarginMode(config["margin_mode"]),
        "candle_type_def": CandleType.get_default(request.trading_mode.value),
        "timerange": timerange(request.timerange),
        "strategy_path": str(inputs / STRATEGY),
        "datadir": inputs / DATA,
        "user_data_dir": inputs,
        "export": "trades",
        "exportdirectory": outputs,
        "exportfilename": None,
        "backtest_cache": "none",
    }
    if config["max_open_trades"] == -1:
        config["max_open_trades"] = float("inf")
    validate_config_consistency(config, preliminary=True)
    return config


def traced(config: dict[str, Any], inputs: Path) -> dict[str, Any]:
    """Return a copy of ``config`` for the traced twin of the strategy."""
    return deepcopy(config) | {"strategy_path": str(inputs / TRACED)}


def timerange(asked: Timerange) -> str:
    """Return ``asked`` as Freqtrade's ``--timerange``: days where they are whole, else seconds."""
    start, stop = (_moment(day) if day else "" for day in (asked.start, asked.stop))
    return f"{start}-{stop}" if start or stop else ""


def _moment(moment: datetime) -> str:
    text = f"{moment:%Y%m%dT%H%M%S}"
    return text.removesuffix("T000000")

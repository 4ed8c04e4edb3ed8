"""Varied specs for the equality with plain Freqtrade: each of its own kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A strategy (``spec``, or ``code`` and its class) and how it is tested."""

    name: str
    spec: Json = field(default_factory=dict)
    code: str = ""
    pairs: tuple[str, ...] = ("BTC/USD",)
    timeframe: str = "1h"
    timerange: str = "20180701-20190101"
    settings: Json = field(default_factory=dict)


def price(name: str = "close", **more: Any) -> Json:
    return {"kind": "price", "field": name, **more}


def number(value: float | Json) -> Json:
    return {"kind": "number", "value": value}


def ind(name: str, output: str = "", **params: Any) -> Json:
    outer: Json = {
        key: params.pop(key) for key in ("timeframe", "shift", "source") if key in params
    }
    return {"kind": "indicator", "name": name, "output": output, "params": params, **outer}


def compare(left: Json, op: str, right: Json | float) -> Json:
    value = right if isinstance(right, dict) else number(right)
    return {"kind": "compare", "left": left, "op": op, "right": value}


def cross(left: Json, direction: str, right: Json | float) -> Json:
    value = right if isinstance(right, dict) else number(right)
    return {"kind": "cross", "left": left, "direction": direction, "right": value}


def both(*conditions: Json) -> Json:
    return {"kind": "all", "conditions": list(conditions)}


def either(*conditions: Json) -> Json:
    return {"kind": "any", "conditions": list(conditions)}


def hours(value: int) -> Json:
    return {"value": value, "unit": "hours"}


def spec(name: str, entry: Json, leave: Json | None = None, **more: Any) -> Json:
    exits = [{"name": "leave", "when": leave}] if leave else []
    base = {"name": name, "timeframe": "1h", "entries": [{"name": "enter", "when": entry}]}
    return base | {"exits": exits} | more


_CROSS_UP = cross(ind("ema", period=10), "above", ind("ema", period=30))
_CROSS_DOWN = cross(ind("ema", period=10), "below", ind("ema", period=30))
_DIP = cross(ind("rsi", period=14), "below", 35)
_ALL = ("BTC/USD", "ETH/USD", "XRP/USD", "LTC/USD")

SPECS = (
    Case("cross", spec("cross", _CROSS_UP, _CROSS_DOWN, stop_loss=0.1)),
    Case("dip", spec("dip", _DIP, cross(ind("rsi"), "above", 65), stop_loss=0.05)),
    Case(
        "macd",
        spec(
            "macd",
            both(
                cross(ind("macd", "macd"), "above", ind("macd", "signal")),
                compare(price(), ">", ind("ema", period=100)),
            ),
            cross(ind("macd", "macd"), "below", ind("macd", "signal")),
            stop_loss=0.08,
        ),
        pairs=("ETH/USD",),
    ),
    Case(
        "bollinger",
        spec(
            "bollinger",
            compare(price(), "<", ind("bollinger", "lower")),
            compare(price(), ">", ind("bollinger", "middle")),
            stop_loss=0.04,
        ),
        pairs=("XRP/USD",),
    ),
    Case("take-profit", spec("take profit", _DIP, take_profit=0.02, stop_loss=0.03)),
    Case(
        "roi",
        spec(
            "roi",
            _CROSS_UP,
            roi=[
                {"after": hours(0), "profit": 0.05},
                {"after": hours(6), "profit": 0.02},
                {"after": hours(24), "profit": 0.0},
            ],
            stop_loss=0.1,
        ),
        pairs=("ETH/USD", "LTC/USD"),
    ),
    Case("trailing", spec("trailing", _CROSS_UP, trailing_stop={"distance": 0.03}, stop_loss=0.1)),
    Case(
        "trailing-offset",
        spec(
            "trailing offset",
            _DIP,
            trailing_stop={"distance": 0.01, "after": 0.03},
            stop_loss=0.06,
        ),
        pairs=("LTC/USD",),
    ),
    Case("atr-stop", spec("atr", _CROSS_UP, _CROSS_DOWN, atr_stop={"multiple": 2, "period": 14})),
    Case(
        "atr-trailing",
        spec("atr trail", _DIP, atr_stop={"multiple": 3, "period": 10, "trailing": True}),
        pairs=("ETH/USD",),
    ),
    Case(
        "break-even",
        spec(
            "break even",
            _CROSS_UP,
            take_profit=0.06,
            stop_loss=0.04,
            break_even={"trigger": 0.02, "lock": 0.002},
        ),
    ),
    Case("time-limit", spec("time limit", _DIP, time_limit=hours(12), stop_loss=0.1)),
    Case(
        "profit-only",
        spec("profit only", _CROSS_UP, _CROSS_DOWN, exit_only_in_profit=True, stop_loss=0.15),
    ),
    Case(
        "keep-while-entry",
        spec(
            "keep",
            compare(ind("rsi"), "<", 45),
            take_profit=0.015,
            stop_loss=0.1,
            ignore_roi_while_entry_holds=True,
        ),
    ),
    Case(
        "share",
        spec("share", _DIP, stake={"kind": "share", "fraction": 0.3}, take_profit=0.03),
        pairs=("BTC/USD", "ETH/USD"),
        settings={"stake": "unlimited"},
    ),
    Case(
        "unlimited",
        spec("unlimited", _DIP, take_profit=0.03, stop_loss=0.05),
        pairs=_ALL,
        settings={"stake": "unlimited", "max_open_trades": 2},
    ),
    Case(
        "crowded",
        spec("crowded", compare(ind("rsi"), "<", 40), take_profit=0.02, stop_loss=0.04),
        pairs=_ALL,
        settings={"max_open_trades": 1, "stake": 300.0},
    ),
    Case(
        "scale-in",
        spec(
            "scale in",
            _DIP,
            take_profit=0.03,
            stop_loss=0.2,
            scale_in={"times": 3, "move": 0.02, "size": 1.5},
        ),
        settings={"stake": 50.0},
    ),
    Case(
        "pyramid",
        spec(
            "pyramid",
            _CROSS_UP,
            _CROSS_DOWN,
            stop_loss=0.05,
            scale_in={"times": 2, "move": 0.02, "direction": "favour", "size": 0.5},
        ),
        pairs=("XRP/USD", "LTC/USD"),
    ),
    Case(
        "cooldown",
        spec(
            "cooldown",
            compare(ind("rsi"), "<", 45),
            take_profit=0.02,
            stop_loss=0.03,
            protections=[{"kind": "cooldown", "rest": {"value": 10, "unit": "candles"}}],
        ),
    ),
    Case(
        "guards",
        spec(
            "guards",
            compare(ind("rsi"), "<", 45),
            take_profit=0.02,
            stop_loss=0.02,
            protections=[
                {"kind": "stoploss_guard", "trades": 2, "lookback": hours(24), "rest": hours(12)},
                {
                    "kind": "drawdown_guard",
                    "drawdown": 0.03,
                    "lookback": hours(48),
                    "rest": hours(24),
                },
                {"kind": "low_profit_guard", "trades": 3, "lookback": hours(48), "rest": hours(6)},
            ],
        ),
        timerange="20180901-20181101",
        pairs=("BTC/USD", "ETH/USD", "LTC/USD"),
    ),
    Case(
        "higher-timeframe",
        spec(
            "higher",
            both(_CROSS_UP, compare(ind("rsi", timeframe="4h"), ">", 50)),
            _CROSS_DOWN,
            stop_loss=0.1,
        ),
    ),
    Case(
        "daily-filter",
        spec(
            "daily",
            _DIP,
            cross(ind("rsi"), "above", 60),
            filters=[compare(price(timeframe="1d"), ">", ind("sma", period=20, timeframe="1d"))],
            stop_loss=0.08,
        ),
        pairs=("ETH/USD",),
        timerange="20170901-20180401",
    ),
    Case(
        "clock",
        spec(
            "clock",
            _DIP,
            take_profit=0.02,
            stop_loss=0.05,
            filters=[
                {"kind": "time_of_day", "start": "08:00", "stop": "20:00"},
                {"kind": "day_of_week", "days": ["mon", "tue", "wed", "thu", "fri"]},
            ],
        ),
    ),
    Case(
        "patterns",
        spec(
            "patterns",
            either(
                {"kind": "pattern", "name": "engulfing", "signal": "bullish"},
                {"kind": "pattern", "name": "hammer", "signal": "bullish"},
            ),
            {"kind": "pattern", "name": "engulfing", "signal": "bearish"},
            stop_loss=0.05,
        ),
    ),
    Case(
        "history",
        spec(
            "history",
            both(
                {"kind": "trend", "value": price(), "direction": "falling", "candles": 3},
                {"kind": "within", "condition": _CROSS_UP, "candles": 40},
                {"kind": "not", "condition": compare(ind("adx"), "<", 15)},
            ),
            take_profit=0.02,
            stop_loss=0.04,
        ),
    ),
    Case(
        "two-rules",
        spec(
            "two rules",
            _CROSS_UP,
            _CROSS_DOWN,
            entries=[
                {"name": "up", "when": _CROSS_UP},
                {"name": "dip", "when": cross(ind("stochastic", "k"), "above", 20)},
            ],
            stop_loss=0.05,
        ),
        pairs=("XRP/USD",),
    ),
    Case(
        "tunable",
        spec(
            "tunable",
            cross(ind("rsi", period={"param": "length"}), "below", number({"param": "level"})),
            take_profit=0.03,
            stop_loss=0.05,
            parameters=[
                {"name": "length", "low": 7, "high": 28, "step": 1, "default": 10},
                {"name": "level", "low": 20, "high": 40, "step": 1, "default": 30},
            ],
        ),
    ),
    Case(
        "supertrend",
        spec(
            "supertrend",
            cross(ind("supertrend", "direction"), "above", 0),
            cross(ind("supertrend", "direction"), "below", 0),
            stop_loss=0.2,
        ),
        pairs=("LTC/USD", "XRP/USD"),
    ),
    Case(
        "fee-override",
        spec("fee", _DIP, take_profit=0.01, stop_loss=0.02),
        settings={"fee": 0.0},
    ),
    Case(
        "whole-history",
        spec("whole", _CROSS_UP, _CROSS_DOWN, trailing_stop={"distance": 0.05, "after": 0.08}),
        timerange="-",
    ),
    Case(
        "quick",
        spec("quick", _DIP, take_profit=0.006, stop_loss=0.01, timeframe="5m"),
        timeframe="5m",
        timerange="20181101-20181215",
    ),
    Case(
        "quick-all",
        spec(
            "quick all",
            compare(ind("zscore", period=50), "<", -2.5),
            compare(ind("zscore", period=50), ">", 0.5),
            trailing_stop={"distance": 0.005, "after": 0.01},
            stop_loss=0.03,
            timeframe="5m",
        ),
        pairs=_ALL,
        timeframe="5m",
        timerange="20190401-20190420",
    ),
    Case(
        "quick-higher",
        spec(
            "quick higher",
            both(_DIP, compare(ind("ema", period=20, timeframe="1h"), "<", price())),
            time_limit=hours(4),
            take_profit=0.02,
            stop_loss=0.02,
            timeframe="5m",
        ),
        pairs=("ETH/USD", "LTC/USD"),
        timeframe="5m",
        timerange="20180710-20180820",
    ),
    Case(
        "detail",
        spec("detail", _DIP, take_profit=0.01, stop_loss=0.01, trailing_stop={"distance": 0.008}),
        settings={"detail_timeframe": "5m"},
        timerange="20180901-20181201",
    ),
)

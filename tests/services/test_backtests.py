from __future__ import annotations

from typing import Any

import pytest
from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange, TradingMode
from hypertrade.services.backtests import Market, Money, job_for_code, job_for_spec
from hypertrade.strategy.spec import StrategySpec, read_spec

RISING = {
    "kind": "compare",
    "left": {"kind": "price"},
    "op": ">",
    "right": {"kind": "number", "value": 1},
}
CODE = CodeStrategy(source="class A: ...")


def spec(**more: Any) -> StrategySpec:
    entry = {"name": "entry", "when": RISING} | more.pop("entry", {})
    return read_spec({"name": "A", "timeframe": "1h", "entries": [entry]} | more)


def market(**more: Any) -> Market:
    chosen: dict[str, Any] = {
        "exchange": "bitfinex",
        "pairs": ("BTC/USD",),
        "timeframe": None,
        "timerange": Timerange(),
    }
    return Market(**chosen | more)


def job(strategy: StrategySpec, money: Money | None = None, **more: Any) -> BacktestJob:
    return job_for_spec(strategy, market(**more), money or Money())


def test_what_nobody_states_gets_the_defaults() -> None:
    made = job(spec())
    assert (made.stake, made.balance, made.max_open_trades) == (100.0, 1000.0, 3)
    assert made.trading_mode is TradingMode.SPOT
    assert made.timeframe == "1h"


def test_what_the_spec_states_holds() -> None:
    made = job(spec(stake={"kind": "fixed", "amount": 50}, max_open_trades=7))
    assert (made.stake, made.max_open_trades) == (50.0, 7)


def test_a_tunable_stands_for_its_default() -> None:
    parameters = [{"name": "slots", "low": 1, "high": 9, "step": 1, "default": 4}]
    made = job(spec(parameters=parameters, max_open_trades={"param": "slots"}))
    assert made.max_open_trades == 4


def test_what_the_command_states_wins() -> None:
    strategy = spec(stake={"kind": "fixed", "amount": 50}, max_open_trades=7)
    made = job(strategy, Money(stake="unlimited", max_open_trades=1))
    assert (made.stake, made.max_open_trades) == ("unlimited", 1)


@pytest.mark.parametrize("more", [{"leverage": 3}, {"entry": {"side": "short"}}])
def test_shorts_and_leverage_go_to_futures(more: dict[str, Any]) -> None:
    pairs = ("BTC/USDT:USDT",)
    assert job(spec(**more), pairs=pairs).trading_mode is TradingMode.FUTURES
    with pytest.raises(Invalid, match="BTC/USD is a spot pair") as caught:
        job(spec(**more))
    assert "BTC/USD:USD" in caught.value.remedy
    with pytest.raises(Invalid, match="futures market"):
        job(spec(**more), trading_mode=TradingMode.SPOT)


@pytest.mark.parametrize(
    ("field", "made"),
    [
        ("timeframe", lambda: job(spec(), timeframe="5m")),
        ("pairs", lambda: job(spec(), pairs=("BTCUSD",))),
        ("pairs", lambda: job(spec(), pairs=())),
        ("balance", lambda: job(spec(), Money(balance=-1))),
        ("fee", lambda: job(spec(), Money(fee=0.7))),
        ("slippage", lambda: job(spec(), Money(slippage=-0.1))),
        ("stake", lambda: job(spec(), Money(stake=0.0))),
        ("exchange", lambda: job(spec(), exchange="bit finex")),
        ("timeframe", lambda: job_for_code(CODE, market(), Money(), timeframe=None)),
    ],
)
def test_bad_settings_name_their_field(field: str, made: Any) -> None:
    with pytest.raises(Invalid) as caught:
        made()
    assert caught.value.field == field
    assert caught.value.remedy


def test_code_runs_on_its_own_timeframe_unless_overridden() -> None:
    own = job_for_code(CODE, market(), Money(), timeframe="5m")
    assert own.timeframe == "5m"
    other = job_for_code(CODE, market(timeframe="1h"), Money(), timeframe="5m")
    assert other.timeframe == "1h"


def test_code_that_shorts_goes_to_futures() -> None:
    made = job_for_code(CODE, market(), Money(), timeframe="5m", can_short=True)
    assert made.trading_mode is TradingMode.FUTURES

"""Variants of one session: values, windows, fees, other candles; and what is shared by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from weakref import ref

import numpy as np
import pytest
from hypertrade.backtesting import Session
from hypertrade.backtesting.replacing import replaced
from hypertrade.backtesting.signalling import Signaller
from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.signals.cache import IndicatorCache

from tests.backtesting.making import compare, indicator, job, price, spec

if TYPE_CHECKING:
    from hypertrade.candles.store import CandleStore
    from hypertrade.engine.model import Ledger

RANGE = "20180101-20180701"
PARAMETERS: list[dict[str, Any]] = [
    {"name": "low", "low": 20, "high": 45, "step": 1, "default": 35},
    {"name": "slots", "low": 1, "high": 5, "step": 1, "default": 3},
]
TUNABLE = spec(
    compare(indicator("rsi", period=14), "<", {"kind": "number", "value": {"param": "low"}}),
    parameters=PARAMETERS,
    max_open_trades={"param": "slots"},
)
PAIRS = ("BTC/USD", "ETH/USD")


@pytest.fixture(scope="module")
def session(store: CandleStore) -> Session:
    return Session.load(job(TUNABLE, timerange=RANGE, pairs=PAIRS), store)


def books(ledger: Ledger) -> list[Any]:
    trades = ledger.trades
    names = ("pair", "open_time", "close_time", "open_rate", "amount", "profit_abs")
    return [ledger.final_balance, *(getattr(trades, name).tolist() for name in names)]


def test_values_are_what_other_defaults_would_be(session: Session, store: CandleStore) -> None:
    tuned = session.run({"low": 28, "slots": 1})
    defaults = {"low": 28, "slots": 1}
    changed = [item | {"default": defaults[item["name"]]} for item in PARAMETERS]
    other = Session.load(
        job(TUNABLE | {"parameters": changed}, timerange=RANGE, pairs=PAIRS), store
    )
    assert books(tuned) == books(other.run())
    assert books(tuned) != books(session.run())
    assert books(session.run()) == books(session.run({})), "nothing of a variant stays"


def test_a_window_trades_as_a_job_of_that_range(session: Session, store: CandleStore) -> None:
    start, stop = datetime(2018, 3, 1, tzinfo=UTC), datetime(2018, 5, 1, tzinfo=UTC)
    part = session.run({"low": 30}, start=start, stop=stop)
    alone = Session.load(job(TUNABLE, timerange="20180301-20180501", pairs=PAIRS), store)
    assert books(part) == books(alone.run({"low": 30}))
    assert len(part.trades) > 0


def test_a_fee_is_a_variant(session: Session) -> None:
    free, dear = session.run(fee=0.0), session.run(fee=0.01)
    assert free.final_balance > dear.final_balance
    assert session.account.fee == 0.002


def test_other_candles_are_traded_and_forgotten(session: Session) -> None:
    plain = books(session.run())
    rng = np.random.default_rng(7)
    noisy = []
    for pair in session.market.pairs:
        candles = pair.candles
        factor = np.exp(rng.normal(0.0, 0.002, len(candles)))
        columns = {
            name: getattr(candles, name) * factor for name in ("open", "high", "low", "close")
        }
        noisy.append(replace(candles, **columns))
    assert books(session.run(candles=noisy)) != plain
    assert books(session.run(candles=[pair.candles for pair in session.market.pairs])) == plain
    assert books(session.run()) == plain
    with pytest.raises(Invalid):
        session.run(candles=noisy[:1])


def test_higher_timeframes_follow_other_candles(store: CandleStore) -> None:
    strategy = spec(compare(price(), ">", indicator("sma", period=20, timeframe="4h")))
    one = Session.load(job(strategy, timerange="20180301-20180401"), store)
    window = one.window()
    own = [pair.candles for pair in window.market.pairs]
    same = replaced(window, own).higher[0]["4h"]
    for name in ("open", "high", "low", "close"):
        np.testing.assert_array_equal(getattr(same, name), getattr(window.higher[0]["4h"], name))
    doubled = [replace(own[0], close=own[0].close * 2, high=own[0].high * 2)]
    other = replaced(window, doubled)
    higher, before = other.higher[0]["4h"], window.higher[0]["4h"]
    made = (own[0].first - before.first) // before.step
    assert made > 0
    np.testing.assert_array_equal(higher.close[:made], before.close[:made])
    np.testing.assert_array_equal(higher.close[made:-1], before.close[made:-1] * 2)
    Signaller(one.spec, other, IndicatorCache()).signals({})


def test_old_windows_are_dropped_but_the_job_s_own(session: Session) -> None:
    own = session.window()
    for day in range(1, 13):
        session.window(datetime(2018, 3, day, tzinfo=UTC))
    assert len(session._ranges._kept) <= 9
    assert session.window() is own


def test_other_money_shares_the_candles(session: Session) -> None:
    rich = session.with_terms(session.job.model_copy(update={"stake": 200.0, "fee": 0.001}))
    assert rich.window() is session.window()
    assert (rich.account.stake, rich.account.fee) == (200.0, 0.001)
    assert session.account.stake == 100.0
    assert rich.settings_hash != session.settings_hash
    with pytest.raises(Invalid):
        session.with_terms(session.job.model_copy(update={"stake": 5000.0}))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"strategy": CodeStrategy(source="x = 1")}, "strategy"),
        ({"pairs": ("BTC/USD", "BTC/USD")}, "pairs"),
        ({"pairs": ("BTC/USD", "BTC/EUR")}, "pairs"),
        ({"stake": 995.0}, "stake"),
        ({"stake": "unlimited", "max_open_trades": -1}, "max_open_trades"),
        ({"detail_timeframe": "1h"}, "detail_timeframe"),
        ({"timeframe": "4h"}, "timeframe"),
        ({"exchange": "atlantis"}, "exchange"),
        ({"trading_mode": "futures"}, "pairs"),
    ],
)
def test_jobs_that_cannot_be_run_say_why(
    changes: dict[str, Any], field: str, store: CandleStore
) -> None:
    made = job(spec(), timerange=RANGE)
    bad = type(made).model_validate(dict(made) | changes)
    with pytest.raises(Invalid) as caught:
        Session.load(bad, store)
    assert caught.value.field == field
    assert caught.value.remedy


def test_shorts_need_futures(store: CandleStore) -> None:
    entry = {"name": "in", "side": "short", "when": compare(indicator("rsi", period=14), ">", 70)}
    with pytest.raises(Invalid) as caught:
        Session.load(job(spec(entries=[entry], exits=[]), timerange=RANGE), store)
    assert caught.value.field == "trading_mode"


def test_a_settled_session_runs_its_range_without_what_was_stored(store: CandleStore) -> None:
    made = Session.load(job(TUNABLE, timerange=RANGE, pairs=PAIRS), store)
    before, quality = books(made.run()), made.quality
    stored = [ref(columns.dates) for columns in made._feeds.series.values()]
    made.settle()
    assert [each() for each in stored] == [None, None]
    made.forget_indicators()
    assert books(made.run()) == before
    assert made.quality == quality

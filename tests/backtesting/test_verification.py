"""A difference is found wherever it is, named, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.backtesting import Session, reporting
from hypertrade.backtesting.verification import MOST_DIFFERENCES, verify

from tests.backtesting.making import job

if TYPE_CHECKING:
    from hypertrade.candles.store import CandleStore
    from hypertrade.results.document import BacktestResult


@pytest.fixture(scope="module")
def result(store: CandleStore) -> BacktestResult:
    session = Session.load(job(timerange="20180101-20180401"), store)
    return reporting.result_of(session, session.engine_run(session.run()))


def test_a_result_agrees_with_itself_whatever_the_engine(result: BacktestResult) -> None:
    settings = result.settings.model_copy(update={"engine": "freqtrade", "engine_version": "1"})
    said = verify(result, result.model_copy(update={"settings": settings}))
    assert said.agrees
    assert said.trades == len(result.trades) > 5


def test_the_last_bit_of_one_trade_is_found(result: BacktestResult) -> None:
    trade = result.trades[3]
    amount = trade.amount * (1 + 2**-52)
    trades = (*result.trades[:3], trade.model_copy(update={"amount": amount}), *result.trades[4:])
    said = verify(result, result.model_copy(update={"trades": trades}))
    assert not said.agrees
    (found,) = said.differences
    assert (found.where, found.ours, found.theirs) == (
        "trades[3].amount",
        repr(trade.amount),
        repr(amount),
    )


def test_a_missing_trade_and_a_figure_are_found(result: BacktestResult) -> None:
    metrics = result.metrics.model_copy(update={"sharpe": 9.9})
    other = result.model_copy(update={"trades": result.trades[:-1], "metrics": metrics})
    said = verify(result, other)
    assert {one.where for one in said.differences} == {
        f"trades[{len(result.trades) - 1}]",
        "metrics.sharpe",
    }


def test_many_differences_are_counted_and_the_first_listed(result: BacktestResult) -> None:
    trades = tuple(trade.model_copy(update={"pair": "X/Y"}) for trade in result.trades * 3)
    said = verify(result, result.model_copy(update={"trades": trades}))
    assert said.different > MOST_DIFFERENCES == len(said.differences)

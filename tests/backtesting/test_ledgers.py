"""Trades as documents and as columns are the same thing."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
from hypertrade.backtesting import Session
from hypertrade.backtesting.ledgers import ledger_of
from hypertrade.backtesting.runs import trades_of

from tests.backtesting.making import job

if TYPE_CHECKING:
    from hypertrade.candles.store import CandleStore


def test_documents_give_their_columns_back(store: CandleStore) -> None:
    session = Session.load(job(pairs=("BTC/USD", "ETH/USD"), timerange="20180801-"), store)
    ledger = session.run()
    assert len(ledger.trades) > 50
    documents = trades_of(ledger, session.pairs, session.account.fee)
    again = ledger_of(documents, session.pairs, ledger.starting_balance)
    named = {"enter_tag", "exit_reason", "tag"}
    for one, other in ((ledger.trades, again.trades), (ledger.orders, again.orders)):
        for name in (field.name for field in fields(one)):
            mine, theirs = getattr(one, name), getattr(other, name)
            assert mine.dtype == theirs.dtype
            if name in named:
                assert [ledger.reasons[at] for at in mine if at >= 0] == [
                    again.reasons[at] for at in theirs if at >= 0
                ]
            else:
                np.testing.assert_array_equal(mine, theirs)
    assert again.final_balance == np.float64(1000.0 + ledger.trades.profit_abs.sum())

"""Strategies to begin with: what their words say, and on the demo market they trade."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypertrade.backtesting.session import Session
from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo
from hypertrade.domain.market import Timerange
from hypertrade.services.backtests import Market, Money, job_for_spec
from hypertrade.strategy.spec import read_spec
from hypertrade.strategy.templates import Template, templates, templates_text

if TYPE_CHECKING:
    from pathlib import Path

ALL = templates()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CandleStore:
    folder: Path = tmp_path_factory.mktemp("store")
    made = CandleStore(folder)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    make_demo(made, start=start, stop=start + timedelta(days=365))
    return made


def test_their_specs_are_what_their_words_read_as() -> None:
    kept = files("hypertrade.strategy").joinpath("templates.json").read_text("utf-8")
    assert kept == templates_text(), (
        "run: python -m hypertrade.strategy.templates > templates.json, and put it in its place"
    )


def test_they_are_told_apart() -> None:
    assert len({item.id for item in ALL}) == len({item.title for item in ALL}) == len(ALL) >= 8
    kinds = {tag for item in ALL for tag in item.tags}
    assert {"trend", "mean-reversion", "momentum", "volatility", "scaling-in"} <= kinds
    assert all(item.title == item.spec["name"] for item in ALL)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_each_trades_on_the_demo_market(item: Template, store: CandleStore) -> None:
    spec = read_spec(item.spec)
    job = job_for_spec(spec, Market("binance", ("BTC/USDT",), None, Timerange()), Money())
    session = Session.load(job, store)
    assert session.refusal() is None
    assert len(session.run().trades) >= 5

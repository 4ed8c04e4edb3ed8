"""What asking for a run, and its end, do to the strategy it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.errors import Conflict, NotFound
from hypertrade.domain.orders import BacktestOrder
from hypertrade.domain.principals import Principal
from hypertrade.domain.runs import RunState
from hypertrade.services.runs import Request
from hypertrade.settings import Settings

from tests.services.shelf.samples import by_spec

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.runs import Run

ANN = Principal(id="ann", plan="own")


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(Settings(data=tmp_path))


def submit(platform: Platform, strategy: str) -> Run:
    order = BacktestOrder(strategy=strategy, exchange="binance", pairs=("BTC/USDT",))
    ordered = platform.ordered(ANN, order)
    asked = Request(work=ordered.work, strategy=ordered.strategy, version=ordered.version)
    return platform.runs.submit(ANN, asked)


def test_a_version_is_frozen_by_the_run_that_names_it(platform: Platform) -> None:
    mine = platform.strategies.create(ANN, by_spec(stop=0.05)).strategy.value.id
    run = submit(platform, mine)
    assert (run.strategy, run.strategy_version) == (mine, 1)
    first = platform.strategies.version(ANN, mine, 1)
    assert first.frozen is not None
    assert platform.strategies.save(ANN, mine, by_spec(stop=0.01)).number == 2
    assert submit(platform, mine).strategy_version == 2
    assert platform.strategies.version(ANN, mine, 1) == first


def test_a_run_of_what_changed_meanwhile_is_refused_and_costs_nothing(platform: Platform) -> None:
    mine = platform.strategies.create(ANN, by_spec(stop=0.05)).strategy.value.id
    order = BacktestOrder(strategy=mine, exchange="binance", pairs=("BTC/USDT",))
    ordered = platform.ordered(ANN, order)
    asked = Request(work=ordered.work, strategy=ordered.strategy, version=ordered.version)
    platform.strategies.save(ANN, mine, by_spec(stop=0.01))
    with pytest.raises(Conflict):
        platform.runs.submit(ANN, asked)
    assert platform.strategies.version(ANN, mine, 1).frozen is None
    assert platform.runs.allowance(ANN).queued == 0
    platform.strategies.delete(ANN, mine)
    with pytest.raises(NotFound):
        platform.runs.submit(ANN, asked)


def test_the_newest_finished_run_stands_in_the_list(platform: Platform) -> None:
    mine = platform.strategies.create(ANN, by_spec()).strategy.value.id
    run = submit(platform, mine)
    with pytest.raises(Conflict):
        platform.strategies.delete(ANN, mine)
    ended = run.model_copy(
        update={
            "state": RunState.SUCCEEDED,
            "ended": platform.parts.clock.now(),
            "summary": {"profit": 0.1},
        }
    )
    platform.parts.documents.commit(platform.strategies.after_run(ended))
    last = platform.strategies.get(ANN, mine).strategy.value.last_run
    assert last is not None
    assert (last["id"], last["state"], last["summary"]) == (run.id, "succeeded", {"profit": 0.1})
    theirs = ended.model_copy(update={"owner": "bob"})
    assert platform.strategies.after_run(theirs) == ()

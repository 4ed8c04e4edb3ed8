"""The parts over real sessions: shards from a store, and the columns of specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.backtesting import Session
from hypertrade.robustness import bias
from hypertrade.robustness.outcomes import outcome_of
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.shards import Shard, deal, merge, run_shard
from hypertrade.robustness.simulator import Span
from hypertrade.robustness.subject import session_subject
from hypertrade.robustness.tunables import suggest

from tests.robustness.truth.worlds import DIP_BUYER, job_of, read, world

if TYPE_CHECKING:
    from hypertrade.candles.store import CandleStore

HOURS = 24 * 150

SPECS = {
    "plain": DIP_BUYER,
    "higher": "buy when RSI(14) is below 50 and close is above the 4h EMA(10), sell when RSI is "
    "above 60, stop at 2 ATR, 1h candles",
    "daily": "buy when the 1d RSI(3) is below 60 and close crosses above SMA(20), sell after 10 "
    "candles, 1h candles",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CandleStore:
    return world(tmp_path_factory.mktemp("market"), "reverting", seed=4, hours=HOURS)


@pytest.fixture
def session(store: CandleStore) -> Session:
    return Session.load(job_of(suggest(read(DIP_BUYER))), store)


def test_shards_of_a_real_job_merge_to_the_same(store: CandleStore) -> None:
    job = job_of(suggest(read(DIP_BUYER)))
    plan = Plan(
        checks=("sweep", "walkforward", "noise", "costs", "bias"),
        trials=6,
        walk_trials=3,
        windows=2,
        noise_reruns=2,
        min_trades=2,
    )
    whole = merge([run_shard(shard, store) for shard in deal(job, plan, 1)])
    parts = [
        run_shard(Shard.model_validate_json(shard.model_dump_json()), store)
        for shard in deal(job, plan, 3)
    ]
    assert merge(parts) == whole


def test_a_suggested_strategy_trades_as_the_one_it_came_from(
    store: CandleStore, session: Session
) -> None:
    plain = Session.load(job_of(read(DIP_BUYER)), store)
    before, after = plain.run(), session.run()
    start = max(plain.market.pairs[0].candles.opens_at(plain.market.pairs[0].candles.begin), 0)
    # More numbers may need more warm-up: the later start is common to both.
    late = session.market.pairs[0].candles.opens_at(session.market.pairs[0].candles.begin)
    assert late >= start
    common = [row for row, time in enumerate(before.trades.open_time) if time >= late]
    assert len(after.trades) > 5
    assert len(common) >= len(after.trades) - 1
    assert set(after.trades.open_time.tolist()) <= set(before.trades.open_time.tolist()) | {
        int(after.trades.open_time[0])
    }


def test_windows_leave_no_trade_open_into_the_next(session: Session) -> None:
    subject = session_subject(session)
    step = subject.candle_minutes * 60_000
    middle = subject.span.start + (subject.span.stop - subject.span.start) // 2 // step * step
    for span in (Span(subject.span.start, middle), Span(middle, subject.span.stop)):
        sample = subject.sample(subject.run(span=span), span)
        assert len(sample)
        assert sample.open_time.min() >= span.start
        assert sample.close_time.max() <= span.stop
        assert len(outcome_of(sample).daily) == sample.days


def test_slippage_of_the_job_reaches_every_figure(store: CandleStore) -> None:
    job = job_of(read(DIP_BUYER))
    plain = session_subject(Session.load(job, store)).outcome()
    worse = job.model_copy(update={"slippage": 0.001})
    slipped = session_subject(Session.load(worse, store)).outcome()
    assert slipped.trades == plain.trades
    assert slipped.profit < plain.profit


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_never_sees_the_future(store: CandleStore, name: str) -> None:
    session = Session.load(job_of(read(SPECS[name])), store)
    subject = session_subject(session)
    assert subject.sources is not None
    source = subject.sources(0)
    rows = bias.places(source, seed=5)
    assert len(rows) > 10
    columns = source.columns(0, len(source.times))
    assert {one.role for one in columns} >= {"signal", "condition"}
    assert any(one.values.any() for one in columns if one.name == "enter_long")
    assert bias.lookahead(source, [row + 1 for row in rows]) == []


def test_a_warm_up_that_is_cut_short_is_noticed(store: CandleStore) -> None:
    words = "buy when close is above EMA(100), sell when close is below EMA(100), 1h candles"
    subject = session_subject(Session.load(job_of(read(words)), store))
    assert subject.sources is not None
    source = subject.sources(0)
    source._startup = 100  # type: ignore[attr-defined]
    rows = bias.places(source, seed=5, count=200)
    assert any(one.role == "condition" for one in bias.warmup(source, rows))

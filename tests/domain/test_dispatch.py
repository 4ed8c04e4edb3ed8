"""Lanes: what the fair queue knows of somebody, whatever happens in it."""

from __future__ import annotations

from hypertrade.domain.dispatch import LEAST_SECONDS, Lane
from hypertrade.domain.quotas import PLANS, Cost
from hypothesis import given
from hypothesis import strategies as st

FREE = PLANS["free"]


def _cost(seconds: float) -> Cost:
    return Cost(candles=0, candle_years=0, seconds=seconds)


def test_a_lane_ends_when_its_last_run_would() -> None:
    lane = Lane(owner="ann", finish=5.0)
    assert lane.turn(3.0) == 5.0
    assert lane.turn(8.0) == 8.0
    joined = lane.joined(8.0, _cost(10), "free")
    assert joined.finish == 8.0 + 10 / FREE.concurrent_runs
    assert (joined.queued, joined.head, joined.open) == (1, 8.0, True)
    later = joined.joined(joined.turn(0), _cost(0), "free")
    assert later.head == 8.0
    assert later.finish == joined.finish + LEAST_SECONDS / FREE.concurrent_runs


def test_a_larger_plan_has_more_of_the_time() -> None:
    lane = Lane(owner="ann")
    free, pro = (lane.joined(0.0, _cost(10), plan).finish for plan in ("free", "pro"))
    share = PLANS["pro"].concurrent_runs / FREE.concurrent_runs
    assert free == pro * share


acts = st.lists(
    st.tuples(st.sampled_from(["join", "start", "leave", "end"]), st.floats(0, 100)), max_size=40
)


@given(acts)
def test_a_lane_is_open_exactly_if_a_run_of_it_may_start(acts: list[tuple[str, float]]) -> None:
    lane, queued, active = Lane(owner="ann"), list[float](), list[str]()
    for number, (act, seconds) in enumerate(acts):
        if act == "join":
            queued.append(lane.turn(0.0))
            lane = lane.joined(queued[-1], _cost(seconds), "free")
        elif act == "start" and lane.open:
            queued.pop(0)
            active.append(f"run-{number}")
            lane = lane.started(active[-1], queued[0] if queued else None)
        elif act == "leave" and queued:
            queued.pop(0)
            lane = lane.left(queued[0] if queued else None)
        elif act == "end" and active:
            lane = lane.ended(active.pop(), 10)
        assert (lane.queued, lane.active) == (len(queued), tuple(active))
        assert lane.open == (bool(queued) and len(active) < FREE.concurrent_runs)
        assert not queued or lane.head == queued[0]
        assert queued == sorted(queued)
        assert lane == lane.counted(len(queued), queued[0] if queued else None, tuple(active))

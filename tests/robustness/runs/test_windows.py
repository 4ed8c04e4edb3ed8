from __future__ import annotations

import itertools

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.plan import Plan, read_checks, read_embargo
from hypertrade.robustness.simulator import Span
from hypertrade.robustness.windows import splits

from tests.robustness.runs.toys import DAY, HOUR

SPAN = Span(1000 * DAY, 1400 * DAY)


def test_rolling_windows_have_one_length_and_follow_each_other() -> None:
    plan = Plan(windows=5, train=3, embargo_minutes=1440)
    found = splits(SPAN, HOUR, plan, "rolling")
    assert len(found) == 5
    assert len({one.inside.stop - one.inside.start for one in found}) == 1
    for one, following in itertools.pairwise(found):
        assert one.outside.stop == following.inside.stop
    assert found[0].inside.start == SPAN.start
    assert SPAN.stop - found[-1].outside.stop < 5 * HOUR


def test_anchored_windows_begin_with_the_data_and_grow() -> None:
    found = splits(SPAN, HOUR, Plan(windows=4, train=2), "anchored")
    assert {one.inside.start for one in found} == {SPAN.start}
    assert [one.inside.stop for one in found] == sorted(one.inside.stop for one in found)


@pytest.mark.parametrize("mode", ["rolling", "anchored"])
def test_the_embargo_lies_between_both_parts(mode: str) -> None:
    plan = Plan(windows=4, train=2, embargo_minutes=3 * 1440)
    for one in splits(SPAN, HOUR, plan, mode):  # type: ignore[arg-type]
        assert one.outside.start - one.inside.stop == 3 * DAY
        assert one.outside.stop > one.outside.start


def test_too_short_a_time_is_refused_with_a_way_out() -> None:
    with pytest.raises(Invalid, match="too few for 5 walk-forward windows"):
        splits(Span(0, 10 * DAY), HOUR, Plan(), "rolling")


@pytest.mark.parametrize(
    ("text", "minutes"), [("12h", 720), ("2d", 2880), ("1w", 10080), ("20c", 1200), ("0d", 0)]
)
def test_an_embargo_is_read(text: str, minutes: int) -> None:
    assert read_embargo(text, 60) == minutes


@pytest.mark.parametrize("text", ["", "d", "2", "-1d", "1.5d", "2y"])
def test_what_is_no_embargo_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no length of time"):
        read_embargo(text, 60)


def test_checks_are_read_in_the_order_of_the_report() -> None:
    assert read_checks("costs, walk-forward,bias") == ("bias", "walkforward", "costs")
    assert len(read_checks("all")) == 9
    with pytest.raises(Invalid, match="no check 'luck'"):
        read_checks("sweep,luck")
    with pytest.raises(Invalid, match="no check is named"):
        read_checks(" , ")

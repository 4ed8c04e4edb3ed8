from __future__ import annotations

import pytest
from hypertrade.robustness.space import draw, grid, space_of

from tests.robustness.runs.toys import spec_with


def test_the_grid_starts_at_the_default_and_holds_every_point_once() -> None:
    space = space_of(spec_with(("n", 1, 5, 1, 3), ("x", 0.1, 0.3, 0.1, 0.2)))
    points = grid(space)
    assert space.size == 15
    assert points[0] == space.default == (2, 1)
    assert len(set(points)) == 15


def test_values_are_decimals_not_sums_of_floats() -> None:
    space = space_of(spec_with(("x", 0.1, 0.5, 0.1, 0.3)))
    assert [space.values((at,))["x"] for at in range(5)] == [0.1, 0.2, 0.3, 0.4, 0.5]


def test_whole_tunables_stay_whole() -> None:
    space = space_of(spec_with(("n", 1, 5, 1, 3)))
    assert all(isinstance(value, int) for value in space.axes[0].values)


@pytest.mark.parametrize("trials", [2, 10, 60, 500])
def test_a_draw_is_distinct_repeatable_and_begins_around_the_default(trials: int) -> None:
    space = space_of(spec_with(*[(f"n_{at}", 1, 9, 1, 5) for at in range(6)]))
    points = draw(space, trials, seed=4)
    assert points == draw(space, trials, seed=4)
    assert len(points) == len(set(points)) == trials
    assert points[0] == space.default
    if trials >= 60:
        near = [point for point in points if all(abs(at - 4) <= 1 for at in point)]
        assert len(near) >= trials // 2
        assert points != draw(space, trials, seed=5)


def test_a_small_grid_is_drawn_whole() -> None:
    space = space_of(spec_with(("n", 1, 5, 1, 1)))
    assert sorted(draw(space, 100, seed=1)) == [(0,), (1,), (2,), (3,), (4,)]


def test_without_tunables_there_is_one_point() -> None:
    space = space_of(spec_with())
    assert space.size == 1
    assert draw(space, 10, seed=1) == [()]

"""The platform under kill -9, small enough for every test run; ``make crash`` is the long one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platform.crash.checks import check
from tests.platform.crash.storm import Storm

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 25


def test_every_run_has_one_result_whatever_is_killed(tmp_path: Path) -> None:
    storm = Storm(tmp_path, RUNS, seed=7)
    ids = storm.rage(calm_start=True, rest_seconds=60)
    check(storm, ids)
    assert storm.weather.kills.total() >= 5
    assert storm.weather.delivered_twice >= RUNS

"""Shards as the tasks of a Cloud Run job: one file for all, the environment names the share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.shards import Shard, ShardResult, deal, merge, run_shard
from hypertrade.robustness.tunables import suggest

from tests.robustness.truth.worlds import DIP_BUYER, job_of, read, world

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CandleStore:
    return world(tmp_path_factory.mktemp("market"), "reverting", seed=4, hours=24 * 60)


@pytest.fixture
def whole() -> Shard:
    plan = Plan(checks=("sweep", "costs"), trials=4, min_trades=2)
    [shard] = deal(job_of(suggest(read(DIP_BUYER))), plan, 1)
    return shard


def task(folder: Path, store: CandleStore, file: Path, **environment: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "hypertrade_jobs.shard", str(file)]
    command += ["--data", str(store.root), "--out", str(folder / "result.json")]
    answer = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    last: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return last


def test_tasks_come_to_what_one_process_does(
    store: CandleStore, whole: Shard, tmp_path: Path
) -> None:
    file = tmp_path / "shard.json"
    file.write_text(whole.model_dump_json())
    results = []
    for index in range(2):
        folder = tmp_path / str(index)
        folder.mkdir()
        named = {"CLOUD_RUN_TASK_INDEX": str(index), "CLOUD_RUN_TASK_COUNT": "2"}
        assert task(folder, store, file, **named)["event"] == "done"
        results.append(ShardResult.model_validate_json((folder / "result.json").read_bytes()))
    assert merge(results) == merge([run_shard(whole, store)])


@pytest.mark.parametrize(
    ("text", "environment", "field"),
    [
        ("{}", {}, "job"),
        (None, {"CLOUD_RUN_TASK_COUNT": "none"}, "count"),
        (None, {"CLOUD_RUN_TASK_COUNT": "2", "CLOUD_RUN_TASK_INDEX": "2"}, "index"),
    ],
)
def test_a_malformed_share_gets_one_clear_error(  # noqa: PLR0913, PLR0917 - fixtures and the case
    store: CandleStore,
    whole: Shard,
    tmp_path: Path,
    text: str | None,
    environment: dict[str, str],
    field: str,
) -> None:
    file = tmp_path / "shard.json"
    file.write_text(whole.model_dump_json() if text is None else text)
    last = task(tmp_path, store, file, **environment)
    assert last["error"]["code"] == "Invalid"
    assert last["error"]["field"] == field
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shard.json"]

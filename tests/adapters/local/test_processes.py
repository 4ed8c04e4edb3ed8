"""Embedded adapters shared by processes: sixteen threads in four of them, and sudden deaths."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap.local import LocalParts
from hypertrade.ports.tasks import Task
from hypertrade.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

PROCESSES = 4


def contend(what: str, folder: Path, repo: Path) -> list[Any]:
    """Return what each of sixteen threads got, of four processes that start together."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.local.contender", what, str(folder), str(n)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=repo,
        )
        for n in range(PROCESSES)
    ]
    try:
        for process in started:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        answers = [process.communicate(timeout=60)[0] for process in started]
        assert [process.returncode for process in started] == [0] * PROCESSES
    finally:
        for process in started:
            process.kill()
            process.wait()
    return [got for answer in answers for got in json.loads(answer)]


@pytest.fixture
def parts(tmp_path: Path) -> LocalParts:
    return LocalParts(Settings(data=tmp_path))


def test_one_process_creates_a_document(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    won = contend("create", tmp_path, repo)
    assert won.count(True) == 1
    found = parts.documents.get("things", "one")
    assert found is not None
    assert found.fields == {"by": won.index(True)}
    assert parts.documents.count("marks", []) == 1


def test_no_addition_is_lost(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    contend("count", tmp_path, repo)
    found = parts.documents.get("things", "sum")
    assert found is not None
    assert found.fields == {"n": 16 * 25}


def test_one_process_creates_a_blob(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    won = contend("store", tmp_path, repo)
    assert won.count(True) == 1
    assert parts.blobs.get("one") == str(won.index(True)).encode() * 50_000


def test_no_generation_is_used_twice(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    got = [generation for each in contend("overwrite", tmp_path, repo) for generation in each]
    assert len(set(got)) == len(got) == 160
    now = parts.blobs.stat("same")
    assert now is not None
    assert now.generation == max(got)
    left = (parts.place.folder("blobs") / "objects").glob("*/*")
    assert [path.name for path in left] == [str(now.generation)]


def test_a_bucket_is_everybodys(tmp_path: Path, repo: Path) -> None:
    assert sum(contend("take", tmp_path, repo)) == 20


def test_each_task_is_one_workers(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    for n in range(100):
        parts.tasks.enqueue(Task("runs", f"r{n}"))
    had = [name for each in contend("lease", tmp_path, repo) for name in each]
    assert sorted(had) == sorted(f"r{n}" for n in range(100))
    assert parts.tasks.depth("runs") == 0


def test_everybody_gets_the_key_that_was_made_first(tmp_path: Path, repo: Path) -> None:
    assert len(set(contend("key", tmp_path, repo))) == 1


def test_a_killed_writer_leaves_nothing_half(parts: LocalParts, tmp_path: Path, repo: Path) -> None:
    for round_ in range(3):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.local.contender", "write", str(tmp_path), "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=repo,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("go\n")
            process.stdin.flush()
            for _ in range(1 + round_):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        for number in range(4):
            left, right = parts.documents.get_many("pairs", [f"{number}-left", f"{number}-right"])
            assert (left and left.fields) == (right and right.fields)
            stat = parts.blobs.stat(f"letters/{number}")
            if stat is not None:
                content = parts.blobs.get(f"letters/{number}")
                assert (len(content), len(set(content))) == (20_000, 1)
    parts.blobs.put("letters/0", b"after")
    assert parts.blobs.get("letters/0") == b"after"

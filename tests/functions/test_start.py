"""What a function loads when it starts, and that it serves under functions-framework."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

FUNCTIONS = Path(__file__).resolve().parents[2] / "functions"
HEAVY = (
    *("pandas", "numpy", "numba", "llvmlite", "pyarrow", "duckdb", "scipy", "statsmodels"),
    *("matplotlib", "ccxt", "freqtrade", "talib", "optuna", "lark"),
    *("google.api_core", "google.auth", "google.cloud.firestore", "google.cloud.storage"),
    *("google.cloud.bigquery", "google.cloud.tasks", "google.cloud.run_v2"),
    *("firebase_admin", "grpc", "opentelemetry", "sqlite3", "argon2"),
)

IMPORTING = f"""
import json, sys
sys.path.insert(0, {str(FUNCTIONS)!r})
import main
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps(loaded))
"""

SERVING = f"""
import json, sys
sys.path.insert(0, {str(FUNCTIONS)!r})
import main
from functions_framework import create_app
app = create_app(sys.argv[1], {str(FUNCTIONS / "main.py")!r})
client = app.test_client()
asked = [client.get(path) for path in sys.argv[2:]]
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps([[answer.status_code, answer.text[:200]] for answer in asked] + [loaded]))
"""


def _run(program: str, data: Path, *arguments: str) -> list[object]:
    environment: Mapping[str, str] = {
        **os.environ,
        "HYPERTRADE_DATA": str(data),
        "HYPERTRADE_LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_importing_the_functions_loads_nothing_heavy(tmp_path: Path) -> None:
    assert _run(IMPORTING, tmp_path) == []


@pytest.mark.parametrize(
    ("area", "path"),
    [
        ("strategies", "/v1/strategies"),
        ("strategies", "/v1/catalogue"),
        ("strategies", "/v1/code/completions"),
        ("backtests", "/v1/runs"),
        ("backtests", "/v1/runs/0123456789abcdef/chart"),
        ("data", "/v1/data/exchanges"),
        ("chat", "/v1/conversations"),
        ("admin", "/v1/admin/users"),
        ("auth", "/v1/me"),
    ],
)
def test_a_reading_function_loads_what_it_needs(tmp_path: Path, area: str, path: str) -> None:
    alive, asked, elsewhere, loaded = _run(
        SERVING, tmp_path, area, "/healthz", path, "/v1/tasks/runs"
    )
    assert isinstance(alive, list)
    assert isinstance(asked, list)
    assert isinstance(elsewhere, list)
    assert alive[0] == 200
    assert asked[0] == 401, asked
    assert elsewhere[0] == 404, "an area serves its own routes alone"
    # Who asks is looked up in documents; on one machine those are SQLite.
    assert loaded in ([], ["sqlite3"])


def test_the_tasks_function_is_for_the_platform_itself(tmp_path: Path) -> None:
    alive, asked, _ = _run(SERVING, tmp_path, "tasks", "/healthz", "/v1/tasks/runs")
    assert isinstance(alive, list)
    assert isinstance(asked, list)
    assert (alive[0], asked[0]) == (200, 405)

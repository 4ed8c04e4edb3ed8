"""BigQuery: bqemulator (DuckDB behind BigQuery's REST API), from an environment of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stand_ins.google.processes import Program, free_port

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = ROOT / ".venv-emulators"


def start_bigquery() -> Program:
    """Start the emulator, which keeps each project by itself; skip where it is not installed."""
    if not (ENVIRONMENT / ".ready").exists():
        pytest.skip("no BigQuery emulator: make emulators")
    port = free_port()
    python = str(ENVIRONMENT / "bin" / "python")
    return Program(
        "bigquery",
        [python, "-m", "bqemulator", "start", "--rest-port", str(port), "--grpc-port", "0"],
        port=port,
        path="/bigquery/v2/projects/any/datasets",
        environment={
            # DuckDB's extension lies in the environment's own folder, put there when it was made;
            # others, which it would download, are not loaded.
            "HOME": str(ENVIRONMENT),
            "BQEMU_ENABLE_FORMAT_EXTENSIONS": "false",
            "BQEMU_LOG_LEVEL": "warning",
        },
    )

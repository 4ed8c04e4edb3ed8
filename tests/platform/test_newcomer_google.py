"""A newcomer's first day on Google Cloud, as far as stand-ins are it: the same day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.gcp.identity import EMULATOR

from tests.platform.newcomer import first_day
from tests.platform.running import free_port, small_market
from tests.stand_ins import firebase_auth
from tests.stand_ins.google.deploying import deploy, environment
from tests.stand_ins.google.processes import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.stand_ins.google.cloud import GoogleCloud


@pytest.fixture
def platform(
    google_cloud: GoogleCloud, tmp_path: Path, pytestconfig: pytest.Config
) -> Iterator[str]:
    """Return where the API answers: the real one, with the Google adapters, in its own processes.

    Cloud Run's stand-in starts the real worker for each run.
    """
    identity = firebase_auth.firebase_auth(pytestconfig).host
    small_market(tmp_path)
    port = free_port()
    settings = deploy(
        google_cloud,
        project=firebase_auth.PROJECT,
        addresses={"identity": identity},
        public_url=f"http://127.0.0.1:{port}",
        data=tmp_path,
    )
    program = Program(
        "api",
        [sys.executable, "-m", "hypertrade_functions", "--port", str(port), "--workers", "2"],
        port=port,
        path="/v1/openapi.json",
        environment={
            **environment(google_cloud, settings),
            EMULATOR: identity,
        },
    )
    yield settings.public_url
    program.stop()
    google_cloud.tasks.drop(firebase_auth.PROJECT)


@pytest.mark.emulator
def test_words_become_a_report(platform: str) -> None:
    result = first_day(platform)
    assert result["fingerprint"]["engine"] == "hypertrade"

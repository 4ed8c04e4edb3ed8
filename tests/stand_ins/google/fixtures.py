"""Fixtures: ``google_cloud``, one for all tests of a process, and new projects in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.bootstrap.google import GoogleParts

    from tests.stand_ins.google.cloud import GoogleCloud


@pytest.fixture(scope="session")
def google_cloud() -> Iterator[GoogleCloud]:
    """Return Google Cloud on loopback; a service that cannot be had skips the test that asks."""
    from tests.stand_ins.google.cloud import GoogleCloud

    cloud = GoogleCloud()
    before = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    os.environ["GOOGLE_APPLICATION_CREDENTIALS"] = str(cloud.credentials)
    yield cloud
    del os.environ["GOOGLE_APPLICATION_CREDENTIALS"]
    if before is not None:
        os.environ["GOOGLE_APPLICATION_CREDENTIALS"] = before
    cloud.stop()


@pytest.fixture
def google_project(google_cloud: GoogleCloud) -> Callable[..., GoogleParts]:
    """Return what makes a new project with ``services`` ready for use, and the parts over it."""

    from hypertrade.bootstrap.google import GoogleParts

    from tests.stand_ins.google.deploying import deploy

    def make(services: Sequence[str] | None = None, **settings: Any) -> GoogleParts:
        return GoogleParts(deploy(google_cloud, services, **settings))

    return make

"""``subject``: the port of the suite, once for each adapter that has a factory for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ports.factories import parameters


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``subject`` each adapter of the port that the suite's module names as ``PORT``."""
    if "subject" in metafunc.fixturenames:
        metafunc.parametrize("subject", parameters(metafunc.module.PORT), indirect=True)


@pytest.fixture
def subject(request: pytest.FixtureRequest) -> Any:
    """Return a fresh adapter of the port under test."""
    return request.param.make(request)

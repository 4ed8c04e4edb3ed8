"""``subject``: the port of the suite, once for each adapter that has a factory for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.ports.factories import HELPERS, parameters

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``subject`` each adapter of the port that the suite's module names as ``PORT``."""
    if "subject" in metafunc.fixturenames:
        metafunc.parametrize("subject", parameters(metafunc.module.PORT), indirect=True)


@pytest.fixture
def subject(request: pytest.FixtureRequest) -> Any:
    """Return a fresh adapter of the port under test."""
    return request.param.make(request)


@pytest.fixture
def help_with(request: pytest.FixtureRequest, subject: Any) -> Callable[[str], Callable[..., Any]]:
    """Return the helpers of the subject's adapter, by name; their first argument is given."""
    adapter = request.node.callspec.params["subject"].adapter
    return lambda name: partial(HELPERS[adapter, name], subject)

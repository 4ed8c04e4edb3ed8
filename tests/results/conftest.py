"""What the tests of the report share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypertrade.results.build import build
from hypertrade.results.document import BacktestResult

from tests.results.samples import (
    make_fingerprint,
    make_job,
    make_quality,
    make_run,
    make_view,
)

Report = Callable[..., BacktestResult]


@pytest.fixture
def report() -> Report:
    """Build a result: ``report(60, days=300)``, with ``job``, ``view``, ``synthetic`` at will."""

    def make(
        count: int,
        *,
        job: dict[str, Any] | None = None,
        view: dict[str, Any] | None = None,
        synthetic: bool = False,
        confined: bool = True,
        **run: Any,
    ) -> BacktestResult:
        return build(
            make_run(count, **run),
            job=make_job(**(job or {})),
            quality=make_quality(synthetic=synthetic),
            fingerprint=make_fingerprint(confined=confined),
            strategy=make_view(**(view or {})),
        )

    return make

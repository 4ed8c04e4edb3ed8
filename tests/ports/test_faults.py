"""The wrapper that makes ports fail does what it says, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.bootstrap.local import LocalParts
from hypertrade.domain.errors import QuotaExceeded, Stale, Unavailable
from hypertrade.ports.documents import Write
from hypertrade.settings import Settings

from tests.ports.faults import (
    CONFLICTS,
    FAILS,
    KILLED_AFTER,
    KILLED_BEFORE,
    LOST,
    REFUSED,
    Fault,
    How,
    Killed,
    calls_of,
    faulty,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.documents import Documents


@pytest.fixture
def real(tmp_path: Path) -> Documents:
    return LocalParts(Settings(data=tmp_path)).documents


@pytest.mark.parametrize(
    ("how", "error", "done"),
    [
        (FAILS, Unavailable, False),
        (LOST, Unavailable, True),
        (CONFLICTS, Stale, False),
        (REFUSED, QuotaExceeded, False),
        (KILLED_BEFORE, Killed, False),
        (KILLED_AFTER, Killed, True),
    ],
)
def test_the_named_call_goes_wrong_as_said(
    real: Documents, how: How, error: type[BaseException], done: bool
) -> None:
    documents = faulty(real, Fault("commit", at=2, how=how))
    documents.commit([Write("things", "one", {})])
    assert documents.get("things", "one") is not None
    with pytest.raises(error):
        documents.commit([Write("things", "two", {})])
    assert (real.get("things", "two") is not None) is done
    documents.commit([Write("things", "three", {})])
    assert calls_of(documents) == ["commit", "get", "commit", "commit"]


def test_any_call_is_counted_with_all_others(real: Documents) -> None:
    documents = faulty(real, Fault(at=2, times=2))
    documents.get("things", "one")
    for _ in range(2):
        with pytest.raises(Unavailable):
            documents.get("things", "one")
    assert documents.get("things", "one") is None


def test_a_death_is_not_caught_as_an_error(real: Documents) -> None:
    assert not issubclass(Killed, Exception)
    documents = faulty(real, Fault("get", how=KILLED_BEFORE))
    with pytest.raises(Killed):
        documents.get("things", "one")

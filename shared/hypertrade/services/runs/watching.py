"""Watching a run: each change once, in order, until nothing changes any more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hypertrade.domain.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Run
    from hypertrade.services.runs.records import Records

PAUSE = 0.5
"""Seconds between two looks."""
LONGEST = 60.0
"""Seconds that a watch lasts; whoever wants more watches again from the last sequence seen."""


def watch(  # noqa: PLR0913 - what, from where, and how patiently
    records: Records,
    principal: Principal,
    id: str,  # noqa: A002 - the field's word
    after: int,
    *,
    pause: float = PAUSE,
    longest: float = LONGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Run | None]:
    """Yield the run whenever its sequence is above the one seen last, ``None`` while it is not.

    Sequences count from 1. The newest state alone is told; what lay between is not. It ends once
    the run has ended or is deleted, and after ``longest`` seconds in any case.

    Raises:
        NotFound: there is no such run for the principal; at once, before the first look is asked
            for.
    """
    first = records.runs.own(principal, id).value
    return _changes(records, first, after, pause, longest, sleep)


def _changes(  # noqa: PLR0913, PLR0917 - as above
    records: Records,
    run: Run,
    after: int,
    pause: float,
    longest: float,
    sleep: Callable[[float], None],
) -> Iterator[Run | None]:
    end = time.monotonic() + longest
    while True:
        if run.sequence > after:
            after = run.sequence
            yield run
        else:
            yield None
        if run.state.ended or time.monotonic() >= end:
            return
        sleep(pause)
        try:
            run = records.runs.require(run.id).value
        except NotFound:
            return

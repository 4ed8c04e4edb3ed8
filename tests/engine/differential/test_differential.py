"""The engine against Freqtrade itself: every field of every trade, on drawn backtests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.differential.case import CASES, Case
from tests.engine.differential.categories import CATEGORIES
from tests.engine.differential.drawing import draw
from tests.engine.differential.judging import AGREED, judge

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 2
CHUNKS = 4
"""For each category: small enough for workers to share them out, 200 cases in all."""


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("category", list(CATEGORIES))
def test_drawn_backtests_equal_freqtrade(
    category: str, chunk: int, request: pytest.FixtureRequest
) -> None:
    if CATEGORIES[category].real:
        request.getfixturevalue("real_candles")
    verdicts = [judge(draw(category, chunk * CHUNK + number)) for number in range(CHUNK)]
    failed = [each.report for each in verdicts if each.outcome not in AGREED]
    assert not failed, "\n\n".join(failed)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_what_once_differed_equals_freqtrade(path: Path, request: pytest.FixtureRequest) -> None:
    case = Case.model_validate_json(path.read_bytes())
    if case.needs_real_candles:
        request.getfixturevalue("real_candles")
    verdict = judge(case)
    assert verdict.outcome == "equal", verdict.report
    assert verdict.trades, "a case without a trade shows nothing"

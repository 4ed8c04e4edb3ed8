"""Previews for many people at once: the same answers, bounded, and each one's tries apart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.backtesting.previewing import MOST_POINTS, Preview
from hypertrade.bootstrap.platform import Platform
from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo
from hypertrade.domain.errors import HyperTradeError, Invalid
from hypertrade.domain.principals import Principal
from hypertrade.services import previews as plain
from hypertrade.services import shared_previews as shared
from hypertrade.services.previews import PreviewRequest, Previews
from hypertrade.services.trials import Tried
from hypertrade.settings import Settings

from tests.services.shelf.samples import ANN, BOB

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = ("BTC/USDT", "ETH/USDT")
WORDS = "Buy when RSI(14) crosses below 35, sell when RSI is above 60, {stop}% stop, 1h candles"


@pytest.fixture(scope="module")
def candles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("candles")
    start = datetime(2023, 1, 1, tzinfo=UTC)
    make_demo(CandleStore(data), start=start, stop=start + timedelta(days=500))
    return data


@pytest.fixture
def platform(candles: Path) -> Platform:
    return Platform(Settings(data=candles))


def request(stop: float = 5, **more: Any) -> PreviewRequest:
    fields = {"words": WORDS.format(stop=stop), "exchange": "binance", "pairs": PAIRS[:1]}
    return PreviewRequest.model_validate(fields | more)


def forgetful(candles: Path) -> Previews:
    """Return previews of one process that write nothing down."""
    return Previews(candles, Tried(lambda *_: None), most_sessions=100)


def shown(answer: object) -> Preview:
    assert isinstance(answer, Preview)
    return answer.model_copy(update={"milliseconds": 0.0})


def test_many_who_ask_at_once_get_what_one_alone_gets(candles: Path, platform: Platform) -> None:
    asked = [
        request(stop, pairs=(pair,), timerange=f"2023{month:02d}01-")
        for stop in (2, 5)
        for pair in PAIRS
        for month in (3, 6)
    ]
    alone = [shown(forgetful(candles).answer(one)) for one in asked]
    assert len({one.model_dump_json() for one in alone}) == len(alone)
    who = [Principal(id=f"user-{number}") for number in range(4)]
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            (index, pool.submit(platform.previews.answer, person, one))
            for person in who
            for index, one in enumerate(asked)
        ]
        for index, job in jobs:
            assert shown(job.result()) == alone[index]
    platform.previews.flush()


def test_the_curve_is_short_and_keeps_its_extremes(platform: Platform) -> None:
    curve = shown(platform.previews.answer(ANN, request())).equity
    assert 100 < len(curve) <= MOST_POINTS == 400
    assert list(curve) == sorted(curve)


@pytest.mark.parametrize(
    ("limit", "most", "more", "field"),
    [
        ("MOST_PAIRS", 1, {"pairs": PAIRS}, "pairs"),
        ("MOST_CANDLES", 1000, {}, "timerange"),
        ("MOST_CANDLES", 20_000, {"pairs": PAIRS}, "timerange"),
    ],
)
def test_what_is_too_much_is_refused_before_a_candle_is_read(  # noqa: PLR0913, PLR0917 - a table's columns
    platform: Platform,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
    more: dict[str, Any],
    field: str,
) -> None:
    monkeypatch.setattr(shared, limit, most)
    with pytest.raises(Invalid) as refused:
        platform.previews.answer(ANN, request(**more))
    assert refused.value.field == field
    assert "at most" in refused.value.remedy
    assert not platform.previews._previews._sessions


def test_what_is_kept_is_bounded_in_candles_and_failures_are_not_kept(
    candles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "MOST_CANDLES", 20_000)
    previews = forgetful(candles)
    for month in range(1, 7):
        previews.answer(request(timerange=f"2023{month:02d}01-"))
    kept = [hot.candles for hot in previews._sessions.values()]
    assert 0 < sum(kept) <= 20_000
    for number in range(20):
        with pytest.raises(HyperTradeError):
            previews.answer(request(pairs=(f"NO{number}/USDT",)))
    assert [hot.candles for hot in previews._sessions.values()] == kept


def test_each_ones_tries_count_for_them_alone(platform: Platform) -> None:
    for person, stops in ((ANN, (1, 2, 3)), (BOB, (4,))):
        for stop in stops:
            platform.previews.answer(person, request(stop))
    platform.previews.flush()
    counts = {
        person.id: sum(
            platform.parts.blobs.get(blob.name).count(b'"variant"')
            for blob in platform.parts.blobs.list(f"histories/{person.id}/")
        )
        for person in (ANN, BOB)
    }
    assert counts["bob"] == 1
    assert counts["ann"] >= 3
    assert not list(platform.settings.data.glob("history.sqlite*"))

"""Answers for sliders: what a backtest would say, and errors that name their field."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypertrade.backtesting import Session, reporting
from hypertrade.backtesting.previewing import MOST_POINTS, Preview, thinned
from hypertrade.candles.columns import CandleColumns, frame_of
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore
from hypertrade.cli.preview import respond
from hypertrade.domain.errors import HyperTradeError
from hypertrade.robustness.family import family_of, variant_of
from hypertrade.robustness.history import FILE, History
from hypertrade.robustness.subject import session_subject
from hypertrade.services.previews import MOST_SESSIONS, Previews, Question, job_of, request_of
from hypertrade.strategy.spec import read_spec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hypertrade.robustness.history import Trial

RSI = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
SPEC: dict[str, Any] = {
    "name": "dip",
    "timeframe": "1h",
    "parameters": [{"name": "low", "low": 20, "high": 60, "step": 1, "default": 40}],
    "entries": [
        {
            "name": "in",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": "<",
                "right": {"kind": "number", "value": {"param": "low"}},
            },
        }
    ],
    "exits": [
        {
            "name": "out",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": ">",
                "right": {"kind": "number", "value": 60},
            },
        }
    ],
    "stop_loss": 0.1,
}


def write(data: Path, phase: float = 0.0) -> None:
    at = np.arange(24 * 200)
    close = np.round(100 * (1 + 0.05 * np.sin(at / 9 + phase) + 0.02 * np.sin(at / 31)), 2)
    opened = np.concatenate(([close[0]], close[:-1]))
    columns = CandleColumns(
        at.astype(np.int64) * 3_600_000 + int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1000),
        {
            "open": opened,
            "high": np.maximum(opened, close) + 0.5,
            "low": np.minimum(opened, close) - 0.5,
            "close": close,
            "volume": np.full(len(at), 10.0),
        },
    )
    CandleStore(data).write(
        SeriesKey("bitfinex", "BTC/USD", "1h"), frame_of(columns), source=SourceRecord(name="waves")
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def request(**more: Any) -> dict[str, Any]:
    return {"exchange": "bitfinex", "pairs": ["BTC/USD"], "spec": SPEC} | more


def ask(previews: Previews, **more: Any) -> Preview:
    answer = previews.answer(request_of(request(**more)))
    assert isinstance(answer, Preview)
    return answer


@pytest.mark.parametrize("more", [{}, {"slippage": 0.001}, {"stake": 500, "fee": 0.0}])
def test_a_preview_says_what_the_backtest_says(data: Path, more: dict[str, Any]) -> None:
    answer = ask(Previews(data), **more)
    session = Session.load(job_of(read_spec(SPEC), request_of(request(**more))), CandleStore(data))
    result = reporting.result_of(session, session.engine_run(session.run()))
    assert answer.tiles[0].key == "total_trades"
    assert len(result.trades) > 30
    for tile in answer.tiles:
        expected = getattr(result.metrics, tile.key)
        near = tile.key in {"fees_paid", "trades_per_day"}
        wanted = pytest.approx(expected, rel=1e-9, abs=0.005) if near else expected
        assert tile.value == wanted, tile
    assert [value for _, value in answer.equity] == list(result.series.equity)
    assert answer.preview is True
    assert answer.backtest_start == result.settings.backtest_start


def test_values_change_the_answer_and_nothing_is_loaded_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    previews = Previews(data)
    loaded: list[str] = []
    load = Session.load

    def counted(*arguments: Any) -> Session:
        loaded.append("once")
        return load(*arguments)

    monkeypatch.setattr(Session, "load", counted)
    answers = [ask(previews, values={"low": low}) for low in (25, 40, 55)]
    assert len({answer.tiles[0].value for answer in answers}) > 1
    ask(previews, balance=5000.0, stake=100)
    assert loaded == ["once"]
    write(data, phase=1.0)
    assert ask(previews).tiles != answers[1].tiles, "other candles, another answer"
    assert len(loaded) == 2


def test_only_a_few_markets_are_kept(data: Path) -> None:
    previews = Previews(data)
    for day in range(1, 9):
        ask(previews, timerange=f"202404{day:02d}-")
    assert len(previews._sessions) == MOST_SESSIONS


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"values": {"low": 5}}, "low"),
        ({"values": {"high": 5}}, "high"),
        ({"spec": None}, "spec, words"),
        ({"spec": {"name": "x"}}, "timeframe"),
        ({"pairs": ["BTCUSD"]}, "pairs"),
        ({"pairs": ["DOGE/USD"]}, "pairs"),
        ({"timerange": "soon"}, "timerange"),
        ({"stake": -1}, "stake"),
        ({"nonsense": 1}, "nonsense"),
        ({"exchange": 7}, "exchange"),
    ],
)
def test_errors_name_their_field_and_the_process_lives(
    data: Path, more: dict[str, Any], field: str
) -> None:
    import json

    previews = Previews(data)
    answer = respond(previews, json.dumps(request(id="a", **more)))
    assert answer["id"] == "a"
    assert field in answer["error"]["field"]
    assert answer["error"]["remedy"]
    assert respond(previews, json.dumps(request(id=2)))["tiles"]


@pytest.mark.parametrize("line", ["", "nonsense", "[]", "3", "null", '{"a":', "[" * 100_000])
def test_whatever_comes_in_json_goes_out(data: Path, line: str) -> None:
    assert "error" in respond(Previews(data), line)


def test_words_with_a_question_ask_it_back(data: Path) -> None:
    wanted = request_of(request(spec=None, words="buy when it looks cheap"))
    question = Previews(data).answer(wanted)
    assert isinstance(question, Question)
    assert question.text
    words = "Buy when RSI(14) is below 40 on 1h, sell when RSI is above 60, 10% stop"
    same = ask(Previews(data), spec=None, words=words)
    assert same.tiles == ask(Previews(data)).tiles


def test_what_cannot_be_traded_fast_has_no_preview(data: Path) -> None:
    with pytest.raises(HyperTradeError) as caught:
        Previews(data).answer(request_of(request(exchange="mexc", trading_mode="futures")))
    assert caught.value.field == "pairs"


def test_a_long_curve_is_thinned_and_keeps_its_extremes() -> None:
    values = np.sin(np.arange(5000) / 50).tolist()
    values[1234], values[4321] = 9.0, -9.0
    points = thinned(range(5000), values)
    assert len(points) <= MOST_POINTS
    assert points[0] == (0, values[0])
    assert points[-1] == (4999, values[-1])
    assert (1234, 9.0) in points
    assert (4321, -9.0) in points
    assert [at for at, _ in points] == sorted(at for at, _ in points)
    assert thinned(range(10), values[:10]) == tuple(zip(range(10), values[:10], strict=True))


def tried(data: Path) -> list[Trial]:
    return History(data).trials(family_of(read_spec(SPEC)))


def test_each_variant_shown_counts_once_as_tried(data: Path) -> None:
    previews = Previews(data)
    for low in (25, 26, 25, 40, 26):
        ask(previews, values={"low": low})
    ask(previews, values={"low": 25}, stake=50)  # another stake is no other strategy
    ask(previews, values={"low": 25}, timerange="20240301-")
    previews.flush()
    kept = tried(data)
    assert len(kept) == 4
    assert {one.origin for one in kept} == {"preview"}
    assert {one.name for one in kept} == {"dip"}
    assert len({one.variant for one in kept}) == 3
    # The same as a backtest with these numbers would have counted.
    session = Session.load(job_of(read_spec(SPEC), request_of(request())), CandleStore(data))
    outcome = session_subject(session).outcome({"low": 26})
    mine = next(one for one in kept if one.variant == variant_of(read_spec(SPEC), {"low": 26}))
    assert mine.trades == outcome.trades
    assert mine.days == len(outcome.daily)
    assert mine.sharpe == pytest.approx(outcome.daily_sharpe)


def test_what_was_shown_is_written_within_a_second_and_all_at_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    add = History.add

    def counted(self: History, family: str, trials: Iterable[Trial], at: datetime) -> int:
        some = list(trials)
        added = add(self, family, some, at)
        # Once it is there: whoever waits for the count reads it. Others may be writing theirs.
        if self._path.parent == data:
            written.append(len(some))
        return added

    monkeypatch.setattr(History, "add", counted)
    previews = Previews(data)
    began = time.monotonic()
    for low in range(20, 60):
        ask(previews, values={"low": low})
    deadline = time.monotonic() + 10
    while sum(written) < 40 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sum(written) == 40
    # One a second at most, however slow the machine is at asking.
    assert len(written) <= time.monotonic() - began + 2
    assert len(tried(data)) == 40


def test_a_history_that_cannot_be_written_takes_no_answer_away(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (data / FILE).mkdir()
    previews = Previews(data)
    assert ask(previews).tiles
    previews.flush()
    assert "not counted as tried" in caplog.text

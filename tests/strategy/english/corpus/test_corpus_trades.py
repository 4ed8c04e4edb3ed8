"""A sentence trades exactly as the strategy that somebody wrote for it by hand."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.candles.resampling import resample
from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade.domain.market import Timerange
from hypertrade.strategy.code import inspect_code
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.english import parse

from tests.jobs.run.running import PlainFreqtrade, plain_freqtrade

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

HERE = Path(__file__).parent
INDEX: Json = tomllib.loads((HERE / "sentences.toml").read_text())
HIGHER = ("4h", "1d")
COMPARED = (
    "pair",
    "open_timestamp",
    "close_timestamp",
    "open_rate",
    "close_rate",
    "amount",
    "profit_abs",
)


@dataclass(frozen=True)
class StrategyFile:
    """A Freqtrade file and the class in it."""

    class_name: str
    source: str


@pytest.fixture(scope="session")
def folder_of_candles(real_candles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as Freqtrade reads it: the real candles, and higher timeframes of them."""
    import pandas as pd

    folder = tmp_path_factory.mktemp("candles")
    for path in (real_candles / "bitfinex").glob("*.feather"):
        shutil.copy(path, folder)
        pair, timeframe = path.stem.split("-")
        if timeframe == "1h":
            frame = pd.read_feather(path)
            for higher in HIGHER:
                made = resample(frame, timeframe, higher).frame
                made.to_feather(folder / f"{pair}-{higher}.feather")
    return folder


@pytest.fixture(scope="session")
def freqtrade(
    folder_of_candles: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PlainFreqtrade]:
    with plain_freqtrade(tmp_path_factory.mktemp("plain"), folder_of_candles) as running:
        yield running


def job_of(sentence: Json, source: str) -> BacktestJob:
    settings = {
        name: sentence.get(name, INDEX["run"][name])
        for name in ("pairs", "stake", "max_open_trades")
    }
    fixed = {
        "id": "corpus",
        "strategy": CodeStrategy(source=source),
        "exchange": INDEX["run"]["exchange"],
        "balance": INDEX["run"]["balance"],
        "timeframe": sentence["timeframe"],
        "timerange": Timerange.parse(sentence["timerange"]),
        "protections": True,
    }
    return BacktestJob.model_validate(settings | fixed)


def trades_of(freqtrade: PlainFreqtrade, file: StrategyFile, sentence: Json) -> list[Json]:
    freqtrade.start(job_of(sentence, file.source), file)
    found: list[Json] = freqtrade.result(file.class_name)["trades"]
    return [{name: trade[name] for name in COMPARED} for trade in found]


@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("sentence", INDEX["sentence"], ids=lambda each: each["slug"])
def test_a_sentence_trades_as_its_reference(sentence: Json, freqtrade: PlainFreqtrade) -> None:
    parsing = parse(sentence["text"], timeframe=sentence["timeframe"])
    assert parsing.spec is not None, parsing.question
    compiled = compile_spec(parsing.spec)
    source = (HERE / "references" / f"{sentence['id']}_{sentence['slug']}.py").read_text()
    by_hand = StrategyFile(str(inspect_code(source).class_name), source)
    expected = trades_of(freqtrade, by_hand, sentence)
    actual = trades_of(freqtrade, StrategyFile(compiled.class_name, compiled.source), sentence)
    assert len(expected) == sentence["trades"]
    assert actual == expected

"""What is measured inside one process of ours: ``python -m bench.ours WHAT STORE ...``.

``loop PAIRS PROTECTIONS``: the engine alone, its signals made before. ``warm PAIRS``: the peers'
job, everything but loading, again and again. ``variants PAIRS``: how many variants of the peers'
job one process tries a second. ``preview``: the resident preview's answers to moved sliders.
``growth PAIRS``: one whole run over made candles, and its memory.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.growing import walking
from bench.work import BALANCE, MORE, PAIRS, STAKE, spec, the_job, tunable_job

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.backtesting.session import Session

_SECONDS = 3.0
_LEAST = 5


def session(store: str, strategy: dict[str, Any], pairs: tuple[str, ...]) -> Session:
    """Return the session of ``strategy`` on ``pairs``."""
    from hypertrade.backtesting.session import Session
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob, SpecStrategy

    job = BacktestJob(
        id="bench",
        strategy=SpecStrategy(spec=strategy),
        exchange="bitfinex",
        pairs=pairs,
        timeframe="5m",
        stake=STAKE,
        balance=BALANCE,
    )
    return Session.load(job, CandleStore(Path(store)))


def repeated(call: Callable[[], object]) -> list[float]:
    """Return the seconds of each of many calls."""
    call()
    taken: list[float] = []
    begin = time.perf_counter()
    while len(taken) < _LEAST or time.perf_counter() - begin < _SECONDS:
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return taken


def loop(store: str, count: str, protections: str) -> dict[str, Any]:
    """Measure the engine alone."""
    from hypertrade.engine import simulate

    made = session(store, spec("5m", protections=protections == "yes"), _pairs(count))
    signals, plan, market = made.signals(), made.plan(), made.market
    candles = sum(each.candles.end - each.candles.begin for each in market.pairs)
    taken = statistics.median(repeated(lambda: simulate(market, signals, plan, made.account)))
    # The least a pass over the same columns takes: reading each of them once.
    columns = [
        column
        for each in market.pairs
        for column in (each.candles.open, each.candles.high, each.candles.low, each.candles.close)
    ]
    touched = statistics.median(repeated(lambda: [column.sum() for column in columns]))
    return {"seconds": taken, "candles": candles, "one_pass": touched}


def warm(store: str, count: str) -> dict[str, Any]:
    """Measure the peers' job on loaded candles: indicators, signals, trades and figures."""
    from hypertrade.backtesting.previewing import preview

    made = session(store, the_job(), _pairs(count))

    def compute() -> object:
        made.forget_indicators()
        return preview(made, {}, began=time.perf_counter())

    trades = len(made.run().trades)
    return {"warm": statistics.median(repeated(compute)), "trades": trades}


def variants(store: str, count: str) -> dict[str, Any]:
    """Measure how many variants are tried a second."""
    made = session(store, tunable_job(), _pairs(count))
    chance = random.Random(1)  # noqa: S311 - no secret

    def compute() -> object:
        values = {"low": chance.randint(20, 45), "high": chance.randint(55, 80)}
        return made.run(values).final_balance

    taken = repeated(compute)
    return {"per_second": len(taken) / sum(taken), "tried": len(taken)}


def preview(store: str) -> dict[str, Any]:
    """Measure answers to moved sliders, from the request to the answer as a document."""
    from hypertrade.services.previews import PreviewRequest, Previews

    previews = Previews(Path(store))
    chance = random.Random(1)  # noqa: S311 - no secret
    answers: list[object] = []

    def ask() -> None:
        values = {"low": chance.randint(20, 45), "high": chance.randint(55, 80)}
        request = PreviewRequest(
            spec=tunable_job(), values=values, exchange="bitfinex", pairs=PAIRS[:1], stake=STAKE
        )
        answers.append(previews.answer(request).model_dump_json())

    taken = sorted(repeated(ask))
    return {
        "p50": statistics.median(taken),
        "p95": taken[int(len(taken) * 0.95)],
        "answers": len(answers),
    }


def growth(store: str, count: str) -> dict[str, Any]:
    """Measure a whole run over ``count`` pairs, loading included, and its peak of memory."""
    pairs = walking(int(count))
    begin = time.perf_counter()
    made = session(store, spec("5m"), pairs)
    trades = len(made.run().trades)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pairs": len(pairs), "seconds": seconds, "trades": trades, "peak_mb": peak}


def _pairs(count: str) -> tuple[str, ...]:
    return (PAIRS + MORE)[: int(count)]


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "loop": loop,
    "warm": warm,
    "variants": variants,
    "preview": preview,
    "growth": growth,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:])) + "\n")

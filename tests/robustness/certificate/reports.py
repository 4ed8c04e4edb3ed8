"""A report of a toy strategy, examined in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypertrade.robustness.examine import Context, Examined, examine
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.report import Identity, MarketView, StrategyView

from tests.robustness.runs.test_bias import Source, _honest
from tests.robustness.runs.toys import toy_subject

if TYPE_CHECKING:
    from hypertrade.robustness.subject import Subject

PLAN = Plan(
    trials=60,
    walk_trials=12,
    noise_reruns=12,
    paths=200,
    objective="profit",
    min_trades=5,
)


def context(subject: Subject, *, earlier: tuple[float | None, ...] = (), **named: str) -> Context:
    """Return what a service would say about ``subject``."""
    start, stop = subject.span.dates
    hashes = dict.fromkeys(("strategy", "family", "candles", "settings", "plan"), "0" * 64)
    versions = {"engine": "toy", "engine_version": "1", "hypertrade_version": "1"}
    return Context(
        identity=Identity(**hashes, **versions),
        strategy=StrategyView(
            name=named.get("name", "Toy"),
            reading=named.get("reading", 'Enter long "entry" when close is above 14.'),
            tunables=tuple(axis.name for axis in subject.space.axes),
            suggested=True,
        ),
        market=MarketView(
            exchange="binance",
            trading_mode="spot",
            pairs=subject.pairs,
            timeframe="1h",
            start=start,
            stop=stop,
            currency=subject.currency,
            balance=1000.0,
            fee=0.001,
            slippage=0.0,
            synthetic=True,
        ),
        job={"id": "toy"},
        earlier=lambda _variants: earlier,
    )


def examined(
    subject: Subject | None = None, plan: Plan = PLAN, jobs: int = 1, **named: Any
) -> Examined:
    """Return the whole check of ``subject``, a toy with an edge by default."""
    chosen = subject or with_columns(toy_subject(edge=1.0))
    return examine(
        chosen,
        plan,
        context(chosen, **named),
        jobs=jobs,
        on_progress=lambda _reached: None,
        cancelled=lambda: False,
    )


def with_columns(subject: Subject, indicator: Any = _honest) -> Subject:
    """Return ``subject`` with an honest strategy's columns, or those of another ``indicator``."""
    return replace(subject, sources=lambda _number: Source(indicator))

"""A job made ready to be examined: the subject, and what a report says about it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import hypertrade
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.signals import SignalGround
    from hypertrade.domain.trades import Trade
    from hypertrade.ports.jobs import JobRunner
    from hypertrade.ports.signals import SignalRunner
    from hypertrade.results.document import BacktestResult
    from hypertrade.robustness.code.subject import CodeSubject
    from hypertrade.robustness.examine import Reached
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.report import Identity, MarketView, StrategyView
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.units import Variant


@dataclass(frozen=True, slots=True)
class Watch:
    """How a check is heard of and stopped, and on how many processes it runs."""

    jobs: int
    on_progress: Callable[[Reached], None]
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Examination:
    """A subject with its names: ``variant`` gives the digest of one of its variants.

    Hashes are SHA-256; ``family`` is what the history knows the strategy by.
    """

    job: BacktestJob
    subject: Subject
    strategy: StrategyView
    family: str
    strategy_hash: str
    candles_hash: str
    settings_hash: str
    synthetic: bool
    engine: tuple[str, str]
    variant: Callable[[dict[str, float]], str]

    def digests(self, variants: Sequence[Variant]) -> list[tuple[str, Variant]]:
        """Return the variants that could be run, each with its digest."""
        values = self.subject.space.values
        return [(self.variant(values(one.point)), one) for one in variants if not one.problem]

    def identity(self, plan: Plan) -> Identity:
        """Return what the result of ``plan`` depends on."""
        from hypertrade.robustness.report import Identity

        engine, version = self.engine
        return Identity(
            strategy=self.strategy_hash,
            family=self.family,
            candles=self.candles_hash,
            settings=self.settings_hash,
            plan=plan.digest(),
            engine=engine,
            engine_version=version,
            hypertrade_version=hypertrade.__version__,
        )

    def market(self) -> MarketView:
        """Return where, over what time and with what money it is examined."""
        from hypertrade.robustness.report import MarketView

        job, (start, stop) = self.job, self.subject.span.dates
        return MarketView(
            exchange=job.exchange,
            trading_mode=job.trading_mode.value,
            pairs=job.pairs,
            timeframe=job.timeframe,
            start=start,
            stop=stop,
            currency=self.subject.currency,
            balance=job.balance,
            fee=self.subject.simulator.account.fee,
            slippage=job.slippage,
            synthetic=self.synthetic,
        )


@contextmanager
def examination(
    job: BacktestJob, data: Path, signals: SignalRunner, runner: JobRunner, watch: Watch
) -> Iterator[Examination]:
    """Yield the strategy of ``job`` ready to be examined, on the candles in the folder ``data``.

    Users' own Python runs by ``signals``; where nothing but Freqtrade can trade it, by ``runner``.

    Raises:
        Invalid, NotFound: the job cannot be examined as it stands.
        StrategyFailed, Denied: its code fails, or must be confined and cannot be here.
    """
    if job.strategy.kind == "spec":
        yield _of_spec(job, data)
        return
    from hypertrade.robustness.examine import Reached

    watch.on_progress(Reached("starting Freqtrade"))
    with signals.open(job, jobs=watch.jobs, cancelled=watch.cancelled) as session:
        from hypertrade.candles.store import CandleStore
        from hypertrade.robustness.code.subject import code_subject

        freqtrade = _Freqtrade(job, runner, watch)
        found = code_subject(job, CandleStore(data), session, freqtrade.trades)
        yield _of_code(job, found, session.ground, freqtrade)


def _of_spec(job: BacktestJob, data: Path) -> Examination:
    from hypertrade.backtesting import Session
    from hypertrade.backtesting.runs import ENGINE, ENGINE_VERSION
    from hypertrade.candles.store import CandleStore
    from hypertrade.robustness.family import family_of, variant_of
    from hypertrade.robustness.report import StrategyView
    from hypertrade.robustness.subject import session_subject
    from hypertrade.robustness.tunables import suggest
    from hypertrade.strategy.english import explain
    from hypertrade.strategy.spec import read_spec

    strategy = job.strategy
    if strategy.kind != "spec":
        msg = "code has no spec"
        raise ValueError(msg)
    spec = read_spec(strategy.spec)
    tuned = suggest(spec)
    written = strategy.model_copy(update={"spec": tuned.model_dump(mode="json")})
    session = Session.load(job.model_copy(update={"strategy": written}), CandleStore(data))
    reason = session.refusal()
    if reason is not None:
        raise Invalid(
            f"HyperTrade's engine cannot trade this: {reason}",
            field="strategy",
            remedy="Backtest it with --engine freqtrade; its robustness cannot be examined.",
        )
    return Examination(
        job=job,
        subject=session_subject(session),
        strategy=StrategyView(
            name=spec.name,
            reading=explain(spec),
            tunables=tuple(item.name for item in tuned.parameters),
            suggested=not spec.parameters and bool(tuned.parameters),
        ),
        family=family_of(spec),
        strategy_hash=spec.digest(),
        candles_hash=session.candles_hash,
        settings_hash=session.settings_hash,
        synthetic=any(one.synthetic for one in session.quality),
        engine=(ENGINE, ENGINE_VERSION),
        variant=lambda values: variant_of(tuned, values),
    )


def _of_code(
    job: BacktestJob, found: CodeSubject, ground: SignalGround, freqtrade: _Freqtrade
) -> Examination:
    from hypertrade.backtesting.runs import ENGINE, ENGINE_VERSION
    from hypertrade.robustness.code.subject import strategy_of
    from hypertrade.robustness.family import family_of_code, variant_of_code
    from hypertrade.robustness.report import StrategyView

    strategy, dials = strategy_of(job), found.dials
    how = "confined" if ground.confined else "with the rights of whoever had it examined"
    who = "HyperTrade's engine traded on its signals."
    if found.looped:
        who = f"Freqtrade traded it, inside its own process: {found.looped}."

    def variant(values: dict[str, float]) -> str:
        return variant_of_code(
            strategy.source, ground.class_name, strategy.parameters, dials.settings(values)
        )

    return Examination(
        job=job,
        subject=found.subject,
        strategy=StrategyView(
            kind="code",
            name=ground.class_name,
            reading=f"Its author's own Python, run {how}. {who}",
            tunables=tuple(axis.name for axis in found.subject.space.axes),
            suggested=False,
            labels={axis.name: axis.labels for axis in found.subject.space.axes if axis.labels},
        ),
        family=family_of_code(strategy.source),
        strategy_hash=ground.strategy,
        candles_hash=ground.candles,
        settings_hash=ground.settings,
        synthetic=ground.synthetic,
        engine=freqtrade.engine() if found.looped else (ENGINE, ENGINE_VERSION),
        variant=variant,
    )


class _Freqtrade:
    """Freqtrade's own run of a job, made once if anybody asks."""

    def __init__(self, job: BacktestJob, runner: JobRunner, watch: Watch) -> None:
        # Slippage worsens the trades of a report; a check starts from the fills themselves.
        self._job = job.model_copy(update={"engine": "freqtrade", "slippage": 0.0})
        self._runner = runner
        self._watch = watch

    def trades(self) -> Sequence[Trade]:
        """Return its trades."""
        return self._result.trades

    def engine(self) -> tuple[str, str]:
        """Return the names of what traded: engine and version."""
        mark = self._result.fingerprint
        return mark.engine, mark.engine_version

    @cached_property
    def _result(self) -> BacktestResult:
        from hypertrade.results.document import BacktestResult
        from hypertrade.robustness.examine import Reached

        self._watch.on_progress(Reached("Freqtrade's own loop"))
        with tempfile.TemporaryDirectory(prefix="hypertrade-loop-") as folder:
            path = self._runner.run(
                self._job,
                Path(folder) / "out",
                on_progress=lambda _progress: None,
                cancelled=self._watch.cancelled,
            )
            return BacktestResult.model_validate_json(path.read_bytes())

"""Robustness: from a strategy and settings to a report and a signed certificate in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import hypertrade
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.services.trials import data_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from hypertrade.backtesting import Session
    from hypertrade.robustness.certificate import Certificate
    from hypertrade.robustness.examine import Context, Examined, Reached
    from hypertrade.robustness.history import History
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.report import Identity, Report
    from hypertrade.robustness.units import Variant
    from hypertrade.strategy.spec import StrategySpec

PAGE = "robustness.html"
CERTIFICATE = "certificate.json"
TABLE = "sweep.csv"

_JOB_ID = "robustness"


@dataclass(frozen=True, slots=True)
class Watch:
    """How a check is heard of and stopped, and on how many processes it runs."""

    jobs: int
    on_progress: Callable[[Reached], None]
    cancelled: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate whose hash and signature hold.

    ``own`` says that this installation signed it; ``None`` that it has no key of its own yet.
    """

    certificate: Certificate
    own: bool | None


class Robustness:
    """Examines strategies, and verifies what was certified."""

    def __init__(self, data: Path) -> None:
        """Use the candles, the history and the key in the folder ``data``."""
        self._data = data

    def run(
        self, job: BacktestJob, plan: Plan, out: Path, *, watch: Watch, now: datetime
    ) -> Report:
        """Examine the strategy of ``job`` and write page, table and certificate into ``out``.

        The folder is made if absent; the certificate is written last. Every variant tried is added
        to the history.

        Raises:
            Invalid, NotFound: the job cannot be examined as it stands.
            Cancelled: ``watch.cancelled`` answered true; nothing is written then.
            Unavailable: a worker died, or history or key cannot be used.
        """
        from hypertrade.robustness import certificate
        from hypertrade.robustness.history import History
        from hypertrade.robustness.page import render_page
        from hypertrade.robustness.sweep_csv import sweep_csv

        asked = job.model_copy(update={"id": _JOB_ID})
        spec = _spec(asked)
        tuned, session = self._session(asked, spec)
        history = History(self._data)
        data = data_of(asked)
        known = history.trials(_family(spec))

        def earlier(variants: Sequence[Variant]) -> tuple[float | None, ...]:
            here = {digest for digest, _ in _digests(tuned, variants)}
            return tuple(
                one.sharpe if one.trades else None
                for one in known
                if one.data != data or one.variant not in here
            )

        found = _examine(session, asked, spec, plan, watch, earlier)
        self._remember(history, asked, tuned, found, now)
        report = found.report
        files = {CERTIFICATE: certificate.issue(report, self._data, now)}
        if report.sweep is not None:
            files = {TABLE: sweep_csv(report.sweep)} | files
        back = _linked(out, report)
        page = render_page(report, files=[PAGE, *files], report_page=back)
        out.mkdir(parents=True, exist_ok=True)
        for name, text in ({PAGE: page} | files).items():
            (out / name).write_text(text, encoding="utf-8")
        return report

    def verify(self, text: str, *, field: str) -> Verified:
        """Check the hash and the signature of a certificate.

        Raises:
            Invalid: it is no certificate.
            Denied: it was changed after it was signed.
        """
        from hypertrade.robustness import signing
        from hypertrade.robustness.certificate import verify

        found = verify(text, field=field)
        own = signing.own_key(self._data)
        return Verified(found, None if own is None else own == found.public_key)

    def rerun(self, certified: Certificate, *, watch: Watch) -> None:
        """Compute the figures of a certificate again and compare every one.

        The number of variants tried earlier is taken from the certificate: what counts is what was
        known then.

        Raises:
            Conflict: candles, settings or versions are others than certified, or a figure differs.
            Invalid, NotFound: its job cannot be run here.
        """
        from hypertrade.robustness.certificate import differences

        report = certified.report
        job = BacktestJob.model_validate(report.job)
        spec = _spec(job)
        _, session = self._session(job, spec)
        here = _identity(session, spec, report.plan)
        others = [
            name.replace("_", " ")
            for name in type(here).model_fields
            if getattr(here, name) != getattr(report.identity, name)
        ]
        if others:
            raise Conflict(
                f"the certificate is about other {', '.join(others)} than are found here",
                field="certificate",
                remedy="Use the data folder and the version of HyperTrade that it was made with.",
            )
        trials = report.trials
        earlier = trials.earlier if trials else ()
        again = _examine(session, job, spec, report.plan, watch, lambda _variants: earlier)
        changed = differences(report, again.report)
        if changed:
            raise Conflict(
                f"computed again, the certificate comes out differently in: {', '.join(changed)}",
                field="certificate",
                remedy="Trust the figures that you can reproduce: hypertrade robustness.",
            )

    def _session(self, job: BacktestJob, spec: StrategySpec) -> tuple[StrategySpec, Session]:
        """Return the spec with tunables, and its session."""
        from hypertrade.backtesting import Session
        from hypertrade.candles.store import CandleStore
        from hypertrade.robustness.tunables import suggest

        tuned = suggest(spec)
        strategy = job.strategy.model_copy(update={"spec": tuned.model_dump(mode="json")})
        session = Session.load(
            job.model_copy(update={"strategy": strategy}), CandleStore(self._data)
        )
        reason = session.refusal()
        if reason is not None:
            raise Invalid(
                f"HyperTrade's engine cannot trade this: {reason}",
                field="strategy",
                remedy="Backtest it with --engine freqtrade; its robustness cannot be examined.",
            )
        return tuned, session

    def _remember(
        self,
        history: History,
        job: BacktestJob,
        tuned: StrategySpec,
        found: Examined,
        now: datetime,
    ) -> None:
        from hypertrade.robustness.history import Trial
        from hypertrade.robustness.outcomes import DAYS_PER_YEAR

        data = data_of(job)
        history.add(
            _family(tuned),
            [
                Trial(
                    variant=digest,
                    data=data,
                    name=tuned.name,
                    sharpe=one.sharpe / DAYS_PER_YEAR**0.5,
                    days=len(one.daily),
                    trades=one.trades,
                    origin="robustness",
                )
                for digest, one in _digests(tuned, found.variants)
            ],
            now,
        )


def _spec(job: BacktestJob) -> StrategySpec:
    from hypertrade.strategy.spec import read_spec

    if not isinstance(job.strategy, SpecStrategy):
        raise Invalid(
            "robustness is examined by running many variants, which code does not offer yet",
            field="--code",
            remedy='Describe the strategy in words (--text "...") or as a spec (--spec FILE.json).',
        )
    return read_spec(job.strategy.spec)


def _family(spec: StrategySpec) -> str:
    from hypertrade.robustness.family import family_of

    return family_of(spec)


def _digests(tuned: StrategySpec, variants: Sequence[Variant]) -> list[tuple[str, Variant]]:
    """Return the variants that could be run, each with its digest."""
    from hypertrade.robustness.family import variant_of
    from hypertrade.robustness.space import space_of

    space = space_of(tuned)
    return [
        (variant_of(tuned, space.values(one.point)), one) for one in variants if not one.problem
    ]


def _examine(  # noqa: PLR0913, PLR0917 - the parts of one request
    session: Session,
    job: BacktestJob,
    spec: StrategySpec,
    plan: Plan,
    watch: Watch,
    earlier: Callable[[Sequence[Variant]], tuple[float | None, ...]],
) -> Examined:
    from hypertrade.robustness.examine import examine
    from hypertrade.robustness.subject import session_subject

    subject = session_subject(session)
    return examine(
        subject,
        plan,
        _context(session, job, spec, plan, earlier),
        jobs=watch.jobs,
        on_progress=watch.on_progress,
        cancelled=watch.cancelled,
    )


def _context(
    session: Session,
    job: BacktestJob,
    spec: StrategySpec,
    plan: Plan,
    earlier: Callable[[Sequence[Variant]], tuple[float | None, ...]],
) -> Context:
    from hypertrade.robustness.examine import Context
    from hypertrade.robustness.report import MarketView, StrategyView
    from hypertrade.robustness.simulator import trading_span
    from hypertrade.strategy.english import explain

    start, stop = trading_span(session.market).dates
    return Context(
        identity=_identity(session, spec, plan),
        strategy=StrategyView(
            name=spec.name,
            reading=explain(spec),
            tunables=tuple(item.name for item in session.spec.parameters),
            suggested=not spec.parameters and bool(session.spec.parameters),
        ),
        market=MarketView(
            exchange=job.exchange,
            trading_mode=job.trading_mode.value,
            pairs=job.pairs,
            timeframe=job.timeframe,
            start=start,
            stop=stop,
            currency=session.currency,
            balance=job.balance,
            fee=session.account.fee,
            slippage=job.slippage,
            synthetic=any(one.synthetic for one in session.quality),
        ),
        job=job.model_dump(mode="json"),
        earlier=earlier,
    )


def _identity(session: Session, spec: StrategySpec, plan: Plan) -> Identity:
    from hypertrade.backtesting.runs import ENGINE, ENGINE_VERSION
    from hypertrade.robustness.report import Identity

    return Identity(
        strategy=spec.digest(),
        family=_family(spec),
        candles=session.candles_hash,
        settings=session.settings_hash,
        plan=plan.digest(),
        engine=ENGINE,
        engine_version=ENGINE_VERSION,
        hypertrade_version=hypertrade.__version__,
    )


def _linked(out: Path, report: Report) -> str | None:
    """Link the page from a backtest's report of the same strategy in ``out``; return its name.

    That report is rendered again from its ``result.json``; without one, or about another strategy,
    nothing is touched.
    """
    from hypertrade.results.document import BacktestResult
    from hypertrade.results.page import render_page
    from hypertrade.results.write import EXPORT, LOGS, RESULT

    page, content = out / "report.html", out / RESULT
    if not page.is_file() or not content.is_file():
        return None
    result = BacktestResult.model_validate_json(content.read_bytes())
    same = (
        result.strategy.name == report.strategy.name
        and result.settings.pairs == report.market.pairs
        and result.settings.timeframe == report.market.timeframe
    )
    if not same:
        return None
    beside = [name for name in (EXPORT, LOGS) if (out / name).exists()]
    page.write_text(render_page(result, extra_files=[*beside, PAGE]), encoding="utf-8")
    return page.name

"""Robustness: from a strategy and settings to a report and a signed certificate in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import BacktestJob
from hypertrade.domain.errors import Conflict
from hypertrade.services.examination import Watch, examination
from hypertrade.services.trials import data_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from hypertrade.ports.jobs import JobRunner
    from hypertrade.ports.signals import SignalRunner
    from hypertrade.robustness.certificate import Certificate
    from hypertrade.robustness.examine import Examined
    from hypertrade.robustness.history import History
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.report import Report
    from hypertrade.robustness.units import Variant
    from hypertrade.services.examination import Examination

__all__ = ["CERTIFICATE", "PAGE", "TABLE", "Robustness", "Verified", "Watch"]

PAGE = "robustness.html"
CERTIFICATE = "certificate.json"
TABLE = "sweep.csv"

_JOB_ID = "robustness"


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate whose hash and signature hold.

    ``own`` says that this installation signed it; ``None`` that it has no key of its own yet.
    """

    certificate: Certificate
    own: bool | None


class Robustness:
    """Examines strategies, and verifies what was certified."""

    def __init__(
        self,
        data: Path,
        signals: SignalRunner,
        runner: JobRunner,
        *,
        records: Path | None = None,
    ) -> None:
        """Use the candles in the folder ``data``, history and key in ``records`` (default: there).

        Users' own Python runs by ``signals``, or by ``runner`` where Freqtrade itself must trade.
        """
        self._data = data
        self._records = records or data
        self._signals = signals
        self._runner = runner

    def run(
        self, job: BacktestJob, plan: Plan, out: Path, *, watch: Watch, now: datetime
    ) -> Report:
        """Examine the strategy of ``job`` and write page, table and certificate into ``out``.

        The folder is made if absent; the certificate is written last. Every variant tried is added
        to the history.

        Raises:
            Invalid, NotFound: the job cannot be examined as it stands.
            StrategyFailed, Denied: its code fails, or must be confined and cannot be here.
            Cancelled: ``watch.cancelled`` answered true; nothing is written then.
            Unavailable: a worker died, or history or key cannot be used.
        """
        from hypertrade.robustness import certificate
        from hypertrade.robustness.history import History
        from hypertrade.robustness.page import render_page
        from hypertrade.robustness.sweep_csv import sweep_csv

        asked = job.model_copy(update={"id": _JOB_ID})
        history = History(self._records)
        data = data_of(asked)
        with examination(asked, self._data, self._signals, self._runner, watch) as ready:
            known = history.trials(ready.family)

            def earlier(variants: Sequence[Variant]) -> tuple[float | None, ...]:
                here = {digest for digest, _ in ready.digests(variants)}
                return tuple(
                    one.sharpe if one.trades else None
                    for one in known
                    if one.data != data or one.variant not in here
                )

            found = _examine(ready, plan, watch, earlier)
        _remember(history, ready, found, now)
        report = found.report
        files = {CERTIFICATE: certificate.issue(report, self._records, now)}
        if report.sweep is not None:
            files = {TABLE: sweep_csv(report.sweep, report.strategy.labels)} | files
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
        own = signing.own_key(self._records)
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
        trials = report.trials
        tried = trials.earlier if trials else ()
        with examination(job, self._data, self._signals, self._runner, watch) as ready:
            here = ready.identity(report.plan)
            others = [
                name.replace("_", " ")
                for name in type(here).model_fields
                if getattr(here, name) != getattr(report.identity, name)
            ]
            if others:
                raise Conflict(
                    f"the certificate is about other {', '.join(others)} than are found here",
                    field="certificate",
                    remedy="Use the data folder and the version of HyperTrade that it was made "
                    "with.",
                )
            again = _examine(ready, report.plan, watch, lambda _variants: tried)
        changed = differences(report, again.report)
        if changed:
            raise Conflict(
                f"computed again, the certificate comes out differently in: {', '.join(changed)}",
                field="certificate",
                remedy="Trust the figures that you can reproduce: hypertrade robustness.",
            )


def _remember(history: History, ready: Examination, found: Examined, now: datetime) -> None:
    from hypertrade.robustness.history import Trial
    from hypertrade.robustness.outcomes import DAYS_PER_YEAR

    data = data_of(ready.job)
    history.add(
        ready.family,
        [
            Trial(
                variant=digest,
                data=data,
                name=ready.strategy.name,
                sharpe=one.sharpe / DAYS_PER_YEAR**0.5,
                days=len(one.daily),
                trades=one.trades,
                origin="robustness",
            )
            for digest, one in ready.digests(found.variants)
        ],
        now,
    )


def _examine(
    ready: Examination,
    plan: Plan,
    watch: Watch,
    earlier: Callable[[Sequence[Variant]], tuple[float | None, ...]],
) -> Examined:
    from hypertrade.robustness.examine import Context, examine

    context = Context(
        identity=ready.identity(plan),
        strategy=ready.strategy,
        market=ready.market(),
        job=ready.job.model_dump(mode="json"),
        earlier=earlier,
    )
    return examine(
        ready.subject,
        plan,
        context,
        jobs=watch.jobs,
        on_progress=watch.on_progress,
        cancelled=watch.cancelled,
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

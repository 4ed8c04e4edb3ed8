"""Reasons to trust a result less, in plain English, the weightiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.document import LOW_SAMPLE, Caveat
from hypertrade.results.slippage import settle
from hypertrade.results.words import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import BacktestJob, EngineRun, Fingerprint
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.results.document import Metrics, StrategyView

SHORT_DAYS = 90
FEW_SHARE = 0.02
SIGNIFICANT = 0.05
CRUMB = 1e-7
"""The share of the balance by which a trade's profit may differ from its orders' by rounding."""
SAME_BOOKS = 1e-5
"""The share of the balance by which account and trades may differ through rounding."""


def caveats(  # noqa: PLR0913 - each is one independent source of doubt
    run: EngineRun,
    *,
    job: BacktestJob,
    quality: Sequence[CandleQuality],
    fingerprint: Fingerprint,
    strategy: StrategyView,
    metrics: Metrics,
) -> tuple[Caveat, ...]:
    """Return everything a careful reader should know before believing the figures."""
    found = [
        *_candles(quality),
        *_sample(run, metrics),
        *_settings(run, job),
        *_books(run, metrics),
        *_engine(run, fingerprint, strategy),
    ]
    return tuple(sorted(found, key=lambda one: one.level != "warning"))


def _candles(quality: Sequence[CandleQuality]) -> list[Caveat]:
    found = []
    synthetic = [one.pair for one in quality if one.synthetic]
    if synthetic:
        found.append(
            Caveat(
                code="synthetic_candles",
                level="warning",
                text=f"The candles of {_list(synthetic)} are synthetic: invented by a generator. "
                "The result says nothing about any real market.",
            )
        )
    filled, candles = sum(one.filled for one in quality), sum(one.candles for one in quality)
    if candles and filled / candles > FEW_SHARE:
        found.append(
            Caveat(
                code="gaps",
                level="warning",
                text=f"{filled:,} of {candles:,} candles ({filled / candles:.1%}) were missing and "
                "filled flat with no volume, as Freqtrade does; indicators run over them.",
            )
        )
    outliers = sum(one.outliers for one in quality)
    if outliers:
        found.append(
            Caveat(
                code="outliers",
                level="note",
                text=f"{outliers:,} candle{_s(outliers)} moved far more than their neighbours and "
                "were kept. A trade on one may not have been possible.",
            )
        )
    return found


def _sample(run: EngineRun, metrics: Metrics) -> list[Caveat]:
    found = []
    count = metrics.total_trades
    if count < LOW_SAMPLE:
        number = "No trade" if not count else f"Only {count} trade{_s(count)}"
        found.append(
            Caveat(
                code="low_sample",
                level="warning",
                text=f"{number}: fewer than {LOW_SAMPLE} are too few to tell skill from luck.",
            )
        )
    elif metrics.p_value is not None and metrics.p_value > SIGNIFICANT:
        found.append(
            Caveat(
                code="not_significant",
                level="note",
                text="The average trade cannot be told from zero "
                f"(two-sided t-test, p = {metrics.p_value:.2f}): {_chance(metrics)}.",
            )
        )
    days = (run.backtest_end - run.backtest_start).days
    if days < SHORT_DAYS:
        found.append(
            Caveat(
                code="short_range",
                level="note",
                text=f"The test covers {days} day{_s(days)}: yearly figures (CAGR, Sharpe, "
                "Sortino, Calmar) are extrapolated from little.",
            )
        )
    left_open = sum(trade.exit_reason == "force_exit" for trade in run.trades)
    if left_open:
        one = left_open == 1
        found.append(
            Caveat(
                code="left_open",
                level="note",
                text=f"{left_open} trade{_s(left_open)} still open at the end "
                f"{'was' if one else 'were'} closed at the last candle's opening price "
                "(exit reason force_exit).",
            )
        )
    return found


def _chance(metrics: Metrics) -> str:
    won = (metrics.profit_total or 0.0) > 0
    return "the profit may be luck" if won else "the loss may be bad luck"


def _settings(run: EngineRun, job: BacktestJob) -> list[Caveat]:
    found = []
    if job.slippage:
        found.append(
            Caveat(
                code="slippage",
                level="note",
                text=f"Every fill was made {job.slippage * 100:g}% worse than the asked price. "
                "Amounts, timing and stops are those of the run without slippage; only prices, "
                "fees and profits moved.",
            )
        )
    else:
        found.append(
            Caveat(
                code="no_slippage",
                level="note",
                text="Every order filled at exactly the asked price. Real orders usually fill a "
                "little worse; run again with a slippage to see what that costs.",
            )
        )
    if run.fee == 0:
        found.append(
            Caveat(
                code="no_fee",
                level="warning",
                text="No trading fee was charged. Almost every exchange takes one.",
            )
        )
    return found


def _books(run: EngineRun, metrics: Metrics) -> list[Caveat]:
    """Say so where the account, the trades and the orders disagree.

    Freqtrade 2026.9 drops the earlier exits from a trade's profit, and from its account, if
    rounding leaves a crumb of the position after the last exit (``recalc_trade_from_orders``).
    """
    found, currency = [], run.stake_currency
    scaled_out = [one for one in run.trades if sum(not o.is_entry for o in one.orders) > 1]
    missing = [settle(one, one.orders).profit_abs - one.profit_abs for one in scaled_out]
    missing = [one for one in missing if abs(one) > CRUMB * run.starting_balance]
    if missing:
        count = len(missing)
        text = (
            f"Freqtrade left earlier partial exits out of {count} trade{_s(count)} "
            f"({money(sum(missing), currency, signed=True)} in all). The figures follow Freqtrade; "
            "the orders in result.json are complete."
        )
        found.append(Caveat(code="partial_exits", level="warning", text=text))
    apart = run.final_balance - run.starting_balance - (metrics.profit_total_abs or 0.0)
    if abs(apart) > SAME_BOOKS * run.starting_balance:
        text = (
            f"The account ended {money(apart, currency, signed=True)} away from what its trades "
            "add up to. CAGR and the final balance follow the account, every other figure the "
            "trades."
        )
        found.append(Caveat(code="books_differ", level="warning", text=text))
    return found


def _engine(run: EngineRun, fingerprint: Fingerprint, strategy: StrategyView) -> list[Caveat]:
    found = [
        Caveat(code="engine", level="note", text=remark) for remark in run.remarks if remark.strip()
    ]
    if strategy.kind == "code" and not fingerprint.confined:
        found.append(
            Caveat(
                code="unconfined",
                level="warning",
                text="The strategy's code ran without confinement: it could have read files, the "
                "network or the future, or changed these very numbers.",
            )
        )
    elif strategy.kind == "code" and fingerprint.engine == "freqtrade":
        why = f" ({fingerprint.engine_reason})" if fingerprint.engine_reason else ""
        found.append(
            Caveat(
                code="own_code",
                level="warning",
                text="The strategy is its author's own code and ran in one process with Freqtrade, "
                f"which kept the books there{why}: what it reports about itself is only as honest "
                "as the code.",
            )
        )
    elif strategy.kind == "code":
        found.append(
            Caveat(
                code="own_code",
                level="note",
                text="The strategy is its author's own code. It ran apart from the engine and "
                "handed over its signals only: fills, fees and profits are none of its doing.",
            )
        )
    return found


def _list(names: Sequence[str], most: int = 4) -> str:
    shown = list(dict.fromkeys(names))
    more = len(shown) - most
    if more > 0:
        return f"{', '.join(shown[:most])} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _s(count: int) -> str:
    return "" if count == 1 else "s"

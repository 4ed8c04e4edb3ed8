"""Reasons to trust a result less, in plain words, the weightiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.domain.telling import (
    counted,
    english,
    general_percent,
    listed,
    money,
    name,
    number,
    percent,
    quoted,
)
from hypertrade.results import sentences as say
from hypertrade.results.document import LOW_SAMPLE, Caveat
from hypertrade.results.slippage import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import BacktestJob, EngineRun, Fingerprint
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.domain.telling import Part, Said
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


def _caveat(code: str, level: Literal["warning", "note"], said: Said) -> Caveat:
    return Caveat(code=code, level=level, text=said.text, told=(said.value,))


def _candles(quality: Sequence[CandleQuality]) -> list[Caveat]:
    found = []
    synthetic = [one.pair for one in quality if one.synthetic]
    if synthetic:
        said = say.SYNTHETIC(pairs=_list(synthetic))
        found.append(_caveat("synthetic_candles", "warning", said))
    filled, candles = sum(one.filled for one in quality), sum(one.candles for one in quality)
    if candles and filled / candles > FEW_SHARE:
        said = say.GAPS(
            filled=counted(filled), candles=counted(candles), share=percent(filled / candles, 1)
        )
        found.append(_caveat("gaps", "warning", said))
    outliers = sum(one.outliers for one in quality)
    if outliers:
        found.append(_caveat("outliers", "note", say.OUTLIERS(count=counted(outliers))))
    return found


def _sample(run: EngineRun, metrics: Metrics) -> list[Caveat]:
    found = []
    trades = metrics.total_trades
    if trades < LOW_SAMPLE:
        enough = counted(LOW_SAMPLE)
        few = say.FEW_TRADES(count=counted(trades), enough=enough)
        said = few if trades else say.NO_TRADE(enough=enough)
        found.append(_caveat("low_sample", "warning", said))
    elif metrics.p_value is not None and metrics.p_value > SIGNIFICANT:
        won = (metrics.profit_total or 0.0) > 0
        luck = (say.LUCKY if won else say.UNLUCKY)(p=number(metrics.p_value))
        found.append(_caveat("not_significant", "note", luck))
    days = (run.backtest_end - run.backtest_start).days
    if days < SHORT_DAYS:
        found.append(_caveat("short_range", "note", say.SHORT_RANGE(count=counted(days))))
    left_open = sum(trade.exit_reason == "force_exit" for trade in run.trades)
    if left_open:
        said = say.LEFT_OPEN(count=counted(left_open, grouped=False))
        found.append(_caveat("left_open", "note", said))
    return found


def _settings(run: EngineRun, job: BacktestJob) -> list[Caveat]:
    found = []
    if job.slippage:
        said = say.SLIPPAGE(slippage=general_percent(job.slippage))
        found.append(_caveat("slippage", "note", said))
    else:
        found.append(_caveat("no_slippage", "note", say.NO_SLIPPAGE()))
    if run.fee == 0:
        found.append(_caveat("no_fee", "warning", say.NO_FEE()))
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
        said = say.PARTIAL_EXITS(
            count=counted(len(missing), grouped=False),
            missing=money(sum(missing), currency, signed=True),
        )
        found.append(_caveat("partial_exits", "warning", said))
    apart = run.final_balance - run.starting_balance - (metrics.profit_total_abs or 0.0)
    if abs(apart) > SAME_BOOKS * run.starting_balance:
        said = say.BOOKS_DIFFER(apart=money(apart, currency, signed=True))
        found.append(_caveat("books_differ", "warning", said))
    return found


def _engine(run: EngineRun, fingerprint: Fingerprint, strategy: StrategyView) -> list[Caveat]:
    found = [
        _caveat("engine", "note", say.ENGINE(remark=_remark(run, remark)))
        for remark in run.remarks
        if remark.strip()
    ]
    if strategy.kind != "code":
        return found
    if not fingerprint.confined:
        found.append(_caveat("unconfined", "warning", say.UNCONFINED()))
    elif fingerprint.engine == "freqtrade":
        why = fingerprint.engine_reason
        said = say.IN_FREQTRADE_WHY(why=english(why)) if why else say.IN_FREQTRADE()
        found.append(_caveat("own_code", "warning", said))
    else:
        found.append(_caveat("own_code", "note", say.APART()))
    return found


def _remark(run: EngineRun, text: str) -> Part:
    told = run.told.get(text)
    return quoted(text, () if told is None else (told,))


def _list(names: Sequence[str], most: int = 4) -> Part | Said:
    shown = [name(one) for one in dict.fromkeys(names)]
    more = len(shown) - most
    if more > 0:
        return say.AND_MORE(names=listed(shown[:most], "comma"), count=counted(more, grouped=False))
    return listed(shown, "and")

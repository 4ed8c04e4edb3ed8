"""What a job asks for, checked: currency, money, market; the same refusals for each engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import TradingMode, timeframe_minutes

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.strategy.spec import StrategySpec

TRADABLE = 0.99
"""Freqtrade's default ``tradable_balance_ratio`` (``configuration/config_schema.py``)."""


def stake_currency(job: BacktestJob) -> str:
    """Return the one currency that the pairs of ``job`` are quoted in.

    Raises:
        Invalid: the pairs are of another market, or of several currencies.
    """
    futures = job.trading_mode is TradingMode.FUTURES
    currencies = []
    for pair in job.pairs:
        quote, _, settle = pair.partition("/")[2].partition(":")
        if futures and not settle:
            raise Invalid(
                f"{pair} is a spot pair",
                field="pairs",
                remedy=f"On futures write {pair}:{quote}, or leave --trading-mode futures out.",
            )
        if settle and not futures:
            raise Invalid(
                f"{pair} is a futures pair",
                field="pairs",
                remedy=f"Add --trading-mode futures, or write {pair.partition(':')[0]}.",
            )
        if settle and settle != quote:
            raise Invalid(
                f"{pair} is not a linear future",
                field="pairs",
                remedy=f"Freqtrade trades futures settled in their quote, such as "
                f"{pair.partition(':')[0]}:{quote}.",
            )
        currencies.append(quote)
    if len(set(currencies)) > 1:
        raise Invalid(
            f"the pairs are quoted in {' and '.join(sorted(set(currencies)))}",
            field="pairs",
            remedy="Name pairs of one quote currency: stake and balance are in it.",
        )
    return currencies[0]


def check_terms(job: BacktestJob) -> None:
    """Refuse pairs, money and timeframes that contradict each other.

    Raises:
        Invalid: they do.
    """
    if len(set(job.pairs)) != len(job.pairs):
        raise Invalid("a pair is named twice", field="pairs", remedy="Name each pair once.")
    if job.stake != "unlimited" and job.stake > job.balance * TRADABLE:
        raise Invalid(
            f"a stake of {job.stake:g} is more than the balance of {job.balance:g}"
            f" allows (Freqtrade keeps 1% aside)",
            field="stake",
            remedy=f"Stake at most {job.balance * TRADABLE:g}, or raise --balance.",
        )
    if job.stake == "unlimited" and job.max_open_trades == -1:
        raise Invalid(
            "an unlimited stake needs a limit of open trades",
            field="max_open_trades",
            remedy="Set --max-open-trades to 1 or more, or --stake to an amount.",
        )
    detail = job.detail_timeframe
    if detail and timeframe_minutes(detail) >= timeframe_minutes(job.timeframe):
        raise Invalid(
            f"{detail} candles are no finer than {job.timeframe} candles",
            field="detail_timeframe",
            remedy=f"Choose one shorter than {job.timeframe}.",
        )


def check_spec(job: BacktestJob, spec: StrategySpec) -> None:
    """Refuse a spec that does not fit its job.

    Raises:
        Invalid: another timeframe, or shorts on a spot market.
    """
    if spec.timeframe != job.timeframe:
        raise Invalid(
            f"the strategy is written for {spec.timeframe} candles, not {job.timeframe}",
            field="timeframe",
            remedy=f"Leave --timeframe out, or write the strategy for {job.timeframe}.",
        )
    if spec.direction != "long" and job.trading_mode is TradingMode.SPOT:
        raise Invalid(
            "the strategy goes short, and spot markets cannot",
            field="trading_mode",
            remedy="Use --trading-mode futures with pairs such as BTC/USDT:USDT.",
        )

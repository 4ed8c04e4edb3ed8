"""What the engine does not do, in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.engine.liquidation import unsupported_exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.domain.errors import Invalid
    from hypertrade.engine.model import Account, MarketData, Plan

MINUTE = 60_000


def malformed(problem: str, field: str) -> Invalid:
    """Return the error for input that breaks the engine's contract."""
    from hypertrade.domain.errors import Invalid

    return Invalid(
        f"The engine cannot read its input: {problem}",
        field=field,
        remedy="Hand over each column as hypertrade.arrays and hypertrade.engine.model describe.",
    )


def refusal(market: MarketData, plan: Plan, account: Account) -> str | None:
    """Return why the engine cannot simulate this as Freqtrade would; ``None``: it can."""
    return next(_reasons(market, plan, account), None)


def _reasons(market: MarketData, plan: Plan, account: Account) -> Iterator[str]:
    exchange = unsupported_exchange(market.exchange, futures=account.futures)
    if exchange is not None:
        yield exchange
    yield from _grid(market)
    yield from _numbers(plan, account)
    yield from _ticks(market, futures=account.futures)
    if account.futures and market.exchange != "hyperliquid":
        for item in market.pairs:
            if not item.rules.tiers:
                yield f"the leverage tiers of {item.rules.pair} are not known"


def _grid(market: MarketData) -> Iterator[str]:
    """Yield what is wrong with the candles' times."""
    if not market.pairs:
        yield "there is no pair to trade"
        return
    step, first = market.pairs[0].candles.step, market.pairs[0].candles.first
    if step <= 0 or step % MINUTE:
        yield "the candles last no whole number of minutes"
        return
    details = {item.detail.step for item in market.pairs if item.detail is not None}
    if len(details) > 1:
        yield "the pairs' detail candles differ in length"
    for item in market.pairs:
        name, candles = item.rules.pair, item.candles
        if candles.step != step or (candles.first - first) % step:
            yield f"the candles of {name} lie on another grid of time than the first pair's"
        if not candles.end <= len(candles):
            yield f"the candles of {name} end before the range does"
        if candles.begin < candles.end and candles.opens_at(candles.begin) < 0:
            yield f"the candles of {name} begin before 1970"
        detail = item.detail
        if detail is not None and (detail.step <= 0 or detail.step >= step or detail.step % MINUTE):
            yield f"the detail candles of {name} are not finer than its candles"


def _ticks(market: MarketData, *, futures: bool) -> Iterator[str]:
    """Yield the pair whose prices make Freqtrade's own ticks overflow."""
    # Packing reports malformed columns in this module's words.
    from hypertrade.engine.pack import packed
    from hypertrade.engine.ticks import overflowing_pair

    index = overflowing_pair(packed(market, futures=futures).ticks)
    if index is not None:
        pair = market.pairs[index].rules.pair
        yield f"the prices of {pair} have more decimals than Freqtrade's ticks can count (18)"


def _numbers(plan: Plan, account: Account) -> Iterator[str]:
    """Yield settings outside of what the arithmetic is proved for."""
    if not 0.0 <= account.fee < 1.0:
        yield "the fee is not a fraction below 1"
    if not math.isfinite(plan.stoploss) or plan.stoploss == 0.0:
        yield "there is no stop loss"
    minutes = [step for step, _ in plan.roi]
    if minutes != sorted(set(minutes)):
        yield "the ROI table is not in ascending order"
    if account.stake != "unlimited" and not account.stake > 0.0:
        yield "the stake is not above zero"
    if plan.scale_in is not None and plan.scale_in.times < 0:
        yield "the number of further entries has no limit"

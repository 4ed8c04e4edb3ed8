"""Coins named in a text: the traded pair, or another one, which no strategy can look at."""

from __future__ import annotations

import re

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.vocabulary.small_words import COINS, SAME_COINS


def same_coin(ctx: Context) -> None:
    """Take a coin's name as the traded pair, unless the text names several.

    Raises:
        Unsure: it does: a strategy looks at the candles of its own pair only.
    """
    known = {item.strip() for item in COINS.split(",")}
    named = {
        SAME_COINS.get(key, key)
        for item in re.findall(r"[a-z]+", ctx.text.lower())
        if item in known and (key := re.sub(r"usdt?$", "", item))
    } - {"link", "dot", "sol"}
    if len(named) > 1:
        raise Unsure(
            f"“{ctx.said()}”: a strategy looks at the candles of the pair it trades, not at "
            "those of another coin.",
            place=ctx.place,
        )
    ctx.assume(
        "Pairs: chosen when the strategy is run; a coin's name is read as the price of the "
        "traded pair"
    )

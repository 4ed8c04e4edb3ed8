"""A window whose candles were changed: noise, a shorter history, another market."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.backtesting.windows import Window


def replaced(window: Window, candles: Sequence[Candles]) -> Window:
    """Return ``window`` trading ``candles`` instead of its own.

    Higher timeframes' candles that consist of candles given here are made of them; the others,
    from before the first one, stay. Finer candles are left out: they would contradict.

    Raises:
        Invalid: another number of pairs, or candles on another grid.
    """
    pairs = window.market.pairs
    if len(candles) != len(pairs):
        raise Invalid(
            f"candles of {len(candles)} pairs were given for {len(pairs)}",
            field="candles",
            remedy="Give one for each pair, in the pairs' order.",
        )
    for new, pair in zip(candles, pairs, strict=True):
        old = pair.candles
        if (new.first, new.step, len(new)) != (old.first, old.step, len(old)):
            raise Invalid(
                f"other candles of {pair.rules.pair} stand at other times",
                field="candles",
                remedy="Change prices and volumes, and leave opening times as they are.",
            )
    market = replace(
        window.market,
        pairs=tuple(
            replace(pair, candles=new, detail=None)
            for new, pair in zip(candles, pairs, strict=True)
        ),
    )
    higher = tuple(
        {name: made_of(new, old) for name, old in each.items()}
        for new, each in zip(candles, window.higher, strict=True)
    )
    return replace(window, market=market, higher=higher)


def made_of(fine: Candles, coarse: Candles) -> Candles:
    """Return ``coarse`` with every candle that ``fine`` covers whole made of it."""
    parts = coarse.step // fine.step
    if not len(fine) or coarse.step % fine.step or (coarse.first - fine.first) % fine.step:
        return coarse
    begin = max(0, -(-(fine.first - coarse.first) // coarse.step))
    offset = (coarse.opens_at(begin) - fine.first) // fine.step
    count = min(len(coarse) - begin, (len(fine) - offset) // parts)
    if count <= 0:
        return coarse
    rows, groups = slice(begin, begin + count), slice(offset, offset + count * parts)

    def changed(name: str, made: NDArray[np.float64]) -> None:
        columns[name][rows] = made

    columns = {
        name: getattr(coarse, name).copy() for name in ("open", "high", "low", "close", "volume")
    }
    shape = (count, parts)
    changed("open", fine.open[groups].reshape(shape)[:, 0])
    changed("high", fine.high[groups].reshape(shape).max(axis=1))
    changed("low", fine.low[groups].reshape(shape).min(axis=1))
    changed("close", fine.close[groups].reshape(shape)[:, -1])
    changed("volume", fine.volume[groups].reshape(shape).sum(axis=1))
    return replace(coarse, **columns)

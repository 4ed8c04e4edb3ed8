"""What the drawn cases are about: each category lets other things vary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wild:
    """What a category lets vary; the rest stays tame.

    At most so many ``pairs``, each of ``rows`` candles and the strategy's warm-up.
    """

    pairs: int = 2
    rows: int = 300
    shapes: bool = False
    ticks: bool = False
    limits: bool = False
    exits: bool = False
    money: bool = False
    protections: bool = False
    scaling: bool = False
    tuned: bool = False
    higher: bool = False
    ranges: bool = False
    futures: bool = False
    shorts: bool = False
    leverage: bool = False
    funding: bool = False
    detail: bool = False
    real: bool = False
    crowd: bool = False
    rich: bool = False
    noise: bool = False


OPTIONAL = (
    *("shapes", "ticks", "limits", "exits", "money"),
    *("protections", "scaling", "tuned", "higher", "ranges"),
)
"""What each case about everything has or has not."""
_EVERYTHING = dict.fromkeys(OPTIONAL, True)
_PERPETUAL = dict.fromkeys(("futures", "shorts", "leverage", "funding"), True)

CATEGORIES: dict[str, Wild] = {
    "plain": Wild(),
    "shapes": Wild(pairs=3, shapes=True, exits=True),
    "ticks": Wild(shapes=True, ticks=True),
    "noise": Wild(ticks=True, noise=True, exits=True),
    "noise-futures": Wild(
        ticks=True, noise=True, exits=True, futures=True, shorts=True, leverage=True
    ),
    "limits": Wild(ticks=True, limits=True, money=True),
    "exits": Wild(exits=True, shapes=True),
    "crowded": Wild(pairs=6, rows=200, money=True, shapes=True, crowd=True),
    "protections": Wild(pairs=3, rows=250, protections=True, exits=True),
    "scaling": Wild(scaling=True, exits=True, limits=True),
    "tuned": Wild(tuned=True, exits=True, scaling=True, protections=True),
    "higher": Wild(higher=True, exits=True),
    "ranges": Wild(pairs=3, ranges=True, shapes=True, higher=True),
    "perpetuals": Wild(futures=True),
    "shorts": Wild(futures=True, shorts=True, exits=True, shapes=True),
    "leverage": Wild(futures=True, shorts=True, leverage=True, exits=True),
    "funding": Wild(futures=True, shorts=True, leverage=True, funding=True),
    "detail": Wild(rows=80, detail=True, exits=True, shapes=True),
    "detail-futures": Wild(
        rows=80, detail=True, exits=True, futures=True, shorts=True, leverage=True, funding=True
    ),
    "real": Wild(pairs=3, rows=300, real=True, exits=True, money=True, protections=True),
    "rich": Wild(
        rows=200, futures=True, shorts=True, leverage=True, limits=True, scaling=True, rich=True
    ),
    "everything-spot": Wild(pairs=5, rows=220, **_EVERYTHING),
    "everything-futures": Wild(pairs=4, rows=220, **_EVERYTHING, **_PERPETUAL),
    "everything-detail": Wild(pairs=3, rows=80, detail=True, **_EVERYTHING),
    "everything-detail-futures": Wild(pairs=3, rows=80, detail=True, **_EVERYTHING, **_PERPETUAL),
}
"""Every category, and what varies in it."""

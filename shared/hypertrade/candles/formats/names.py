"""The names that exporters give to a candle's columns."""

from __future__ import annotations

import re

# In order of preference: a number cannot be misread, a text can.
NAMES: dict[str, tuple[str, ...]] = {
    "date": (
        "timestamp", "unix", "unixtime", "unixtimestamp", "opentime", "opentimestamp", "starttime",
        "mts", "timems", "date", "datetime", "dateutc", "datetimeutc", "timeutc", "gmttime",
        "localtime", "time", "ts", "t",
    ),
    "open": ("open", "openprice", "priceopen", "o"),
    "high": ("high", "highprice", "pricehigh", "max", "h"),
    "low": ("low", "lowprice", "pricelow", "min", "l"),
    "close": ("close", "closeprice", "priceclose", "last", "c"),
    "volume": ("volume", "vol", "basevolume", "volumebase", "volumetraded", "amount", "v"),
}  # fmt: skip
"""Known names of each column, plain, the most trusted first."""

_KNOWN = {name for names in NAMES.values() for name in names}


def plain(name: str) -> str:
    """Return a column's name as it is compared: ``Volume (BTC)`` -> ``volumebtc``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def is_header(cells: list[str]) -> bool:
    """Return whether most of a candle's columns could be named by ``cells``."""
    known = sum(plain(cell) in _KNOWN for cell in cells)
    return known >= 3  # noqa: PLR2004 - three of six: the rest is named in the error

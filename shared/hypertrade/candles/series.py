"""One series of candles: its name, its place in the hive layout, and what is remembered of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import MINUTES_OF, check_pair, check_timeframe, pair_filename
from hypertrade.domain.quality import CandleQuality

if TYPE_CHECKING:
    from hypertrade.candles.schema import Kind

_EXCHANGE = re.compile(r"^[a-z0-9]+$")
# Quotes that end an unpunctuated market name, longest first so that USDT wins over USD's tail.
_QUOTES = ("FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "BTC", "ETH", "BNB")


def read_pair(text: str, *, field: str = "pair") -> str:
    """Return ``text`` if it is a pair; otherwise suggest how it is written.

    Raises:
        Invalid: not a pair; the remedy names the pair that was probably meant.
    """
    try:
        return check_pair(text)
    except ValueError as error:
        guess = _guess_pair(text)
        raise Invalid(
            f"{text!r} is not a pair",
            field=field,
            remedy=f"Did you mean {guess}?" if guess else "Write it like BTC/USDT.",
        ) from error


def _guess_pair(text: str) -> str | None:
    upper = text.strip().upper()
    parts = [part for part in re.split(r"[^A-Z0-9]+", upper) if part]
    if len(parts) == 3:  # noqa: PLR2004 - base, quote and settle currency
        return f"{parts[0]}/{parts[1]}:{parts[2]}"
    if len(parts) == 2:  # noqa: PLR2004 - base and quote
        return "/".join(parts)
    if len(parts) == 1:
        for quote in _QUOTES:
            if upper.endswith(quote) and len(upper) > len(quote):
                return f"{upper.removesuffix(quote)}/{quote}"
    return None


def read_timeframe(text: str) -> str:
    """Return ``text`` if it is a timeframe.

    Raises:
        Invalid: unknown; the remedy lists the known ones.
    """
    try:
        return check_timeframe(text)
    except ValueError as error:
        raise Invalid(
            f"unknown timeframe {text!r}",
            field="timeframe",
            remedy=f"Choose one of {', '.join(MINUTES_OF)}.",
        ) from error


@dataclass(frozen=True, order=True)
class SeriesKey:
    """What names a series."""

    exchange: str
    pair: str
    timeframe: str
    kind: Kind = "candles"

    def __post_init__(self) -> None:
        """Refuse names that could not be found again.

        Raises:
            Invalid: the exchange, pair or timeframe has a wrong form.
        """
        if not _EXCHANGE.match(self.exchange):
            raise Invalid(
                f"{self.exchange!r} is not an exchange's name",
                field="exchange",
                remedy="Write it as ccxt does, in lower case: binance, bitfinex, kraken.",
            )
        read_pair(self.pair)
        read_timeframe(self.timeframe)

    def folder(self) -> PurePosixPath:
        """Return the series' folder under the store's root, in hive notation.

        A pair's ``/`` and ``:`` become ``_``, as in Freqtrade's file names; no currency holds an
        underscore, so this reads back. Kinds other than plain candles stand in a tree of their own
        (``kind=mark/exchange=...``), so that the columns of the plain tree stay exchange,
        timeframe, pair and year.
        """
        plain = PurePosixPath(
            f"exchange={self.exchange}",
            f"timeframe={self.timeframe}",
            f"pair={pair_filename(self.pair)}",
        )
        return plain if self.kind == "candles" else PurePosixPath(f"kind={self.kind}") / plain

    def __str__(self) -> str:
        """Return the name for people: ``binance BTC/USDT 1h``."""
        kind = "" if self.kind == "candles" else f" ({self.kind})"
        return f"{self.exchange} {self.pair} {self.timeframe}{kind}"


def pair_from_filename(name: str) -> str:
    """Return the pair that ``pair_filename`` wrote (``BTC_USDT_USDT`` -> ``BTC/USDT:USDT``)."""
    return name.replace("_", "/", 1).replace("_", ":", 1)


class SourceRecord(Document):
    """Where candles came from: a file, a download or the generator, and what cleaning found."""

    name: str
    fingerprint: str = ""
    taken_at: datetime | None = None
    candles: int = 0
    quality: CandleQuality | None = None


class SeriesMeta(Document):
    """What is kept beside a series' candles, as JSON. ``tick`` is in quote currency."""

    version: int = 1
    exchange: str
    pair: str
    timeframe: str
    kind: str = "candles"
    synthetic: bool = False
    tick: float | None = None
    sources: tuple[SourceRecord, ...] = ()


class SeriesInfo(Document):
    """One line of a store's contents; ``first`` and ``last`` are opening times in UTC."""

    exchange: str
    pair: str
    timeframe: str
    kind: str = "candles"
    candles: int
    first: datetime
    last: datetime
    synthetic: bool = False
    tick: float | None = None
    source: str = ""

"""Timeframes, pairs and time ranges, as traders and Freqtrade write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid

MINUTES_OF: dict[str, int] = {
    "1m": 1,
    "3m": 3,
    "5m": 5,
    "15m": 15,
    "30m": 30,
    "1h": 60,
    "2h": 120,
    "4h": 240,
    "6h": 360,
    "8h": 480,
    "12h": 720,
    "1d": 1440,
    "3d": 4320,
    "1w": 10080,
}
"""Every timeframe HyperTrade knows, and its length in minutes."""

_PAIR = re.compile(r"^[A-Z0-9]+/[A-Z0-9]+(:[A-Z0-9]+)?$")
_STAMP = re.compile(r"^(\d{8})?-(\d{8})?$")


class TradingMode(StrEnum):
    """Spot, or linear perpetual futures with isolated margin."""

    SPOT = "spot"
    FUTURES = "futures"


def check_timeframe(text: str) -> str:
    """Return ``text`` if it is a known timeframe; raise ``ValueError`` naming the known ones."""
    if text not in MINUTES_OF:
        msg = f"unknown timeframe {text!r}: choose one of {', '.join(MINUTES_OF)}"
        raise ValueError(msg)
    return text


def check_pair(text: str) -> str:
    """Return ``text`` if it reads ``BASE/QUOTE`` (futures: ``BASE/QUOTE:SETTLE``)."""
    if not _PAIR.match(text):
        msg = f"{text!r} is not a pair: write it like BTC/USDT, or BTC/USDT:USDT for futures"
        raise ValueError(msg)
    return text


Timeframe = Annotated[str, AfterValidator(check_timeframe)]
Pair = Annotated[str, AfterValidator(check_pair)]


def timeframe_minutes(timeframe: str) -> int:
    """Return the length of one candle in minutes."""
    return MINUTES_OF[check_timeframe(timeframe)]


def pair_filename(pair: str) -> str:
    """Return the pair as Freqtrade writes it in file names (``BTC/USD`` -> ``BTC_USD``)."""
    return pair.replace("/", "_").replace(":", "_")


class Timerange(Document):
    """A half-open range of candle opening times, in UTC; ``None`` means open-ended."""

    start: datetime | None = None
    stop: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> Timerange:
        """Read Freqtrade's ``YYYYMMDD-YYYYMMDD``, either side optional.

        Raises:
            Invalid: the text has another form, or the range is empty.
        """
        match = _STAMP.match(text.strip())
        if not match:
            raise Invalid(
                f"{text!r} is not a time range",
                field="timerange",
                remedy="Write YYYYMMDD-YYYYMMDD; either side may be left out.",
            )
        try:
            start, stop = (
                datetime.strptime(part, "%Y%m%d").replace(tzinfo=UTC) if part else None
                for part in match.groups()
            )
        except ValueError as error:
            raise Invalid(
                f"{text!r} holds a day that does not exist",
                field="timerange",
                remedy="Write YYYYMMDD-YYYYMMDD.",
            ) from error
        if start and stop and start >= stop:
            raise Invalid(
                f"{text!r} ends before it starts",
                field="timerange",
                remedy="Put the earlier day first.",
            )
        return cls(start=start, stop=stop)

    def __str__(self) -> str:
        """Return Freqtrade's own notation."""
        start, stop = (f"{day:%Y%m%d}" if day else "" for day in (self.start, self.stop))
        return f"{start}-{stop}"

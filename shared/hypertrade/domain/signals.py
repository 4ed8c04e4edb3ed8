"""A strategy's signals on other candles or with other parameters: what is asked of its process."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from hypertrade.domain.base import Document

Stretch = tuple[int, int]
"""The opening times (UTC milliseconds) of the first and the last candle of some in a row."""


class Jitter(Document):
    """Noise on the prices of the traded pairs, as ``robustness.jitter`` makes it from ``seed``.

    ``startup`` is how many candles the strategy warms up for: with it the noise falls on the same
    candles wherever it is made.
    """

    seed: int = Field(ge=0)
    strength: float = Field(gt=0, le=1)
    startup: int = Field(ge=0)


class SignalAsk(Document):
    """One look at a strategy: with which parameters, on which candles, and what is wanted of it.

    ``parameters`` is the content of Freqtrade's parameter file instead of the job's own. Candles
    that close after ``until`` (UTC milliseconds) are taken away, of every pair and timeframe.
    Trading begins at ``since``, so that only the warm-up lies before. With ``stretches`` every
    column in them is wanted, else the signals of the whole range.
    """

    parameters: dict[str, Any] | None = None
    until: int | None = None
    since: int | None = None
    jitter: Jitter | None = None
    stretches: tuple[Stretch, ...] = ()


class SignalGround(Document):
    """What all answers about one job rest on; hashes are SHA-256, as in a ``Fingerprint``.

    ``synthetic`` says that some of the candles were made up, ``confined`` that the strategy's
    process was.
    """

    class_name: str
    strategy: str
    candles: str
    settings: str
    synthetic: bool
    confined: bool

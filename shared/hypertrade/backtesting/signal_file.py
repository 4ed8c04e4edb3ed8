"""What a confined strategy hands over where the engine outside keeps the books: signals only.

One file: a line of JSON (``SignalHeader``), then, for each pair in turn, the four flags as bytes
and the two tags as little-endian int16, one value a candle. Whoever reads it believes none of it
but its signals: nothing else of a run comes from the strategy's process.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from hypertrade.domain.base import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

FLAGS = ("enter_long", "exit_long", "enter_short", "exit_short")
TAGS = ("enter_tag", "exit_tag")
MOST_TAGS = 10_000
"""More distinct tags than this are no tags; the strategy is left to Freqtrade."""
LONGEST_TAG = 255
_BYTES_PER_CANDLE = len(FLAGS) + 2 * len(TAGS)

_Header = TypeVar("_Header", bound=Document)


class ProtectionSettings(Document):
    """One protection in Freqtrade's own words; durations in minutes."""

    method: Literal["CooldownPeriod", "StoplossGuard", "LowProfitPairs", "MaxDrawdown"]
    lookback: int = Field(ge=0, le=10**7)
    stop: int = Field(ge=0, le=10**7)
    limit: int = Field(ge=0, le=10**6)
    threshold: float
    only_per_pair: bool = False
    only_per_side: bool = False
    mode: Literal["ratios", "equity"] = "ratios"


class StrategySettings(Document):
    """The class attributes that Freqtrade's loop reads; names are Freqtrade's."""

    can_short: bool
    minimal_roi: Annotated[tuple[tuple[int, float], ...], Field(max_length=1000)]
    stoploss: float = Field(lt=0, ge=-1000)
    trailing_stop: bool
    trailing_stop_positive: float | None
    trailing_stop_positive_offset: float
    trailing_only_offset_is_reached: bool
    use_exit_signal: bool
    exit_profit_only: bool
    exit_profit_offset: float
    ignore_roi_if_entry_signal: bool
    entry_timeout: float | None = None
    exit_timeout: float | None = None
    protections: Annotated[tuple[ProtectionSettings, ...], Field(max_length=100)] = ()


class PairRows(Document):
    """The candles of one pair that signals follow for: ``first`` opens at UTC milliseconds."""

    pair: str
    first: int
    rows: int = Field(ge=0)


class SignalHeader(Document):
    """What precedes the columns.

    ``reasons`` say why Freqtrade's own loop is needed instead: then there are no ``settings``, and
    nothing follows but, if asked for, where a signal stands. ``startup_candles`` is Freqtrade's
    figure of how many candles were cut from the start.
    """

    version: Literal[1] = 1
    reasons: tuple[str, ...] = ()
    settings: StrategySettings | None = None
    startup_candles: int = Field(default=0, ge=0)
    pairs: tuple[PairRows, ...] = ()
    tags: Annotated[tuple[Annotated[str, Field(max_length=LONGEST_TAG)], ...], Field()] = ()


class PairColumns:
    """The columns of one pair, each of shape (rows,): flags uint8, tags int16 (-1 for none)."""

    def __init__(
        self, flags: Sequence[NDArray[np.uint8]], tags: Sequence[NDArray[np.int16]]
    ) -> None:
        """Take the columns in the order of ``FLAGS`` and ``TAGS``."""
        self.flags = tuple(flags)
        self.tags = tuple(tags)


def pack(header: SignalHeader, columns: Iterable[PairColumns]) -> bytes:
    """Return the content of the file."""
    parts = [header.model_dump_json().encode() + b"\n"]
    for pair in columns:
        parts += [flag.astype("u1").tobytes() for flag in pair.flags]
        parts += [tag.astype("<i2").tobytes() for tag in pair.tags]
    return b"".join(parts)


def parted(content: bytes, kind: type[_Header]) -> tuple[_Header, bytes]:
    """Return the header in the first line of ``content``, and what follows.

    Raises:
        ValueError: there is none, or it is malformed.
    """
    line, found, body = content.partition(b"\n")
    if not found:
        msg = "it has no header"
        raise ValueError(msg)
    try:
        return kind.model_validate_json(line), body
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        msg = f"its header is malformed ({where}: {first['msg']})"
        raise ValueError(msg[:300]) from None


def unpack(content: bytes) -> tuple[SignalHeader, list[PairColumns]]:
    """Return header and columns of a file that may come from a strategy that means harm.

    Raises:
        ValueError: it is no such file, or values in it are none that a signal can have.
    """
    import numpy as np

    header, body = parted(content, SignalHeader)
    if len(body) != sum(each.rows for each in header.pairs) * _BYTES_PER_CANDLE:
        msg = "its columns have another length than its header says"
        raise ValueError(msg)
    if not header.reasons and (header.settings is None or not _finite(header.settings)):
        msg = "its settings are missing or no numbers"
        raise ValueError(msg)
    columns, place = [], 0
    for each in header.pairs:
        flags = [
            np.frombuffer(body, "u1", each.rows, place + index * each.rows)
            for index in range(len(FLAGS))
        ]
        place += len(FLAGS) * each.rows
        tags = [
            np.frombuffer(body, "<i2", each.rows, place + 2 * index * each.rows)
            for index in range(len(TAGS))
        ]
        place += 2 * len(TAGS) * each.rows
        if any(flag.size and flag.max() > 1 for flag in flags):
            msg = "a signal is neither 0 nor 1"
            raise ValueError(msg)
        if any(tag.size and (tag.min() < -1 or tag.max() >= len(header.tags)) for tag in tags):
            msg = "a tag has no name"
            raise ValueError(msg)
        columns.append(PairColumns(flags, tags))
    return header, columns


def _finite(settings: StrategySettings) -> bool:
    numbers = [
        settings.stoploss,
        settings.trailing_stop_positive or 0.0,
        settings.trailing_stop_positive_offset,
        settings.exit_profit_offset,
        settings.entry_timeout or 0.0,
        settings.exit_timeout or 0.0,
        *(profit for _, profit in settings.minimal_roi),
        *(item.threshold for item in settings.protections),
    ]
    return all(map(math.isfinite, numbers))

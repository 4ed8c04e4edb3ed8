"""What was found in candles, and what was done about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.telling import by_text
from hypertrade.domain.told import Told

if TYPE_CHECKING:
    from hypertrade.domain.telling import Said


class CandleQuality(Document):
    """The state of one pair's candles on one timeframe; every count is candles.

    ``filled`` are the gaps' candles as Freqtrade fills them on reading (flat, volume 0).
    ``outliers`` are kept. ``content_hash`` covers the cleaned candles that were used. ``told`` are
    the ``remarks`` as data, by their text; older ones have none.
    """

    exchange: str
    pair: str
    timeframe: str
    candles: int
    first: datetime | None
    last: datetime | None
    synthetic: bool = False
    resampled_from: str | None = None
    duplicates_removed: int = 0
    reordered: int = 0
    impossible_removed: int = 0
    rounded_to_tick: int = 0
    half_open_removed: int = 0
    gaps: int = 0
    filled: int = 0
    longest_gap_minutes: int = 0
    outliers: int = 0
    outlier_dates: tuple[datetime, ...] = ()
    content_hash: str = ""
    remarks: tuple[str, ...] = ()
    told: dict[str, Told] = Field(default_factory=dict)

    def remarking(self, *said: Said) -> CandleQuality:
        """Return the same with ``said`` after its remarks."""
        remarks = (*self.remarks, *(one.text for one in said))
        return self.model_copy(update={"remarks": remarks, "told": self.told | by_text(said)})

    def with_remarks_of(self, *others: CandleQuality) -> CandleQuality:
        """Return the same with the remarks of ``others`` after its own, each once."""
        remarks, told = dict.fromkeys(self.remarks), dict(self.told)
        for other in others:
            remarks |= dict.fromkeys(other.remarks)
            told |= other.told
        return self.model_copy(update={"remarks": tuple(remarks), "told": told})

"""Charts of runs on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from hypertrade.services.charts import FEWEST_POINTS, MOST_POINTS, Bar
from pydantic import BaseModel, Field

from hypertrade_functions.shapes.common import Sent, WrittenMoment

if TYPE_CHECKING:
    from hypertrade.services.charts import Window


class ChartQuery(Sent):
    """Which candles of a run: of one pair, that open in `[since, until)`."""

    pair: str | None = Field(
        default=None, max_length=40, description="Such as BTC/USDT; the run's first by default."
    )
    since: WrittenMoment | None = Field(default=None, description="From then on (with its zone).")
    until: WrittenMoment | None = Field(default=None, description="Before then (with its zone).")
    points: int = Field(
        default=2000,
        ge=FEWEST_POINTS,
        le=MOST_POINTS,
        description="Bars at most: further ones are taken together.",
    )

    def window(self) -> Window:
        """Return it as the use case takes it."""
        from hypertrade.services.charts import Window

        return Window(self.pair, self.since, self.until, self.points)


class ChartLineView(BaseModel):
    """An indicator: a value for each candle shown (of a wider bar, its last), null without one.

    ``name`` is the catalogue's, ``label`` says all of it and is unique in a chart. It is drawn over
    the price, or in a pane of its own.
    """

    name: str
    label: str
    pane: Literal["price", "own"]
    values: list[float | None]


class ChartView(BaseModel):
    """A window of a run's candles; each bar is ``bucket_minutes`` wide.

    ``candles`` are UTC milliseconds, open, high, low, close, volume. ``first`` and ``last`` are
    when the run's own first and last candle open (UTC milliseconds), wherever the window is.
    """

    pair: str
    timeframe: str
    bucket_minutes: int
    candles: list[Bar]
    indicators: list[ChartLineView]
    first: int
    last: int

    @classmethod
    def of(cls, chart: Any) -> Self:
        """Show a chart."""
        return cls.model_validate(chart, from_attributes=True)

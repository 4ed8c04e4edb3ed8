"""``equity.png``: equity against buy-and-hold, and the fall below the peak underneath.

Drawn with Pillow, twice as large and scaled down: a plotting library takes longer to import than a
fast backtest takes altogether.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.results.scales import Scale, date_ticks, scale_of
from hypertrade.results.words import clean, money, percent, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.results.document import BacktestResult

INK, QUIET, GRID = "#1b1f24", "#667080", "#e4e7eb"
EQUITY, MARKET, FALL, SHADE = "#0b6e99", "#9aa3ad", "#c2410c", "#f4dccf"
SYNTHETIC = "#b3261e"
WIDTH, HEIGHT = 1320, 744
LEFT, RIGHT = 99, 1287
FINER = 2
"""How many times larger the lines are drawn, to be smooth."""
SMALL_FALL = 0.05
_FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Box:
    """A plot's place on the picture, in pixels, and its two scales: days and values."""

    top: int
    bottom: int
    days: int
    scale: Scale

    def x(self, day: float) -> float:
        """Return the pixel column of ``day``, counted from the first."""
        return LEFT + (RIGHT - LEFT) * day / max(self.days, 1)

    def y(self, value: float) -> float:
        """Return the pixel row of ``value``."""
        return self.bottom - (self.bottom - self.top) * self.scale(value)


def draw_equity(result: BacktestResult, path: Path) -> None:
    """Draw ``result``'s daily series to the PNG ``path``, 1320 x 744 pixels."""
    # Imported here: reading a result must not load an imaging library.
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngInfo

    start, series = result.metrics.starting_balance, result.series
    equity = [start, *series.equity]
    market = [start, *series.market] if series.market[-1] is not None else []
    fall = [0.0, *series.drawdown]
    days = len(equity) - 1
    # With the day before the first one, on which the start balance stands.
    values = [value for value in (*equity, *market) if value is not None]
    upper = Box(138, 532, days, scale_of(values, margin=0.06))
    deepest = min(fall)
    lower = Box(556, 688, days, Scale(min(deepest * 1.15, -0.01), 0.0))
    large = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "white")
    lines = _Lines(ImageDraw.Draw(large))
    for box in (upper, lower):
        for tick in box.scale.ticks(str, 6 if box is upper else 4):
            lines.level(box, tick.at)
    lines.level(lower, 100.0)
    lines.across(upper, start)
    lines.curve(upper, market, MARKET, 2.0)
    lines.curve(upper, equity, EQUITY, 3.0)
    lines.steps(lower, fall)
    picture = large.reduce(FINER)
    texts = _Texts(ImageDraw.Draw(picture))
    digits = 0 if deepest < -SMALL_FALL else 1
    texts.levels(upper, 6, lambda value: f"{value:,.6g}".replace("-", "−"))
    texts.levels(lower, 4, lambda value: percent(value, digits))
    texts.dates(result, lower)
    texts.head(result)
    texts.legend(both=bool(market))
    _sideways(picture, f"Balance ({result.settings.stake_currency})", upper)
    _sideways(picture, "Drawdown", lower)
    about = PngInfo()
    about.add_text("Software", "HyperTrade")
    content = BytesIO()
    picture.save(content, "PNG", pnginfo=about, compress_level=2)
    path.write_bytes(content.getvalue())


class _Lines:
    """Everything that is drawn large."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def level(self, box: Box, at: float) -> None:
        """Draw a grid line; ``at`` is a percentage from the top."""
        row = box.top + (box.bottom - box.top) * at / 100
        self._line([(LEFT, row), (RIGHT, row)], GRID, 1.3)

    def across(self, box: Box, value: float) -> None:
        """Draw where the balance began."""
        self._line([(LEFT, box.y(value)), (RIGHT, box.y(value))], GRID, 2.0)

    def curve(self, box: Box, values: Sequence[float | None], colour: str, width: float) -> None:
        """Draw one value a day; the days without one are left out."""
        points = [
            (box.x(day), box.y(value)) for day, value in enumerate(values) if value is not None
        ]
        self._line(points, colour, width)

    def steps(self, box: Box, values: Sequence[float]) -> None:
        """Draw one value a day that holds until the next, with the area above it."""
        points = []
        for day, value in enumerate(values):
            points += [(box.x(day), box.y(value)), (box.x(min(day + 1, box.days)), box.y(value))]
        corners = [(LEFT, box.top), *points, (RIGHT, box.top)]
        self._draw.polygon([(x * FINER, y * FINER) for x, y in corners], fill=SHADE)
        self._line(points, FALL, 1.8)

    def _line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        if len(points) > 1:
            scaled = [(x * FINER, y * FINER) for x, y in points]
            self._draw.line(scaled, fill=colour, width=round(width * FINER), joint="curve")


class _Texts:
    """Everything that is written, at its own size."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def levels(self, box: Box, wanted: int, label: Callable[[float], str]) -> None:
        """Write the values beside the grid lines."""
        for tick in box.scale.ticks(label, wanted):
            row = box.top + (box.bottom - box.top) * tick.at / 100
            self._write((LEFT - 9, row), tick.label, 15, QUIET, "rm")

    def dates(self, result: BacktestResult, box: Box) -> None:
        """Write the dates below."""
        days = result.series.date
        for tick in date_ticks(days[0], days[-1], 8):
            column = LEFT + (RIGHT - LEFT) * tick.at / 100
            self._write((column, box.bottom + 11), tick.label, 15, QUIET, "ma")

    def legend(self, *, both: bool) -> None:
        """Write which line is which, at the top right."""
        right = RIGHT
        for name, colour, width in (("Buy and hold", MARKET, 2), ("Strategy", EQUITY, 3)):
            if name == "Buy and hold" and not both:
                continue
            self._write((right, 122), name, 16, INK, "rm")
            left = right - font(16).getlength(name) - 10
            self._draw.line([(left - 30, 122), (left, 122)], fill=colour, width=width)
            right = int(left - 52)

    def head(self, result: BacktestResult) -> None:
        """Write what was tested and what came of it."""
        settings, metrics = result.settings, result.metrics
        shown = 5
        pairs = ", ".join(settings.pairs[:shown]) + (" …" if len(settings.pairs) > shown else "")
        where = (
            f"{pairs} · {settings.timeframe} · {settings.exchange} · "
            f"{settings.backtest_start:%Y-%m-%d} to {settings.backtest_end:%Y-%m-%d}"
        )
        profit = money(metrics.profit_total_abs, settings.stake_currency, signed=True)
        figures = " · ".join(
            [
                plural(metrics.total_trades, "trade")
                + (" (low sample)" if metrics.low_sample else ""),
                f"profit {percent(metrics.profit_total, signed=True)} ({profit})",
                f"market {percent(metrics.market_change, signed=True)}",
                f"max drawdown {percent(metrics.max_relative_drawdown)}",
            ]
        )
        self._write((LEFT, 48), _short(clean(result.strategy.name), 64), 25, INK, "ls", bold=True)
        self._write((LEFT, 76), where, 16, QUIET, "ls")
        self._write((LEFT, 101), figures, 16, INK, "ls")
        if result.data_quality.synthetic:
            words = "SYNTHETIC DATA"
            left = RIGHT - font(17, bold=True).getlength(words) - 24
            self._draw.rounded_rectangle((left, 25, RIGHT, 57), radius=6, fill=SYNTHETIC)
            self._write((RIGHT - 12, 41), words, 17, "white", "rm", bold=True)

    def _write(  # noqa: PLR0913 - where, what and how
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        colour: str,
        anchor: str,
        *,
        bold: bool = False,
    ) -> None:
        self._draw.text(at, words, font=font(size, bold=bold), fill=colour, anchor=anchor)


def _sideways(picture: Any, words: str, box: Box) -> None:
    """Write ``words`` upwards, beside the middle of ``box``."""
    from PIL import Image, ImageDraw

    face = font(16)
    length = round(face.getlength(words))
    label = Image.new("RGB", (length + 4, 24), "white")
    ImageDraw.Draw(label).text((2, 12), words, font=face, fill=QUIET, anchor="lm")
    middle = (box.top + box.bottom) // 2
    picture.paste(label.rotate(90, expand=True), (8, middle - length // 2))


@cache
def font(size: int, *, bold: bool = False) -> Any:
    """Return the face of the picture: DejaVu Sans, ``size`` pixels high.

    A name in a script that it lacks shows as boxes.
    """
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    content = BytesIO((_FONTS / name).read_bytes())
    return ImageFont.truetype(content, size, layout_engine=ImageFont.Layout.BASIC)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

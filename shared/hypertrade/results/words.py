"""Numbers as people read them; one place, so that page, picture and terminal agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain import figures
from hypertrade.domain.figures import MINUS, NONE, WHOLE_CURRENCIES, amount, money, percent, plural
from hypertrade.results.formulas import NO_DENOMINATOR

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "MINUS",
    "NONE",
    "WHOLE_CURRENCIES",
    "amount",
    "clean",
    "duration",
    "factor",
    "money",
    "number",
    "percent",
    "plain_ascii",
    "plural",
    "ratio",
    "when",
]

_ASCII = str.maketrans(
    {"−": "-", "–": "-", "’": "'", "“": '"', "”": '"', "·": "|", "…": "...", "∞": "inf", "×": "x"}
)
RATIO_SHOWN = 1000
MINUTES_PER_HOUR, MINUTES_PER_DAY = 60, 1440


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Return a plain figure with thousands separated; none where Freqtrade's mark says none."""
    return NONE if value == NO_DENOMINATOR else figures.number(value, digits, signed=signed)


def ratio(value: float | None) -> str:
    """Return a risk ratio; beyond a thousand it only says that there was nothing to divide by."""
    if value is None or abs(value) < RATIO_SHOWN:
        return number(value)
    return f">{RATIO_SHOWN:,}" if value > 0 else f"<{MINUS}{RATIO_SHOWN:,}"


def duration(minutes: float) -> str:
    """Return a length of time in its two largest units: ``2 d 4 h``, ``3 h 05 min``."""
    whole = round(minutes)
    days, rest = divmod(whole, MINUTES_PER_DAY)
    hours, left = divmod(rest, MINUTES_PER_HOUR)
    if days:
        return f"{days:,} d {hours} h" if hours else f"{days:,} d"
    if hours:
        return f"{hours} h {left:02d} min" if left else f"{hours} h"
    return f"{left} min"


def when(moment: datetime | None) -> str:
    """Return a UTC date and time to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else NONE


def factor(value: float | None, losses: int, wins: int) -> str:
    """Return a profit factor; without a loss it is no number, and Freqtrade's 0 would mislead."""
    if not losses:
        return "∞" if wins else NONE
    return number(value)


def clean(text: str) -> str:
    """Return ``text`` on one line with every control code replaced: names are free text."""
    return "".join(
        one if one.isprintable() else " " if one in "\n\t\r" else "\ufffd" for one in text
    )


def plain_ascii(text: str) -> str:
    """Return ``text`` in ASCII, for outputs that take nothing else."""
    return text.translate(_ASCII).encode("ascii", "replace").decode()

"""Numbers as people read them; one place, so that page, picture and terminal agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.formulas import NO_DENOMINATOR

if TYPE_CHECKING:
    from datetime import datetime

NONE = "\N{EN DASH}"
"""Where there is no such number."""

MINUS = "\N{MINUS SIGN}"
_ASCII = str.maketrans(
    {"−": "-", "–": "-", "’": "'", "“": '"', "”": '"', "·": "|", "…": "...", "∞": "inf", "×": "x"}
)
RATIO_SHOWN = 1000
MINUTES_PER_HOUR, MINUTES_PER_DAY = 60, 1440
WHOLE_CURRENCIES = ("USD", "USDT", "USDC", "BUSD", "EUR", "GBP", "DAI", "TUSD", "FDUSD", "USDE")
"""Currencies shown with two decimals."""


def percent(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Return a fraction as percent: ``0.0534`` -> ``5.34%``."""
    if value is None:
        return NONE
    return f"{_fixed(value * 100, digits, signed=signed)}%"


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Return a plain figure with thousands separated; none where Freqtrade's mark says none."""
    if value is None or value == NO_DENOMINATOR:
        return NONE
    return _fixed(value, digits, signed=signed)


def ratio(value: float | None) -> str:
    """Return a risk ratio; beyond a thousand it only says that there was nothing to divide by."""
    if value is None or abs(value) < RATIO_SHOWN:
        return number(value)
    return f">{RATIO_SHOWN:,}" if value > 0 else f"<{MINUS}{RATIO_SHOWN:,}"


def money(value: float | None, currency: str, *, signed: bool = False) -> str:
    """Return an amount: 2 decimals of a currency like the dollar, of others 8 at most."""
    if value is None:
        return NONE
    return f"{amount(value, currency, signed=signed)} {currency}"


def amount(value: float | None, currency: str, *, signed: bool = False) -> str:
    """Return ``money`` without the name of the currency."""
    if value is None:
        return NONE
    if currency in WHOLE_CURRENCIES:
        return _fixed(value, 2, signed=signed)
    return _significant(value, 8 if abs(value) < 1 else 4, signed=signed)


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


def plural(count: int, noun: str) -> str:
    """Return ``1 trade``, ``2 trades``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def factor(value: float | None, losses: int, wins: int) -> str:
    """Return a profit factor; without a loss it is no number, and Freqtrade's 0 would mislead."""
    if not losses:
        return "∞" if wins else NONE
    return number(value)


def _fixed(value: float, digits: int, *, signed: bool) -> str:
    if abs(value) >= 1e15:  # noqa: PLR2004 - beyond a double's exact integers
        return f"{value:.2e}"
    text = f"{abs(value):,.{digits}f}"
    if not text.strip("0.,"):
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text


def _significant(value: float, digits: int, *, signed: bool) -> str:
    text = _fixed(value, digits, signed=signed)
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def clean(text: str) -> str:
    """Return ``text`` on one line with every control code replaced: names are free text."""
    return "".join(
        one if one.isprintable() else " " if one in "\n\t\r" else "\ufffd" for one in text
    )


def plain_ascii(text: str) -> str:
    """Return ``text`` in ASCII, for outputs that take nothing else."""
    return text.translate(_ASCII).encode("ascii", "replace").decode()

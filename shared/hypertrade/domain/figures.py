"""Figures as English writes them; one place, so that whatever is told agrees."""

from __future__ import annotations

NONE = "\N{EN DASH}"
"""Where there is no such number."""

MINUS = "\N{MINUS SIGN}"
WHOLE_CURRENCIES = ("USD", "USDT", "USDC", "BUSD", "EUR", "GBP", "DAI", "TUSD", "FDUSD", "USDE")
"""Currencies shown with two decimals."""


def percent(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Return a fraction as percent: ``0.0534`` -> ``5.34%``."""
    if value is None:
        return NONE
    return f"{_fixed(value * 100, digits, signed=signed)}%"


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Return a plain figure with thousands separated."""
    return NONE if value is None else _fixed(value, digits, signed=signed)


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


def plural(count: int, noun: str) -> str:
    """Return ``1 trade``, ``2 trades``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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

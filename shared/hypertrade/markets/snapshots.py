"""Where rules are kept: shipped with the library, refreshed ones beside the user's candles."""

from __future__ import annotations

import difflib
import json
import os
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hypertrade.domain.errors import Invalid
from hypertrade.markets.rules import ExchangeRules

FOLDER = "markets"
"""The folder of refreshed rules inside the data folder."""

_SHIPPED = resources.files(__package__)
_USUAL_FEE = 0.002


def exchange_names() -> tuple[str, ...]:
    """Return the names of all exchanges that ccxt knows."""
    return tuple(_table())


def shipped_names() -> tuple[str, ...]:
    """Return the names of the exchanges whose markets are shipped."""
    folder = _SHIPPED / "snapshots"
    return tuple(sorted(item.name.removesuffix(".json") for item in folder.iterdir()))


def load_rules(exchange: str, data: Path | None = None) -> ExchangeRules:
    """Return the rules of ``exchange``: refreshed in ``data`` if there, else shipped, else derived.

    Derived rules hold no market, only how the exchange counts.

    Raises:
        Invalid: ccxt knows no such exchange, or the refreshed file is damaged.
    """
    table = _table()
    if exchange not in table:
        near = difflib.get_close_matches(exchange, table, 1)
        raise Invalid(
            f"{exchange!r} is not an exchange that ccxt knows",
            field="exchange",
            remedy=f"Did you mean {near[0]}?" if near else "Try binance, kraken or bitfinex.",
        )
    refreshed = path_of(exchange, data) if data else None
    if refreshed and refreshed.is_file():
        return _read(refreshed)
    shipped = _SHIPPED / "snapshots" / f"{exchange}.json"
    if shipped.is_file():
        return ExchangeRules.model_validate_json(shipped.read_bytes())
    return derived_rules(exchange)


def derived_rules(exchange: str) -> ExchangeRules:
    """Return what ccxt itself says of ``exchange``, without any market."""
    known = _table()[exchange]
    fees_known = known["taker"] is not None
    return ExchangeRules.model_validate(
        {
            "exchange": exchange,
            "as_of": _AS_OF,
            "source": "ccxt" if fees_known else f"ccxt; fees unknown, {_USUAL_FEE:.1%} assumed",
            "precision_mode": known["precision_mode"],
            "taker": known["taker"] if fees_known else _USUAL_FEE,
            "maker": known["maker"] if known["maker"] is not None else _USUAL_FEE,
            "markets": (),
        }
    )


def save_rules(rules: ExchangeRules, data: Path) -> Path:
    """Keep ``rules`` in the data folder, where they override the shipped ones; return the file."""
    path = path_of(rules.exchange, data)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(rules.model_dump_json(exclude_none=True, indent=1))
    Path(temporary).replace(path)
    return path


def path_of(exchange: str, data: Path) -> Path:
    """Return the file of refreshed rules."""
    return data / FOLDER / f"{exchange}.json"


_AS_OF = "2025-06-01"


def _table() -> dict[str, dict[str, Any]]:
    """Return precision mode and fees of every exchange, as ccxt has them, without importing it."""
    table: dict[str, dict[str, Any]] = json.loads((_SHIPPED / "exchanges.json").read_bytes())
    return table


def _read(path: Path) -> ExchangeRules:
    try:
        return ExchangeRules.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise Invalid(
            f"{path} is damaged: {error.errors(include_url=False)[0]['msg']}",
            field="exchange",
            remedy=f"Delete it, or run `hypertrade data markets --exchange {path.stem}` again.",
        ) from error

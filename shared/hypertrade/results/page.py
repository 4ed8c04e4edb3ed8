"""``report.html``: one file that needs nothing else, not even a network."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hypertrade.results import charts, view, view_tables
from hypertrade.results.words import WHOLE_CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2.bccache import Bucket

    from hypertrade.results.document import BacktestResult

_EPOCH = date(1970, 1, 1)
_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}
_LINE_ENDS_IN_SCRIPT = {"\u2028": "\\u2028", "\u2029": "\\u2029"}


class _Kept(BytecodeCache):
    """Compiled templates beside Python's own byte code: compiling takes longer than filling in."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template that was compiled before; jinja2 checks that it is this one."""
        # What cannot be read is compiled again.
        with suppress(OSError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where the package may be written to."""
        path = self._path(bucket)
        temporary = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            temporary.write_bytes(bucket.bytecode_to_string())
            temporary.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return Path(__file__).parent / "__pycache__" / f"template-{bucket.key}.jinja"


@cache
def environment() -> Environment:
    """Return the template environment: everything escaped, nothing undefined."""
    return Environment(
        loader=PackageLoader("hypertrade.results"),
        bytecode_cache=_Kept(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> Markup:
    loader = environment().loader
    assert loader is not None  # noqa: S101 - given in environment()
    source = loader.get_source(environment(), name)[0]
    return Markup(source)  # noqa: S704 - shipped in the package: never anything a user wrote


@cache
def _script_hash() -> str:
    digest = hashlib.sha256(_asset("report.js").encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def render_page(result: BacktestResult, *, extra_files: Sequence[str] = ()) -> str:
    """Return the page of ``result``; ``extra_files`` are names of files beside it, to link.

    Everything that comes from the strategy (names, tags, words) is escaped, and a content security
    policy lets no script run but the page's own.
    """
    few = result.metrics.low_sample
    own = ("result.json", "trades.csv", "equity.png", result.strategy.source_file)
    files = [*own, *extra_files]
    context: dict[str, Any] = {
        "name": result.strategy.name,
        "meta": view.meta(result),
        "synthetic": view.synthetic(result),
        "sections": view.sections(result),
        "tiles": view.tiles(result),
        "caveats": result.caveats,
        "few": few,
        "why_title": "Why so few trades?" if result.trades else "Why didn't it trade?",
        "findings": result.diagnosis.findings,
        "conditions": view_tables.conditions(result),
        "equity": charts.equity_charts(result),
        "underwater": charts.underwater_chart(result),
        "distribution": charts.distribution_chart(result),
        "duration": charts.duration_chart(result),
        "has_market": result.series.market[-1] is not None,
        "equity_note": view.equity_note(result),
        "heat": view_tables.heat(result),
        "reading": result.strategy.reading,
        "assumptions": result.strategy.assumptions,
        "source_file": result.strategy.source_file,
        "settings": view.settings(result),
        "figures": view.figures(result),
        "by_pair": view_tables.groups(result, result.by_pair),
        "by_enter_tag": view_tables.groups(result, result.by_enter_tag),
        "by_exit_reason": view_tables.groups(result, result.by_exit_reason),
        "periods": view_tables.periods(result),
        "trade_head": view_tables.trade_head(result),
        "currency": result.settings.stake_currency,
        "quality": view_tables.quality(result),
        "fingerprint": view.fingerprint(result),
        "files": files,
        "files_note": view.files_note(result, files),
        "hypertrade_version": result.fingerprint.hypertrade_version,
        "engine": f"{result.settings.engine} {result.settings.engine_version}",
        "style": _asset("report.css"),
        "script": _asset("report.js"),
        "script_hash": _script_hash(),
        "data": _script_data(_data(result)),
    }
    return environment().get_template("report.html.j2").render(context)


def _script_data(value: Any) -> Markup:
    """Return ``value`` as JSON that cannot end the script element it stands in."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    table = str.maketrans(_UNSAFE_IN_SCRIPT | _LINE_ENDS_IN_SCRIPT)
    return Markup(text.translate(table))  # noqa: S704 - every character HTML knows is escaped


def _data(result: BacktestResult) -> dict[str, Any]:
    """Return what the page's script needs: the daily series, and a short row per trade."""
    start, series = result.metrics.starting_balance, result.series
    pairs, tags, reasons = _Names(), _Names(), _Names()
    rows = [
        [
            pairs[trade.pair],
            -trade.leverage if trade.is_short else trade.leverage,
            int(trade.open_date.timestamp() // 60),
            trade.duration_minutes,
            trade.open_rate,
            trade.close_rate,
            _short(trade.max_stake_amount),
            _short(trade.profit_abs),
            round(trade.profit_ratio, 6),
            tags[trade.enter_tag],
            reasons[trade.exit_reason],
            len(trade.orders),
        ]
        for trade in result.trades
    ]
    return {
        "currency": result.settings.stake_currency,
        "whole": result.settings.stake_currency in WHOLE_CURRENCIES,
        "days": {
            "first": (series.date[0] - _EPOCH).days,
            "equity": [_short(value) for value in (start, *series.equity)],
            "market": [
                None if value is None else _short(value) for value in (start, *series.market)
            ],
            "fall": [0, *(round(value, 5) for value in series.drawdown)],
        },
        "pairs": list(pairs),
        "tags": list(tags),
        "reasons": list(reasons),
        "trades": rows,
    }


class _Names(dict[str, int]):
    """Numbers names in the order they are first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


def _short(value: float) -> float:
    return float(f"{value:.9g}")

"""Candles of a platform elsewhere: which there are, and more of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypertrade.cli.console import out, print_json
from hypertrade.cli.progress import follow
from hypertrade.cli.remote.credentials import client_for
from hypertrade.cli.remote.runs import finish_there

if TYPE_CHECKING:
    from hypertrade.candles.series import SeriesInfo
    from hypertrade.domain.market import Timerange

_YEAR = timedelta(days=365)


def candles_there(server: str, **wanted: str | None) -> list[SeriesInfo]:
    """Return what is stored on ``server``, every page of it.

    Raises:
        HyperTradeError: the platform's own answer.
    """
    from hypertrade.candles.series import SeriesInfo

    client = client_for(server)
    found: list[SeriesInfo] = []
    cursor: str | None = None
    while True:
        page = client.get("/v1/data/candles", cursor=cursor, **wanted)
        found += [SeriesInfo.model_validate(one) for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return found


def download_there(
    server: str,
    exchange: str,
    pairs: list[str],
    timeframes: list[str],
    asked: Timerange,
    *,
    as_json: bool,
) -> None:
    """Have ``server`` download candles, one run per timeframe, and say how each ended.

    Raises:
        HyperTradeError: a run failed, or the platform refused it.
    """
    client = client_for(server)
    since = asked.start or datetime.now(UTC) - _YEAR
    done: list[dict[str, Any]] = []
    for timeframe in timeframes:
        order: dict[str, Any] = {
            "kind": "download",
            "exchange": exchange,
            "pairs": pairs,
            "timeframe": timeframe,
            "since": f"{since:%Y%m%d}",
        }
        if asked.stop is not None:
            order["until"] = f"{asked.stop:%Y%m%d}"
        with follow(quiet=as_json) as (on_progress, cancelled):
            done.append(finish_there(client, order, on_progress=on_progress, cancelled=cancelled))
    if as_json:
        print_json({"server": client.server, "runs": done})
        return
    for run, timeframe in zip(done, timeframes, strict=True):
        out.print(f"{exchange} {', '.join(pairs)} {timeframe}: {run['summary']}", markup=False)

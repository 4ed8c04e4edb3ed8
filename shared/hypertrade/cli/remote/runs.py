"""Runs elsewhere: ordered, followed, stopped with Ctrl-C, and their files brought here."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.cli.console import err
from hypertrade.cli.files import read_spec_file, read_text
from hypertrade.cli.remote.credentials import client_for
from hypertrade.domain import errors
from hypertrade.domain.backtest import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.cli.job_options import JobOptions
    from hypertrade.cli.remote.client import Client

_ENDED = {"succeeded", "failed", "cancelled", "expired"}


def order_of(options: JobOptions, **more: Any) -> dict[str, Any]:
    """Return the order that ``options`` describe, as the API takes it.

    Raises:
        Invalid: a file cannot be read, or holds no strategy.
    """
    from hypertrade.cli.job_options import read_market, read_money, require_one_strategy

    require_one_strategy(options)
    market, money = read_market(options), read_money(options)
    order = {
        "words": options.text,
        "spec": read_spec_file(options.spec).model_dump(mode="json") if options.spec else None,
        "code": _code(options.code, options.class_name) if options.code else None,
        "exchange": market.exchange,
        "pairs": list(market.pairs),
        "timeframe": market.timeframe,
        "timerange": options.timerange,
        "trading_mode": market.trading_mode,
        "detail_timeframe": market.detail_timeframe,
        "stake": money.stake,
        "balance": money.balance,
        "max_open_trades": money.max_open_trades,
        "fee": money.fee,
        "slippage": money.slippage,
        "protections": money.protections,
    }
    return {name: value for name, value in (order | more).items() if value is not None}


def run_there(
    server: str,
    order: dict[str, Any],
    out: Path,
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Path:
    """Have ``order`` run on ``server``, and bring its files into the new folder ``out``.

    Raises:
        Conflict: ``out`` is there already.
        HyperTradeError: as ``finish_there`` says.
    """
    if out.exists() and any(out.iterdir()):
        raise errors.Conflict(
            f"{out} is not empty", field="--out", remedy="Name a folder that is not there yet."
        )
    client = client_for(server)
    run = finish_there(client, order, on_progress=on_progress, cancelled=cancelled)
    _bring(client, f"/v1/runs/{run['id']}", out)
    return out


def finish_there(
    client: Client,
    order: dict[str, Any],
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Have ``order`` run, and return the run once it has succeeded.

    Raises:
        Cancelled: ``cancelled`` answered true; the run was cancelled there too.
        HyperTradeError: the run failed, or the platform refused it.
    """
    run = client.post("/v1/runs", order)
    path = f"/v1/runs/{run['id']}"
    err.print(f"run {run['id']} on {client.server}", style="dim")
    for _, said in client.events(f"{path}/events"):
        if said.get("progress"):
            on_progress(Progress.model_validate(said["progress"]))
        if said["state"] in _ENDED:
            break
        if cancelled():
            client.post(f"{path}/cancel")
            raise errors.Cancelled("the run was cancelled")
    ended: dict[str, Any] = client.get(path)
    if ended["state"] != "succeeded":
        raise _failure(ended)
    return ended


def _failure(run: dict[str, Any]) -> errors.HyperTradeError:
    failure = run.get("failure") or {"code": "", "problem": f"the run is {run['state']}"}
    if run["state"] == "cancelled":
        return errors.Cancelled("the run was cancelled")
    kind = getattr(errors, failure["code"], errors.Unavailable)
    named = {"field": failure.get("field") or "", "remedy": failure.get("remedy") or ""}
    if kind is errors.StrategyFailed:
        return errors.StrategyFailed(failure["problem"], line=failure.get("line"), **named)
    error: errors.HyperTradeError = kind(failure["problem"], **named)
    return error


def _bring(client: Client, path: str, out: Path) -> None:
    """Fetch every file of a run beside ``out`` and move them in together."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for artifact in client.get(f"{path}/artifacts")["items"]:
            to = folder / artifact["name"]
            if not to.resolve().is_relative_to(folder.resolve()):
                raise errors.Denied(
                    f"the server names a file {artifact['name']!r} outside the folder",
                    field="--server",
                    remedy="Do not use this server.",
                )
            to.parent.mkdir(parents=True, exist_ok=True)
            client.save(artifact["url"], to)
        folder.chmod(0o755)
        if out.exists():
            out.rmdir()
        folder.rename(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _code(path: Path, class_name: str | None) -> dict[str, Any]:
    import json

    beside = path.with_suffix(".json")
    return {
        "source": read_text(path),
        "class_name": class_name,
        "parameters": json.loads(read_text(beside)) if beside.is_file() else None,
    }

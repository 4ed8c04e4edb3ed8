"""``hypertrade preview``: answers for sliders, one JSON line each, or one for a person."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hypertrade.cli.console import error_json, out, print_json
from hypertrade.cli.files import read_spec_file
from hypertrade.cli.options import AsJson, DataDir, Server, data_folder
from hypertrade.domain.errors import HyperTradeError, Invalid

if TYPE_CHECKING:
    from hypertrade.backtesting.previewing import Preview
    from hypertrade.services.previews import Previews, Question

_PRINTED = (
    "total_trades",
    "profit_total",
    "max_relative_drawdown",
    "sharpe",
    "winrate",
    "market_change",
)


def preview(
    *,
    once: Annotated[
        bool, typer.Option("--once", help="Answer the options below once, for a person.")
    ] = False,
    text: Annotated[str | None, typer.Option(help="The strategy in words.")] = None,
    spec: Annotated[Path | None, typer.Option(help="The strategy as a spec (JSON).")] = None,
    exchange: Annotated[str, typer.Option(help="Whose candles, e.g. binance.")] = "",
    pairs: Annotated[str, typer.Option(help="Comma-separated, e.g. BTC/USD,ETH/USD.")] = "",
    timeframe: Annotated[str | None, typer.Option(help="Default: the strategy's own.")] = None,
    timerange: Annotated[str, typer.Option(help="YYYYMMDD-YYYYMMDD.")] = "-",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A tunable's value: name=number; repeat it.")
    ] = None,
    data: DataDir = None,
    server: Server = None,
    json_: AsJson = False,
) -> int:
    """Keep candles and indicators hot and answer requests: JSON lines in, JSON lines out."""
    if not once:
        if server is not None:
            raise Invalid(
                "a platform answers one request at a time",
                field="--server",
                remedy="Add --once, or leave --server out for a stream of requests here.",
            )
        previews = _previews(data)
        try:
            serve(previews)
        finally:
            previews.flush()
        return 0
    fields: dict[str, Any] = {
        "spec": read_spec_file(spec).model_dump(mode="json") if spec else None,
        "words": text,
        "values": dict(map(_value, set_ or [])),
        "exchange": exchange,
        "pairs": [part.strip() for part in pairs.split(",") if part.strip()],
        "timeframe": timeframe,
        "timerange": timerange,
    }
    answer = _there(server, fields) if server else _here(data, fields)
    if json_:
        print_json(_json(answer))
        return 0 if "preview" in _json(answer) else 2
    return _show(answer)


def _previews(data: Path | None) -> Previews:
    from hypertrade.bootstrap import bootstrap
    from hypertrade.settings import read_settings

    settings = read_settings().model_copy(update={"data": data_folder(data)})
    return bootstrap(settings).previews


def _here(data: Path | None, fields: dict[str, Any]) -> Preview | Question:
    from hypertrade.services.previews import request_of

    previews = _previews(data)
    answer = previews.answer(request_of(fields))
    previews.flush()
    return answer


def _there(server: str, fields: dict[str, Any]) -> Preview | Question:
    from hypertrade.backtesting.previewing import Preview
    from hypertrade.cli.remote.credentials import client_for
    from hypertrade.services.previews import Question

    asked = {name: value for name, value in fields.items() if value is not None}
    told = client_for(server).post("/v1/previews", asked)
    question = told.get("question")
    return (
        Question.model_validate(question) if question else Preview.model_validate(told["preview"])
    )


def serve(previews: Previews) -> None:
    """Answer standard input, line by line, until it ends; no request ends the process."""
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(respond(previews, line), ensure_ascii=False) + "\n")
            sys.stdout.flush()


def respond(previews: Previews, line: str) -> dict[str, Any]:
    """Return the answer to one request: a preview, a question, or an error."""
    from hypertrade.services.previews import request_of

    asked: Any = None
    try:
        asked = json.loads(line)
        body = _json(previews.answer(request_of(asked)))
    except (ValueError, RecursionError) as error:
        wrong = Invalid(
            f"this is no JSON: {error}", field="request", remedy="Send one object a line."
        )
        body = {"error": error_json(wrong)}
    except HyperTradeError as error:
        body = {"error": error_json(error)}
    except Exception as error:  # noqa: BLE001 - a bug of ours must not take the other sliders down
        traceback.print_exc(file=sys.stderr)
        body = {
            "error": {
                "code": "Internal",
                "field": "",
                "problem": f"the preview failed ({type(error).__name__})",
                "remedy": "Please report this as a bug, with the request.",
                "line": None,
            }
        }
    return {"id": asked.get("id") if isinstance(asked, dict) else None, **body}


def _json(answer: Preview | Question) -> dict[str, Any]:
    from hypertrade.services.previews import Question

    shown: dict[str, Any] = answer.model_dump(mode="json")
    return {"question": shown} if isinstance(answer, Question) else shown


def _value(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise Invalid(
            f"{text!r} is no value", field="--set", remedy="Write name=number, such as period=14."
        ) from None


def _show(answer: Preview | Question) -> int:
    from hypertrade.services.previews import Question

    if isinstance(answer, Question):
        out.print(f"? {answer.text}", markup=False, style="bold")
        for choice in answer.choices:
            out.print(f"  - {choice}", markup=False)
        return 2
    from hypertrade.results.charts import sparkline

    for tile in answer.tiles:
        if tile.key in _PRINTED:
            few = "  low sample" if tile.key == "total_trades" and answer.low_sample else ""
            out.print(f"{tile.label:<14} {tile.text}{few}", markup=False)
    out.print(
        f"{'Equity':<14} {sparkline([value for _, value in answer.equity], 48)}", markup=False
    )
    out.print(f"preview, {answer.milliseconds:.0f} ms; a backtest writes the report", style="dim")
    return 0

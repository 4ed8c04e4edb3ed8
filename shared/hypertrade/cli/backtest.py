"""``hypertrade backtest``: a strategy, a market and money in; a report out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hypertrade.cli.console import out as console
from hypertrade.cli.console import print_json
from hypertrade.cli.files import read_spec_file, read_text
from hypertrade.cli.options import DataDir
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange, TradingMode

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob, Progress, Verification
    from hypertrade.services.backtests import Market, Money


class Engine(StrEnum):
    """What trades: ``domain.backtest.EngineChoice`` as an option."""

    AUTO = "auto"
    FAST = "fast"
    FREQTRADE = "freqtrade"


def backtest(
    *,
    text: Annotated[str | None, typer.Option(help="The strategy in words.")] = None,
    spec: Annotated[Path | None, typer.Option(help="The strategy as a spec (JSON).")] = None,
    code: Annotated[Path | None, typer.Option(help="The strategy as a Freqtrade file.")] = None,
    exchange: Annotated[str, typer.Option(help="Whose candles, fees and precision, e.g. binance.")],
    pairs: Annotated[str, typer.Option(help="Comma-separated, e.g. BTC/USD,ETH/USD.")],
    timeframe: Annotated[
        str | None, typer.Option(help="Candle length, e.g. 1h; default: the strategy's own.")
    ] = None,
    timerange: Annotated[
        str, typer.Option(help="YYYYMMDD-YYYYMMDD, either side optional; default: all candles.")
    ] = "-",
    stake: Annotated[
        str | None,
        typer.Option(
            help="Quote currency per trade, or unlimited; default: the strategy's, or 100."
        ),
    ] = None,
    balance: Annotated[float, typer.Option(help="Starting balance in quote currency.")] = 1000.0,
    max_open_trades: Annotated[
        int | None, typer.Option(help="Default: the strategy's, or 3; -1 for no limit.")
    ] = None,
    fee: Annotated[
        float | None, typer.Option(help="Fraction per side, e.g. 0.001; default: the exchange's.")
    ] = None,
    slippage: Annotated[
        float, typer.Option(help="Fraction by which every fill is worsened, e.g. 0.0005.")
    ] = 0.0,
    trading_mode: Annotated[
        TradingMode | None, typer.Option(help="Default: spot, or futures if the strategy needs it.")
    ] = None,
    detail_timeframe: Annotated[
        str | None, typer.Option(help="Look inside each candle with these finer ones, e.g. 5m.")
    ] = None,
    protections: Annotated[
        bool | None,
        typer.Option("--protections/--no-protections", help="Default: on for words and specs."),
    ] = None,
    class_name: Annotated[
        str | None, typer.Option("--class", help="Which class, where the file holds several.")
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            help="fast: HyperTrade's own; freqtrade; auto: fast where it can, which gives the same."
        ),
    ] = Engine.AUTO,
    verify: Annotated[
        bool, typer.Option("--verify", help="Run Freqtrade as well and compare every trade.")
    ] = False,
    data: DataDir = None,
    out: Annotated[Path, typer.Option(help="The folder to write the report to.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> int:
    """Backtest a strategy as Freqtrade would and write the report."""
    from hypertrade.services.backtests import Market, Money

    if sum(source is not None for source in (text, spec, code)) != 1:
        raise Invalid(
            "give the strategy once",
            field="--text, --spec, --code",
            remedy='Use one of --text "...", --spec FILE.json, --code FILE.py.',
        )
    market = Market(
        exchange=exchange.lower(),
        pairs=tuple(part.strip() for part in pairs.split(",") if part.strip()),
        timeframe=timeframe,
        timerange=Timerange.parse(timerange),
        trading_mode=trading_mode,
        detail_timeframe=detail_timeframe,
    )
    money = Money(
        stake=_stake(stake),
        balance=balance,
        max_open_trades=max_open_trades,
        fee=fee,
        slippage=slippage,
        protections=protections,
    )
    if text is not None:
        job = _job_from_words(text, market, money, as_json=json)
        if job is None:
            return 2
    elif spec is not None:
        from hypertrade.services.backtests import job_for_spec

        job = job_for_spec(read_spec_file(spec), market, money)
    else:
        job = _job_from_code(code or Path(), class_name, market, money)
    job = job.model_copy(update={"engine": engine.value})
    return _run(job, data, out, as_json=json, verify=verify)


def _stake(text: str | None) -> float | str | None:
    if text is None or text == "unlimited":
        return text
    try:
        return float(text)
    except ValueError:
        raise Invalid(
            f"{text!r} is no stake",
            field="--stake",
            remedy="Give an amount of the quote currency, such as 100, or unlimited.",
        ) from None


def _job_from_words(
    text: str, market: Market, money: Money, *, as_json: bool
) -> BacktestJob | None:
    """Return the job, or ``None`` after printing the question that is still open."""
    from hypertrade.cli.words import parsing_json, show_question
    from hypertrade.services.backtests import job_for_spec
    from hypertrade.strategy.english import parse

    parsing = parse(text, timeframe=market.timeframe)
    if parsing.spec is None:
        if as_json:
            print_json(parsing_json(parsing))
        else:
            show_question(parsing)
        return None
    return job_for_spec(
        parsing.spec, market, money, words=text, assumptions=tuple(parsing.assumptions)
    )


def _job_from_code(path: Path, class_name: str | None, market: Market, money: Money) -> BacktestJob:
    import json

    from hypertrade.domain.backtest import CodeStrategy
    from hypertrade.services.backtests import job_for_code
    from hypertrade.strategy.code import inspect_code

    source = read_text(path)
    inspection = inspect_code(source, filename=path.name, class_name=class_name)
    beside = path.with_suffix(".json")
    strategy = CodeStrategy(
        source=source,
        class_name=inspection.class_name,
        parameters=json.loads(read_text(beside)) if beside.is_file() else None,
    )
    return job_for_code(
        strategy,
        market,
        money,
        timeframe=inspection.timeframe,
        can_short=bool(inspection.can_short),
    )


def _run(job: BacktestJob, data: Path | None, folder: Path, *, as_json: bool, verify: bool) -> int:
    from hypertrade.bootstrap import bootstrap
    from hypertrade.cli.progress import follow
    from hypertrade.settings import read_settings

    settings = read_settings()
    if data is not None:
        settings = settings.model_copy(update={"data": data})
    backtests = bootstrap(settings).backtests
    said: Verification | None = None
    with follow(quiet=as_json) as (on_progress, cancelled):

        def heard(reached: Progress) -> None:
            on_progress(reached)
            if reached.stage == "trading":
                # What shows the result takes a quarter of a second to import: nobody waits now.
                import hypertrade.results.document
                import hypertrade.results.terminal  # noqa: F401 - for _show

        if verify:
            path, said = backtests.verify(job, folder, on_progress=heard, cancelled=cancelled)
        else:
            path = backtests.run(job, folder, on_progress=heard, cancelled=cancelled)
    _show(path, as_json=as_json)
    if said is None:
        return 0
    if not as_json:
        from hypertrade.cli.verdict import show_verification

        show_verification(said)
    return 0 if said.agrees else 1


def _show(path: Path, *, as_json: bool) -> None:
    import json

    content = path.read_bytes()
    if as_json:
        result: dict[str, Any] = json.loads(content)
        files = {"result": str(path), "report": str(path.parent / "report.html")}
        print_json(result | {"files": files})
        return
    from hypertrade.results.document import BacktestResult
    from hypertrade.results.terminal import render_summary

    result_shown = BacktestResult.model_validate_json(content)
    render_summary(result_shown, console)
    mark = result_shown.fingerprint
    console.print(f"\nengine: {mark.engine} {mark.engine_version}", markup=False, end="")
    console.print(f" ({mark.engine_reason})" if mark.engine_reason else "", markup=False)
    console.print(f"report: [bold]{path.parent / 'report.html'}[/]")

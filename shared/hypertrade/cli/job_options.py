"""The options that say what is run: a strategy, a market and money; every runner takes them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from hypertrade.cli.console import print_json
from hypertrade.cli.files import read_spec_file, read_text
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange, TradingMode

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.services.backtests import Market, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """What the options say; the names are theirs."""

    text: Annotated[str | None, typer.Option(help="The strategy in words.")] = None
    spec: Annotated[Path | None, typer.Option(help="The strategy as a spec (JSON).")] = None
    code: Annotated[Path | None, typer.Option(help="The strategy as a Freqtrade file.")] = None
    exchange: Annotated[str, typer.Option(help="Whose candles, fees and precision, e.g. binance.")]
    pairs: Annotated[str, typer.Option(help="Comma-separated, e.g. BTC/USD,ETH/USD.")]
    timeframe: Annotated[
        str | None, typer.Option(help="Candle length, e.g. 1h; default: the strategy's own.")
    ] = None
    timerange: Annotated[
        str, typer.Option(help="YYYYMMDD-YYYYMMDD, either side optional; default: all candles.")
    ] = "-"
    stake: Annotated[
        str | None,
        typer.Option(
            help="Quote currency per trade, or unlimited; default: the strategy's, or 100."
        ),
    ] = None
    balance: Annotated[float, typer.Option(help="Starting balance in quote currency.")] = 1000.0
    max_open_trades: Annotated[
        int | None, typer.Option(help="Default: the strategy's, or 3; -1 for no limit.")
    ] = None
    fee: Annotated[
        float | None, typer.Option(help="Fraction per side, e.g. 0.001; default: the exchange's.")
    ] = None
    slippage: Annotated[
        float, typer.Option(help="Fraction by which every fill is worsened, e.g. 0.0005.")
    ] = 0.0
    trading_mode: Annotated[
        TradingMode | None, typer.Option(help="Default: spot, or futures if the strategy needs it.")
    ] = None
    detail_timeframe: Annotated[
        str | None, typer.Option(help="Look inside each candle with these finer ones, e.g. 5m.")
    ] = None
    protections: Annotated[
        bool | None,
        typer.Option("--protections/--no-protections", help="Default: on for words and specs."),
    ] = None
    class_name: Annotated[
        str | None, typer.Option("--class", help="Which class, where the file holds several.")
    ] = None


def takes_job(command: Callable[..., int]) -> Callable[..., int]:
    """Give ``command(request, ...)`` the options of ``JobOptions`` in the place of ``request``.

    Typer reads a command's signature; this one is put together of both.
    """
    names = [one.name for one in fields(JobOptions)]

    @wraps(command, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
    def run(**given: Any) -> int:
        request = JobOptions(**{name: given.pop(name) for name in names})
        return command(request, **given)

    theirs = inspect.signature(JobOptions).parameters
    own = list(inspect.signature(command).parameters.values())[1:]
    hints = get_type_hints(JobOptions, include_extras=True) | get_type_hints(
        command, include_extras=True
    )
    merged = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[one.name])
        for one in (*theirs.values(), *own)
    ]
    del run.__wrapped__
    vars(run)["__signature__"] = inspect.Signature(merged)
    run.__annotations__.clear()
    run.__annotations__.update({one.name: one.annotation for one in merged})
    return run


def read_job(options: JobOptions, *, as_json: bool) -> BacktestJob | None:
    """Return the job that ``options`` describe; ``None`` after printing an open question.

    Raises:
        Invalid: an option is wrong, or options contradict each other or the strategy.
    """
    from hypertrade.services.backtests import job_for_spec

    require_one_strategy(options)
    market, money = read_market(options), read_money(options)
    if options.text is not None:
        return _job_from_words(options.text, market, money, as_json=as_json)
    if options.spec is not None:
        return job_for_spec(read_spec_file(options.spec), market, money)
    return _job_from_code(options.code or Path(), options.class_name, market, money)


def require_one_strategy(options: JobOptions) -> None:
    """Return if the strategy is given once.

    Raises:
        Invalid: it is not given, or more than once.
    """
    if sum(one is not None for one in (options.text, options.spec, options.code)) != 1:
        raise Invalid(
            "give the strategy once",
            field="--text, --spec, --code",
            remedy='Use one of --text "...", --spec FILE.json, --code FILE.py.',
        )


def read_market(options: JobOptions) -> Market:
    """Return where and over what is tested.

    Raises:
        Invalid: the timerange cannot be read.
    """
    from hypertrade.services.backtests import Market

    return Market(
        exchange=options.exchange.lower(),
        pairs=tuple(part.strip() for part in options.pairs.split(",") if part.strip()),
        timeframe=options.timeframe,
        timerange=Timerange.parse(options.timerange),
        trading_mode=options.trading_mode,
        detail_timeframe=options.detail_timeframe,
    )


def read_money(options: JobOptions) -> Money:
    """Return with what money.

    Raises:
        Invalid: the stake is none.
    """
    from hypertrade.services.backtests import Money

    return Money(
        stake=_stake(options.stake),
        balance=options.balance,
        max_open_trades=options.max_open_trades,
        fee=options.fee,
        slippage=options.slippage,
        protections=options.protections,
    )


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

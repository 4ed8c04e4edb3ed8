"""Commands on candles: import, download, check, demo, list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hypertrade.cli.console import out, print_json
from hypertrade.cli.markets import markets
from hypertrade.cli.options import AsJson, DataDir, Server, data_folder
from hypertrade.domain.errors import Cancelled, Invalid, NotFound
from hypertrade.domain.market import Timerange

if TYPE_CHECKING:
    from hypertrade.candles.series import SeriesInfo, SeriesKey
    from hypertrade.candles.store import CandleStore

app = typer.Typer(
    no_args_is_help=True,
    help="Candles: import files, download from an exchange, check, make a demo market.",
)

app.command("markets")(markets)

_Exchange = Annotated[
    str, typer.Option("--exchange", metavar="E", help="The exchange, as ccxt names it: binance.")
]


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="CSV, JSON, Feather or Parquet of one pair, also .gz or .zip; merged in order.",
        ),
    ],
    *,
    exchange: _Exchange,
    pair: Annotated[str, typer.Option("--pair", metavar="P", help="Such as BTC/USDT.")],
    timeframe: Annotated[
        str, typer.Option("--timeframe", metavar="T", help="The candles' length: 5m, 1h, 1d.")
    ],
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Import candles from files; everything that cleaning changes is reported."""
    from hypertrade.candles.importing import import_files
    from hypertrade.cli.data_view import show_import

    key = _key(exchange, pair, timeframe)
    done = import_files(_store(data), files, key, now=datetime.now(UTC))
    if as_json:
        print_json(
            {
                "data": str(data_folder(data)),
                "files": [{"file": name, "format": form} for name, form in done.formats],
                "added": done.written.added,
                "replaced": done.written.replaced,
                "unchanged": done.written.unchanged,
                "total": done.written.total,
                "tick": done.tick,
                "quality": done.quality.model_dump(mode="json"),
            }
        )
        return
    show_import(key, done)


@app.command()
def download(
    *,
    exchange: _Exchange,
    pairs: Annotated[
        str,
        typer.Option("--pairs", "--pair", metavar="P,P", help="Such as BTC/USDT,ETH/USDT."),
    ],
    timeframes: Annotated[
        str, typer.Option("--timeframe", "--timeframes", metavar="T,T", help="Such as 5m,1h.")
    ],
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="YYYYMMDD", help="The first day; default: a year back."),
    ] = None,
    timerange: Annotated[
        str | None, typer.Option("--timerange", metavar="YYYYMMDD-YYYYMMDD", help="From and to.")
    ] = None,
    data: DataDir = None,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Download candles; a second run goes on where the first one stopped."""
    if server is not None:
        from hypertrade.cli.remote.candles import download_there

        series = (_listed(pairs, "pairs"), _listed(timeframes, "timeframe"))
        download_there(server, exchange, *series, _range(since, timerange), as_json=as_json)
        return
    from hypertrade.candles import quotes
    from hypertrade.candles.downloading import Download
    from hypertrade.candles.series import read_pair
    from hypertrade.cli.data_view import day, follow_download, show_columns

    keys = [
        _key(exchange, read_pair(pair, field="pairs"), timeframe)
        for pair in _listed(pairs, "pairs")
        for timeframe in _listed(timeframes, "timeframe")
    ]
    asked = _range(since, timerange)
    source = quotes.Quotes(
        quotes.open_exchange(exchange, futures=any(":" in key.pair for key in keys))
    )
    done = []
    try:
        with follow_download(quiet=as_json) as on_progress:
            for key in keys:
                now = datetime.now(UTC)
                run = Download(_store(data), source, key, now, asked.start, asked.stop, on_progress)
                done.append(run.run())
    except KeyboardInterrupt as error:
        raise Cancelled(
            "stopped; the candles that came are kept",
            remedy="Run the command again to go on from there.",
        ) from error
    if as_json:
        print_json(
            {"data": str(data_folder(data)), "series": [result.to_json() for result in done]}
        )
        return
    show_columns(
        ("pair", "timeframe", "added", "replaced", "first", "last"),
        [
            (
                result.key.pair,
                result.key.timeframe,
                f"{result.added:,}",
                f"{result.replaced:,}",
                day(result.first),
                day(result.last),
            )
            for result in done
        ],
    )


@app.command()
def check(
    *,
    exchange: Annotated[
        str | None, typer.Option("--exchange", metavar="E", help="Only this exchange.")
    ] = None,
    pair: Annotated[str | None, typer.Option("--pair", metavar="P", help="Only this pair.")] = None,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Report the quality of the stored candles: gaps, repairs, outliers, content hash."""
    from hypertrade.candles.checking import check_series
    from hypertrade.cli.data_view import show_qualities

    store = _store(data)
    infos = _chosen(store, exchange, pair)
    reports = [check_series(store, _info_key(info)) for info in infos if info.kind == "candles"]
    if as_json:
        series = [report.model_dump(mode="json") for report in reports]
        print_json({"data": str(data_folder(data)), "series": series})
        return
    show_qualities(reports)


@app.command()
def demo(
    *,
    data: DataDir = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Another number gives another market.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a demo market: two years of made-up candles for four pairs, without a network."""
    from hypertrade.candles.synthetic import EXCHANGE, SEED, make_demo
    from hypertrade.cli.data_view import show_qualities

    seed = SEED if seed is None else seed
    made = make_demo(_store(data), seed)
    if as_json:
        series = [one.quality.model_dump(mode="json") for one in made]
        print_json(
            {"data": str(data_folder(data)), "seed": seed, "synthetic": True, "series": series}
        )
        return
    show_qualities([one.quality for one in made], explain=False)
    out.print(
        "\n[bold magenta]synthetic[/] These candles were made up: good for trying things out, "
        "worthless as evidence."
    )
    pairs = ",".join(dict.fromkeys(one.key.pair for one in made))
    where = f" --data {data}" if data else ""
    out.print(
        'Try: hypertrade backtest --text "Buy when RSI is below 30, sell when it is above 70" '
        f"--exchange {EXCHANGE} --pairs {pairs} --timeframe 1h{where} --out report",
        markup=False,
        style="dim",
    )


@app.command("list")
def list_(
    *,
    exchange: Annotated[
        str | None, typer.Option("--exchange", metavar="E", help="Only this exchange.")
    ] = None,
    pair: Annotated[str | None, typer.Option("--pair", metavar="P", help="Only this pair.")] = None,
    data: DataDir = None,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """List the stored candles."""
    from hypertrade.cli.data_view import show_series

    if server is not None:
        from hypertrade.cli.remote.candles import candles_there

        there = candles_there(server, exchange=exchange, pair=pair)
        if as_json:
            print_json({"server": server, "series": [one.model_dump(mode="json") for one in there]})
        else:
            show_series(there)
        return
    infos = _chosen(_store(data), exchange, pair, empty_is_fine=as_json)
    if as_json:
        series = [info.model_dump(mode="json") for info in infos]
        print_json({"data": str(data_folder(data)), "series": series})
        return
    show_series(infos)


def _store(data: Path | None) -> CandleStore:
    from hypertrade.candles.store import CandleStore

    return CandleStore(data_folder(data))


def _key(exchange: str, pair: str, timeframe: str) -> SeriesKey:
    from hypertrade.candles.series import SeriesKey

    return SeriesKey(exchange.strip().lower(), pair, timeframe)


def _info_key(info: SeriesInfo) -> SeriesKey:
    return _key(info.exchange, info.pair, info.timeframe)


def _chosen(
    store: CandleStore, exchange: str | None, pair: str | None, *, empty_is_fine: bool = False
) -> list[SeriesInfo]:
    from hypertrade.candles.series import read_pair

    wanted = read_pair(pair) if pair else None
    infos = [
        info
        for info in store.list()
        if exchange in {None, info.exchange} and wanted in {None, info.pair}
    ]
    if not infos and not empty_is_fine:
        narrowed = " ".join(part for part in (exchange, pair) if part)
        raise NotFound(
            f"no candles{f' of {narrowed}' if narrowed else ''} in {store.root}",
            field="data",
            remedy="Get some: `hypertrade data import`, `hypertrade data download`, or "
            "`hypertrade data demo` without a network.",
        )
    return infos


def _listed(text: str, field: str) -> list[str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise Invalid("nothing is named", field=field, remedy="Name one, or several with commas.")
    return list(dict.fromkeys(parts))


def _range(since: str | None, timerange: str | None) -> Timerange:
    if since and timerange:
        raise Invalid(
            "both --since and --timerange are given", field="since", remedy="Give one of them."
        )
    if since:
        digits = since.replace("-", "")
        try:
            return Timerange.parse(f"{digits}-")
        except Invalid as error:
            raise Invalid(
                f"{since!r} is not a day", field="since", remedy="Write it as 20240131."
            ) from error
    return Timerange.parse(timerange) if timerange else Timerange()

"""A case as files: a store and a job for the engine, a folder for Freqtrade."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore
from hypertrade.domain.market import pair_filename, timeframe_minutes
from hypertrade.markets import load_rules, save_rules, select
from hypertrade.strategy.compile import CompiledStrategy, compile_spec
from hypertrade.strategy.spec import StrategySpec, read_spec

from tests.engine.differential.candles import coarser, finest, funding

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from hypertrade.candles.schema import Kind

    from tests.engine.differential.case import Case, PairCase

FUTURES_TIMEFRAME = "1h"
"""Of mark prices and funding rates, as Freqtrade 2026.9 reads them."""


@dataclass(frozen=True)
class Staged:
    """Where a case's files are."""

    case: Case
    store: CandleStore
    folder: Path
    answer: Path


def stage(case: Case, folder: Path) -> Staged:
    """Write everything that both sides need of ``case`` below ``folder``, which is made."""
    data = folder / "data"
    (data / "futures").mkdir(parents=True)
    store = CandleStore(folder / "store")
    spec = read_spec(case.spec)
    compiled = compile_spec(spec)
    _write_rules(case, store)
    for each in case.pairs:
        _write_candles(case, each, compiled, store, data)
    _write_strategy(case, spec, compiled, folder)
    selection = select(
        case.exchange,
        tuple(each.pair for each in case.pairs),
        case.trading_mode,
        data=store.root,
        prices=lambda _pair: (),
    )
    assert not selection.remarks, selection.remarks
    (folder / "markets.json").write_text(json.dumps(selection.markets))
    (folder / "tiers.json").write_text(json.dumps(selection.leverage_tiers))
    (folder / "config.json").write_text(json.dumps(_config(case)))
    (folder / "arguments.json").write_text(json.dumps(_arguments(case, spec, compiled, folder)))
    return Staged(case, store, folder, folder / "answer.json")


def _write_rules(case: Case, store: CandleStore) -> None:
    known = _shipped(case.exchange)
    rules = known.model_copy(
        update={
            "as_of": date(2026, 1, 1),
            "source": "made for the differential tests",
            "markets": tuple(each.rules for each in case.pairs),
        }
    )
    save_rules(rules, store.root)


@lru_cache
def _shipped(exchange: str) -> Any:
    return load_rules(exchange)


def _write_candles(
    case: Case, each: PairCase, compiled: CompiledStrategy, store: CandleStore, data: Path
) -> None:
    base = case.detail_timeframe or case.timeframe
    fine = finest(each.candles, base)
    wanted = {case.timeframe, *compiled.informative_timeframes}
    frames = {base: fine} | {name: coarser(fine, name) for name in wanted - {base}}
    if case.futures and _fits(base):
        # Where no mark prices are stored, these stand for them.
        frames.setdefault(FUTURES_TIMEFRAME, coarser(fine, FUTURES_TIMEFRAME))
    hourly = frames.get(FUTURES_TIMEFRAME, frames[case.timeframe])
    if case.detail_timeframe:
        frames[base] = fine.iloc[each.candles.late :].reset_index(drop=True)
    for timeframe, frame in frames.items():
        _put(store, SeriesKey(case.exchange, each.pair, timeframe), frame)
        kind = "-futures" if case.futures else ""
        place = data / "futures" if case.futures else data
        name = f"{pair_filename(each.pair)}-{timeframe}{kind}.feather"
        frame.to_feather(place / name, compression="uncompressed")
    if case.futures:
        _write_funding(case, each, hourly, store, data)


def _fits(timeframe: str) -> bool:
    return timeframe_minutes(timeframe) <= timeframe_minutes(FUTURES_TIMEFRAME)


def _write_funding(
    case: Case, each: PairCase, hourly: pd.DataFrame, store: CandleStore, data: Path
) -> None:
    """Write mark prices and funding rates; where none are stored, what HyperTrade puts instead."""
    recipe = each.candles
    rates = hourly[["date"]].assign(funding_rate=0.0)
    mark = hourly
    if recipe.mark:
        # Near the candles, not on them.
        mark = hourly.assign(**{name: hourly[name] * 1.0003 for name in ("open", "close")})
        _put(store, _key(case, each, "mark"), mark)
    if recipe.funding:
        rates = funding(recipe, hourly)
        _put(store, _key(case, each, "funding_rate"), rates)
    name = f"{pair_filename(each.pair)}-{FUTURES_TIMEFRAME}"
    folder = data / "futures"
    # What Freqtrade takes for the mark price (``mark_ohlcv_price``).
    kind = "futures" if case.exchange == "hyperliquid" else "mark"
    if not (folder / f"{name}-{kind}.feather").exists():
        mark.reset_index(drop=True).to_feather(folder / f"{name}-{kind}.feather")
    rates.reset_index(drop=True).to_feather(folder / f"{name}-funding_rate.feather")


def _key(case: Case, each: PairCase, kind: Kind) -> SeriesKey:
    return SeriesKey(case.exchange, each.pair, FUTURES_TIMEFRAME, kind)


def _put(store: CandleStore, key: SeriesKey, frame: pd.DataFrame) -> None:
    store.write(key, frame, source=SourceRecord(name="differential"))


def _write_strategy(
    case: Case, spec: StrategySpec, compiled: CompiledStrategy, folder: Path
) -> None:
    (folder / f"{compiled.class_name}.py").write_text(compiled.source)
    if not case.tunables:
        return
    # The file beside a strategy that sets its parameters, as hyperopt writes it.
    params: dict[str, dict[str, float]] = {}
    for item in spec.parameters:
        if item.name in case.tunables:
            attribute = compiled.parameters[item.name]
            space = _space(compiled.source, attribute)
            value = case.tunables[item.name]
            params.setdefault(space, {})[attribute] = int(value) if item.whole else value
    text = json.dumps({"strategy_name": compiled.class_name, "params": params})
    (folder / f"{compiled.class_name}.json").write_text(text)


def _space(source: str, attribute: str) -> str:
    """Return the space that the declaration of ``attribute`` names."""
    begin = source.index(f"    {attribute} = ")
    rest = source[begin:]
    return rest[rest.index('space="') + 7 :].partition('"')[0]


def _config(case: Case) -> dict[str, Any]:
    quote = case.pairs[0].pair.partition("/")[2].partition(":")[0]
    pricing = {"price_side": "other", "use_order_book": True, "order_book_top": 1}
    config: dict[str, Any] = {
        "stake_currency": quote,
        "stake_amount": case.stake,
        "dry_run": True,
        "dry_run_wallet": case.balance,
        "max_open_trades": case.max_open_trades,
        "trading_mode": case.trading_mode.value,
        "margin_mode": "isolated" if case.futures else "",
        "exchange": {
            "name": case.exchange,
            "pair_whitelist": [each.pair for each in case.pairs],
            "pair_blacklist": [],
        },
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": pricing,
        "exit_pricing": pricing,
        "dataformat_ohlcv": "feather",
    }
    if case.fee is not None:
        config["fee"] = case.fee
    return config


def _arguments(
    case: Case, spec: StrategySpec, compiled: CompiledStrategy, folder: Path
) -> list[str]:
    arguments = ["backtesting", "--config", str(folder / "config.json")]
    arguments += ["--userdir", str(folder), "--datadir", str(folder / "data")]
    arguments += ["--strategy-path", str(folder), "--strategy", compiled.class_name]
    arguments += ["--timeframe", case.timeframe, "--cache", "none", "--export", "none"]
    if case.start or case.stop:
        ends = (f"{int(each.timestamp())}" if each else "" for each in (case.start, case.stop))
        arguments += ["--timerange", "-".join(ends)]
    if case.detail_timeframe:
        arguments += ["--timeframe-detail", case.detail_timeframe]
    wanted = bool(spec.protections) if case.protections is None else case.protections
    if wanted:
        arguments += ["--enable-protections"]
    return arguments

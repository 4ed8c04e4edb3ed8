"""The candles of one time range exactly as Freqtrade would load, fill, warm up and trim them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays import Candles, Funding
from hypertrade.backtesting.feeds import FUTURES_TIMEFRAME
from hypertrade.candles.filling import fill_columns
from hypertrade.candles.schema import timeframe_ms
from hypertrade.domain.errors import Invalid
from hypertrade.engine.model import MarketData, PairData

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.backtesting.feeds import Feeds
    from hypertrade.candles.columns import CandleColumns
    from hypertrade.engine.model import PairRules, PrecisionMode


@dataclass(frozen=True, slots=True)
class Needs:
    """What a strategy needs: ``startup`` candles to warm up, and higher ``timeframes``."""

    startup: int
    timeframes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """The exchange's side of a run: its name, how it counts precision, the pairs' rules."""

    name: str
    precision_mode: PrecisionMode
    rules: tuple[PairRules, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One time range, ready to be traded.

    ``higher`` are the pairs' higher timeframes by name, in the pairs' order. ``start`` and ``end``
    (UTC milliseconds) are the opening times of the first and the last candle of the range over all
    pairs: Freqtrade's ``backtest_start`` and ``backtest_end``.
    """

    market: MarketData
    higher: tuple[Mapping[str | None, Candles], ...]
    start: int
    end: int


def cut(
    feeds: Feeds,
    exchange: Exchange,
    needs: Needs,
    timeframes: tuple[str, str | None],
    span: tuple[int | None, int | None],
) -> Window:
    """Return the candles of ``span`` as a backtest of Freqtrade 2026.9 over that range sees them.

    Sources: ``history.load_data`` (the start moved back by the warm-up, the candle that opens at
    the stop included), ``ohlcv_fill_up_missing_data`` (after the cut, so a range never begins with
    a filled candle), ``TimeRange.adjust_start_if_necessary`` and ``trim_dataframe``, which with a
    warm-up drops that many rows of *every* pair, however late a pair's candles begin.

    Args:
        feeds: the series, at least as long as the range.
        exchange: whose rules hold; their pairs are cut.
        needs: what the strategy needs.
        timeframes: the strategy's own and the detail timeframe.
        span: first and last moment (UTC milliseconds), ``None`` for all there is.

    Raises:
        Invalid: no candle is left after the warm-up, or none was there.
    """
    own, detail = timeframes
    start, stop = span
    pairs = [rules.pair for rules in exchange.rules]
    warm = [
        _loaded(feeds.series[pair, own], own, _before(start, own, needs), stop) for pair in pairs
    ]
    some = [int(each.dates[0]) for each in warm if len(each)]
    if not some:
        raise _nothing(own)
    begins = _adjusted(start, min(some), needs.startup * timeframe_ms(own), needs.startup)
    candles = [_candles(each, own, _begin(each, begins, needs.startup), min(some)) for each in warm]
    ranged = [each for each in candles if each.begin < each.end]
    if not ranged:
        raise _no_warmup(own)
    data = [
        PairData(
            rules=rules,
            candles=each,
            detail=_detail(feeds, rules.pair, detail, begins, stop),
            funding=_funding(feeds, rules.pair, begins, stop),
        )
        for rules, each in zip(exchange.rules, candles, strict=True)
    ]
    return Window(
        market=MarketData(exchange.name, exchange.precision_mode, tuple(data)),
        higher=tuple(_higher(feeds, pair, needs, span) for pair in pairs),
        start=min(each.opens_at(each.begin) for each in ranged),
        end=max(each.opens_at(each.end - 1) for each in ranged),
    )


def _before(start: int | None, timeframe: str, needs: Needs) -> int | None:
    return None if start is None else start - needs.startup * timeframe_ms(timeframe)


def _loaded(
    columns: CandleColumns, timeframe: str, low: int | None, stop: int | None
) -> CandleColumns:
    high = None if stop is None else stop + 1
    return fill_columns(columns.between(low, high), timeframe)


def _adjusted(start: int | None, first: int, warmup_ms: int, startup: int) -> int:
    """Return where the range starts once the warm-up is there (``adjust_start_if_necessary``)."""
    if start is None or (startup and first >= start):
        return first + warmup_ms
    return start


def _begin(columns: CandleColumns, start: int, startup: int) -> int:
    if startup:
        return min(startup, len(columns))
    return int(np.searchsorted(columns.dates, start))


def _candles(columns: CandleColumns, timeframe: str, begin: int, first: int = 0) -> Candles:
    """Return ``columns`` as candles; without any they would begin at ``first``."""
    series = columns.by_name
    return Candles(
        first=int(columns.dates[0]) if len(columns) else first,
        step=timeframe_ms(timeframe),
        open=series["open"],
        high=series["high"],
        low=series["low"],
        close=series["close"],
        volume=series["volume"],
        begin=begin,
        end=len(columns),
    )


def _higher(
    feeds: Feeds, pair: str, needs: Needs, span: tuple[int | None, int | None]
) -> dict[str | None, Candles]:
    """Return the higher timeframes of ``pair`` (``DataProvider.historic_ohlcv``).

    Each is loaded with as many warm-up candles of its own, before the range as it was asked for.
    """
    start, stop = span
    found: dict[str | None, Candles] = {}
    for name in needs.timeframes:
        columns = _loaded(feeds.series[pair, name], name, _before(start, name, needs), stop)
        if not len(columns):
            raise _nothing(name)
        found[name] = _candles(columns, name, 0)
    return found


def _detail(
    feeds: Feeds, pair: str, timeframe: str | None, start: int, stop: int | None
) -> Candles | None:
    if timeframe is None:
        return None
    columns = _loaded(feeds.series[pair, timeframe], timeframe, start, stop)
    # A pair without finer candles in the range is traded on its own (``get_detail_data``).
    return _candles(columns, timeframe, 0) if len(columns) else None


def _funding(feeds: Feeds, pair: str, start: int, stop: int | None) -> Funding | None:
    """Join rates and marks on their opening times (``Exchange.combine_funding_and_mark``)."""
    feed = feeds.funding.get(pair)
    if feed is None:
        return None
    mark = _loaded(feed.mark, FUTURES_TIMEFRAME, start, stop)
    rates = feed.rates.between(None if start is None else start, None if stop is None else stop + 1)
    # Freqtrade floors rates to seconds (``IDataHandler.ohlcv_load``): some come milliseconds late.
    time = rates.dates // 1000 * 1000
    common, at_mark, at_rate = np.intersect1d(mark.dates, time, return_indices=True)
    return Funding(
        time=common,
        rate=rates.by_name["funding_rate"][at_rate],
        mark=mark.by_name["open"][at_mark],
    )


def _nothing(timeframe: str) -> Invalid:
    return Invalid(
        f"no {timeframe} candles in the time range",
        field="timerange",
        remedy="Choose a range that the stored candles cover, or import more of them.",
    )


def _no_warmup(timeframe: str) -> Invalid:
    return Invalid(
        "no candle is left after the strategy's warm-up",
        field="timerange",
        remedy=f"Import {timeframe} candles from before the range's start, choose a longer "
        "range, or shorten the strategy's longest indicator (startup_candle_count).",
    )

"""Market data: what is stored, how good it is, and how to get more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import NotFound, QuotaExceeded
from hypertrade.domain.orders import DownloadOrder
from hypertrade.domain.principals import Scope
from hypertrade.domain.quality import CandleQuality

from hypertrade_functions.areas.backtests import FOLLOWING, submitted
from hypertrade_functions.shapes.data import (
    Exchanges,
    ExchangeView,
    QualityQuery,
    SeriesQuery,
    SeriesView,
)
from hypertrade_functions.shapes.runs import RunView
from hypertrade_functions.web.answers import Answer, Listed, listed
from hypertrade_functions.web.routes import Area

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("data", "Market data")


@area.get(
    "/v1/data/candles",
    scope=Scope.DATA_READ,
    query=SeriesQuery,
    answers={200: Listed[SeriesView]},
)
def list_candles(call: Call) -> Answer:
    """List the series of candles that are stored, by exchange, pair and timeframe."""
    query: SeriesQuery = call.query
    page = call.platform.data.series(
        exchange=query.exchange,
        pair=query.pair,
        timeframe=query.timeframe,
        cursor=query.cursor,
        limit=query.limit,
    )
    return listed(page, SeriesView.of)


@area.get(
    "/v1/data/quality",
    scope=Scope.DATA_READ,
    query=QualityQuery,
    answers={200: CandleQuality},
    problems=(NotFound,),
)
def candle_quality(call: Call) -> Answer:
    """Report on the quality of a stored series: gaps, repairs, outliers."""
    query: QualityQuery = call.query
    return Answer(call.platform.data.report(query.exchange, query.pair, query.timeframe))


@area.get("/v1/data/exchanges", scope=Scope.DATA_READ, answers={200: Exchanges})
def list_exchanges(call: Call) -> Answer:
    """List the exchanges whose markets and fees are known here."""
    found = call.platform.data.exchanges()
    return Answer(Exchanges(items=[ExchangeView.of(rules) for rules in found]))


@area.post(
    "/v1/data/downloads",
    scope=Scope.DATA_WRITE,
    creates=True,
    body=DownloadOrder,
    answers={202: RunView},
    problems=(QuotaExceeded,),
    links={202: FOLLOWING},
    example={
        "exchange": "binance",
        "pairs": ["BTC/USDT"],
        "timeframe": "1h",
        "since": "20240101",
    },
)
def download_candles(call: Call) -> Answer:
    """Ask for candles from an exchange: a run that fetches them."""
    return submitted(call, call.body)

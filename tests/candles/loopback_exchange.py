"""A small exchange on the loopback that speaks Binance's public REST API to a real ccxt client."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

import ccxt
from hypertrade.candles.schema import dates_ms, timeframe_ms

if TYPE_CHECKING:
    from types import TracebackType

    import pandas as pd


def _market(pair: str) -> dict[str, Any]:
    base, quote = pair.split("/")
    return {
        "symbol": base + quote,
        "status": "TRADING",
        "baseAsset": base,
        "baseAssetPrecision": 8,
        "quoteAsset": quote,
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "orderTypes": ["LIMIT", "MARKET"],
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": False,
        "permissions": ["SPOT"],
        "permissionSets": [["SPOT"]],
        "filters": [
            {"filterType": "PRICE_FILTER", "minPrice": "0.01", "tickSize": "0.01"},
            {"filterType": "LOT_SIZE", "minQty": "0.001", "maxQty": "9000", "stepSize": "0.001"},
            {"filterType": "NOTIONAL", "minNotional": "5", "maxNotional": "9000000"},
        ],
    }  # fmt: skip


class LoopbackExchange:
    """Serves ``candles[(pair, timeframe)]``; the next ``faults`` requests are answered wrongly.

    A fault is an HTTP status, or ``drop`` to close the connection without an answer.
    """

    def __init__(self) -> None:
        self.candles: dict[tuple[str, str], pd.DataFrame] = {}
        self.faults: list[int | str] = []
        self.asked: list[dict[str, str]] = []
        exchange = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                exchange.answer(self)

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def client(self) -> Any:
        """Return ccxt's own Binance client, which asks this server instead of Binance."""
        client = ccxt.binance({"enableRateLimit": False, "timeout": 5000})
        client.options["fetchMarkets"]["types"] = ["spot"]
        client.urls["api"]["public"] = f"http://127.0.0.1:{self._server.server_port}/api/v3"
        client.session.trust_env = False
        return client

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        url = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if self.faults:
            fault = self.faults.pop(0)
            if fault == "drop":
                handler.close_connection = True
                handler.connection.close()
                return
            self._send(handler, int(fault), {"code": -1, "msg": "out of order"})
            return
        if url.path.endswith("/exchangeInfo"):
            pairs = dict.fromkeys(pair for pair, _ in self.candles)
            self._send(handler, 200, {"symbols": [_market(pair) for pair in pairs]})
        elif url.path.endswith("/klines"):
            self.asked.append(query)
            self._send(handler, 200, self._klines(query))
        else:
            self._send(handler, 404, {"code": -1, "msg": "no such path"})

    def _klines(self, query: dict[str, str]) -> list[list[Any]]:
        (frame,) = (
            frame
            for (pair, timeframe), frame in self.candles.items()
            if pair.replace("/", "") == query["symbol"] and timeframe == query["interval"]
        )
        step = timeframe_ms(query["interval"])
        first = int(query.get("startTime", 0))
        stop = int(query.get("endTime", 2**62))
        limit = min(int(query.get("limit", 500)), 1000)
        dates = dates_ms(frame)
        chosen = frame[(dates >= first) & (dates <= stop)].head(limit)
        return [
            [int(at), *map(repr, row), int(at) + step - 1, "1.0", 5, "0.5", "0.5", "0"]
            for at, row in zip(
                dates_ms(chosen), chosen.drop(columns="date").to_numpy().tolist(), strict=True
            )
        ]

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

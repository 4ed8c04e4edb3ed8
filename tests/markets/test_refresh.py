"""Asking an exchange for its rules, against a server on loopback that speaks Binance's API."""

from __future__ import annotations

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import ccxt
import pytest
from hypertrade.cli import markets as command
from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.markets import load_rules
from hypertrade.markets.refresh import fetch_rules, open_client
from typer import Typer
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TODAY = date(2026, 1, 2)


def _symbol(name: str, base: str, quote: str, **more: Any) -> dict[str, Any]:
    return {
        "symbol": name,
        "status": "TRADING",
        "baseAsset": base,
        "baseAssetPrecision": 8,
        "quoteAsset": quote,
        "quotePrecision": 8,
        "orderTypes": ["LIMIT", "MARKET"],
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": False,
        "permissions": ["SPOT"],
        "filters": [
            {
                "filterType": "PRICE_FILTER",
                "minPrice": "0.05",
                "maxPrice": "99",
                "tickSize": "0.05",
            },
            {"filterType": "LOT_SIZE", "minQty": "0.002", "maxQty": "90", "stepSize": "0.001"},
            {"filterType": "NOTIONAL", "minNotional": "7", "maxNotional": "1000"},
        ],
    } | more


class _Binance(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/api/v3/exchangeInfo"):
            symbols = [
                _symbol("BTCUSDT", "BTC", "USDT"),
                _symbol("OLDUSDT", "OLD", "USDT", status="BREAK"),
            ]
        elif self.path.startswith("/fapi/v1/exchangeInfo"):
            perpetual = {
                "contractType": "PERPETUAL",
                "marginAsset": "USDT",
                "pair": "BTCUSDT",
                "deliveryDate": 4133404800000,
                "underlyingType": "COIN",
            }
            symbols = [_symbol("BTCUSDT", "BTC", "USDT", **perpetual)]
        else:
            self.send_error(503)
            return
        body = json.dumps({"timezone": "UTC", "serverTime": 1, "symbols": symbols}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep quiet."""


@pytest.fixture
def client() -> Iterator[Any]:
    """Return ccxt's Binance, whose API stands on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Binance)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made = _aimed_at(f"http://127.0.0.1:{server.server_port}")
    yield made
    made.session.close()
    server.shutdown()
    server.server_close()


def _aimed_at(address: str) -> Any:
    made = open_client("binance")
    made.urls["api"]["public"] = f"{address}/api/v3"
    made.urls["api"]["fapiPublic"] = f"{address}/fapi/v1"
    made.has["fetchCurrencies"] = False
    made.options["fetchCurrencies"] = False
    made.options["fetchMargins"] = False
    made.session.trust_env = False
    return made


def test_rules_are_fetched(client: Any) -> None:
    rules = fetch_rules(client, _TODAY)
    assert [market.symbol for market in rules.markets] == ["BTC/USDT", "BTC/USDT:USDT"]
    spot, future = rules.markets
    assert (spot.price, spot.amount, spot.min_amount, spot.min_cost) == (0.05, 0.001, 0.002, 7.0)
    assert future.contract_size == 1.0
    assert (rules.as_of, rules.precision_mode) == (_TODAY, "tick_size")


def test_the_command_keeps_them_in_the_data_folder(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hypertrade.markets.refresh.open_client", lambda _exchange: client)
    app = Typer()
    app.command()(command.markets)
    arguments = ["--exchange", "binance", "--data", str(tmp_path), "--json"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    shown = json.loads(done.stdout)
    assert shown["file"] == str(tmp_path / "markets" / "binance.json")
    assert len(load_rules("binance", tmp_path).markets) == 2
    again = CliRunner().invoke(app, [*arguments[:-1], "--show"])
    assert "1 spot markets, 1 perpetual futures" in again.output


def test_an_exchange_that_does_not_answer_is_unavailable() -> None:
    silent = _aimed_at("http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="does not answer"):
        fetch_rules(silent, _TODAY)
    silent.session.close()


def test_unknown_exchanges_are_refused() -> None:
    with pytest.raises(Invalid, match="Did you mean kraken"):
        open_client("kraken1")
    assert isinstance(open_client("kraken"), ccxt.kraken)

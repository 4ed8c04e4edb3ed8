"""Drawing cases: a category and a seed give one case, the same on every machine."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log10
from random import Random
from typing import Any

from hypertrade.domain.market import TradingMode, timeframe_minutes
from hypertrade.markets import load_rules
from hypertrade.markets.rules import MarketRules
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import read_spec

from tests.engine.differential.case import Candlestick, Case, PairCase, Recorded
from tests.engine.differential.categories import CATEGORIES, OPTIONAL, Wild
from tests.engine.differential.strategies import SpecDraw
from tests.engine.differential.tuning import tune

Json = dict[str, Any]

BASES = ("BTC", "ETH", "XRP", "LTC", "ADA", "DOGE")
SPOT = ("binance", "kraken", "bitfinex", "okx", "bybit", "gate", "kucoin")
FUTURES = ("binance", "okx", "bybit", "gate", "bitget", "hyperliquid")
_QUOTES = {"kraken": "USD", "bitfinex": "USD", "hyperliquid": "USDC"}
_WITHOUT_HALF_DAYS = ("kraken", "gate")
"""Exchanges that have no 12h candles: Freqtrade refuses that timeframe there."""
_SPREAD = {
    "1m": 0.002,
    "5m": 0.004,
    "15m": 0.006,
    "30m": 0.008,
    "1h": 0.01,
    "4h": 0.02,
    "12h": 0.03,
    "1d": 0.04,
}
_HIGHER = {
    "1m": ("5m", "1h"),
    "5m": ("15m", "1h"),
    "15m": ("1h", "4h"),
    "30m": ("4h", "1d"),
    "1h": ("4h", "1d"),
    "4h": ("1d",),
    "12h": ("1d",),
}
_FINER = {
    "5m": ("1m",),
    "15m": ("1m", "5m"),
    "30m": ("15m",),
    "1h": ("5m", "15m", "30m"),
    "4h": ("30m", "1h"),
    "12h": ("4h",),
    "1d": ("1h", "4h", "12h"),
}
_REAL_ROWS = {"1h": 18_000, "5m": 95_000}


_KEPT = 0.6
_RAW_FROM = 0.01
"""Raw floats below this have more decimals than any market, and Freqtrade's ticks overflow."""


def draw(category: str, seed: int) -> Case:
    """Return the case of ``category`` that ``seed`` stands for."""
    random = Random(zlib.crc32(f"{category}/{seed}".encode()))  # noqa: S311 - no secret
    wild = CATEGORIES[category]
    if category.startswith("everything"):
        # All at once hardly ever trades: half of it, another half in each case.
        kept = {name: random.random() < _KEPT for name in OPTIONAL if getattr(wild, name)}
        wild = replace(wild, **kept)
    return _Drawing(random, wild).case(category, seed)


class _Drawing:
    def __init__(self, random: Random, wild: Wild) -> None:
        self.random = random
        self.wild = wild
        self.rows = wild.rows

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def one(self, items: Any) -> Any:
        return self.random.choice(sorted(items) if isinstance(items, set) else tuple(items))

    def case(self, category: str, seed: int) -> Case:
        wild = self.wild
        exchange = self._exchange()
        timeframe = self._timeframe(exchange)
        detail = None
        if wild.detail:
            finer = set(_FINER[timeframe]) - ({"12h"} if exchange in _WITHOUT_HALF_DAYS else set())
            detail = self.one(finer)
        base = detail or timeframe
        draft = SpecDraw(self.random, timeframe)
        spec = self._spec(draft, _SPREAD[timeframe])
        # Warm-up comes on top, mostly: it makes no trades.
        warmup = compile_spec(read_spec(spec)).startup_candles
        self.rows = wild.rows + (0 if wild.ranges and self.chance(20) else warmup)
        self.rows *= timeframe_minutes(timeframe) // timeframe_minutes(base)
        pairs = self._pairs(exchange, base)
        money = self._money(spec)
        start, stop = self._range(pairs, base) if wild.ranges and self.chance(80) else (None, None)
        return Case(
            category=category,
            seed=seed,
            exchange=exchange,
            trading_mode=TradingMode.FUTURES if wild.futures else TradingMode.SPOT,
            timeframe=timeframe,
            detail_timeframe=detail,
            pairs=pairs,
            spec=spec,
            tunables=self._tunables(spec),
            protections=self.one((None, None, True, False)) if wild.protections else None,
            start=start,
            stop=stop,
            window=wild.ranges and self.chance(30),
            **money,
        )

    def _exchange(self) -> str:
        if self.wild.real:
            return "bitfinex"
        if self.wild.futures:
            return str(self.one(FUTURES))
        return str(self.one(SPOT)) if self.wild.ticks or self.wild.limits else "binance"

    def _timeframe(self, exchange: str) -> str:
        if self.wild.real:
            return str(self.one(_REAL_ROWS))
        known = set(_SPREAD)
        if self.wild.detail:
            known &= set(_FINER)
        if self.wild.higher:
            known &= set(_HIGHER)
        if exchange in _WITHOUT_HALF_DAYS:
            known -= {"12h"}
        return str(self.one(known))

    # Candles and markets

    def _pairs(self, exchange: str, timeframe: str) -> tuple[PairCase, ...]:
        count = self.random.randint(3 if self.wild.crowd else 1, self.wild.pairs)
        begin = self._begin(timeframe)
        bases = list(BASES[:count])
        self.random.shuffle(bases)
        if self.wild.real:
            return tuple(self._real(base, timeframe) for base in bases)
        return tuple(self._pair(base, exchange, timeframe, begin) for base in bases)

    def _begin(self, timeframe: str) -> datetime:
        """Draw a start shortly before a month ends, for ticks change with the month."""
        month = datetime(self.random.randint(2021, 2023), self.random.randint(1, 12), 1, tzinfo=UTC)
        step = timedelta(minutes=timeframe_minutes(timeframe))
        return month - self.random.randint(0, self.rows) * step

    def _real(self, base: str, timeframe: str) -> PairCase:
        first = _REAL_ROWS[timeframe] - self.random.randint(self.rows, 15_000)
        symbol = f"{base}/USD"
        rules = load_rules("bitfinex").market(symbol)
        assert rules is not None
        candles = Recorded(
            name=f"{base}_USD-{timeframe}",
            start=datetime(2017, 1, 1, tzinfo=UTC),
            first=first,
            rows=self.random.randint(self.rows // 2, self.rows),
        )
        return PairCase(pair=symbol, candles=candles, rules=rules)

    def _pair(self, base: str, exchange: str, timeframe: str, begin: datetime) -> PairCase:
        wild, random = self.wild, self.random
        quote = _QUOTES.get(exchange, "USDT")
        symbol = f"{base}/{quote}:{quote}" if wild.futures else f"{base}/{quote}"
        price = 10 ** random.uniform(-1, 3)
        tick = 10.0 ** (round(log10(price)) - 4)
        if wild.ticks:
            price, tick = self.one(_PRICES)
            price *= random.uniform(0.7, 1.3)
        rows, start = self.rows, begin
        if wild.ranges or (wild.shapes and self.chance(40)):
            step = timedelta(minutes=timeframe_minutes(timeframe))
            late = random.randint(0, rows // 3)
            start += late * step
            rows -= late + random.randint(0, rows // 3)
        candles = Candlestick(
            seed=random.randrange(2**31),
            start=start,
            rows=rows,
            price=price,
            tick=None if wild.ticks and price > _RAW_FROM and self.chance(15) else tick,
            noise=wild.noise or (wild.ticks and self.chance(20)),
            coarse_after=random.randrange(rows) if wild.ticks and self.chance(25) else None,
            spread=_SPREAD.get(timeframe, 0.01) * (random.uniform(0.5, 2) if wild.shapes else 1),
            wick=self.one((0.1, 0.5, 1, 2, 4)) if wild.shapes else 0.7,
            missing=self.one((0, 0.01, 0.1)) if wild.shapes else 0,
            jump=self.one((0, 0.005, 0.03)) if wild.shapes or wild.leverage else 0,
            flat=self.one((0, 0.01, 0.05)) if wild.shapes else 0,
            silent=self.one((0, 0.05, 0.3)) if wild.shapes else 0,
            funding=self.one((0.0001, 0.002)) if wild.funding and self.chance(80) else 0,
            holes=0.1 if wild.funding and self.chance(30) else 0,
            late=random.randrange(rows // 2) if wild.detail and self.chance(25) else 0,
            mark=wild.funding and exchange != "hyperliquid" and self.chance(70),
        )
        return PairCase(
            pair=symbol, candles=candles, rules=self._rules(symbol, exchange, price, tick)
        )

    def _rules(self, symbol: str, exchange: str, price: float, tick: float) -> MarketRules:
        wild, random = self.wild, self.random
        limits: Json = {}
        step = 10.0 ** round(log10(20 / price) - 4)
        if wild.limits:
            step = 10.0 ** round(log10(20 / price) - random.uniform(-1, 5))
            limits = {
                "min_amount": self.one((None, step, 20 / price * random.uniform(0.1, 5))),
                "min_cost": self.one((None, 5.0, 10.0, random.uniform(10, 100))),
                "max_amount": self.one((None, None, 200 / price * random.uniform(0.3, 3))),
                "max_cost": self.one((None, None, None, random.uniform(20, 400))),
            }
        contract = None
        if wild.futures:
            contract = 1.0 if exchange in {"binance", "bybit"} else self.one((1.0, 0.01, 10.0))
            step = max(step / contract, 1e-8)
            limits["max_leverage"] = self.one((2, 5, 20, 50, 125))
            for name in ("min_amount", "max_amount"):
                if limits.get(name):
                    limits[name] /= contract
        amount = float(f"{step:.0e}")
        quoted = tick * self.one((1, 1, 5, 10)) if wild.ticks else tick
        if exchange == "bitfinex":
            return MarketRules(symbol=symbol, price=5, amount=self.one((8, 8, 5)), **limits)
        return MarketRules(
            symbol=symbol,
            price=float(f"{quoted:.6g}"),
            amount=amount,
            contract_size=contract,
            **limits,
        )

    # The strategy

    def _spec(self, draft: SpecDraw, spread: float) -> Json:
        wild, random = self.wild, self.random
        higher = self.one(_HIGHER[draft.timeframe]) if wild.higher else None
        sides = ["long"]
        if wild.shorts:
            sides = self.one((["short"], ["long", "short"], ["long", "short"]))
        names = random.sample(("enter", "a", "b c", "dip_2"), random.randint(1, 2 + len(sides)))
        entries = draft.rules(names[:1], sides[:1], higher)
        entries += draft.rules(names[1:], sides, higher)
        opened = sorted({rule["side"] for rule in entries})
        spec: Json = {"name": "Drawn", "timeframe": draft.timeframe, "entries": entries}
        spec["exits"] = draft.rules(draft.exit_names(3), opened, higher)
        if self.chance(80):
            spec["exits"] = draft.rare(spec["exits"])
        if self.chance(5):
            spec["filters"] = [draft.condition(higher=higher)]
        spec |= self._risk(draft, spread)
        if wild.protections and self.chance(85):
            spec["protections"] = draft.protections()
        if wild.scaling and self.chance(70):
            spec["scale_in"] = draft.scale_in(spread)
        if wild.money and self.chance(30):
            spec["stake"] = self.one(
                (
                    {"kind": "share", "fraction": draft.ratio(0.02, 1.0)},
                    {"kind": "fixed", "amount": draft.ratio(5, 300)},
                    {"kind": "unlimited"},
                )
            )
        if wild.tuned:
            tune(spec, draft)
        spec["parameters"] = draft.parameters
        return spec

    def _risk(self, draft: SpecDraw, spread: float) -> Json:
        if self.wild.exits:
            risk = draft.stops(spread) | draft.targets(spread)
            risk["exit_only_in_profit"] = self.chance(20)
            risk["ignore_roi_while_entry_holds"] = self.chance(25)
        else:
            risk = {"stop_loss": draft.ratio(spread, 8 * spread)}
            risk |= {"take_profit": draft.ratio(spread, 8 * spread)}
        if self.wild.leverage:
            risk["leverage"] = self.one((1, 2, 3, 5, 10, 25, 2.5))
            if self.chance(50):
                # Nothing between the position and its liquidation.
                risk |= {"leverage": self.one((5, 10, 20, 50)), "atr_stop": None}
                risk |= {"stop_loss": self.one((None, 0.9)), "trailing_stop": None}
        return risk

    def _tunables(self, spec: Json) -> dict[str, float]:
        values = {}
        for item in spec["parameters"]:
            if self.chance(70):
                count = self.random.randint(0, 4)
                value = item["low"] + item["step"] * count
                whole = isinstance(item["low"], int)
                values[item["name"]] = value if whole else float(f"{value:.9g}")
        return values

    # Money and time

    def _money(self, spec: Json) -> Json:
        stake: Any = 100.0
        balance, slots, fee = 1000.0, 3, None
        if self.wild.money:
            balance = self.one((1000.0, 150.0, 60.0, 25_000.0, 987.654321))
            slots = self.one((1, 2, 2, 3) if self.wild.crowd else (1, 1, 2, 3, 5, -1, 0))
            stake = self.one((100.0, 33.33, 12.5, "unlimited", "unlimited", 0.99 * balance))
            fee = self.one((None, None, 0.0, 0.00075, 0.01, 0.000123456789, 0.1 * 3e-4))
        if self.wild.rich:
            # Beyond the first tiers of leverage, or beyond them all.
            balance = 10 ** self.random.uniform(4, 8)
            stake = self.one(("unlimited", 0.2 * balance))
        kind = (spec.get("stake") or {}).get("kind")
        if kind in {"share", "unlimited"}:
            stake = "unlimited"
        if kind == "fixed" and not isinstance(spec["stake"]["amount"], dict):
            stake = spec["stake"]["amount"]
        if stake == "unlimited":
            slots = abs(slots) or 1  # no limit would leave no share
        else:
            stake = min(stake, 0.99 * balance)
        return {"stake": stake, "balance": balance, "max_open_trades": slots, "fee": fee}

    def _range(
        self, pairs: tuple[PairCase, ...], timeframe: str
    ) -> tuple[datetime | None, datetime | None]:
        step = timedelta(minutes=timeframe_minutes(timeframe))
        first = min(each.candles.start for each in pairs)
        last = max(each.candles.start + each.candles.rows * step for each in pairs)
        span = (last - first) // step
        start = first + self.random.randint(0, span // 3) * step
        stop = last - self.random.randint(0, span // 3) * step
        if self.chance(20):
            start += timedelta(seconds=self.random.randint(1, 600))
            stop += timedelta(seconds=self.random.randint(1, 600))
        kept = self.one(((start, stop), (start, None), (None, stop)))
        return kept[0], kept[1]


_PRICES: tuple[tuple[float, float], ...] = (
    (3e-7, 1e-10),
    (4.4e-5, 1e-8),
    (0.0123, 1e-6),
    (0.5, 0.0001),
    (2.5, 0.005),
    (37.0, 0.01),
    (420.0, 0.05),
    (1800.0, 0.25),
    (9000.0, 1.0),
    (60000.0, 0.5),
    (61000.0, 0.01),
    (35000.0, 5.0),
    (101000.0, 10.0),
    (123456.0, 1.0),
)
"""First price and tick; where prices are whole, Freqtrade takes the exchange's own tick."""

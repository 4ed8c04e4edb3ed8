"""Drawing strategies that trade a lot: lively rules, and every way out of a position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.market import MINUTES_OF

from tests.jobs.run.specs import both, compare, cross, either, ind, price

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Json = dict[str, Any]

_OPERATORS = (">", ">=", "<", "<=")
_EXIT_NAMES = (
    *("leave", "x.1", "two words", "stop_loss", "trailing_stop_loss", "roi"),
    *("liquidation", "force_exit", "time_limit"),
)
"""Some are words that Freqtrade's protections look for."""


class SpecDraw:
    """Draws the parts of one strategy document from ``random``."""

    def __init__(self, random: Random, timeframe: str) -> None:
        """Start a document on ``timeframe``."""
        self.random = random
        self.timeframe = timeframe
        self.minutes = MINUTES_OF[timeframe]
        self.parameters: list[Json] = []

    def chance(self, percent: float) -> bool:
        """Draw whether something that happens ``percent`` of the time happens."""
        return self.random.random() * 100 < percent

    def one(self, items: Sequence[Any]) -> Any:
        """Draw one of ``items``."""
        return self.random.choice(items)

    # Rules

    def condition(self, depth: int = 1, higher: str | None = None) -> Json:
        """Draw a condition that holds often."""
        if depth and self.chance(30):
            return self._nested(depth - 1, higher)
        if higher and self.chance(60):
            return self._above(higher)
        return self._simple()

    def rules(self, names: Sequence[str], sides: Sequence[str], higher: str | None) -> list[Json]:
        """Draw one rule for each of ``names``, on one of ``sides``."""
        return [
            {"name": name, "side": self.one(sides), "when": self.condition(higher=higher)}
            for name in names
        ]

    def rare(self, rules: list[Json]) -> list[Json]:
        """Return ``rules`` with less in them: an exit that holds keeps entries away."""
        return [
            rule | {"when": both(rule["when"], self._simple(), self._simple())} for rule in rules
        ]

    def _simple(self) -> Json:
        period = self.one((2, 2, 3, 3, 4, 5, 8, 12))
        kinds: tuple[Callable[[int], Json], ...] = (
            self._average,
            self._oscillator,
            self._crossing,
            self._trend,
            self._change,
            self._always,
            self._always,
            self._body,
            self._band,
            self._stochastic,
        )
        return self.random.choice(kinds)(period)

    def _average(self, period: int) -> Json:
        return compare(price(), self.one(_OPERATORS), ind("sma", period=period))

    def _oscillator(self, period: int) -> Json:
        level = self.random.randint(30, 70)
        return compare(ind("rsi", period=period), self.one(_OPERATORS), level)

    def _crossing(self, period: int) -> Json:
        slower = ind("ema", period=period + self.random.randint(1, 6))
        return cross(ind("ema", period=period), self.one(("above", "below")), slower)

    def _trend(self, _period: int) -> Json:
        direction = self.one(("rising", "falling"))
        candles = self.random.randint(1, 3)
        return {"kind": "trend", "value": price(), "direction": direction, "candles": candles}

    def _change(self, _period: int) -> Json:
        change = {"kind": "change", "of": price(), "candles": self.random.randint(1, 4)}
        return compare(change, self.one(_OPERATORS), round(self.random.gauss(0, 0.005), 4))

    def _always(self, _period: int) -> Json:
        return compare(price("volume"), ">=", 0)

    def _body(self, _period: int) -> Json:
        return compare(price(), self.one(_OPERATORS), price("open"))

    def _band(self, period: int) -> Json:
        band = ind("bollinger", self.one(("lower", "middle", "upper")), period=period + 1)
        return compare(price(), self.one(_OPERATORS), band)

    def _stochastic(self, _period: int) -> Json:
        return compare(ind("stochastic", "k"), self.one(_OPERATORS), self.random.randint(20, 80))

    def _above(self, timeframe: str) -> Json:
        left = price(timeframe=timeframe)
        if self.chance(50):
            left = ind("ema", period=self.random.randint(2, 4), timeframe=timeframe)
        return compare(left, self.one(_OPERATORS), price())

    def _nested(self, depth: int, higher: str | None) -> Json:
        kind = self.random.randrange(6)
        first = self.condition(depth, higher)
        candles = self.random.randint(1, 4)
        if kind == 0:
            return both(first, self.condition(depth, higher))
        if kind == 1:
            return either(first, self.condition(depth, higher))
        lengths = {"ago": candles, "within": candles, "streak": min(candles, 2)}
        chosen = self.one(("not", *lengths))
        nested: Json = {"kind": chosen, "condition": first}
        if chosen in lengths:
            nested["candles"] = lengths[chosen]
        return nested

    # Numbers

    def ratio(self, low: float, high: float) -> float:
        """Draw a fraction, often a round one, on a logarithmic scale."""
        value = low * (high / low) ** self.random.random()
        return round(value, self.one((2, 3, 4, 6))) or low

    def tunable(self, name: str, value: float, *, percent: float = 100) -> Any:
        """Return ``value``, or a parameter that stands for it and for others around it."""
        if not self.chance(percent):
            return value
        whole = isinstance(value, int)
        step = max(value // 4, 1) if whole else float(f"{value / 4:.3g}")
        low = value if whole else float(f"{value:.6g}")
        self.parameters.append(
            {
                "name": name,
                "low": low,
                "high": low + 4 * step if whole else float(f"{low + 4 * step:.9g}"),
                "step": step,
                "default": low,
            }
        )
        return {"param": name}

    def duration(self, most_candles: int, *, zero: bool = False) -> Json:
        """Draw a length of time of up to ``most_candles`` candles, in candles or in minutes."""
        candles = self.random.randint(0 if zero else 1, most_candles)
        if self.chance(60) or not candles:
            return {"value": candles, "unit": "candles"}
        # Not always a whole number of candles.
        minutes = candles * self.minutes + self.one((0, 0, 1, -1, self.minutes // 2))
        return {"value": max(minutes, 1), "unit": "minutes"}

    # Ways out

    def stops(self, spread: float) -> Json:
        """Draw stops of every kind, some multiples of ``spread`` (a candle's return) away."""
        drawn: Json = {}
        near, far = spread, min(12 * spread, 0.9)
        if self.chance(75):
            drawn["stop_loss"] = self.ratio(near, far)
        if self.chance(45):
            distance = self.ratio(0.5 * near, far)
            drawn["trailing_stop"] = {"distance": distance}
            if self.chance(60):
                after = round(distance * (1.0 + self.random.random() * 2) + 1e-4, 5)
                drawn["trailing_stop"]["after"] = after
        if self.chance(30):
            drawn["atr_stop"] = {
                "multiple": self.one((0.5, 1, 1.5, 2, 3.3)),
                "period": self.random.randint(1, 14),
                "trailing": self.chance(50),
            }
        if self.chance(30):
            trigger = self.ratio(0.5 * near, 4 * near)
            lock = 0 if self.chance(50) else round(trigger * self.random.random() * 0.9, 5)
            drawn["break_even"] = {"trigger": trigger, "lock": lock}
        if self.chance(30):
            drawn["time_limit"] = self.duration(25)
        return drawn

    def targets(self, spread: float) -> Json:
        """Draw take-profits: one, or a table over time."""
        drawn: Json = {}
        if self.chance(40):
            drawn["take_profit"] = self.ratio(0.5 * spread, 8 * spread)
        if self.chance(60):
            steps: dict[float, Json] = {}
            for _ in range(self.random.randint(1, 4)):
                after = self.duration(30, zero=True)
                unit = self.minutes if after["unit"] == "candles" else 1
                profit = self.one(
                    (0, -1, -0.01, *(self.ratio(0.3 * spread, 6 * spread) for _ in range(4)))
                )
                steps[after["value"] * unit] = {"after": after, "profit": profit}
            drawn["roi"] = list(steps.values())
        return drawn

    def protections(self) -> list[Json]:
        """Draw one to four protections that bite."""
        return [self._protection() for _ in range(self.random.randint(1, 4))]

    def _protection(self) -> Json:
        kind = self.one(("cooldown", "stoploss_guard", "drawdown_guard", "low_profit_guard"))
        rest = self.duration(20)
        if kind == "cooldown":
            return {"kind": kind, "rest": rest}
        drawn: Json = {
            "kind": kind,
            "trades": self.random.randint(1, 5),
            "lookback": self.duration(60),
            "rest": rest,
        }
        if kind == "drawdown_guard":
            drawn["drawdown"] = self.ratio(0.002, 0.2)
            drawn["mode"] = self.one(("ratios", "equity"))
            return drawn
        drawn["required_profit"] = self.one((0, 0, 0.01, -0.02, 0.05))
        drawn["per_side"] = self.chance(40)
        if kind == "stoploss_guard":
            drawn["per_pair"] = self.chance(40)
        return drawn

    def scale_in(self, spread: float) -> Json:
        """Draw additions to a position."""
        return {
            "times": self.random.randint(1, 4),
            "move": self.ratio(0.3 * spread, 4 * spread),
            "direction": self.one(("against", "favour")),
            "size": self.one((1, 0.5, 1.5, 2, 0.333)),
        }

    def exit_names(self, most: int) -> list[str]:
        """Draw up to ``most`` different names of exits."""
        return self.random.sample(_EXIT_NAMES, self.random.randint(0, most))

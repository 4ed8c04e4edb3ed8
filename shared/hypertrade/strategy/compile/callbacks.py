"""The methods Freqtrade calls while it trades: stops, time limit, size, leverage, protections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.settings import Settings, attribute
from hypertrade.strategy.spec import (
    Cooldown,
    DrawdownGuard,
    Duration,
    FixedStake,
    LowProfitGuard,
    ParameterRef,
    Protection,
    ShareStake,
    StoplossGuard,
    StrategySpec,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.compile.values import Numbers

_TRADE = ("pair: str", "trade: Trade", "current_time: datetime", "current_rate: float")
_ORDER = ("pair: str", "current_time: datetime", "current_rate: float")


def _method(name: str, arguments: tuple[str, ...], returns: str, body: list[str]) -> list[str]:
    parts = ("self", *arguments, "**kwargs")
    lines = [f"    def {name}("]
    lines += [f"        {part}," for part in parts]
    return [*lines, f"    ) -> {returns}:", *body]


class Callbacks:
    """Renders the callbacks of one strategy; each method returns nothing if it is not needed."""

    def __init__(
        self, spec: StrategySpec, numbers: Numbers, settings: Settings, atr: str | None
    ) -> None:
        """``atr`` is the column that holds the average true range of the ATR stop."""
        self._spec = spec
        self._numbers = numbers
        self._settings = settings
        self._atr = atr

    def all(self) -> list[list[str]]:
        """Return every method needed, as lines."""
        writers: tuple[Callable[[], list[str]], ...] = (
            self._protections,
            self._bot_loop_start,
            self._custom_stoploss,
            self._custom_exit,
            self._custom_stake_amount,
            self._leverage,
            self._adjust_trade_position,
        )
        return [lines for lines in (write() for write in writers) if lines]

    def _bot_loop_start(self) -> list[str]:
        tuned = [item for item in self._settings.all() if item.tuned is not None]
        if not tuned:
            return []
        body = layout.comment(
            "Freqtrade reads these as plain attributes: give them the tuned values."
        )
        for item in tuned:
            body += attribute(f"self.{item.name}", item.tuned or "", 8)
            if item.name == "minimal_roi" and self._settings.closes_by_roi:
                body += [
                    f"        limit = {self._settings.tuned_limit()}",
                    "        steps = self.minimal_roi.items()",
                    "        before = {minutes: roi for minutes, roi in steps if minutes < limit}",
                    "        self.minimal_roi = before | {limit: -1}",
                ]
            if item.name == "max_open_trades":
                body += ['        self.config["max_open_trades"] = self.max_open_trades']
        head = "    def bot_loop_start(self, current_time: datetime, **kwargs) -> None:"
        return [head, *body]

    # Stops

    def _custom_stoploss(self) -> list[str]:
        spec = self._spec
        if not self._settings.custom_stop:
            return []
        arguments: tuple[str, ...] = (*_TRADE, "current_profit: float")
        body: list[str] = []
        if spec.atr_stop is not None:
            arguments = (*arguments, "after_fill: bool")
            body += self._trailing_atr() if spec.atr_stop.trailing else self._fixed_atr()
        if spec.break_even is not None:
            body += self._break_even()
        elif spec.atr_stop is not None and not spec.atr_stop.trailing:
            body += ["        return None"]
        return _method("custom_stoploss", arguments, "float | None", body)

    def _fixed_atr(self) -> list[str]:
        stop = self._spec.atr_stop
        if stop is None:
            return []
        multiple = self._numbers.text(stop.multiple)
        return [
            "        if after_fill:",
            "            if trade.nr_of_successful_entries > 1:",
            "                return None  # adding to the position leaves its stop alone",
            "            # The average true range of the signal candle, the last before the entry",
            "            dataframe, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)",
            "            opened = timeframe_to_prev_date(self.timeframe, trade.open_date_utc)",
            '            before = dataframe["date"] < opened',
            f'            known = dataframe.loc[before, "{self._atr}"]',
            "            if known.empty:",
            "                return None",
            f"            away = {multiple} * known.iat[-1]",
            "            stop = trade.open_rate + (away if trade.is_short else -away)",
            *self._distance("distance", 12),
            "            return min(distance, -self.stoploss)",
        ]

    def _trailing_atr(self) -> list[str]:
        stop = self._spec.atr_stop
        if stop is None:
            return []
        multiple = self._numbers.text(stop.multiple)
        lines = [
            "        if after_fill and trade.nr_of_successful_entries > 1:",
            "            return None  # adding to the position leaves its stop alone",
            *layout.comment("From the best price so far, by the last closed candle's true range"),
            "        dataframe, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)",
            "        if dataframe.empty:",
            "            return None",
            f'        true_range = dataframe["{self._atr}"].iat[-1]',
            f"        away = {multiple} * true_range",
            "        if trade.is_short:",
            "            stop = min(current_rate, trade.min_rate or current_rate) + away",
            "        else:",
            "            stop = max(current_rate, trade.max_rate or current_rate) - away",
            *self._distance("distance", 8),
            "        if after_fill:",
            "            return min(distance, -self.stoploss)",
        ]
        if self._spec.break_even is None:
            return [*lines, "        return distance"]
        return lines

    def _distance(self, target: str, indent: int) -> list[str]:
        pad = " " * indent
        return [
            f"{pad}{target} = stoploss_from_absolute(",
            f"{pad}    stop, current_rate, is_short=trade.is_short, leverage=trade.leverage",
            f"{pad})",
        ]

    def _break_even(self) -> list[str]:
        rule, atr = self._spec.break_even, self._spec.atr_stop
        if rule is None:
            return []
        trigger, lock = self._numbers.text(rule.trigger), self._numbers.text(rule.lock)
        trailing = atr is not None and atr.trailing
        lines = [
            f"        if current_profit < {trigger}:",
            f"            return {'distance' if trailing else None}",
            *layout.comment("Once that far in profit, the stop moves to the entry (fees included)"),
            f"        {'secured =' if trailing else 'return'} stoploss_from_open(",
            f"            {lock},",
            "            current_profit,",
            "            is_short=trade.is_short,",
            "            leverage=trade.leverage,",
            "        )",
        ]
        if not trailing:
            return lines
        return [
            *lines,
            "        return min((item for item in (distance, secured) if item > 0), default=None)",
        ]

    # Time, size, leverage

    def _custom_exit(self) -> list[str]:
        limit = self._spec.time_limit
        if limit is None:
            return []
        minutes = f"minutes={self._settings.minutes(limit)}"
        if limit.unit != "candles":
            minutes = f"{limit.unit}={self._numbers.text(limit.value)}"
        body = [
            *layout.assign("limit", f"timedelta({minutes})"),
            "        if current_time - trade.open_date_utc >= limit:",
            '            return "time_limit"',
            "        return None",
        ]
        return _method("custom_exit", (*_TRADE, "current_profit: float"), "str | None", body)

    def _custom_stake_amount(self) -> list[str]:
        match self._spec.stake:
            case ShareStake(fraction=fraction):
                share = self._numbers.text(fraction)
                body = [
                    *layout.comment("A share of the whole balance, open positions included"),
                    "        balance = self.wallets.get_total_stake_amount()",
                    f"        return min({share} * balance, max_stake)",
                ]
            case FixedStake(amount=ParameterRef() as amount):
                body = [
                    f"        stake = {self._numbers.text(amount)}",
                    "        return stake if stake <= max_stake else 0.0",
                ]
            case _:
                return []
        arguments = (
            *_ORDER,
            "proposed_stake: float",
            "min_stake: float | None",
            "max_stake: float",
            "leverage: float",
            "entry_tag: str | None",
            "side: str",
        )
        return _method("custom_stake_amount", arguments, "float", body)

    def _leverage(self) -> list[str]:
        if self._spec.leverage == 1:
            return []
        wished = self._numbers.text(self._spec.leverage, real=True)
        arguments = (
            *_ORDER,
            "proposed_leverage: float",
            "max_leverage: float",
            "entry_tag: str | None",
            "side: str",
        )
        return _method(
            "leverage", arguments, "float", [f"        return min({wished}, max_leverage)"]
        )

    def _adjust_trade_position(self) -> list[str]:
        rule = self._spec.scale_in
        if rule is None:
            return []
        move, size = self._numbers.text(rule.move), self._numbers.text(rule.size)
        against = rule.direction == "against"
        where = "against" if against else "in favour of"
        moved = (
            "gain if trade.is_short else -gain" if against else "-gain if trade.is_short else gain"
        )
        body = [
            "        if trade.has_open_orders:",
            "            return None",
            *layout.comment(f"Add while the price stands far enough {where} the average entry"),
            "        gain = current_rate / trade.open_rate - 1",
            f"        moved = {moved}",
            f"        if moved < {move}:",
            "            return None",
            "        first = trade.select_filled_orders(trade.entry_side)[0]",
            f"        return {'' if rule.size == 1 else f'{size} * '}first.stake_amount_filled",
        ]
        arguments = (
            "trade: Trade",
            "current_time: datetime",
            "current_rate: float",
            "current_profit: float",
            "min_stake: float | None",
            "max_stake: float",
            "current_entry_rate: float",
            "current_exit_rate: float",
            "current_entry_profit: float",
            "current_exit_profit: float",
        )
        return _method("adjust_trade_position", arguments, "float | None", body)

    # Protections

    def _protections(self) -> list[str]:
        if not self._spec.protections:
            return []
        lines = ["    @property", "    def protections(self) -> list[dict]:", "        return ["]
        for item in self._spec.protections:
            lines.append("            {")
            lines += [f'                "{key}": {value},' for key, value in self._protection(item)]
            lines.append("            },")
        return [*lines, "        ]"]

    def _protection(self, item: Protection) -> list[tuple[str, str]]:
        text = self._numbers.text
        match item:
            case Cooldown():
                return [("method", '"CooldownPeriod"'), self._span("stop_duration", item.rest)]
            case StoplossGuard():
                return [
                    ("method", '"StoplossGuard"'),
                    self._span("lookback_period", item.lookback),
                    ("trade_limit", text(item.trades)),
                    self._span("stop_duration", item.rest),
                    ("only_per_pair", repr(item.per_pair)),
                    ("only_per_side", repr(item.per_side)),
                    ("required_profit", text(item.required_profit)),
                ]
            case DrawdownGuard():
                return [
                    ("method", '"MaxDrawdown"'),
                    self._span("lookback_period", item.lookback),
                    ("trade_limit", text(item.trades)),
                    self._span("stop_duration", item.rest),
                    ("max_allowed_drawdown", text(item.drawdown)),
                    ("calculation_mode", f'"{item.mode}"'),
                ]
            case LowProfitGuard():
                return [
                    ("method", '"LowProfitPairs"'),
                    self._span("lookback_period", item.lookback),
                    ("trade_limit", text(item.trades)),
                    self._span("stop_duration", item.rest),
                    ("required_profit", text(item.required_profit)),
                    ("only_per_side", repr(item.per_side)),
                ]

    def _span(self, key: str, duration: Duration) -> tuple[str, str]:
        if duration.unit == "candles":
            return f"{key}_candles", self._numbers.text(duration.value)
        return key, self._settings.minutes(duration)

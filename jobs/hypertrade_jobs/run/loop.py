"""Freqtrade's loop over candles, without the candles on which nothing can happen.

Freqtrade walks through every candle of every pair, and looks at every open trade in each, by a
dozen calls. Most of these end in nothing. What is here tells such candles beforehand, by tests that
err on the side of Freqtrade: wherever something might happen, Freqtrade's own methods run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freqtrade.enums import BacktestState, TradingMode
from freqtrade.optimize import backtesting
from freqtrade.optimize.backtesting import Backtesting
from freqtrade.persistence import LocalTrade
from freqtrade.strategy import IStrategy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_MARGIN = 1e-6
"""A profit this far below a target is below it however the last digits are rounded."""

_ASKED_WHILE_HOLDING = (
    "custom_exit",
    "should_exit",
    "ft_stoploss_reached",
    "ft_stoploss_adjust",
    "min_roi_reached",
    "min_roi_reached_entry",
)
"""The methods of a strategy that decide about a trade held; one of its own decides every time."""


class QuietBacktesting(Backtesting):  # type: ignore[misc]  # Freqtrade is not typed for us
    """Freqtrade's backtest, which passes over candles on which nothing can happen."""

    _has_own_start = True
    _leaves_alone = False
    _least_target: float | None = None

    def time_pair_generator(
        self,
        start_date: datetime,
        end_date: datetime,
        pairs: list[str],
        data: dict[str, list[Any]],
    ) -> Iterator[tuple[datetime, str, Any, bool, Any]]:
        """Yield what Freqtrade's does, but for candles without a signal and without a trade.

        Everything the strategy can see of a candle passed over (how far its candles reach, the
        wallet, its own ``bot_loop_start``) is kept up as Freqtrade does.
        """
        if self.timeframe_detail_td or self.dynamic_pairlist:
            yield from super().time_pair_generator(start_date, end_date, pairs, data)
            return
        self._set_progress_step(
            BacktestState.BACKTEST, int((end_date - start_date) / self.timeframe_td)
        )
        strategy, wallets, seen = self.strategy, self.wallets, self.dataprovider
        stake = strategy.config["stake_currency"]
        bases = {pair: pair.split("/")[0] for pair in pairs}
        # Comparing with pandas' moments takes longer than all the rest of a quiet candle.
        dates = {
            pair: [row[backtesting.DATE_IDX].to_pydatetime() for row in data[pair]]
            for pair in pairs
        }
        indexes = dict.fromkeys(pairs, 0)
        self._look_at_strategy()
        for current_time in self._time_generator(start_date, end_date):
            self.check_abort()
            if self._has_own_start:
                backtesting.strategy_safe_wrapper(strategy.bot_loop_start, supress_error=True)(
                    current_time=current_time
                )
                self._look_at_strategy()
            self._capture_wallet(current_time, stake, 1)
            held = [trade.pair for trade in LocalTrade.bt_trades_open]
            is_last_row = current_time == end_date
            # Pairs that have open trades are processed first.
            for pair in dict.fromkeys(held + pairs) if held else pairs:
                index = indexes[pair]
                if index >= len(dates[pair]) or dates[pair][index] > current_time:
                    continue
                row = data[pair][index]
                indexes[pair] = index + 1
                seen._set_dataframe_max_index(  # noqa: SLF001 - as Freqtrade does
                    pair, self.required_startup + index + 1
                )
                signal = row[backtesting.LONG_IDX] or row[backtesting.SHORT_IDX]
                trade_dir = self.check_for_trade_entry(row) if signal else None
                if total := wallets.get_total(bases[pair]):
                    self.wallet_captures.append(
                        (current_time, bases[pair], row[backtesting.OPEN_IDX], total)
                    )
                seen._set_dataframe_max_date(current_time)  # noqa: SLF001 - as Freqtrade does
                holds = bool(LocalTrade.bt_trades_open_pp[pair])
                if holds or (trade_dir is not None and pair not in held):
                    yield current_time, pair, row, is_last_row, trade_dir
            self._increment_progress()

    def backtest_loop(
        self, row: Any, pair: str, current_time: datetime, trade_dir: Any, can_enter: bool
    ) -> Any:
        """Process one candle of one pair as Freqtrade does."""
        trades = LocalTrade.bt_trades_open_pp[pair]
        if len(trades) == 1 and self._stays(trades[0], row):
            trade, high, low = trades[0], row[backtesting.HIGH_IDX], row[backtesting.LOW_IDX]
            trade.max_rate = max(high, trade.max_rate or trade.open_rate)
            trade.min_rate = min(low, trade.min_rate or trade.open_rate)
            return None
        closed = super().backtest_loop(row, pair, current_time, trade_dir, can_enter)
        self._look_at_strategy()
        return closed

    def _look_at_strategy(self) -> None:
        """Learn whether trades can be left alone; again after all code of the strategy's."""
        strategy = self.strategy
        self._has_own_start = not is_freqtrades(strategy, "bot_loop_start")
        self._leaves_alone = (
            self.trading_mode == TradingMode.SPOT
            and not self._position_stacking
            and not strategy.position_adjustment_enable
            and not strategy.use_custom_stoploss
            and not strategy.use_custom_roi
            and not strategy.trailing_stop
            and all(is_freqtrades(strategy, name) for name in _ASKED_WHILE_HOLDING)
        )
        targets = strategy.minimal_roi.values()
        self._least_target = min(targets) - _MARGIN if targets else None

    def _stays(self, trade: Any, row: Any) -> bool:
        """Return whether nothing but its highest and lowest rate can change about ``trade``."""
        low = row[backtesting.LOW_IDX]
        if (
            not self._leaves_alone
            or row[backtesting.ELONG_IDX]
            or not (trade.stop_loss and low > trade.stop_loss > 0)
            or trade.is_short
            or trade.liquidation_price
            or not (trade.is_open and trade.amount > 0 and trade.open_trade_value > 0)
        ):
            return False
        for order in trade.orders:
            if order.ft_is_open:
                return False
        if self._least_target is None:
            return True
        value = trade.amount * row[backtesting.HIGH_IDX] * (1 - (trade.fee_close or 0.0))
        best = (value / trade.open_trade_value - 1) * trade.leverage
        return bool(best < self._least_target)


def is_freqtrades(strategy: IStrategy, name: str) -> bool:
    """Return whether ``strategy`` leaves the method ``name`` as Freqtrade has it."""
    return getattr(getattr(strategy, name), "__func__", None) is getattr(IStrategy, name)

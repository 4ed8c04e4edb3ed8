"""What goes into the engine and what comes out of it.

Names are Freqtrade's wherever it has one. Rates and money are quote currency, fractions are
fractions (0.05 is 5 %), times UTC milliseconds, durations minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles, Funding

PrecisionMode = Literal["tick_size", "significant_digits", "decimal_places"]


@dataclass(frozen=True, slots=True)
class LeverageTier:
    """Up to ``max_notional`` (stake currency): leverage allowed and maintenance margin."""

    min_notional: float
    max_notional: float | None
    maintenance_rate: float
    max_leverage: float
    maintenance_amount: float | None = None


@dataclass(frozen=True, slots=True)
class PairRules:
    """One market's rules, in the units of ccxt's market structure; ``None`` stands for no limit.

    ``taker`` (fraction) and ``max_leverage`` (``limits.leverage.max``) count in futures only:
    liquidation prices of some exchanges are made of them.
    """

    pair: str
    price_precision: float
    amount_precision: float
    min_amount: float | None = None
    max_amount: float | None = None
    min_cost: float | None = None
    max_cost: float | None = None
    contract_size: float = 1.0
    tiers: tuple[LeverageTier, ...] = ()
    taker: float | None = None
    max_leverage: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PairData:
    """Everything about one pair that no strategy changes.

    ``detail`` are the finer candles inside the candles (Freqtrade's ``timeframe_detail``),
    ``funding`` a perpetual's funding.
    """

    rules: PairRules
    candles: Candles
    detail: Candles | None = None
    funding: Funding | None = None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class MarketData:
    """The pairs of a run in whitelist order, and the exchange's own ways.

    ``exchange`` is ccxt's name: Freqtrade computes liquidation prices and funding by it.
    """

    exchange: str
    precision_mode: PrecisionMode
    pairs: tuple[PairData, ...]


@dataclass(frozen=True, slots=True)
class AtrStop:
    """The spec's ATR stop with its numbers filled in; the ATR itself comes with the signals."""

    multiple: float
    trailing: bool


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Once the profit reaches ``trigger``, the stop moves to the entry plus ``lock``."""

    trigger: float
    lock: float


@dataclass(frozen=True, slots=True)
class ScaleIn:
    """Add ``size`` first stakes, at most ``times`` times, ``move`` away from the average entry."""

    times: int
    move: float
    size: float
    against: bool


@dataclass(frozen=True, slots=True)
class Protection:
    """One of Freqtrade's protections; fields that a method does not have keep their defaults.

    ``lookback`` and ``stop`` are minutes. ``limit`` is ``trade_limit``; ``threshold`` is
    ``required_profit`` (StoplossGuard, LowProfitPairs) or ``max_allowed_drawdown``.
    """

    method: Literal["CooldownPeriod", "StoplossGuard", "LowProfitPairs", "MaxDrawdown"]
    lookback: int = 60
    stop: int = 60
    limit: int = 1
    threshold: float = 0.0
    only_per_pair: bool = False
    only_per_side: bool = False
    mode: Literal["ratios", "equity"] = "ratios"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a strategy does with positions, every tunable filled in: Freqtrade's attributes.

    ``roi`` are (minutes, profit) ascending. ``leverage`` is what the ``leverage`` callback wishes
    for. ``share`` and ``custom_stake`` stand for ``custom_stake_amount`` (of the balance; an
    amount). ``time_limit`` (minutes) stands for a ``custom_exit`` of that name.
    """

    can_short: bool = False
    roi: tuple[tuple[int, float], ...] = ()
    stoploss: float = -0.99
    trailing_stop: bool = False
    trailing_stop_positive: float | None = None
    trailing_stop_positive_offset: float = 0.0
    trailing_only_offset_is_reached: bool = False
    use_exit_signal: bool = True
    exit_profit_only: bool = False
    exit_profit_offset: float = 0.0
    ignore_roi_if_entry_signal: bool = False
    atr_stop: AtrStop | None = None
    break_even: BreakEven | None = None
    time_limit: float | None = None
    leverage: float = 1.0
    share: float | None = None
    custom_stake: float | None = None
    scale_in: ScaleIn | None = None
    protections: tuple[Protection, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """With what money: Freqtrade's configuration. ``max_open_trades`` -1 means no limit.

    ``fee`` is a fraction per side; ``liquidation_buffer`` the share of the way from the entry that
    Freqtrade liquidates early. Unfilled orders time out after ``entry_timeout`` and
    ``exit_timeout`` minutes (``None``: never).
    """

    stake: float | Literal["unlimited"]
    balance: float
    max_open_trades: int
    fee: float
    futures: bool = False
    tradable_balance_ratio: float = 0.99
    amount_reserve_percent: float = 0.05
    entry_timeout: float | None = None
    exit_timeout: float | None = None
    liquidation_buffer: float = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Trades:
    """Closed trades as columns of shape (t,), in the order Freqtrade reports them.

    ``pair`` indexes the run's pairs, ``enter_tag`` and ``exit_reason`` index ``Ledger.reasons``
    (-1: none); times are UTC milliseconds.
    """

    pair: NDArray[np.int32]
    is_short: NDArray[np.bool_]
    leverage: NDArray[np.float64]
    open_time: NDArray[np.int64]
    close_time: NDArray[np.int64]
    open_rate: NDArray[np.float64]
    close_rate: NDArray[np.float64]
    amount: NDArray[np.float64]
    stake_amount: NDArray[np.float64]
    max_stake_amount: NDArray[np.float64]
    funding_fees: NDArray[np.float64]
    profit_abs: NDArray[np.float64]
    profit_ratio: NDArray[np.float64]
    enter_tag: NDArray[np.int32]
    exit_reason: NDArray[np.int32]
    initial_stop_loss: NDArray[np.float64]
    stop_loss: NDArray[np.float64]
    min_rate: NDArray[np.float64]
    max_rate: NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many trades there are."""
        return len(self.pair)


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """Filled orders as columns of shape (o,), by trade, then in the order they filled.

    ``trade`` is the row in ``Trades``; ``tag`` indexes ``Ledger.reasons`` (-1: none).
    """

    trade: NDArray[np.int32]
    is_entry: NDArray[np.bool_]
    amount: NDArray[np.float64]
    rate: NDArray[np.float64]
    time: NDArray[np.int64]
    tag: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """What a run came to; counts and balance are Freqtrade's figures of the same names."""

    trades: Trades
    orders: Orders
    reasons: tuple[str, ...]
    starting_balance: float
    final_balance: float
    rejected_signals: int = 0
    timed_out_entries: int = 0
    timed_out_exits: int = 0
    canceled_entries: int = 0
    locks: int = 0
    notes: tuple[str, ...] = field(default=())

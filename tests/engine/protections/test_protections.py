"""The same trades close in Freqtrade and here: the same locks, at every moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from freqtrade.persistence import LocalTrade, PairLocks, disable_database_use, enable_database_use
from freqtrade.plugins.protectionmanager import ProtectionManager
from hypertrade.engine.model import Protection
from hypertrade.engine.protections import (
    LONG,
    SHORT,
    ProtectionState,
    closed,
    enlarged,
    is_pair_locked,
    lock_count,
    protection_state,
    run_protections,
)
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTES = 5
STEP = MINUTES * 60_000
START = datetime(2024, 1, 1, tzinfo=UTC)
PAIRS = ("A/B", "C/B", "D/B")
SIDES = ("long", "short")
STOPS = ("stop_loss", "trailing_stop_loss", "liquidation")
BALANCE = 1000.0


@dataclass(frozen=True)
class Close:
    """A trade that closes ``candles`` after the one before it."""

    candles: int
    pair: int
    side: int
    ratio: float
    profit: float
    reason: str


@pytest.fixture(autouse=True)
def _no_database() -> Iterator[None]:
    disable_database_use(f"{MINUTES}m")
    yield
    LocalTrade.reset_trades()
    PairLocks.reset_locks()
    enable_database_use()


def in_freqtrade(item: Protection) -> dict[str, Any]:
    """Return the entry of Freqtrade's ``protections`` list that ``item`` stands for."""
    entry: dict[str, Any] = {
        "method": item.method,
        "lookback_period": item.lookback,
        "stop_duration": item.stop,
    }
    if item.method == "CooldownPeriod":
        return entry
    entry["trade_limit"] = item.limit
    if item.method == "MaxDrawdown":
        return entry | {"max_allowed_drawdown": item.threshold, "calculation_mode": item.mode}
    entry |= {"required_profit": item.threshold, "only_per_side": item.only_per_side}
    if item.method == "StoplossGuard":
        entry["only_per_pair"] = item.only_per_pair
    return entry


def millis(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def replay(protections: list[Protection], closes: list[Close], room: int = 4096) -> None:
    """Close the trades on both sides, comparing the locks after every one."""
    LocalTrade.reset_trades()
    PairLocks.reset_locks()
    manager = ProtectionManager(
        {"timeframe": f"{MINUTES}m"}, [in_freqtrade(item) for item in protections]
    )
    state = protection_state(protections, len(PAIRS), STEP, BALANCE, room)
    now = START
    for number, close in enumerate(closes):
        now += timedelta(minutes=MINUTES * close.candles)
        pair, side = PAIRS[close.pair], SIDES[close.side]
        trade = LocalTrade(
            id=number,
            pair=pair,
            open_date=START,
            close_date=now,
            is_open=False,
            is_short=close.side == SHORT,
            exit_reason=close.reason,
            close_profit=close.ratio,
            close_profit_abs=close.profit,
        )
        LocalTrade.add_bt_trade(trade)
        manager.stop_per_pair(pair, now, side, BALANCE)
        manager.global_stop(now, side, BALANCE)

        if number == len(state.time):
            state = enlarged(state, 2 * number)
        closed(
            state,
            close.pair,
            close.side,
            millis(now),
            close.ratio,
            close.profit,
            close.reason in STOPS,
        )
        run_protections(state, close.pair, close.side, millis(now))
        assert lock_count(state) == len(PairLocks.get_all_locks())
        compare_locks(state, now)


def compare_locks(state: ProtectionState, now: datetime) -> None:
    for minutes in (0, MINUTES, 4 * MINUTES, 60, 300):
        later = now + timedelta(minutes=minutes)
        for index, pair in enumerate(PAIRS):
            for side, name in ((LONG, "long"), (SHORT, "short")):
                ours = is_pair_locked(state, index, millis(later), side)
                assert ours == PairLocks.is_pair_locked(pair, later, name)


numbers = st.one_of(
    st.sampled_from([0.0, -0.01, 0.01, -0.1, 0.1, 0.3, -0.3, 1e-8]),
    st.floats(-0.5, 0.5).map(lambda value: round(value, 8)),
)
closings = st.builds(
    Close,
    candles=st.sampled_from([0, 0, 1, 1, 2, 5, 40]),
    pair=st.integers(0, len(PAIRS) - 1),
    side=st.integers(0, 1),
    ratio=numbers,
    profit=numbers.map(lambda value: value * 100),
    reason=st.sampled_from(["roi", "exit_signal", *STOPS]),
)
methods = st.builds(
    Protection,
    method=st.sampled_from(["CooldownPeriod", "StoplossGuard", "LowProfitPairs", "MaxDrawdown"]),
    lookback=st.sampled_from([5, 30, 60, 600, 5000]),
    stop=st.sampled_from([1, 5, 12, 60, 300]),
    limit=st.integers(1, 4),
    threshold=st.sampled_from([0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.9]),
    only_per_pair=st.booleans(),
    only_per_side=st.booleans(),
    mode=st.sampled_from(["ratios", "equity"]),
)


def sided(item: Protection) -> Protection:
    """Freqtrade knows no side for two of the methods."""
    if item.method in ("CooldownPeriod", "MaxDrawdown"):
        return Protection(
            item.method, item.lookback, item.stop, item.limit, item.threshold, mode=item.mode
        )
    return item


@settings(max_examples=40)
@given(
    st.lists(methods.map(sided), min_size=1, max_size=4),
    st.lists(closings, min_size=1, max_size=40),
)
def test_any_protections_lock_as_freqtrade_does(
    protections: list[Protection], closes: list[Close]
) -> None:
    replay(protections, closes, room=8)


@pytest.mark.parametrize("seed", range(3))
def test_long_windows_with_many_trades_at_once(seed: int) -> None:
    """Windows past 16 trades: pandas shuffles equal closing times."""
    random = np.random.default_rng(seed)
    worst = float(random.choice([0.02, 0.1, 0.25]))
    protections = [
        Protection("MaxDrawdown", 3000, 5, 1, worst),
        Protection("MaxDrawdown", 3000, 10, 2, worst, mode="equity"),
        Protection("LowProfitPairs", 2000, 5, 5, 0.0),
        Protection("StoplossGuard", 500, 5, 3, 0.0, only_per_side=True),
    ]
    closes = [
        Close(
            candles=int(random.choice([0, 0, 0, 1, 3])),
            pair=int(random.integers(len(PAIRS))),
            side=int(random.integers(2)),
            ratio=float(np.round(random.normal(0.0, 0.02), 8)),
            profit=float(np.round(random.normal(0.0, 20.0), 8)),
            reason=str(random.choice(["roi", *STOPS])),
        )
        for _ in range(160)
    ]
    replay(protections, closes, room=16)


def test_without_protections_nothing_is_noted() -> None:
    state = protection_state([], 2, STEP, BALANCE)
    closed(state, 0, LONG, 0, -0.5, -50.0, True)
    run_protections(state, 0, LONG, 0)
    assert lock_count(state) == 0
    assert not is_pair_locked(state, 0, 0, LONG)

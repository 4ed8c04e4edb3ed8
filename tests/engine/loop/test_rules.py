"""The loop's rules, each on a market small enough to follow by eye."""

from __future__ import annotations

import math

import pytest
from hypertrade.engine import AtrStop, BreakEven, Plan, Protection, ScaleIn

from tests.engine.loop.market import START, STEP, Bar, Script, flat, run, told


def bars(*items: float | Bar) -> list[Bar]:
    """Return candles; a number is a candle that does not move, 0.01 off the grid of whole ones."""
    return [item if isinstance(item, tuple) else flat(item) for item in items]


FLAT = bars(*[100.25] * 8)


def test_a_signal_acts_on_the_next_candle() -> None:
    (trade,) = told(run(Script(FLAT, enter={2: None}, leave={4: None})))
    assert trade == (0, 3, 100.25, 5, 100.25, "exit_signal")


def test_the_range_begins_with_its_second_candle_and_ends_without_entries() -> None:
    assert told(run(Script(FLAT, enter={6: None}))) == []
    (trade,) = told(run(Script(FLAT, enter={1: None, 2: None}, begin=2)))
    assert trade[1] == 3
    (first,) = told(run(Script(FLAT, enter={0: None})))
    assert first[1] == 1


def test_an_entry_with_its_exit_is_none() -> None:
    assert told(run(Script(FLAT, enter={2: None}, leave={2: None}))) == []


def test_an_exit_signal_with_its_entry_closes_nothing() -> None:
    script = Script(FLAT, enter={1: None, 3: None}, leave={3: None, 4: None})
    assert told(run(script))[0][3] == 5


def test_tags_become_the_entry_tag_and_the_exit_reason() -> None:
    ledger = run(Script(FLAT, enter={1: "dip"}, leave={3: "top"}))
    assert told(ledger)[0][5] == "top"
    assert ledger.reasons[ledger.trades.enter_tag[0]] == "dip"
    assert [ledger.reasons[tag] for tag in ledger.orders.tag] == ["dip", "top"]
    assert list(ledger.orders.is_entry) == [True, False]


def test_nobody_enters_again_in_the_candle_that_closed() -> None:
    script = Script(FLAT, enter={1: None, 3: None, 4: None}, leave={2: None})
    assert [trade[1] for trade in told(run(script))] == [2, 4]


def test_a_stop_fills_at_its_rate_and_above_the_candle_at_the_open() -> None:
    falling = bars(100.25, 100.25, 100.25, (100.25, 100.25, 89.0, 89.5), 89.5)
    (trade,) = told(run(Script(falling, enter={1: None}), plan=Plan(stoploss=-0.1)))
    assert trade[3:] == (3, 90.23, "stop_loss")  # 90.225 rounds up
    gap = bars(100.25, 100.25, 100.25, (80.5, 81.0, 80.0, 80.5), 80.5)
    (trade,) = told(run(Script(gap, enter={1: None}), plan=Plan(stoploss=-0.1)))
    assert trade[3:] == (3, 80.5, "stop_loss")


def test_roi_closes_at_its_rate_and_minus_one_at_the_open() -> None:
    rising = bars(100.25, 100.25, 100.25, (100.25, 104.5, 100.25, 104.0), 104.0, 103.25)
    plan = Plan(roi=((0, 0.03),), stoploss=-0.5)
    (trade,) = told(run(Script(rising, enter={1: None}), plan=plan))
    assert trade[3:] == (3, 103.26, "roi")  # 103.2575 rounds half up
    plan = Plan(roi=((10, -1),), stoploss=-0.5)
    (trade,) = told(run(Script(rising, enter={1: None}), plan=plan))
    assert trade[3:] == (4, 104.0, "roi")


def test_roi_must_be_passed_not_met() -> None:
    met = bars(100.0, 100.0, 100.01, 101.0, 101.0)
    script = Script([flat(100.0), *met, (101.0, 101.0, 100.5, 101.0)], enter={1: None})
    trade = told(run(script, plan=Plan(roi=((0, 0.01),), stoploss=-0.5)))[0]
    assert trade[5] == "force_exit"


def test_a_trailing_stop_follows_the_high_and_meets_the_same_candle() -> None:
    candles = bars(100.25, 100.25, 100.25, (100.25, 110.0, 104.0, 105.0), 105.0)
    plan = Plan(stoploss=-0.05, trailing_stop=True)
    (trade,) = told(run(Script(candles, enter={1: None}), plan=plan))
    assert trade[3:] == (3, 104.5, "trailing_stop_loss")


def test_trailing_waits_for_its_offset() -> None:
    candles = bars(
        *(100.25, 100.25, 100.25, (100.25, 102.0, 100.25, 102.0), (102.0, 106.0, 105.5, 106.0)),
        (106.0, 106.0, 104.0, 104.0),
        104.0,
    )
    plan = Plan(
        stoploss=-0.2,
        trailing_stop=True,
        trailing_stop_positive=0.01,
        trailing_stop_positive_offset=0.05,
        trailing_only_offset_is_reached=True,
    )
    ledger = run(Script(candles, enter={1: None}), plan=plan)
    assert told(ledger)[0][3:] == (5, 104.94, "trailing_stop_loss")
    assert ledger.trades.initial_stop_loss[0] == 80.2


def test_profit_only_drops_a_losing_signal_and_the_time_limit_with_it() -> None:
    falling = bars(100.25, 100.25, 100.25, 99.25, 99.25, 99.25, 99.25)
    plan = Plan(exit_profit_only=True, time_limit=10)
    script = Script(falling, enter={1: None}, leave={3: None})
    # The limit is reached at row 4, where the signal stands that is dropped.
    assert told(run(script, plan=plan))[0][3:] == (5, 99.25, "time_limit")


def test_a_freed_slot_serves_the_pairs_behind_it() -> None:
    holder = Script(FLAT, enter={1: None}, leave={3: None})
    waiting = Script(FLAT, enter={1: None, 3: None})
    ledger = run(holder, waiting, max_open_trades=1)
    assert [trade[:2] for trade in told(ledger)] == [(0, 2), (1, 4)]
    assert ledger.rejected_signals == 1
    # The pair in front is looked at after the one that holds the trade, too.
    ledger = run(waiting, Script(FLAT, enter={0: None}, leave={3: None}), max_open_trades=1)
    assert [trade[:2] for trade in told(ledger)] == [(1, 1), (0, 4)]


def test_a_wallet_is_shared_and_a_fixed_stake_is_never_cut() -> None:
    ledger = run(*[Script(FLAT, enter={1: None})] * 3, balance=250.0)
    assert [trade[0] for trade in told(ledger)] == [0, 1]
    assert ledger.rejected_signals == 0


def test_an_unlimited_stake_shares_the_balance() -> None:
    ledger = run(*[Script(FLAT, enter={1: None})] * 2, stake="unlimited", max_open_trades=2)
    # 495 of 990 each, cut to whole steps of 0.001.
    assert list(ledger.trades.amount) == [4.937, 4.937]


def test_an_exit_that_does_not_fill_waits_and_may_vanish() -> None:
    # Whole prices leave the exchange's precision of 10: 104 rounds to 100, below the candle.
    candles = [flat(104.0)] * 6
    script = Script(candles, enter={1: None}, leave={3: None}, rules={"price_precision": 10.0})
    ledger = run(script)
    assert len(ledger.trades) == 0
    assert ledger.final_balance == pytest.approx(1000.0 - 104 * 0.961)
    timed = run(script, exit_timeout=5.0)
    assert timed.timed_out_exits == 1


def test_left_open_trades_close_at_the_last_open_in_the_order_the_pairs_came() -> None:
    early = Script(FLAT[:6], enter={1: None}, later=2)
    (first, second) = told(run(early, Script(FLAT, enter={4: None})))
    assert first[0] == 1
    assert second == (0, 4, 100.25, 7, 100.25, "force_exit")


def test_a_pair_without_candles_at_the_end_keeps_its_trade() -> None:
    short = Script(bars(*[100.25] * 5), enter={1: None}, leave={4: None})
    trade = told(run(short, Script(FLAT)))[0]
    assert trade[3:] == (4, 100.25, "force_exit")


def test_a_position_gives_way_to_the_other_side_in_one_candle() -> None:
    script = Script(FLAT, enter={1: None}, leave={3: None}, short={3: None})
    tiers = {"tiers": (_tier(),), "taker": 0.0005}
    script.rules |= tiers
    ledger = run(script, plan=Plan(can_short=True, stoploss=-0.5), futures=True)
    assert [trade[1] for trade in told(ledger)] == [2, 4]
    assert list(ledger.trades.is_short) == [False, True]
    alone = run(script, plan=Plan(stoploss=-0.5), futures=True)
    assert list(alone.trades.is_short) == [False]


def test_both_sides_at_once_are_none() -> None:
    script = Script(FLAT, enter={1: None}, short={1: None}, rules={"tiers": (_tier(),)})
    plan = Plan(can_short=True, stoploss=-0.5)
    assert told(run(script, plan=plan, futures=True, exchange="bybit")) == []


def _tier() -> object:
    from hypertrade.engine import LeverageTier

    return LeverageTier(0.0, 1e6, 0.01, 20.0, 0.0)


@pytest.mark.parametrize(("low", "reason"), [(91.0, "liquidation"), (80.0, "stop_loss")])
def test_a_stop_that_is_hit_too_comes_before_liquidation(low: float, reason: str) -> None:
    candles = bars(100.25, 100.25, 100.25, (100.25, 100.25, low, low), low)
    script = Script(candles, enter={1: None}, rules={"tiers": (_tier(),), "taker": 0.0005})
    ledger = run(script, plan=Plan(stoploss=-0.99, leverage=10.0), futures=True)
    assert told(ledger)[0][5] == reason
    assert ledger.trades.leverage[0] == 10.0


def test_an_atr_stop_replaces_the_stop_once_filled() -> None:
    candles = bars(100.25, 100.25, 100.25, (100.25, 100.25, 96.0, 97.0), 97.0)
    script = Script(candles, enter={1: None}, atr=1.5)
    plan = Plan(stoploss=-0.99, atr_stop=AtrStop(2.0, trailing=False))
    ledger = run(script, plan=plan)
    assert told(ledger)[0][3:] == (3, 97.25, "stop_loss")
    assert ledger.trades.initial_stop_loss[0] == 1.01
    # Without a true range there is no such stop.
    script.atr = math.nan
    assert told(run(script, plan=plan))[0][5] == "force_exit"


def test_break_even_moves_the_stop_to_the_entry() -> None:
    rise: Bar = (100.25, 104.0, 100.25, 104.0)
    candles = bars(100.25, 100.25, 100.25, rise, (104.0, 104.0, 99.0, 99.0), 99.0)
    plan = Plan(stoploss=-0.5, break_even=BreakEven(trigger=0.03, lock=0.01))
    (trade,) = told(run(Script(candles, enter={1: None}), plan=plan))
    assert trade[3:5] == (3, 101.26)
    later = bars(100.25, 100.25, 100.25, (103.0, 104.0, 103.0, 104.0), (104.0, 104.0, 99.0, 99.0))
    (trade,) = told(run(Script([*later, flat(99.0)], enter={1: None}), plan=plan))
    assert trade[3:] == (4, 101.26, "trailing_stop_loss")


def test_scaling_in_averages_and_stops_at_its_number() -> None:
    candles = bars(100.0, 100.0, 100.0, 95.0, 90.5, 85.0, 85.0)
    plan = Plan(stoploss=-0.9, scale_in=ScaleIn(times=2, move=0.04, size=1.0, against=True))
    script = Script(candles, enter={1: "a", 3: "b"})
    ledger = run(script, plan=plan)
    orders = ledger.orders
    assert list(orders.rate) == [100.0, 95.0, 90.5, 85.0]
    assert list(orders.is_entry) == [True, True, True, False]
    # The tag of the signal that stands at the further entry's candle, none without a signal.
    assert [int(tag) for tag in orders.tag[:3]] == [7, -1, 8]
    amounts = orders.amount[:3]
    average = float((amounts * orders.rate[:3]).sum() / amounts.sum())
    assert ledger.trades.open_rate[0] == pytest.approx(average, abs=0.05)
    assert ledger.trades.amount[0] == pytest.approx(float(amounts.sum()), abs=1e-9)


def test_a_protection_keeps_the_pair_out() -> None:
    script = Script(FLAT, enter={1: None, 3: None, 4: None, 5: None}, leave={2: None})
    plan = Plan(protections=(Protection("CooldownPeriod", stop=10),))
    ledger = run(script, plan=plan)
    assert [trade[1] for trade in told(ledger)] == [2, 6]
    assert ledger.locks == 2


def test_finer_candles_decide_inside_a_candle() -> None:
    up: Bar = (100.25, 104.0, 100.25, 103.0)
    down: Bar = (103.0, 103.0, 95.0, 96.0)
    calm = [flat(100.25)] * 5
    fine = [*calm, *calm, *calm, flat(100.25), up, down, flat(96.0), flat(96.0), *[flat(96.0)] * 5]
    coarse = [flat(100.25)] * 3 + [(100.25, 104.0, 95.0, 96.0), flat(96.0)]
    plan = Plan(roi=((0, 0.03),), stoploss=-0.04)
    rough = run(Script(coarse, enter={1: None}), plan=plan)
    assert told(rough)[0][5] == "stop_loss"
    exact = run(Script(coarse, enter={1: None}, detail=fine), plan=plan)
    assert told(exact)[0][5] == "roi"
    assert exact.trades.close_time[0] == START + 3 * STEP + 60_000


def test_many_trades_outgrow_the_first_tables() -> None:
    rows = 8000
    script = Script(
        [flat(100.25)] * rows,
        enter=dict.fromkeys(range(1, rows, 2)),
        leave=dict.fromkeys(range(2, rows, 2)),
    )
    plan = Plan(protections=(Protection("MaxDrawdown", limit=5, threshold=0.5),))
    ledger = run(script, plan=plan, fee=0.0001)
    assert len(ledger.trades) == len(ledger.orders.trade) // 2 == 3999
    assert list(ledger.orders.trade[:4]) == [0, 0, 1, 1]
    assert ledger.final_balance == pytest.approx(1000 + float(ledger.trades.profit_abs.sum()))

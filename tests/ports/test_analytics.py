"""Analytics: trades by owner and run, replaced, grouped, forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import pytest
from hypertrade.ports.analytics import Group, TradeRow

if TYPE_CHECKING:
    from hypertrade.ports.analytics import Analytics

PORT = "analytics"

START = datetime(2026, 1, 30, 22, 0, 0, 123456, tzinfo=UTC)


def trade(run: str, number: int, pair: str = "BTC/USDT", profit: float = 1.5) -> TradeRow:
    opened = START + timedelta(hours=12 * number)
    return TradeRow(
        run=run,
        number=number,
        pair=pair,
        side="short" if number % 2 else "long",
        opened=opened,
        closed=opened + timedelta(hours=5),
        open_rate=0.1 + number,
        close_rate=1 / 3,
        amount=1e-8,
        stake=100.0,
        leverage=1.0,
        fees=0.2,
        profit=profit,
        profit_ratio=profit / 100,
        entry_tag="",
        exit_reason="roi" if profit > 0 else "stop_loss",
    )


TRADES = [
    trade("r1", 0),
    trade("r1", 1, "ETH/USDT", -2.0),
    trade("r1", 2),
    trade("r1", 3, "ETH/USDT", 0.0),
]


@pytest.fixture
def kept(subject: Analytics) -> Analytics:
    subject.store("ann", "r1", TRADES)
    subject.store("ann", "r2", [trade("r2", 0, profit=4.0)])
    subject.store("bob", "r1", [trade("r1", 0, "XRP/USDT")])
    return subject


def test_what_was_stored_is_read(kept: Analytics) -> None:
    assert kept.trades("ann", "r1") == TRADES
    assert all(row.opened.utcoffset() == timedelta(0) for row in kept.trades("ann", "r1"))


def test_trades_come_by_number_though_stored_in_another_order(subject: Analytics) -> None:
    subject.store("ann", "r1", TRADES[::-1])
    assert subject.trades("ann", "r1") == TRADES


def test_pages_and_pairs(kept: Analytics) -> None:
    assert kept.trades("ann", "r1", limit=2) == TRADES[:2]
    assert kept.trades("ann", "r1", after=1, limit=2) == TRADES[2:]
    assert kept.trades("ann", "r1", after=3) == []
    assert kept.trades("ann", "r1", pair="ETH/USDT") == [TRADES[1], TRADES[3]]
    assert kept.trades("ann", "r1", pair="ETH/USDT", after=1) == [TRADES[3]]
    assert kept.trades("ann", "r1", pair="' OR 1=1 --") == []


def test_an_owner_sees_no_others_rows(kept: Analytics) -> None:
    assert [row.pair for row in kept.trades("bob", "r1")] == ["XRP/USDT"]
    assert kept.trades("bob", "r2") == []
    assert kept.trades("cyd", "r1") == []
    assert kept.groups("bob", ["r1", "r2"], "run") == [Group("r1", 1, 1, 1.5, 0.015)]


def test_storing_again_replaces(kept: Analytics) -> None:
    kept.store("ann", "r1", [replace(TRADES[0], profit=9.0)])
    assert [row.profit for row in kept.trades("ann", "r1")] == [9.0]
    kept.store("ann", "r1", [])
    assert kept.trades("ann", "r1") == []
    assert len(kept.trades("ann", "r2")) == 1


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("run", [Group("r1", 4, 2, 1.0, 1.0 / 400), Group("r2", 1, 1, 4.0, 0.04)]),
        ("pair", [Group("BTC/USDT", 3, 3, 7.0, 7.0 / 300), Group("ETH/USDT", 2, 0, -2.0, -0.01)]),
        (
            "exit_reason",
            [Group("roi", 3, 3, 7.0, 7.0 / 300), Group("stop_loss", 2, 0, -2.0, -0.01)],
        ),
        ("month", [Group("2026-01", 3, 2, 3.5, 3.5 / 300), Group("2026-02", 2, 1, 1.5, 0.0075)]),
    ],
)
def test_groups(
    kept: Analytics,
    by: Literal["run", "pair", "exit_reason", "month"],
    expected: list[Group],
) -> None:
    found = kept.groups("ann", ["r2", "r1", "none", "r1"], by)
    assert [(group.key, group.trades, group.wins) for group in found] == [
        (group.key, group.trades, group.wins) for group in expected
    ]
    for group, wanted in zip(found, expected, strict=True):
        assert group.profit == pytest.approx(wanted.profit)
        assert group.profit_ratio == pytest.approx(wanted.profit_ratio)


def test_groups_of_nothing(kept: Analytics) -> None:
    assert kept.groups("ann", [], "pair") == []
    assert kept.groups("ann", ["none"], "pair") == []


def test_what_is_forgotten_is_gone(kept: Analytics) -> None:
    kept.forget("ann", "r1")
    kept.forget("ann", "r1")
    assert kept.trades("ann", "r1") == []
    assert len(kept.trades("ann", "r2")) == 1
    kept.forget("ann")
    kept.forget("ann")
    assert kept.trades("ann", "r2") == []
    assert len(kept.trades("bob", "r1")) == 1
    kept.store("ann", "r3", [trade("r3", 0)])
    assert len(kept.trades("ann", "r3")) == 1

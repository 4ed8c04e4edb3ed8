"""Costs multiplied, and the cost at which the profit is gone."""

from __future__ import annotations

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.costs import costs

from tests.robustness.statistics.samples import make_sample


def test_break_even_slippage_of_one_trade_in_closed_form() -> None:
    """Bought for 100, sold for S: S (1 - s)(1 - f) = 100 (1 + s)(1 + f)."""
    sample = make_sample([4.0], fee=0.001)
    sold, bought = sample.left[0] * 0.999, 100 * 1.001
    exact = (sold - bought) / (sold + bought)
    result = costs(sample)
    assert result.break_even_slippage == pytest.approx(exact, abs=1e-12)
    left, entered = sample.left[0], 100.0
    assert result.break_even_fee == pytest.approx((left - entered) / (left + entered), abs=1e-12)
    assert not result.unbreakable


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("slippage", [0.0, 0.0004])
def test_at_the_break_even_costs_nothing_is_left(short: bool, slippage: float) -> None:
    profits = np.random.default_rng(2).normal(1.5, 4.0, 80)
    sample = make_sample(profits, fee=0.0008, short=short)
    result = costs(sample, slippage=slippage)
    gross = float((sample.profit_abs + sample.cost_of(0.0008, 0.0)).sum())
    assert result.gross_profit_abs == pytest.approx(gross)

    def left(fee: float, slipped: float) -> float:
        return gross - float(sample.cost_of(fee, slipped).sum())

    assert result.break_even_slippage is not None
    assert result.break_even_fee is not None
    assert result.break_even_multiple is not None
    assert left(0.0008, result.break_even_slippage) == pytest.approx(0, abs=1e-6)
    assert left(result.break_even_fee, slippage) == pytest.approx(0, abs=1e-6)
    multiple = result.break_even_multiple
    slipped = slippage * multiple if slippage else 0.0005 * (multiple - 1)
    assert left(0.0008 * multiple, slipped) == pytest.approx(0, abs=1e-6)
    assert result.points[0].profit_abs == pytest.approx(
        float(sample.slipped(slippage).profit_abs.sum()), abs=1e-9
    )
    assert [one.multiple for one in result.points] == [1, 2, 3]
    made = [one.profit_abs for one in result.points]
    assert made == sorted(made, reverse=True)


@pytest.mark.parametrize(
    ("profit", "level"), [(3.0, "good"), (0.4, "doubtful"), (0.2, "bad"), (-1.0, "bad")]
)
def test_verdicts(profit: float, level: str) -> None:
    """100 in and out: 2 and 3 times the costs take 0.3 and 0.6 more a trade, without slippage."""
    result = costs(make_sample([profit] * 50, fee=0.001))
    assert result.verdict.level == level, result.verdict.text
    if profit < 0:
        assert result.break_even_slippage is None
        assert result.break_even_fee is None
        assert not result.unbreakable


def test_a_short_sold_for_much_more_than_it_cost_breaks_even_late() -> None:
    """Bought back for almost nothing, a short loses all of its profit only near 100 %."""
    result = costs(make_sample([99.0] * 40, fee=0.0, short=True))
    assert result.break_even_slippage is not None
    assert result.break_even_slippage > 0.9
    assert result.verdict.level == "good"


def test_funding_alone_breaks_on_no_cost() -> None:
    """A profit that came from funding on tiny trades outlives every cost below 100 %."""
    sample = make_sample([500.0] * 40, fee=0.0)
    result = costs(
        type(sample)(
            **{
                name: getattr(sample, name)
                for name in sample.__slots__  # the same trades with fills worth little
                if name not in {"entered", "left"}
            },
            entered=np.full(40, 1.0),
            left=np.full(40, 1.0),
        )
    )
    assert result.break_even_slippage is None
    assert result.unbreakable
    assert "no slippage" in result.verdict.text


def test_no_trades_and_wrong_slippage() -> None:
    result = costs(make_sample([]))
    assert result.verdict.level == "unknown"
    assert result.model_dump_json()
    for wrong in (-0.1, 1.0):
        with pytest.raises(Invalid):
            costs(make_sample([1.0]), slippage=wrong)

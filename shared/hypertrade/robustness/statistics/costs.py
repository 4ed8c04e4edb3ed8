"""What higher fees and slippage leave of the profit, and at which cost it is gone.

As in ``results.slippage`` the fills keep their moments and amounts, only their prices and fees get
worse. Of a closed trade that is bought for B and sold for S (values of all fills), the profit is
S (1 - s)(1 - f) - B (1 + s)(1 + f) plus funding, with fee f and slippage s per fill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import money, number, percent
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import CostPoint, Costs
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.statistics.verdict import Level, Verdict

MULTIPLES = (1.0, 2.0, 3.0)
TYPICAL_SLIPPAGE = 0.0005
"""What a fill may well lose on a liquid market; multiples need something to multiply."""

WORTH_SAYING = 1.1
"""Break-even multiples below this read as "1.0 times the costs"."""

SAFE_SLIPPAGE = 0.001
"""A profit that less slippage per fill than this takes away is not safe on any market."""


def costs(sample: Sample, *, slippage: float = 0.0) -> Costs:
    """Return the profit at 1, 2 and 3 times the costs, and the break-even costs.

    Args:
        sample: The run's trades as the engine booked them, without slippage.
        slippage: The slippage the run was asked for, per fill. If 0, 2 and 3 times the costs are
            taken with 1 and 2 times 0.05 % of slippage on top of the fees: no slippage at all is
            no assumption worth multiplying.

    Raises:
        Invalid: ``slippage`` is outside [0, 1).
    """
    if not 0 <= slippage < 1:
        raise Invalid(
            f"slippage of {slippage} is not a fraction of the price",
            field="slippage",
            remedy="Give a fraction from 0 to below 1, such as 0.0005 for 0.05%.",
        )
    fee, balance = sample.fee, sample.balance
    gross = float((sample.profit_abs + sample.cost_of(fee, 0.0)).sum())

    def left(fee: float, slippage: float) -> float:
        return gross - float(sample.cost_of(fee, slippage).sum())

    def slipping(multiple: float) -> float:
        return slippage * multiple if slippage else TYPICAL_SLIPPAGE * max(multiple - 1, 0.0)

    points = tuple(
        CostPoint(
            multiple=multiple,
            fee=min(fee * multiple, 1.0),
            slippage=min(slipping(multiple), 1.0),
            profit_abs=left(min(fee * multiple, 1.0), min(slipping(multiple), 1.0)),
            profit=left(min(fee * multiple, 1.0), min(slipping(multiple), 1.0)) / balance,
        )
        for multiple in MULTIPLES
    )
    result = Costs(
        trades=len(sample),
        fills=int(sample.fills.sum()),
        turnover=float((sample.entered + sample.left).sum()),
        fee=fee,
        slippage=slippage,
        gross_profit_abs=gross,
        points=points,
        verdict=unknown(say.NOTHING_TO_CHARGE()),
    )
    if not len(sample):
        return result
    if points[0].profit_abs > 0:
        most = 1.0 / max(fee, slippage or TYPICAL_SLIPPAGE)
        multiple = _root(lambda m: left(fee * m, slipping(m)), 1.0, most)
        by_slippage = _root(lambda s: left(fee, s), slippage, 1.0)
        result = result.model_copy(
            update={
                "break_even_slippage": by_slippage,
                "break_even_fee": _root(lambda f: left(f, slippage), fee, 1.0),
                "break_even_multiple": multiple,
                "unbreakable": by_slippage is None,
            }
        )
    return result.model_copy(update={"verdict": _verdict(result, sample.currency)})


def _root(profit: Callable[[float], float], low: float, high: float) -> float | None:
    """Return where ``profit``, above 0 at ``low`` and falling, is 0; ``None`` if past ``high``.

    Brent 1973, "Algorithms for Minimization without Derivatives", chapter 4, as SciPy has it.
    """
    from scipy.optimize import brentq

    if profit(high) > 0:
        return None
    return float(brentq(profit, low, high, xtol=1e-12))


def _verdict(result: Costs, currency: str) -> Verdict:
    first, *_, last = result.points
    if first.profit_abs <= 0:
        gross = result.gross_profit_abs
        by_costs = gross > 0
        loses = say.LOSES_BY_COSTS if by_costs else say.LOSES_ANYWAY
        said = loses(
            lost=money(-first.profit_abs, currency),
            gross=money(gross if by_costs else -gross, currency),
        )
        return judged("bad", said, trades=result.trades)
    slippage, multiple = result.break_even_slippage, result.break_even_multiple
    level: Level = "doubtful"
    if result.points[1].profit_abs <= 0:
        level = "bad"
    elif last.profit_abs > 0 and (slippage is None or slippage >= SAFE_SLIPPAGE):
        level = "good"
    left = say.AT_COSTS(
        multiple=number(last.multiple, 0),
        fee=percent(last.fee, 3),
        slippage=percent(last.slippage, 3),
        profit=percent(last.profit, 1, signed=True),
        before=percent(first.profit, 1, signed=True),
    )
    if slippage is None:
        said = say.UNBREAKABLE(left=left)
    elif multiple is not None and multiple >= WORTH_SAYING:
        gone = percent(slippage, 3)
        said = say.BREAKS_BOTH(left=left, slippage=gone, multiple=number(multiple, 1))
    else:
        said = say.BREAKS(left=left, slippage=percent(slippage, 3))
    return judged(level, said, trades=result.trades)

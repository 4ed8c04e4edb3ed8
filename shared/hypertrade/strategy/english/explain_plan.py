"""Money and risk in the most explicit English the reader knows: one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.explain_rules import (
    duration_text,
    number_text,
    percent_text,
    plural,
)
from hypertrade.strategy.spec import (
    AtrStop,
    BreakEven,
    Cooldown,
    DrawdownGuard,
    FixedStake,
    LowProfitGuard,
    Protection,
    RoiStep,
    ScaleIn,
    ShareStake,
    Stake,
    StoplossGuard,
    StrategySpec,
    TrailingStop,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def plan_sentences(spec: StrategySpec) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a term
    """Yield a sentence for everything in the plan that differs from nothing at all."""
    if spec.take_profit is not None:
        yield f"Take profit at {percent_text(spec.take_profit)}."
    if spec.roi:
        yield roi_text(spec.roi)
    if spec.stop_loss is None:
        yield "No stop-loss."
    else:
        yield f"Stop loss at {percent_text(spec.stop_loss)}."
    if spec.atr_stop is not None:
        yield atr_stop_text(spec.atr_stop)
    if spec.trailing_stop is not None:
        yield trailing_text(spec.trailing_stop)
    if spec.break_even is not None:
        yield break_even_text(spec.break_even)
    if spec.time_limit is not None:
        yield f"Hold for at most {duration_text(spec.time_limit)}."
    if spec.exit_only_in_profit:
        yield "Exit signals only count in profit."
    if spec.ignore_roi_while_entry_holds:
        yield "Return table and take profit wait while the entry signal holds."
    if spec.leverage != 1:
        yield f"Leverage of {number_text(spec.leverage)}."
    if spec.stake is not None:
        yield stake_text(spec.stake)
    if spec.max_open_trades is not None:
        yield f"At most {number_text(spec.max_open_trades)} open trades."
    if spec.scale_in is not None:
        yield scale_in_text(spec.scale_in)
    for protection in spec.protections:
        yield protection_text(protection)


def roi_text(steps: tuple[RoiStep, ...]) -> str:
    """Return the return table."""
    rows = (f"{percent_text(step.profit)} after {duration_text(step.after)}" for step in steps)
    return f"Return table: {', '.join(rows)}."


def atr_stop_text(stop: AtrStop) -> str:
    """Return the ATR stop."""
    what = f"{number_text(stop.multiple)} times ATR({number_text(stop.period)})"
    if stop.trailing:
        return f"Trailing stop of {what} behind the best price."
    return f"Stop at {what} from the entry price."


def trailing_text(stop: TrailingStop) -> str:
    """Return the trailing stop."""
    text = f"Trailing stop of {percent_text(stop.distance)}"
    if stop.after is not None:
        text += f", starting at a profit of {percent_text(stop.after)}"
    return f"{text}."


def break_even_text(stop: BreakEven) -> str:
    """Return the move to break-even."""
    lock = f" plus {percent_text(stop.lock)}" if stop.lock != 0 else ""
    return (
        f"Move the stop to break-even{lock}, once the profit reaches {percent_text(stop.trigger)}."
    )


def stake_text(stake: Stake) -> str:
    """Return the stake."""
    if isinstance(stake, FixedStake):
        return f"Stake {number_text(stake.amount)} per trade."
    if isinstance(stake, ShareStake):
        return f"Stake {percent_text(stake.fraction)} of the balance per trade."
    return "Stake the full balance, divided evenly among the open trades."


def scale_in_text(plan: ScaleIn) -> str:
    """Return the scaling in."""
    way = "against it" if plan.direction == "against" else "in its favour"
    return (
        f"Add to the position up to {number_text(plan.times)} times, each time the price moves "
        f"{way} by {percent_text(plan.move)}, with {number_text(plan.size)} times the first stake."
    )


def protection_text(guard: Protection) -> str:
    """Return one protection."""
    rest = duration_text(guard.rest)
    if isinstance(guard, Cooldown):
        return f"After a trade closes, its pair rests for {rest}."
    back = duration_text(guard.lookback)
    if isinstance(guard, StoplossGuard):
        text = f"After {plural(guard.trades, 'stop-losses')} within {back}, rest for {rest}"
        text = text.replace(" stop-losse ", " stop-loss ")
        text += " on each pair separately" if guard.per_pair else ""
        text += " on each side separately" if guard.per_side else ""
        if guard.required_profit != 0:
            text += f", counting losses worse than {percent_text(guard.required_profit)}"
        return f"{text}."
    if isinstance(guard, DrawdownGuard):
        how = "equity" if guard.mode == "equity" else "trade ratios"
        return (
            f"After a drawdown of {percent_text(guard.drawdown)} within {back} with at least "
            f"{plural(guard.trades, 'trades')}, rest for {rest}, counted by {how}."
        )
    return _low_profit(guard, back, rest)


def _low_profit(guard: LowProfitGuard, back: str, rest: str) -> str:
    side = " on each side separately" if guard.per_side else ""
    return (
        f"After {plural(guard.trades, 'trades')} within {back} together earning less than "
        f"{percent_text(guard.required_profit)}, its pair rests for {rest}{side}."
    )

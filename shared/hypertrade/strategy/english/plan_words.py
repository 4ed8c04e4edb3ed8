"""What a term of the plan became, in the words of ``explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.explain_plan import (
    atr_stop_text,
    break_even_text,
    protection_text,
    roi_text,
    scale_in_text,
    stake_text,
    trailing_text,
)
from hypertrade.strategy.english.explain_rules import duration_text, number_text, percent_text

if TYPE_CHECKING:
    from hypertrade.strategy.english.draft import Draft


def became(kind: str, draft: Draft, timeframe: str) -> str:
    """Return the sentence for the term that a ``kind`` of the grammar has just set."""
    terms = draft.terms
    if kind == "timeframe":
        return f"timeframe {timeframe}"
    if kind == "header":
        return f"name {terms['name']}, timeframe {timeframe}"
    if kind == "parameter":
        item = draft.parameters[-1]
        return f"tunable number ${item.name}, {number_text(item.low)} to {number_text(item.high)}"
    if kind == "protection":
        return protection_text(draft.protections[-1]).rstrip(".")
    simple = {
        "no_exit": "no exit signal",
        "mirror": "the same rules the other way round, for shorts",
        "only_in_profit": "exit signals only count in profit",
        "ignore_roi": "return table and take profit wait while the entry signal holds",
        "side_only": f"{draft.side} only",
        "pairs": "pairs are chosen when the strategy is run",
        "declare": "the numbers of an indicator named later",
        "reward": "a target in proportion to the stop",
    }
    return simple[kind] if kind in simple else _term(kind, draft)


def _term(kind: str, draft: Draft) -> str:  # noqa: PLR0911 - one case a term
    terms = draft.terms
    if kind in {"stop", "plain_stop", "no_stop"}:
        stop = terms["stop_loss"]
        return "no stop-loss" if stop is None else f"stop loss at {percent_text(stop)}"
    if kind in {"target", "plain_target"} or (kind == "roi" and "roi" not in terms):
        return f"take profit at {percent_text(terms['take_profit'])}"
    if kind == "tp_sl":
        target, stop = percent_text(terms["take_profit"]), percent_text(terms["stop_loss"])
        return f"take profit at {target}, stop loss at {stop}"
    if kind == "split":
        most = number_text(terms["max_open_trades"])
        return f"{stake_text(terms['stake']).rstrip('.')}, at most {most}"
    if kind in {"time_limit", "after_span"}:
        return f"hold for at most {duration_text(terms['time_limit'])}"
    if kind == "leverage":
        return f"leverage of {number_text(terms['leverage'])}"
    if kind == "max_trades":
        return f"at most {number_text(terms['max_open_trades'])} open trades"
    text = {
        "roi": lambda: roi_text(terms["roi"]),
        "roi_timed_take": lambda: roi_text(terms["roi"]),
        "trail_fall": lambda: trailing_text(terms["trailing_stop"]),
        "trail": lambda: trailing_text(terms["trailing_stop"]),
        "atr_stop_of": lambda: atr_stop_text(terms["atr_stop"]),
        "atr_stop": lambda: atr_stop_text(terms["atr_stop"]),
        "break_even": lambda: break_even_text(terms["break_even"]),
        "stake": lambda: stake_text(terms["stake"]),
        "scale_in": lambda: scale_in_text(terms["scale_in"]),
    }[kind]()
    return text.rstrip(".")

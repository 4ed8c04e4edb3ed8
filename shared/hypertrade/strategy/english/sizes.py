"""Reading sizes: stakes, how many positions, and additions to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.stops import PCT, share
from hypertrade.strategy.english.trees import Node, has, need, number, part, parts, value
from hypertrade.strategy.spec import FixedStake, ParameterRef, ScaleIn, ShareStake, UnlimitedStake

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.draft import Draft


def _stake(tree: Node, draft: Draft, ctx: Context) -> None:
    shares = parts(tree, *PCT)
    money = part(tree, "money")
    if has(tree, "ALLIN"):
        found: Any = UnlimitedStake()
    elif shares:
        found = ShareStake(fraction=share(tree))
        if found.fraction == 1:
            found = UnlimitedStake()
            if not ctx.literal:
                ctx.assume("The whole balance: divided evenly among the open trades")
            else:
                found = ShareStake(fraction=1)
    else:
        found = FixedStake(amount=number(parts(money if money is not None else tree, "number")[0]))
    draft.set("stake", found, ctx.place, ctx.text)


def _max_trades(tree: Node, draft: Draft, ctx: Context) -> None:
    written = part(tree, "number")
    found = number(written) if written is not None else 1
    draft.set("max_open_trades", found, ctx.place, ctx.text)


def _split(tree: Node, draft: Draft, ctx: Context) -> None:
    """Read "split the balance over 3 trades": what it stakes, and how many it opens."""
    draft.set("stake", UnlimitedStake(), ctx.place, ctx.text)
    _max_trades(tree, draft, ctx)


def _scale_in(tree: Node, draft: Draft, ctx: Context) -> None:
    found: dict[str, Any] = {}
    lead = part(tree, "dca_move")
    if lead is not None:
        _move(lead, found)
    counted = part(tree, "number")
    if counted is not None:
        found["times"] = number(counted)
    for item in parts(tree, "dca", "dca_same", "dca_share", "dca_size", "dca_money", "dca_one"):
        _addition(item, found, ctx)
    if "move" not in found:
        raise Unsure(
            f"“{ctx.said()}” does not say when to add.",
            (
                ("at every 5% drop", f"{ctx.said()} at every 5% drop"),
                ("at every 10% drop", f"{ctx.said()} at every 10% drop"),
            ),
            ctx.place,
        )
    if "times" not in found:
        ctx.assume("Additions to a position: at most 1")
        found["times"] = 1
    if "size" not in found and not ctx.literal:
        ctx.assume("Size of each addition: 1 times the first stake")
    draft.set("scale_in", ScaleIn.model_validate(found), ctx.place, ctx.text)


def _move(tree: Node, found: dict[str, Any]) -> None:
    amount = share(tree)
    found["move"] = amount
    down = has(tree, "LOSS") or part(tree, "minus_pct") is not None
    if not down and (
        has(tree, "PROFIT", "RISE", "ABOVE", "ENTRYREF") or value(tree, "MOVEDROP") == "favour"
    ):
        found["direction"] = "favour"


def _addition(item: Node, found: dict[str, Any], ctx: Context) -> None:
    move = part(item, "dca_move")
    counted = part(item, "number")
    if move is not None:
        _move(move, found)
    elif item.data == "dca_same":
        found["size"] = 1
    elif item.data == "dca_share":
        found["size"] = share(item)
    elif item.data == "dca_size":
        found["size"] = number(need(item, "number"))
    elif item.data == "dca_money":
        raise Unsure(
            f"“{ctx.said()}”: additions are sized in proportion to the first stake.",
            (
                ("the same amount", "with the same amount"),
                ("half of it", "with half the first size"),
            ),
            ctx.place,
        )
    elif item.data in {"dca", "dca_one"} and (counted is not None or has(item, "ONETIME")):
        said = number(counted) if counted is not None else 1
        # "3 safety orders, one at each drop": the larger number counts them
        found["times"] = said if "times" not in found else _more(said, found["times"])


def _more(one: float | ParameterRef, other: float | ParameterRef) -> Any:
    plain = not isinstance(one, ParameterRef) and not isinstance(other, ParameterRef)
    return max(one, other) if plain else other  # type: ignore[type-var]


READERS: dict[str, Callable[[Node, Draft, Context], None]] = {
    "stake": _stake,
    "split": _split,
    "max_trades": _max_trades,
    "scale_in": _scale_in,
}

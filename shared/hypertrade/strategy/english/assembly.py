"""Putting a strategy together: which condition belongs to which action, and what goes where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from hypertrade.strategy.english.conditions import read_condition
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.explain_rules import condition_text, percent_text
from hypertrade.strategy.english.gains import Gain, Opposite
from hypertrade.strategy.english.joining import (
    Pending,
    check_sequence,
    check_weak,
    in_list,
    is_clause,
    is_said,
    join,
    join_next,
    read_either,
    settle,
    way_of,
)
from hypertrade.strategy.english.levels import named_level
from hypertrade.strategy.english.model import Reading
from hypertrade.strategy.english.pieces import Piece, Trailing, owners_of, pieces_of
from hypertrade.strategy.english.plan import read_plan, set_stop, set_target, set_time_limit
from hypertrade.strategy.english.plan_words import became
from hypertrade.strategy.english.possible import check_possible
from hypertrade.strategy.english.ruledraft import RuleDraft, action_of
from hypertrade.strategy.english.rules import Item, is_group, joint_of, negate
from hypertrade.strategy.english.trees import Node, has, leaves, place, subtrees, value
from hypertrade.strategy.spec import (
    WEEKDAYS,
    Condition,
    DayOfWeek,
    TimeOfDay,
)

if TYPE_CHECKING:
    from hypertrade.strategy.english.draft import Draft


_MARKS = " ,;:=/&\n\t"


@dataclass(slots=True)
class Assembly:
    """The reading of a whole text: rules, filters, terms, and where each came from."""

    ctx: Context
    draft: Draft
    rules: list[RuleDraft] = field(default_factory=list)
    reading: list[Reading] = field(default_factory=list)
    current: RuleDraft | None = None
    alone: bool = False
    pending: Pending | None = None
    carried: Trailing | None = None
    lone: bool = False
    opening: bool = False
    listed: bool = False

    def add(self, tree: Node) -> None:
        """Read one sentence.

        Raises:
            Unsure: something in it has no or two meanings.
        """
        self.ctx.heading = None
        pieces, trailing = pieces_of(tree)
        if not pieces:
            if trailing:
                self._connect(trailing)
            return
        if self.carried is not None:
            if pieces[0].kind != "cond":
                check_weak(self.carried, self.ctx)
                if self.lone:
                    join_next(self, (self.carried.start, self.carried.end))
            pieces[0].joins = [*self.carried.joins, *pieces[0].joins]
            self.carried = None
        if trailing:
            pieces[-1].end = max(pieces[-1].end, trailing.end)
        self._read(pieces)
        settle(self)
        if trailing:
            self._trail(trailing, headed=pieces[-1].kind == "action")

    def close(self) -> None:
        """End the text.

        Raises:
            Unsure: something that was begun has no end.
        """
        if self.carried is not None:
            check_weak(self.carried, self.ctx, last=True)
        settle(self, last=True)
        for rule in self.rules:
            if not (rule.items or rule.used or rule.opposite or rule.otherwise or rule.own):
                self._head(rule)

    def _head(self, rule: RuleDraft) -> None:
        """Note that an action is but the heading of what follows."""
        for index, item in enumerate(self.reading):
            if rule.place[0] <= item.start < item.end <= rule.place[1]:
                self.reading[index] = item.model_copy(update={"became": "a heading"})

    def _connect(self, trailing: Trailing) -> None:
        """Read a sentence of connectives: "OR" between two lines, "Both needed"."""
        way = way_of(trailing.joins)
        ahead = "COLON" in trailing.joins[-1] or "following" in self.ctx.said(
            (trailing.start, trailing.end)
        )
        if way is not None and not ahead:
            join(self, way, (trailing.start, trailing.end))
            return
        self.carried, self.lone = trailing, True
        joins = way is not None or is_said(set().union(*trailing.joins))
        self.note(trailing.start, trailing.end, "joins what follows" if joins else "a heading")

    def _trail(self, trailing: Trailing, *, headed: bool) -> None:
        """Read the connectives that end a sentence: "Buy when any of these:", "both needed"."""
        way = way_of(trailing.joins)
        if way is not None and not headed and "COLON" not in trailing.joins[-1]:
            join(self, way, (trailing.start, trailing.end))
            return
        if way is not None and self.current is not None and headed:
            self.current.listing = way
        self.carried, self.lone = trailing, False

    def _read(self, pieces: list[Piece]) -> None:
        """Read the pieces of one sentence."""
        owners = owners_of(pieces)
        started: dict[int, RuleDraft] = {}
        self.alone = not any(piece.kind == "action" for piece in pieces)
        self.opening = True
        last_filter = False
        for index, piece in enumerate(pieces):
            if piece.kind == "action":
                self._start(index, piece, started)
                last_filter = False
                continue
            after = pieces[index + 1 : index + 2]
            self.listed = any(
                one.kind == "cond" and {"OR", "COMMA"} & set().union(*one.joins) for one in after
            )
            owner = owners[index]
            rule: RuleDraft | None
            if owner is not None and owner > index:
                rule = self._start(owner, pieces[owner], started, note=False)
            elif owner is not None:
                rule = started[owner]
            else:
                rule = self.current
            self.ctx.place = place(piece.node)
            self.ctx.selling = rule is not None and not rule.enter
            self.ctx.short = rule is not None and rule.side == "short"
            try:
                if piece.kind == "plan":
                    self._plan(piece, rule)
                else:
                    last_filter = self._condition(
                        piece, rule, owner is not None, last_filter=last_filter
                    )
            except ValidationError as error:
                problem = error.errors()[0]["msg"].removeprefix("Value error, ")
                raise Unsure(
                    f"“{self.ctx.said()}” is not possible: {problem}.", place=self.ctx.place
                ) from error
        if len(pieces) == 1 and self.current is not None and pieces[0].kind == "action":
            self.current.heading = self.current.place

    def _start(
        self, index: int, piece: Piece, started: dict[int, RuleDraft], *, note: bool = True
    ) -> RuleDraft:
        if index not in started:
            started[index] = action_of(piece)
            self._hold(started[index], piece)
            self._take_over(started[index])
            started[index].either = any("EITHER" in join for join in piece.joins)
            self.rules.append(started[index])
            self.ctx.fresh = True
        if note:
            self.current = started[index]
            rule = started[index]
            side = f", {rule.side}" if rule.side else ""
            self.note(piece.start, piece.end, f"an entry{side}" if rule.enter else f"an exit{side}")
        return started[index]

    def _take_over(self, rule: RuleDraft) -> None:
        """Give a rule the conditions before it: "Close > EMA 200. Buy when ..."."""
        before = self.rules[-1] if self.rules else None
        if before is not None and before.implied and rule.enter and rule.name is None:
            rule.items = before.items
            self.rules.remove(before)
            said = self.ctx.said(before.place)
            self.ctx.assume(f"“{said}” must hold for the entry as well")

    def _hold(self, rule: RuleDraft, piece: Piece) -> None:
        """Settle what "hold while ..." and "otherwise be in cash" make of a rule."""
        if value(piece.node, "ENTER") == "own" or value(piece.node, "LONG") == "own":
            # after an entry of its own, "hold while" says when to leave
            rule.inverted = any(other.enter and other.items for other in self.rules)
            rule.own, rule.enter = not rule.inverted, not rule.inverted
        if not rule.enter and any("OTHERWISE" in join for join in piece.joins):
            rule.otherwise = True

    def note(self, start: int, end: int, text: str) -> tuple[int, int]:
        """Note what ``[start, end)`` became; return the place without the marks before it."""
        while start < end - 1 and self.ctx.text[start] in _MARKS:
            start += 1
        self.reading.append(
            Reading(text=self.ctx.text[start:end], start=start, end=end, became=text)
        )
        return start, end

    def _plan(self, piece: Piece, rule: RuleDraft | None) -> None:
        inner = subtrees(piece.node)[0]
        if inner.data == "trail_fall" and (rule is None or rule.enter):
            raise Unsure(
                f"“{self.ctx.said()}”: which high is meant?",
                (("of the last 20 candles", f"{self.ctx.said()} of the last 20 candles"),),
                self.ctx.place,
            )
        if inner.data == "after_span":
            if rule is None or (
                rule.enter and not has(inner, "LATER", "HOLD", "STILLOPEN", "POSITION", "OLDER")
            ):
                raise Unsure(
                    f"“{self.ctx.said()}”: what should happen then?",
                    ((f"sell {self.ctx.said()}", f"exit {self.ctx.said()}"),),
                    self.ctx.place,
                )
            set_time_limit(inner, self.draft, self.ctx)
        else:
            if inner.data == "mirror" and rule is not None and not rule.enter and not rule.items:
                rule.opposite = rule.used = True
                self.note(piece.start, piece.end, "the entry's rule the other way round")
                return
            read_plan(piece.node, self.draft, self.ctx)
            found = named_level(inner, rule, self.draft, self.ctx) if rule is not None else None
            if rule is not None and found is not None:
                rule.items.append(Item(found, "and", self.ctx.place))
                self.note(piece.start, piece.end, condition_text(found))
                return
        if rule is not None:
            rule.used = True
        self.note(piece.start, piece.end, became(str(inner.data), self.draft, self.ctx.timeframe))

    def _condition(  # noqa: C901 - one thing after another
        self, piece: Piece, rule: RuleDraft | None, owned: bool, *, last_filter: bool
    ) -> bool:
        """Read a condition into its rule or the filters; return whether it is a filter."""
        ctx = self.ctx
        if rule is None:
            ctx.fresh = ctx.fresh and not self.rules
        found = read_either(piece, ctx, listed=self.listed) or read_condition(piece.node, ctx)
        joint, negative = joint_of(piece.joins)
        flat = set().union(*piece.joins) if piece.joins else set()
        opening = self.opening and not owned and not ctx.literal
        self.opening = False
        beside = opening and rule is not None and bool(rule.items) and not is_said(flat)
        if isinstance(found, Gain):
            below = beside and rule is not None and rule.heading is not None
            self._gain(found, piece, rule, "or" if below else joint)
            return False
        if isinstance(found, Opposite):
            if rule is None or rule.enter:
                raise Unsure(f"“{ctx.said()}”: the opposite of what?", place=ctx.place)
            rule.opposite = rule.used = True
            self.note(piece.start, piece.end, "the entry's rule the other way round")
            return False
        if any("REST" in join and "NOT" not in join for join in piece.joins):
            negative = not negative
        if negative:
            found = negate(found, literal=ctx.literal or is_group(piece.node))
        if isinstance(found, DayOfWeek) and len(found.days) == len(WEEKDAYS) and not ctx.literal:
            self.note(piece.start, piece.end, "no limit: every day")
            return last_filter
        self.note(piece.start, piece.end, condition_text(found))
        if self._is_filter(found, piece, rule, owned=owned, last_filter=last_filter):
            self._filter(found, joint, last_filter=last_filter)
            return True
        if rule is None:
            rule = RuleDraft(True, None, None, place(piece.node), implied=True)
            self.rules.append(rule)
            self.current = rule
        check_sequence(piece, rule, found, self.ctx)
        if beside and rule.items:
            rule, joint = in_list(self, rule)
        elif opening and joint == "and" and is_clause(piece, ctx):
            joint = "loose"
        self._keep(Item(found, joint, place(piece.node), is_said(flat)), rule, piece, flat)
        return False

    def _is_filter(
        self,
        found: Condition,
        piece: Piece,
        rule: RuleDraft | None,
        *,
        owned: bool,
        last_filter: bool,
    ) -> bool:
        """Tell whether a condition limits when to trade at all, rather than one rule."""
        flat = set().union(*piece.joins) if piece.joins else set()
        timed = isinstance(found, TimeOfDay | DayOfWeek)
        trading = bool(flat & {"TRADE", "REST"})
        only = "ONLY" in flat
        said_only = only or (rule is not None and "only" in self.ctx.said(rule.place).lower())
        if rule is not None and rule.enter and not rule.items and timed and said_only:
            # "Enter only after 8:00" after the entry itself
            others = [item for item in self.rules if item.enter and item.items]
            rule.used = rule.used or bool(others)
            trading = trading or bool(others)
        lone = not owned and (
            rule is None or rule.enter or (timed and self.alone and "OR" not in flat)
        )
        return (
            trading
            or (only and (timed or lone))
            or (timed and lone)
            or (last_filter and (timed or (lone and rule is None) or self.ctx.literal))
        )

    def _keep(self, item: Item, rule: RuleDraft, piece: Piece, flat: set[str]) -> None:
        """Add a condition to its rule."""
        rule.either = (rule.either or "EITHER" in flat) and not flat & {"OR", "BOTH", "AND"}
        joint = item.joint if rule.items else "and"
        if rule.either and rule.items and (joint == "comma" or not piece.joins):
            joint = "or"  # "any of these: a, b"
        item = replace(item, joint=joint)
        if not self.ctx.literal:
            check_possible(rule.items, item, self.ctx)
        rule.items.append(item)

    def _filter(self, found: Condition, joint: str, *, last_filter: bool) -> None:
        if not last_filter:
            self.draft.filters.append(found)
            self.filter_items = [Item(found, "and")]
            return
        from hypertrade.strategy.english.rules import combine

        self.filter_items.append(Item(found, joint))
        if self.ctx.literal or joint == "or":
            self.draft.filters[-1] = combine(self.filter_items, self.ctx)
        else:
            self.draft.filters.append(found)

    filter_items: list[Item] = field(default_factory=list)

    def _gain(self, found: Gain, piece: Piece, rule: RuleDraft | None, joint: str) -> None:
        ctx = self.ctx
        inner = subtrees(piece.node)[0]
        if (rule is None or rule.enter) and str(inner.data) == "profit_cond":
            first = next(leaves(inner))
            if "PRICE" in first.values and ctx.text[first.start : first.end].lower() == "close":
                # "Close at 4% profit": an exit, not the price
                rule = RuleDraft(False, None, None, place(piece.node))
                self.rules.append(rule)
                self.current = rule
        if rule is None or rule.enter:
            way = "up" if found.profit else "down"
            raise Unsure(
                f"“{ctx.said()}”: is that a target or a stop, or a move of the price?",
                (
                    ("take profit there", f"take profit {percent_text(found.ratio)}"),
                    ("stop there", f"stop loss {percent_text(found.ratio)}"),
                    (
                        "a move of the price over 24 candles",
                        f"price {way} {percent_text(found.ratio)} in 24 candles",
                    ),
                ),
                ctx.place,
            )
        if rule.items and joint in {"and", "comma and", "loose"}:
            raise Unsure(
                f"“{ctx.said()}” cannot be one of several conditions of an exit: a target or stop "
                "acts on its own. What is meant?",
                (("an exit of its own", f"or {ctx.said()}"),),
                ctx.place,
            )
        (set_target if found.profit else set_stop)(found.ratio, self.draft, ctx)
        rule.used = True
        self.note(
            piece.start,
            piece.end,
            f"{'take profit at' if found.profit else 'stop loss at'} {percent_text(found.ratio)}",
        )

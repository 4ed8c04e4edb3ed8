"""How people name what can be changed: settings, rules, kinds of conditions; and the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme

ARTICLES = words_of("the a an my our your this that these those any current existing old")
JOINTS = frozenset({",", "and", "then", "but", "plus", "&", ";", "or"})


def table(phrases: dict[str, str]) -> dict[tuple[str, ...], str]:
    """Return what each of the comma-separated phrases stands for, by its words."""
    return {
        tuple(phrase.split()): meaning
        for meaning, listed in phrases.items()
        for phrase in listed.split(", ")
    }


SETTINGS = table(
    {
        "stop_loss": (
            "stop, stops, stop loss, stoploss, sl, fixed stop, fixed stop loss, hard stop, hard "
            "stop loss, loss limit, stop losses"
        ),
        "trailing_stop": (
            "trailing stop, trailing stop loss, trailing stoploss, trailing, trail, tsl, trailing "
            "sl, trailing exit"
        ),
        "atr_stop": (
            "atr stop, atr stop loss, atr stoploss, volatility stop, atr trailing stop, "
            "chandelier, chandelier exit, chandelier stop, atr based stop"
        ),
        "take_profit": (
            "take profit, takeprofit, tp, target, profit target, targets, profit taking, taking "
            "profit, taking profits, take profits, price target"
        ),
        "roi": "roi, return table, roi table, minimal roi, returns table",
        "break_even": (
            "break even, breakeven, break even stop, breakeven stop, move to break even, move to "
            "breakeven, stop to break even"
        ),
        "time_limit": (
            "time limit, time stop, time exit, holding limit, holding time, holding period, max "
            "holding time, maximum holding time, longest holding time, hold limit, timeout"
        ),
        "leverage": "leverage, margin, leveraging",
        "stake": (
            "stake, stakes, position size, stake size, stake amount, position sizing, sizing, "
            "trade size, order size, size"
        ),
        "max_open_trades": (
            "max open trades, maximum open trades, open trades limit, limit on open trades, limit "
            "of open trades, max trades, most open trades, open trades, trade limit, number of "
            "open trades, max positions"
        ),
        "scale_in": (
            "scaling in, scale in, dca, averaging down, averaging, safety orders, pyramiding, "
            "adding to position, adding to positions, position adding"
        ),
        "exit_only_in_profit": (
            "only in profit, in profit only, exit only in profit, profit only, exit profit only, "
            "only in profit rule"
        ),
        "ignore_roi_while_entry_holds": "ignore roi, ignore roi if entry signal",
        "cooldown": "cooldown, cool down, cooldown period, pause, rest, rest period, cooling off",
        "stoploss_guard": (
            "stoploss guard, stop loss guard, stop guard, losing streak guard, loss guard, losing "
            "streak protection, stoploss protection"
        ),
        "drawdown_guard": (
            "drawdown guard, drawdown protection, max drawdown, max drawdown protection, drawdown "
            "limit, drawdown stop"
        ),
        "low_profit_guard": "low profit guard, low profit pairs, low profit protection",
        "protections": ("protections, all protections, guards, all guards, protection, guard"),
        "timeframe": "timeframe, time frame, timeframes, candle size, candles, chart, interval",
    }
)
"""Terms of the plan, and protections by kind."""

STOPS = ("stop_loss", "trailing_stop", "atr_stop")

PARTS = table(
    {
        "entry": (
            "entry, entries, buy, buys, buy rule, buy signal, entry signal, entry rule, buying"
        ),
        "exit": (
            "exit, exits, sell, sells, sell rule, sell signal, exit signal, exit rule, selling, "
            "close signal, exit rules, sell rules, exit signals, sell signals"
        ),
        "filter": "filter, filters, all filters, trend filter, regime filter",
        "short": "short, shorts, short side, shorting, short trades, short selling, shorts side",
        "long": "long, longs, long side, long trades",
        "time_of_day": (
            "time filter, trading hours, hours, session, session filter, time of day, hour "
            "filter, time window"
        ),
        "day_of_week": (
            "day filter, weekday filter, weekend filter, days, weekdays, weekends, day of week"
        ),
    }
)
"""Parts of a strategy that are no setting."""

SIDES = table(
    {
        "long": (
            "long only, only long, longs only, only longs, no shorts, no shorting, no short, do "
            "not short, never short, no short selling, no short trades, go long only, no short "
            "side, spot only, remove shorts"
        ),
        "short": (
            "short only, only short, shorts only, only shorts, no longs, no long trades, never go "
            "long, do not go long"
        ),
    }
)

REMOVING = table(
    {
        "remove": (
            "remove, delete, drop, discard, scrap, ditch, disable, get rid of, take out, take "
            "away, turn off, switch off, leave out, stop using, do not use, without, no more, no, "
            "eliminate, erase, cancel, clear, lose, kill, skip, unset, forget about, forget, "
            "leave away, not use, never use, i do not want, i do not need, deactivate, do not "
            "want, do not need, do without"
        )
    }
)
SETTING = table(
    {
        "set": (
            "make, set, change, adjust, update, modify, switch, turn, put, go, bring, want, have, "
            "use, move, try, i want, give it, let it have, it should have"
        ),
        "up": "raise, increase, widen, loosen, extend, lengthen, bump, bump up, up, enlarge, grow",
        "down": (
            "lower, decrease, reduce, tighten, shorten, narrow, drop, cut, bring down, shrink, "
            "lessen"
        ),
        "double": "double",
        "triple": "triple",
        "halve": "halve, half",
    }
)
ADDING = table(
    {
        "add": (
            "add, also add, include, require, also require, must, also must, demand, insist on, "
            "also need, need, it must, it also must, additionally require, require also, also "
            "include, put in, needs, also needs, also demand, it should also, also want, also check"
        )
    }
)
SWAPPING = table({"swap": "replace, swap, swap out, substitute, exchange"})
NAMING = table(
    {
        "name": (
            "call it, name it, rename it, rename it to, rename to, rename strategy, rename "
            "strategy to, call strategy, name strategy, name it as, name is, new name is, title "
            "it, rename this to, call this, rename, give it name, new name, name"
        )
    }
)
LEADS = table(
    {
        "talk": (
            "please, ok, okay, now, then, and, so, well, hmm, can you, could you, would you, can "
            "we, could we, i would like to, i would like you to, i want to, i want you to, let us, "
            "lets, actually, but, just, maybe, next, first, finally, yes, alright, pls, i think, "
            "kindly, we should, you should, it should, how about, what about, what if, what if "
            "we, i would rather, let me, great, good, thanks, thank you, sure, cool, nice, "
            "perhaps, let it, hey, oh, i like to, i like you to, let"
        ),
        "also": (
            "also, additionally, in addition, as well, furthermore, moreover, besides, plus, "
            "another, on top of that, on top, and also"
        ),
        "or": "or, or also, alternatively, or else",
        "instead": "instead, rather",
        "only": "only",
    }
)
TRAILS = table(
    {
        "talk": "please, now, for now, from now on, again, pls, thanks, thank you, then, ok",
        "also": "as well, too, also, additionally, in addition, on top",
        "instead": "instead, from now on instead",
    }
)
NOUNS = words_of(
    "condition conditions rule rules requirement requirements check part clause thing "
    "confirmation indicator filter filters criterion stuff signal signals"
)
"""What may follow the name of an indicator without adding anything: "the RSI condition"."""
LEVEL_WORDS = words_of("level levels threshold thresholds limit trigger boundary cutoff")
PERIOD_WORDS = words_of("period periods length window lookback")
NOTHING = words_of("none off nothing zero away null disabled")


_REACH = 8
_MARKS = frozenset({",", ":", "-", ".", "–", "—"})


def starts(lexemes: list[Lexeme], phrases: dict[tuple[str, ...], str]) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase that ``lexemes`` start with, and where it ends.

    Articles inside it do not count.
    """
    keys: list[str] = []
    found = None
    for at, item in enumerate(lexemes[:_REACH]):
        if item.key in ARTICLES and (*keys, item.key) not in phrases:
            continue
        keys.append(item.key)
        meaning = phrases.get(tuple(keys))
        if meaning is not None:
            found = meaning, at + 1
    return found


def ends(lexemes: list[Lexeme], phrases: dict[tuple[str, ...], str]) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase that ``lexemes`` end with, and where it starts."""
    keys = tuple(item.key for item in lexemes[-5:])
    for size in range(len(keys), 0, -1):
        if keys[-size:] in phrases:
            return phrases[keys[-size:]], len(lexemes) - size
    return None


def bare(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Return ``lexemes`` without articles, hyphens, and marks at either end."""
    kept = [
        item
        for item in lexemes
        if item.key not in ARTICLES and not (item.key == "-" and item.tight)
    ]
    while kept and kept[0].kind == "sign" and kept[0].key in _MARKS:
        kept = kept[1:]
    while kept and kept[-1].kind == "sign" and kept[-1].key in _MARKS:
        kept = kept[:-1]
    return kept


def whole(lexemes: list[Lexeme], phrases: dict[tuple[str, ...], str]) -> str | None:
    """Return the meaning of the phrase that ``lexemes`` are, if they are one."""
    return phrases.get(tuple(item.key for item in bare(lexemes)))

"""Words for entering and leaving."""

from __future__ import annotations

ACTIONS: dict[str, dict[str, str]] = {
    "BUY": {
        "buy": (
            "buy, buy dip, buy dips, buys, buying, purchase, bought, buy in, buy signal, buy "
            "order, buy condition, buy conditions, buy rule, buy rules, buy trigger, place buy "
            "order, acquire, accumulate, buy it, buy market, buy setup, bid, purchasing, ape in, "
            "buy when ever, kaufen, scoop up, scoop"
        ),
    },
    "ENTER": {
        "enter": (
            "enter, enters, entering, entry, entries, entry signal, entry rule, entry rules, "
            "entry condition, entry conditions, open position, open trade, open positions, open "
            "new position, open new positions, open new trade, open trades, take position, take "
            "trade, take trades, enter position, enter trade, enter trades, enter market, get in, "
            "jump in, go in, hop in, step in, come in, enter new position, enter new trades, "
            "entry trigger, entry setup, start trade, initiate position, initiate, take entry, "
            "take entries, take signal, take signals, setup, new trade, new position, triggers "
            "entry, start position, entry criteria, entry price, i get in, i enter, pull trigger, "
            "entry point, place order, dip in"
        ),
    },
    "SELL": {
        "sell": (
            "sell, distribute, sell rip, sell rips, sells, selling, sold, sell signal, sell "
            "order, sell condition, sell conditions, sell rule, sell rules, sell it, sell "
            "trigger, dump it, dump position, unload, liquidate, cash out, sell everything, sell "
            "all, sell position, sell off, sell again, sell them, sell at market, sell setup, "
            "sell my position, offload, verkaufen"
        ),
    },
    "EXIT": {
        "exit": (
            "leaves, out, go flat, flat when, get flat, hold until, keep until, stay in until, "
            "hold it until, exit, exits, exit signal, exit rule, exit rules, exit condition, exit "
            "conditions, get out, close position, close positions, close trade, close trades, "
            "exit position, exit trade, exit trades, close it, close out, leave position, leave "
            "trade, bail out, bail, close everything, close all, exit trigger, exit market, "
            "flatten, close order, exit criteria, exit strategy, abandon, end trade, end "
            "position, exit all, closing position, close open position, close all positions, get "
            "rid of it, out when, step out, i get out, get me out, jump out, exit everything, "
            "exit it, close whole position, square off, unwind, exit at market, leave market, "
            "take exit, close any position, close any trade, close open trades, stop out"
        ),
    },
    "LONG": {
        "long": (
            "long, longs, long position, long positions, long trade, long trades, long entry, "
            "long entries, long only, longing, long side, to upside long"
        ),
    },
    "SHORT": {
        "short": (
            "short, shorts, short position, short positions, short trade, short trades, short "
            "entry, short entries, short sell, sell short, go short, shorting, shorted, short it, "
            "short side, short only"
        ),
    },
    "GO": {
        "go": (
            "go long, going long, enter long, open long, open long position, take long, take long "
            "position, long entry when, be long, get long, start long, goes long, enter long "
            "position, take long trade, enter long trade, take longs, go in long, open longs, "
            "enter longs"
        ),
    },
    "COVER": {
        "cover": (
            "cover, covers, cover short, cover shorts, close short, close shorts, exit short, "
            "exit shorts, buy to cover, covering, short exit, short exits, close short position, "
            "exit short position, buy back, short exit rules, cover it, cover position, exit from "
            "short"
        ),
    },
    "CLOSELONG": {
        "exit": (
            "close long, close longs, exit long, exit longs, sell long, sell longs, long exit, "
            "long exits, close long position, exit long position, exit from long, sell to close, "
            "close out longs"
        ),
    },
    "POSITION": {
        "position": (
            "position, positions, trade, trades, deal, deals, bag, bags, holding position, "
            "orders, order, contract, everything"
        ),
    },
    "TRADE": {
        "trade": (
            "trading, trade only, only trade, trade signals, allowed to trade, open new trades "
            "only, take new trades, active, run, operate, trading allowed, trading hours, trading "
            "days, session, hours, days, days of week, new entries, signals"
        ),
    },
    "MIRROR": {
        "mirror": (
            "reverse for shorts, opposite for shorts, vice versa for shorts, reverse for short, "
            "opposite for short, and reverse for shorts, mirror for shorts, mirrored for shorts, "
            "inverse for shorts, same in reverse for shorts, same in reverse, same for shorts, "
            "shorts are opposite, shorts opposite, shorts are mirror image, shorts mirrored, do "
            "opposite for shorts, do reverse for shorts, other way around for shorts, short "
            "opposite, shorts reversed, shorts inverse, vice versa, vice versa for short, "
            "vice-versa, opposite for short side, reverse for short side, short is opposite, "
            "short vice versa, shorts vice versa, same but opposite for shorts, opposite rules "
            "for shorts, reverse rules for shorts, inverse for short, mirror for short, mirror it "
            "for shorts, flip it for shorts, flip for shorts, same thing reversed for shorts, "
            "opposite to go short, mirror image for shorts, shorts are reverse, for shorts do "
            "opposite, for shorts opposite, for shorts reverse, short on opposite, short on "
            "opposite conditions, short on opposite signal, short in opposite case, shorts are "
            "mirrored, shorts mirror longs, exact opposite for shorts, opposite for going short, "
            "reverse for going short"
        ),
    },
}
"""Actions, by terminal and meaning."""

"""Words for protections, and of the dialect of ``explain``."""

from __future__ import annotations

RISK: dict[str, dict[str, str]] = {
    "STOPLOSSES": {
        "stops": (
            "stop losses, stop outs, stoplosses, stopouts, stops hit, stop loss hits, stop loss, "
            "stop out, stops, losing stops, stopped trades, stop hits, sl hits, sls, stoploss "
            "hits, stop losses hit, stopped out trades, stopped out, stop loss exits"
        ),
    },
    "LOSSTRADES": {
        "losses": (
            "losses, losing trades, losers, losing trade, loss, bad trades, lost trades, red "
            "trades, loosing trades, loosers, lossing trades, loses, losing positions, lossed "
            "trades, losing streak"
        ),
    },
    "REST": {
        "rest": (
            "risk off, rest, pause, pause trading, stop trading, cool down, cooldown, cool off, "
            "cooling off, halt, halt trading, take break, break, wait, no new trades, no new "
            "trade, no trades, no trading, no new entries, no more trades, stop buying, stop "
            "opening trades, lock, lock pair, suspend trading, step away, stand aside, dont "
            "trade, do not trade, stop for, sit out, rest pair, its pair rests, pair rests, "
            "entries rest, no entries, stay out, quit trading, quit, stop entering, stop all "
            "trading, suspend, freeze, block new trades, stay flat, stop taking trades, no new "
            "positions, hold off, take pause, do nothing, dont buy, dont enter, done, i stop, "
            "disable trading, no trade, stop new trades, stop opening new trades, no buying, no "
            "buys, no entry, timeout for, dont open new trades, stay in cash, stop new entries, "
            "never trade, not trade, dont take new trades, dont buy again, no re entry, no "
            "reentry, dont re enter, stop entries, go risk off, be risk off, chill, rests, sleep, "
            "block trading, dont take trades, avoid trading, skip trading, dont take any trades, "
            "no more trading, im done, stop it"
        ),
    },
    "DRAWDOWN": {
        "drawdown": (
            "drawdown, max drawdown, maximum drawdown, draw down, dd, account drawdown, drawdown "
            "of account, max dd, equity drawdown, portfolio drawdown, total drawdown"
        ),
    },
    "PERPAIR": {
        "pair": (
            "on that pair, per pair, for that pair, on each pair, on each pair separately, for "
            "each pair, on pair, each pair separately, on same pair, of same pair, for pair, that "
            "pair, in that pair, same pair, same coin, on that coin, that coin, on same coin, for "
            "that coin, on pair only, pair only"
        ),
    },
    "PERSIDE": {
        "side": (
            "on that side, per side, on each side, on each side separately, each side separately, "
            "in that direction, per direction, in same direction, that direction"
        ),
    },
    "RATIOMODE": {"ratios": "counted by trade ratios, by trade ratios"},
    "EQUITYMODE": {"equity": "counted by equity, of account equity"},
    "TRADECLOSES": {
        "close": (
            "trade closes, position closes, each trade, every trade, closing trade, trade, exit, "
            "selling, trade is closed, trade ends, any trade, sell, each exit, every exit, each "
            "trade closes, closing position, a sale, each sell, sale, every sell, trade closed, "
            "each closed trade, exiting, position is closed, exiting trade"
        ),
    },
    "LOWPROFIT": {
        "low": (
            "together earning less than, earning less than, trades earning less than, trades that "
            "earned less than, low profit trades, trades with profit below, trades together "
            "earning less than"
        ),
    },
    "WORSE": {"worse": "worse than, counting losses worse than, counting only losses worse than"},
    "BIGLOSS": {"x": "losing more than"},
    "INPROFIT": {
        "profit": (
            "only in profit, only when in profit, only if in profit, exit signals only count in "
            "profit, only sell in profit, never sell at loss, only at profit, never sell at a "
            "loss, dont sell at loss, only exit in profit, only sell at profit, only sell when in "
            "profit, only sell if in profit, do not sell at loss, only close in profit, sell only "
            "in profit, exit only in profit, exit only when in profit, exit only if in profit, "
            "never close at loss, never sell in loss, never exit at loss, sell only when in "
            "profit, sell only if in profit, sell only with profit, only sell with profit, sell "
            "only at profit, dont sell in loss, only take exits in profit, ignore exit signals "
            "while in loss, only if trade is in profit, only when trade is in profit, only if "
            "profitable, only when profitable, never at loss"
        ),
    },
    "IGNOREROI": {
        "ignore": (
            "return table and take profit wait while entry signal holds, ignore roi while entry "
            "signal holds, ignore roi if entry signal, dont take profit while entry signal holds"
        ),
    },
    "EXITPROFIT": {
        "any": (
            "close at any profit or loss, whatever it is, whatever profit, exit anyway, at any "
            "profit"
        ),
    },
    "DISTANCE": {
        "below": (
            "below entry, under entry, from entry, away, below entry price, from entry price, "
            "away from entry, behind, below price, below buy price, under my entry, below my "
            "entry, under entry price, from my entry, below close, under price, distance, below, "
            "away from price, of entry, beneath entry, of distance, lower than entry, below "
            "current price, from buy price, under buy price, below my entry price, below my buy "
            "price"
        ),
        "above": "above entry, above my entry, over entry, above entry price, above",
    },
    "BEHIND": {
        "best": (
            "behind best price, behind highest price, from best price, from high, below highest "
            "price, from highest price, below highest high, below high, behind price, from top, "
            "from peak, below peak, from highs, behind high, below high since entry, below "
            "highest price since entry, from highest high, below best price, under high, under "
            "peak, off high, off highs, from its high, from its highest, from its peak, behind "
            "peak, off top, under highest high, below highest close, from its highest price, "
            "below top, below its peak, from maximum, under highest price, from high since entry"
        ),
    },
    "CHANDELIER": {"chandelier": "chandelier, chandelier exit, chandelier stop, chandelier exits"},
    "PARAMETER": {"parameter": "parameter, tunable, tune"},
    "STEPS": {"steps": "in steps of, step of, steps of, by steps of"},
    "STRATEGY": {
        "strategy": "strategy, strategy name, system, strategy called, strategy named, bot",
    },
    "NOSTOP": {
        "none": (
            "no stop loss, no stop, without stop, without stop loss, no stoploss, no sl, dont use "
            "stop loss, without stoploss, no stop losses, no hard stop, stop loss none, no stops, "
            "sl none, stop none, without sl, dont use stop"
        ),
    },
    "NOEXIT": {
        "none": (
            "no exit signal, no sell signal, no exit rule, never sell, no exit signals, no exit, "
            "no exits, hold forever, hodl, hodl forever, hold until end, never exit, hold to end"
        ),
    },
    "READAS": {"mean": "i mean"},
    "LEAVEOUT": {"out": "leave out"},
}
"""Terms of protections, by terminal and meaning."""

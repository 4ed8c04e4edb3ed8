"""Words for protections, and of the dialect of ``explain``."""

from __future__ import annotations

RISK: dict[str, dict[str, str]] = {
    "STOPLOSSES": {
        "stops": (
            "get stopped out, got stopped out, am stopped out, being stopped out, stop is hit, "
            "stop"
            " loss is hit, stop gets hit, stop loss gets hit, stop was hit, stop loss was hit, hit "
            ""
            "stop, hitting stop loss, hitting stop, sl is hit, sl hit, stop loss hit, stoploss "
            "hit,"
            " stop hit, i am stopped out, im stopped out, i get stopped out, i was stopped out, "
            "stopping out, getting stopped out, stopped trade, stop loss exit, stop loss triggers, "
            ""
            "stop loss triggered, stop loss is triggered, "
            "stop losses, stop outs, stoplosses, stopouts, stops hit, stop loss hits, stop loss, "
            "stop out, stops, losing stops, stopped trades, stop hits, sl hits, sls, stoploss "
            "hits, stop losses hit, stopped out trades, stopped out, stop loss exits"
        ),
    },
    "LOSSTRADES": {
        "losses": (
            "trade lost, losing position, lost trade, trade closed at loss, trade closes at loss, "
            "trade ends in loss, trade at a loss, losing one, loser, bad trade, red trade, losing "
            "exit, trade closed in loss, trades closed at loss, trade closes in loss, losing a "
            "trade, trade that lost, "
            "losses, losing trades, losers, losing trade, loss, bad trades, lost trades, red "
            "trades, loosing trades, loosers, lossing trades, loses, losing positions, lossed "
            "trades, losing streak"
        ),
    },
    "REST": {
        "rest": (
            "leave that pair alone, leave pair alone, leave coin alone, leave that coin alone, "
            "leave it alone, leave alone, leave market alone, leave this pair alone, leave that "
            "market alone, leave at least, leave gap of, dont rebuy same coin, dont rebuy, dont "
            "buy"
            " same coin, dont buy same coin again, dont buy that coin, dont buy that coin again, "
            "dont buy that pair, dont buy same pair, dont buy same pair again, dont trade that "
            "pair, dont trade that coin, dont trade same coin, dont trade same pair, dont buy it "
            "again, dont touch that coin, dont touch that pair, dont touch it, dont touch same "
            "coin, dont open another trade, dont open another position, dont open new trade, dont "
            "open new position, dont open new positions, dont open any trades, dont get back in, "
            "dont jump back in, dont reenter, dont go back in, no re entries, no reentries, never "
            "re enter, never rebuy, no rebuy, no new buys, no buying again, no fresh trades, no "
            "new"
            " position, no further trades, no further entries, no additional trades, no more "
            "entries, no more buys, wait at least, pause at least, pause for at least, rest at "
            "least, ignore that pair, ignore that coin, ignore pair, skip that pair, skip that "
            "coin, skip pair, avoid that pair, avoid that coin, pair is locked, lock that pair, "
            "lock coin, lock that coin, pair locked, coin rests, pair pauses, coin pauses, that "
            "pair rests, that coin rests, that pair pauses, block pair, block that pair, blocked, "
            "keep out, cooldown period, cooldown time, cool down period, cooling period, cool down "
            ""
            "time, cooldown period of, take rest, give it rest, do not take another trade, do not "
            "take new trade, dont take another trade, take time out, take timeout, "
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
            "same market, on same market, that market, on that market, of that coin, of that pair, "
            ""
            "of same coin, in same coin, in same pair, in that coin, "
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
            "one closes, one is closed, it closes, last one closes, last one closed, one ends, "
            "trade is over, trade finishes, last trade, previous trade, each sale, every sale, i "
            "sell, we sell, i exit, we exit, i close, close of trade, closing, each position, "
            "every"
            " position, an exit, closing of trade, each position closes, last trade closed, "
            "previous trade closed, previous trade closes, last trade closes, a close, every trade "
            ""
            "closes, position was closed, trade was closed, each closed position, one is sold, "
            "selling it, selling coin, position ends, end of trade, end of each trade, completed "
            "trade, each completed trade, finished trade, every closed trade, last exit, having "
            "sold, having closed trade, last sell, each closing, "
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
            "sell signals only count in profit, sell signals only count if trade is in profit, "
            "sell"
            " signals only count when trade is in profit, sell signal only counts in profit, exit "
            "signals only count if trade is in profit, exit signals only count when in profit, "
            "exit"
            " signals count only in profit, ignore sell signals while at loss, ignore sell signals "
            ""
            "at loss, ignore sell signal at loss, ignore sell signals in loss, ignore sell signals "
            ""
            "while in loss, ignore sell signal in loss, ignore exit signals at loss, ignore exit "
            "signals in loss, ignore exit signal at loss, ignore exit signal in loss, never sell "
            "at"
            " loss on signal, only sell when trade is in profit, only sell if trade is in profit, "
            "only sell when it is in profit, only sell if it is in profit, only sell when "
            "profitable, only sell if profitable, only sell at gain, only sell when in plus, only "
            "sell when in green, sell only when profitable, sell only if profitable, sell only "
            "when"
            " trade is in profit, sell only if trade is in profit, exit only if profitable, exit "
            "only when profitable, only exit when in profit, only exit if in profit, only exit if "
            "profitable, only exit when profitable, only close when in profit, only close if in "
            "profit, only close trades in profit, only close winning trades by signal, signal "
            "exits"
            " only in profit, exit signal only in profit, sell signal only in profit, exit profit "
            "only, exit_profit_only, sell_profit_only, sell profit only, never sell under entry, "
            "never sell below entry, never sell below my entry, not sell at loss, no selling at "
            "loss, sell signals only in profit, exit signals only in profit, only sell on signal "
            "if"
            " in profit, only use sell signal in profit, only obey sell signals in profit, only "
            "follow sell signal in profit, "
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
            "from its highest point since entry, from highest point since entry, from its highest "
            "point, from highest point, below its highest price, under its highest price, from its "
            ""
            "highest price since entry, from its top, below its top, below highest point, below "
            "its"
            " highest point, below its high, under its high, from best price since entry, from "
            "maximum price, from high water mark, from peak price, from its peak price, below peak "
            ""
            "price, off its high, off its highs, off peak, off its peak, from its best price, from "
            ""
            "its maximum, behind highest, behind top, from highest price reached, from high of "
            "trade, behind current price, below current high, from highest price since entry, from "
            ""
            "peak since entry, from its peak since entry, from highest high since entry, below "
            "highest price reached, "
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
            "without any stop loss, without any stop, dont use stop at all, dont use any stop, "
            "dont"
            " use any stop loss, dont set stop loss, dont set stop, dont want stop loss, dont want "
            ""
            "stop, i dont use stop, i dont use stop loss, no stop at all, no stop loss at all, no "
            "need for stop loss, stop loss off, stop off, never use stop, never use stop loss, "
            "dont"
            " use stops, no stop ever, no stop loss ever, dont put stop, dont place stop, no fixed "
            ""
            "stop, no stop needed, no stop used, no hard stop loss, stop loss not used, stop loss "
            "disabled, disable stop loss, "
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

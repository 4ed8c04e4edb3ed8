"""Words for stops, targets, stakes and leverage."""

from __future__ import annotations

MONEY: dict[str, dict[str, str]] = {
    "STOP": {
        "stop": (
            "stop me out at, stop me out, disaster stop, catastrophe stop, catastrophic stop, "
            "safety stop, backup stop, stop low risk, my stop, stop is, max loss per trade, "
            "maximum"
            " loss per trade, max loss per position, loss per trade max, biggest loss, largest "
            "loss, worst loss, stop level, stop price, "
            "stop, stop loss, stoploss, sl, stops, stop losses, hard stop, hard stop loss, s l, "
            "stop lose, stop limit, stop at loss, protective stop, initial stop, fixed stop, max "
            "loss, maximum loss, loss limit, stop order, stop loss order, stop out at, stopp, "
            "emergency stop"
        ),
    },
    "CUT": {
        "cut": (
            "cut trade, cut my position, cut my trade, cut any trade, cut loss at, cut trade at "
            "loss of, cut loss short, close losers, close losing trades, close losing trade, sell "
            "losers, close losers at, dump losers, get rid of losers, exit losers, "
            "cut losses, cut loss, cut losers, cut my losses, cut it, cut losing trades, cut "
            "losers at, limit losses, limit loss, limit my loss, limit my losses, get stopped "
            "out, cut losing trade, cut position, cut them, get stopped, stopped out, cut losing "
            "position, cap losses, cap loss, cut loser, limit downside, accept loss of, bail out "
            "at loss of"
        ),
    },
    "TARGET": {
        "target": (
            "bank, cash out at profit of, sell at profit of, bank it, profit of, take our profit, "
            "take our profits, take my money, take our gains, my target is, aim, aiming for, "
            "objective, "
            "take profit, take profits, tp, target, profit target, targets, profit targets, price "
            "target, takeprofit, take gains, take gain, t p, book profit, book profits, lock in "
            "profit, lock in profits, take my profit, take my profits, profit take, take money, "
            "gain target, lock profit, secure profit, secure profits, cash in, bank profit, bank "
            "profits, profit goal, take profit order, profit taking, book gains, take profit "
            "level, aim for, limit profit, bank gain, bank gains, tp 1"
        ),
    },
    "PROFIT": {
        "profit": (
            "trade gains, position gains, it gains, it rises above entry, price is above "
            "entry by, trade shows profit of, trade is in plus, trade is in plus by, position is "
            "in"
            " profit by, trade is ahead, position is ahead, we are ahead, i am ahead, ahead, trade "
            ""
            "is winning, it is up from my entry, "
            "profit, gain, gains, profits, in profit, upside, in plus, in green, return, "
            "unrealized profit, unrealised profit, my profit, pnl, p l, profitable by, winnings, "
            "open profit, my gain, in money, current profit, we are up, im up, i am up, position "
            "is up, trade is up, position up, trade up, were up, we up, up on trade, it made, i "
            "make, i made, we made, trade gains, position gains, i earn, earned, we earn, trade "
            "is in profit by, profit is up, i gain, we gain, i have made, you make, trade makes, "
            "trade has made, profit margin"
        ),
    },
    "LOSS": {
        "loss": (
            "under average entry, below average entry, below average price, under average price, "
            "below average entry price, under average entry price, below my average, under my "
            "average, below my average entry, below average cost, under average cost, against "
            "position, lower than average entry, below last buy, under last buy, below previous "
            "buy, below first entry, below first buy, below initial entry, "
            "loss, losses, in loss, in red, in minus, im down, i am down, position is down, trade "
            "is down, we are down, were down, drawdown on trade, i lose, i lost, we lose, trade "
            "loses, position loses, it loses, from entry, from my entry, below entry, below my "
            "entry, under entry, below entry price, below buy price, below my buy price, under my "
            "entry, under entry price, from entry price, below purchase price, against me, "
            "against us, against position, from buy price, away from entry, below my purchase "
            "price, below what i paid, under my buy price, below opening price of trade, against "
            "my position, from where i bought, under buy price, from my buy price, from my entry "
            "price, below my entry price, in losing, of loss"
        ),
    },
    "ENTRYREF": {
        "entry": (
            "above entry, above my entry, above entry price, above buy price, above my buy price, "
            "over entry, over entry price, over my entry, above purchase price, in my favor, in "
            "my favour, in our favor, in our favour, above what i paid, in favor, in favour, "
            "above my purchase price, higher than entry, above my entry price"
        ),
    },
    "TRAIL": {
        "trail": (
            "trailing stop, trailing stop loss, trail, trailing, tsl, trailing sl, trail stop, "
            "trailing stops, trail stop loss, trailed stop, trailing exit, trail it, trails, t s "
            "l, trailing take profit, trail behind, trail profit, trail profits, stop trailing, "
            "follow price, trail my stop, trail price"
        ),
    },
    "BREAKEVEN": {
        "breakeven": (
            "cost price, entry level, raise stop to entry price, bring stop to entry, bring stop "
            "to"
            " entry price, move stop up to entry price, raise stop to breakeven, pull stop to "
            "entry, pull stop to break even, put stop to entry, put stop at entry, set stop to "
            "entry, set stop at entry, stop at entry, move stop loss to entry price, move sl to "
            "entry price, sl to entry price, stop to entry price, stop loss to entry price, move "
            "my"
            " stop to breakeven, lock in breakeven, secure break even, secure breakeven, break "
            "even"
            " protection, break even trigger, break even at, break even after, "
            "break even, breakeven, move it to break even, move it to entry, move it to be, bring "
            "it to break even, put it at break even, put it to break even, then break even, move "
            "it to breakeven, go break even, move to break even, move stop to breakeven, move sl "
            "to breakeven, stop to breakeven, sl to breakeven, move stop loss to breakeven, stop "
            "moves to breakeven, be, move stop to break even, move sl to break even, stop to "
            "break even, move stop loss to break even, move stop to entry, move stop loss to "
            "entry, move sl to entry, stop to entry, sl to be, move sl to be, move stop to be, sl "
            "to entry, stop to be, stop loss to break even, raise stop to break even, bring stop "
            "to break even, move my stop to break even, put stop at break even, put stop to break "
            "even, set stop to break even, stop goes to break even, stop moves to break even, sl "
            "to break even, move stop up to break even, move stop to entry price, stop loss to "
            "entry, lock in break even, be stop, shift stop to break even, stop at break even, "
            "raise stop to entry, break even stop, break even stop loss, move stop up to entry, "
            "move stop to my entry"
        ),
    },
    "ROI": {
        "roi": (
            "roi, roi table, minimal roi, return table, minimum roi, close at profit of, close at "
            "a profit of, min roi, minimal return, take gains table, profit table"
        ),
    },
    "TAKE": {"take": "take, grab, accept"},
    "ONCE": {
        "once": (
            "at first, initially, to begin with, at beginning, straight from start, directly, "
            "at once, immediately, right away, from start, instantly, at start, straight away, "
            "from beginning, at any time"
        ),
    },
    "HOLD": {
        "hold": (
            "give it, give each trade, give every trade, give trade, give position, give them, "
            "give"
            " each position, allow it, allow each trade, stay, be in, remain, hold on, keep each "
            "trade, hold each trade, hold every trade, keep every trade, sit in, trade lasts, "
            "trades last, trade runs, trade should last, hold any coin, carry, carry it, stay "
            "invested, in any trade, run trade, let it run, let trade run, let trades run, "
            "hold, hold trade, hold position, hold it, keep it, keep position, keep trade, hold "
            "for, keep it open, holding, hold trades, hold positions, stay in, stay in trade, "
            "stay in position, keep trade open, keep position open, keep trades, keep positions, "
            "holding period, holding time, holding a trade, hold longer, hold any trade, hold any "
            "position, hold them, keep them, stay long, keep open, keep holding, be in trade, "
            "keep any trade, remain in trade, sit in trade, sit in position"
        ),
    },
    "TIMELIMIT": {
        "limit": (
            "no trade longer than, no position longer than, no trades longer than, no trade lasts "
            "longer than, no trade should last longer than, no trade may last longer than, trade "
            "should not last more than, trade should not last longer than, trades should not last "
            "more than, trades should not last longer than, trade must not last longer than, no "
            "position should last longer than, time based stop, time based stop loss, time out "
            "after, auto close after, expire after, expires after, trade expires after, position "
            "expires after, trades expire after, max time, maximum time, max trade time, max time "
            "per trade, maximum trade time, holding time max, duration max, no trade open longer "
            "than, no position open longer than, maximum lifetime, max lifetime, "
            "time limit, time stop, time exit, time based exit, max hold, maximum hold, max "
            "holding time, maximum holding time, max duration, maximum duration, trade duration, "
            "max holding period, maximum holding period, max trade duration, maximum trade "
            "duration, timeout, time out, max time in trade, maximum time in trade, max holding, "
            "maximum holding"
        ),
    },
    "LONGER": {
        "longer": (
            "longer than, for longer than, for more than, beyond, longer, for over, any longer than"
        ),
    },
    "LEVERAGE": {"leverage": "leverage, lev, leveraged, margin leverage, gearing"},
    "X": {"x": "x"},
    "STAKE": {
        "stake": (
            "stake, stake amount, position size, size, per trade amount, invest, bet, trade size, "
            "risk amount, position sizing, allocate, allocation, spend, order size, amount, lot "
            "size, sizing, stakes, put in, investing, buy amount, budget, amount per trade, with "
            "stake, position value, deploy, commit"
        ),
    },
    "BALANCE": {
        "balance": (
            "balance, capital, account, equity, wallet, portfolio, funds, bankroll, cash, money, "
            "whole balance, account balance, my balance, my account, my capital, total balance, "
            "total capital, available balance, account equity, free balance, whole account, total "
            "equity, bank, available funds, available capital, account size, trading capital, "
            "whole capital, entire balance, entire account"
        ),
    },
    "ALLIN": {
        "allin": (
            "entire capital, whole capital, all my capital, all my cash, full bankroll, my whole "
            "account, my entire account, all capital, all funds, my whole balance, my full "
            "balance,"
            " total balance evenly, "
            "all in, unlimited, full balance, entire balance, everything i have, whole balance on "
            "each trade, everything, all my money, all of my money, whole stack, use everything, "
            "unlimited stake, all available balance, full account, full size, max size, full "
            "capital, everything evenly, all available funds, all available capital, entire "
            "wallet"
        ),
    },
    "PER": {
        "per": (
            "into every trade, into each trade, into each position, into every position, on any "
            "trade, on one trade, on single trade, on any one trade, on any position, for one "
            "trade, in one trade, in any trade, per single trade, on each position, for each "
            "position, in each position, on every position, on each entry, for each entry, each "
            "trade uses, every trade uses, each position uses, each trade is, each position is, "
            "every position is, every trade is, each trade gets, each position gets, each time i "
            "buy, each entry uses, worth per trade, "
            "per trade, each trade, every trade, per position, each position, each time, on each "
            "trade, for each trade, in each trade, per entry, each, every position, per "
            "order, each order, for every trade, per deal, per buy, each buy, on every trade, per "
            "pair, each entry, in every trade"
        ),
    },
    "NWORD": {"n": "n, ns"},
    "ATRADE": {"per": "a trade, a position, a piece, apiece, worth"},
    "SPLIT": {"split": "split, divide, divided, spread, spread out, share, splitting, dividing"},
    "AMONG": {"among": "among, amongst, across"},
    "PARTS": {
        "parts": (
            "parts, equal parts, pieces, equal pieces, equal shares, shares, portions, equal "
            "portions, different coins, different pairs, equal trades, equal positions, equal "
            "slots, "
            "equal stakes"
        ),
    },
    "ONETRADE": {
        "1": (
            "single position at a time, single position, single trade, single open position, "
            "single "
            "trade at a time, single open trade, one position at a time, one trade at a time, one "
            "open position at a time"
        ),
    },
    "ADDS": {
        "adds": (
            "adds, additional buys, extra buys, safety orders, rebuys, more buys, additional "
            "orders, extra orders, dca orders, dca steps, averaging orders, dca buys, add ons, "
            "additions, dca entries, re buys"
        ),
    },
    "ONETIME": {
        "1": (
            "once more, once only, only once, just once, one more time, one time, once, one extra "
            "time, one time only, a single time, single time"
        ),
    },
    "LOCKS": {
        "lock": (
            "locking in, lock in, locks in, to lock in, lock in at least, secure, securing, "
            "locking, "
            "and lock in, so that it locks in, keep profit of, lock in profit of"
        ),
    },
    "NOTLOSE": {
        "lose": (
            "i do not want to lose more than, do not want to lose more than, do not lose more "
            "than, "
            "never lose more than, not lose more than, lose at most, lose no more than, lose max, "
            "without losing more than, lose maximum, never want to lose more than, do not want to "
            "risk losing more than, do not let me lose more than, never let me lose more than, not "
            ""
            "losing more than, rather not lose more than, not willing to lose more than, i am not "
            "willing to lose more than, willing to lose, willing to lose at most, can afford to "
            "lose, do not wanna lose more than, not want to lose more than, want to lose at most, "
            "want to lose no more than, losing at most, losing no more than, loss no more than, "
            "loss of no more than, not more than loss of, do not allow more than loss of, loses at "
            ""
            "most, never let it lose more than, i accept to lose, accept losing, accept to lose"
        ),
    },
    "ANYONE": {"any": "trade, one trade, position, any trade, any one trade, any single trade"},
    "CURRENCY": {
        "currency": (
            "usd, usdt, dollars, dollar, bucks, usdc, eur, euro, euros, busd, $, quote, quid, "
            "units, €, £, coins, tether, of quote currency, quote currency"
        ),
    },
    "MAXTRADES": {
        "max": (
            "positions at any time, trades at any time, trades at any one time, positions at any "
            "one time, position at any time, trade at any time, coins at a time, trades at most at "
            ""
            "once, coins simultaneously, coins open, simultaneous position, simultaneous trade, "
            "concurrent position, concurrent trade, trades same time, positions same time, at same "
            ""
            "time trades, at same time positions, trades going at once, trades going, deals at "
            "once, open deals, active trades, active positions, trades active, positions active, "
            "trades at same moment, positions at same moment, "
            "max open trades, maximum open trades, open trades, open positions, trades open, "
            "positions open, trades at once, positions at once, concurrent trades, concurrent "
            "positions, simultaneous trades, simultaneous positions, trades at same time, "
            "positions at same time, trades at a time, positions at a time, open trades at once, "
            "open positions at once, parallel trades, positions simultaneously, trades "
            "simultaneously, parallel positions, max trades, max positions, maximum positions, "
            "maximum trades, trades open at once, trades open at same time, positions open at "
            "once, positions open at same time, open trades at a time, open positions at a time, "
            "open trade, open position, position at a time, trade at a time, position at once, "
            "trade at once, slots, trades in parallel, max open positions, maximum open "
            "positions, trades concurrently, positions concurrently, trade slots, position open, "
            "trade open, trades running, coins at once, coins at same time, open at once, open at "
            "same time, open at a time, pairs at once, open trades at same time, open positions "
            "at same time, open positions at any time, open trades at any time, positions open at "
            "a time, trades open at a time, open trades total, at any one time, trades max"
        ),
    },
    "ADDTO": {
        "add": (
            "double position, double up, buy same amount, buy again same amount, buy again with "
            "same amount, add to loser, average it down, averages down, pyramid up, re enter same "
            "side, buy in again, buy once more, buy second time, add to trade again, scale in "
            "again, buy dip again, "
            "buy more, add to position, add, add more, dca, average down, dollar cost average, "
            "scale in, add to it, add to trade, adding, averaging down, average up, safety order, "
            "safety orders, pyramid, buy again, rebuy, top up, re buy, add another, double down, "
            "buy additional, add to winner, add to winners, add to winning position, scale into "
            "position, average in, add again, pyramiding, add to losers, accumulate more, buy "
            "another, buy same amount again, add same amount, averaging in, increase position, "
            "scaling in, with dca, add to my position, extra buy, extra buys, dca orders, dca "
            "order, short more, sell more, add funds"
        ),
    },
    "TIMES": {
        "times": (
            "more times, times in all, times altogether, more buys, time max, times at most, "
            "additional times, "
            "times, time, times max, times maximum, times total, times in total, buys, additional "
            "orders, entries, adds, orders, levels, additions"
        ),
    },
    "EVERY": {
        "every": "every, each, for every, for each, at every, at each, on every, on each, per",
    },
    "FURTHER": {
        "further": "further, additional, extra, another, more, lower again, again, next, deeper",
    },
    "MOVEDROP": {
        "against": (
            "drop, dip, fall, decline, move against it, drops, drop in price, price drops, moves "
            "against it, move against position, against it, price moves against it, loss, fall in "
            "price, price falls, down move, red move, when price drops, dip lower, dips, falls, "
            "it drops, it falls, price dips, price drop, if price drops, goes against me, goes "
            "down, when it drops, when it falls, lower"
        ),
        "favour": (
            "rise, gain, in favour, in favor, move in favour, move in favor, in its favour, in "
            "its favor, price moves in its favour, profit, in favour of it, rises, price rises, "
            "goes up, price gains, up move, in my favor, in my favour, when it rises, higher"
        ),
    },
    "FIRSTSTAKE": {
        "first": (
            "first size, size of first, size of first buy, size of initial order, starting size, "
            "first trade, first position size, initial position size, first amount, initial "
            "amount,"
            " same size as first, same size as before, amount of first buy, original stake size, "
            "size of previous one, same quantity, "
            "first stake, initial stake, original stake, first order, initial size, initial "
            "order, size of first order, first buy, original size, initial position, first "
            "position, original position, initial buy, same size, same amount, same stake, base "
            "order, first entry"
        ),
    },
}
"""Terms of the plan, by terminal and meaning."""

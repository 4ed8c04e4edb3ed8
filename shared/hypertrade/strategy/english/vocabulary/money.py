"""Words for stops, targets, stakes and leverage."""

from __future__ import annotations

MONEY: dict[str, dict[str, str]] = {
    "STOP": {
        "stop": (
            "stop, stop loss, stoploss, sl, stops, stop losses, hard stop, hard stop loss, s l, "
            "stop lose, stop limit, stop at loss, protective stop, initial stop, fixed stop, max "
            "loss, maximum loss, loss limit, stop order, stop loss order, stop out at, stopp, "
            "emergency stop"
        ),
    },
    "CUT": {
        "cut": (
            "cut losses, cut loss, cut losers, cut my losses, cut it, cut losing trades, cut "
            "losers at, limit losses, limit loss, limit my loss, limit my losses, get stopped "
            "out, cut losing trade, cut position, cut them, get stopped, stopped out, cut losing "
            "position, cap losses, cap loss, cut loser, limit downside, accept loss of, bail out "
            "at loss of, give up"
        ),
    },
    "TARGET": {
        "target": (
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
            "at once, immediately, right away, from start, instantly, at start, straight away, "
            "from beginning, at any time"
        ),
    },
    "HOLD": {
        "hold": (
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
            "all in, unlimited, full balance, entire balance, everything i have, whole balance on "
            "each trade, everything, all my money, all of my money, whole stack, use everything, "
            "unlimited stake, all available balance, full account, full size, max size, full "
            "capital, everything evenly, all available funds, all available capital, entire "
            "wallet"
        ),
    },
    "PER": {
        "per": (
            "per trade, each trade, every trade, per position, each position, each time, on each "
            "trade, for each trade, in each trade, per entry, each, a trade, every position, per "
            "order, each order, for every trade, per deal, per buy, each buy, on every trade, per "
            "pair, each entry, in every trade"
        ),
    },
    "CURRENCY": {
        "currency": (
            "usd, usdt, dollars, dollar, bucks, usdc, eur, euro, euros, busd, $, quote, quid, "
            "units, €, £, coins, tether, of quote currency, quote currency"
        ),
    },
    "MAXTRADES": {
        "max": (
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
            "first stake, initial stake, original stake, first order, initial size, initial "
            "order, size of first order, first buy, original size, initial position, first "
            "position, original position, initial buy, same size, same amount, same stake, base "
            "order, first entry"
        ),
    },
}
"""Terms of the plan, by terminal and meaning."""

REWARDS: dict[str, dict[str, str]] = {
    "REWARD": {
        "rr": (
            "risk reward, rr, risk reward ratio, reward to risk, reward risk, risk to reward, "
            "reward to risk ratio, risk to reward ratio, r r, r r ratio, reward"
        ),
    },
    "RISKWORD": {"risk": "risk, my risk, r, stop distance, what i risk, stop size"},
    "RISKING": {
        "risk": (
            "risk, risk more than, risk no more than, risk at most, risk only, risk max, risking, "
            "risk up to, risk maximum"
        ),
    },
    "STARTS": {
        "starts": (
            "activates, activated, activates at, activated at, activation, activate, starting, "
            "starts, start, starting at, starts at, kicks in, kicks in at, active after, active "
            "from, offset, begins, begin, beginning, armed, arms, engages, trigger at, triggered "
            "at, activation at, with offset, begin at, only active, start it, active, starting "
            "once, kick in"
        ),
    },
    "LATER": {
        "later": (
            "later, after entry, after buying, after that entry, after buy, of holding, after "
            "opening, in trade, in position, after i buy, after entering, from entry time, since "
            "entry, holding, after open"
        ),
    },
    "STILLOPEN": {
        "open": (
            "still open, if still open, still in trade, not closed, open still, trade is still "
            "open, position is still open, still holding, still in position, if not closed, "
            "regardless, no matter what, whatever happens, at latest, latest, in any case, no "
            "matter, at the latest"
        ),
    },
    "OLDER": {
        "older": (
            "older, older than, open longer than, open for longer than, open for more than, open "
            "more than, held longer than, held for more than, lasts longer than, lasts more than, "
            "open longer, runs longer than, has been open for more than, has been open longer "
            "than, held more than, has been open for"
        ),
    },
    "ANYPROFIT": {
        "0": (
            "any profit, break even, breakeven, anything positive, zero, nothing, zero profit, "
            "any gain"
        ),
    },
    "REST_DAY": {"1": "rest of day, day, for day, remainder of day, today"},
    "UNTIL": {"until": "until"},
    "GAIN_VERB": {"have": "there are, we have, take, takes, get, suffer, had, lose"},
    "ANOTHER": {"another": "another, further, additional"},
    "IF": {"if": "if"},
}
"""Words around targets and times of a position."""

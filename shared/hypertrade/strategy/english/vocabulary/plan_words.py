"""Words of orders, money, risk and time, by terminal and meaning."""

from __future__ import annotations

ACTIONS: dict[str, dict[str, str]] = {
    "BUY": {"buy": "buy, buy dip, buy dips, buys, buying, purchase, bought, buy in, buy signal, buy order, buy condition, buy conditions, buy rule, buy rules, buy trigger, place buy order, acquire, accumulate, buy it, buy market, buy setup, bid, purchasing, ape in, buy when ever, kaufen, scoop up, scoop"},
    "ENTER": {"enter": "enter, entering, entry, entries, entry signal, entry rule, entry rules, entry condition, entry conditions, "
              "open position, open trade, open positions, open new position, open new positions, open new trade, open trades, take position, take trade, take trades, enter position, enter trade, enter trades, enter market, get in, jump in, go in, hop in, step in, come in, enter new position, enter new trades, "
              "entry trigger, entry setup, start trade, initiate position, initiate, take entry, take entries, take signal, take signals, setup, new trade, new position, triggers entry, start position, entry criteria, entry price, i get in, i enter, pull trigger, entry point, place order, dip in"},
    "SELL": {"sell": "sell, sell rip, sell rips, sells, selling, sold, sell signal, sell order, sell condition, sell conditions, sell rule, sell rules, sell it, sell trigger, dump it, dump position, unload, liquidate, cash out, sell everything, sell all, sell position, sell off, sell again, sell them, sell at market, sell setup, sell my position, offload, verkaufen"},
    "EXIT": {"exit": "exit, exits, exit signal, exit rule, exit rules, exit condition, exit conditions, get out, close position, close positions, close trade, close trades, exit position, exit trade, exit trades, "
             "close it, close out, leave position, leave trade, bail out, bail, close everything, close all, exit trigger, exit market, flatten, close order, exit criteria, exit strategy, abandon, end trade, end position, exit all, closing position, close open position, "
             "close all positions, get rid of it, out when, step out, i get out, get me out, jump out, exit everything, exit it, close whole position, square off, unwind, exit at market, leave market, take exit, close any position, close any trade, close open trades, stop out"},
    "LONG": {"long": "long, longs, long position, long positions, long trade, long trades, long entry, long entries, long only, longing, long side, to upside long"},
    "SHORT": {"short": "short, shorts, short position, short positions, short trade, short trades, short entry, short entries, short sell, sell short, go short, shorting, shorted, short it, short side, short only"},
    "GO": {"go": "go long, going long, enter long, open long, open long position, take long, take long position, long entry when, be long, get long, start long, goes long, enter long position, take long trade, enter long trade, take longs, go in long, open longs, enter longs"},
    "COVER": {"cover": "cover, covers, cover short, cover shorts, close short, close shorts, exit short, exit shorts, buy to cover, covering, short exit, short exits, close short position, exit short position, buy back, short exit rules, cover it, cover position, exit from short"},
    "CLOSELONG": {"exit": "close long, close longs, exit long, exit longs, sell long, sell longs, long exit, long exits, close long position, exit long position, exit from long, sell to close, close out longs"},
    "POSITION": {"position": "position, positions, trade, trades, deal, deals, bag, bags, holding position, orders, order, contract, everything"},
    "TRADE": {"trade": "trading, trade only, only trade, trade signals, allowed to trade, open new trades only, take new trades, active, run, operate, trading allowed, trading hours, trading days, session, hours, days, days of week, new entries, signals"},
    "MIRROR": {"mirror": "reverse for shorts, opposite for shorts, vice versa for shorts, reverse for short, opposite for short, and reverse for shorts, mirror for shorts, mirrored for shorts, "
               "inverse for shorts, same in reverse for shorts, same in reverse, same for shorts, shorts are opposite, shorts opposite, shorts are mirror image, shorts mirrored, do opposite for shorts, "
               "do reverse for shorts, other way around for shorts, short opposite, shorts reversed, shorts inverse, vice versa, vice versa for short, vice-versa, opposite for short side, reverse for short side, short is opposite, short vice versa, shorts vice versa, same but opposite for shorts, opposite rules for shorts, reverse rules for shorts, inverse for short, mirror for short, mirror it for shorts, flip it for shorts, flip for shorts, same thing reversed for shorts, opposite to go short, mirror image for shorts, shorts are reverse, for shorts do opposite, for shorts opposite, for shorts reverse, short on opposite, short on opposite conditions, short on opposite signal, short in opposite case, shorts are mirrored, shorts mirror longs, exact opposite for shorts, opposite for going short, reverse for going short"},
}

MONEY: dict[str, dict[str, str]] = {
    "STOP": {"stop": "stop, stop loss, stoploss, sl, stops, stop losses, hard stop, hard stop loss, s l, stop lose, stop limit, stop at loss, protective stop, initial stop, fixed stop, max loss, maximum loss, loss limit, stop order, stop loss order, stop out at, stopp, emergency stop"},
    "CUT": {"cut": "cut losses, cut loss, cut losers, cut my losses, cut it, cut losing trades, cut losers at, limit losses, limit loss, limit my loss, limit my losses, get stopped out, cut losing trade, cut position, cut them, get stopped, stopped out, cut losing position, cap losses, cap loss, cut loser, risk no more than, risk at most, risk only, risk max, limit downside, accept loss of, bail out at loss of, give up"},
    "TARGET": {"target": "take profit, take profits, tp, target, profit target, targets, profit targets, price target, takeprofit, take gains, take gain, t p, book profit, book profits, lock in profit, lock in profits, take my profit, take my profits, profit take, take money, gain target, lock profit, secure profit, secure profits, cash in, bank profit, bank profits, profit goal, take profit order, profit taking, book gains, take profit level, aim for, limit profit, bank gain, bank gains, tp 1"},
    "PROFIT": {"profit": "profit, gain, gains, profits, in profit, upside, in plus, in green, return, unrealized profit, unrealised profit, my profit, pnl, p l, profitable by, winnings, open profit, my gain, in money, current profit, we are up, im up, i am up, position is up, trade is up, position up, trade up, were up, we up, up on trade, it made, i make, i made, we made, trade gains, position gains, i earn, earned, we earn, trade is in profit by, profit is up, i gain, we gain, i have made, you make, trade makes, trade has made, profit margin"},
    "LOSS": {"loss": "loss, losses, in loss, in red, in minus, im down, i am down, position is down, trade is down, we are down, were down, drawdown on trade, i lose, i lost, we lose, trade loses, position loses, it loses, from entry, from my entry, below entry, below my entry, under entry, below entry price, below buy price, below my buy price, under my entry, under entry price, from entry price, below purchase price, against me, against us, against position, from buy price, away from entry, below my purchase price, below what i paid, under my buy price, below opening price of trade, against my position, from where i bought, under buy price, from my buy price, from my entry price, below my entry price, in losing, of loss"},
    "ENTRYREF": {"entry": "above entry, above my entry, above entry price, above buy price, above my buy price, over entry, over entry price, over my entry, above purchase price, in my favor, in my favour, in our favor, in our favour, above what i paid, in favor, in favour, above my purchase price, higher than entry, above my entry price"},
    "TRAIL": {"trail": "trailing stop, trailing stop loss, trail, trailing, tsl, trailing sl, trail stop, trailing stops, trail stop loss, trailed stop, trailing exit, trail it, trails, t s l, trailing take profit, trail behind, trail profit, trail profits, stop trailing, follow price, trail my stop, trail price"},
    "BREAKEVEN": {"breakeven": "break even, breakeven, be, move stop to break even, move sl to break even, stop to break even, move stop loss to break even, move stop to entry, move stop loss to entry, "
                  "move sl to entry, stop to entry, sl to be, move sl to be, move stop to be, sl to entry, stop to be, stop loss to break even, raise stop to break even, bring stop to break even, move my stop to break even, "
                  "put stop at break even, put stop to break even, set stop to break even, stop goes to break even, stop moves to break even, sl to break even, move stop up to break even, move stop to entry price, stop loss to entry, lock in break even, be stop, shift stop to break even, stop at break even, raise stop to entry, break even stop, break even stop loss, move stop up to entry, move stop to my entry"},
    "ROI": {"roi": "roi, roi table, minimal roi, return table, minimum roi, close at profit of, close at a profit of, min roi, minimal return, take gains table, profit table"},
    "TAKE": {"take": "take, grab, accept"},
    "ONCE": {"once": "at once, immediately, right away, from start, instantly, at start, straight away, from beginning, at any time"},
    "HOLD": {"hold": "hold, hold trade, hold position, hold it, keep it, keep position, keep trade, hold for, keep it open, holding, hold trades, hold positions, stay in, stay in trade, stay in position, keep trade open, keep position open, keep trades, keep positions, holding period, holding time, holding a trade, hold longer, hold any trade, hold any position, hold them, keep them, stay long, keep open, keep holding, be in trade, keep any trade, remain in trade, sit in trade, sit in position"},
    "TIMELIMIT": {"limit": "time limit, time stop, time exit, time based exit, max hold, maximum hold, max holding time, maximum holding time, max duration, maximum duration, trade duration, max holding period, maximum holding period, max trade duration, maximum trade duration, timeout, time out, max time in trade, maximum time in trade, max holding, maximum holding"},
    "LONGER": {"longer": "longer than, for longer than, for more than, beyond, longer, for over, any longer than"},
    "LEVERAGE": {"leverage": "leverage, lev, leveraged, margin leverage, gearing"},
    "X": {"x": "x"},
    "STAKE": {"stake": "stake, stake amount, position size, size, per trade amount, invest, bet, trade size, risk amount, position sizing, allocate, allocation, spend, order size, amount, lot size, sizing, stakes, put in, investing, buy amount, budget, amount per trade, with stake, position value, deploy, commit"},
    "BALANCE": {"balance": "balance, capital, account, equity, wallet, portfolio, funds, bankroll, cash, money, whole balance, account balance, my balance, my account, my capital, total balance, total capital, available balance, account equity, free balance, whole account, total equity, bank, available funds, available capital, account size, trading capital, whole capital, entire balance, entire account"},
    "ALLIN": {"allin": "all in, unlimited, full balance, entire balance, everything i have, whole balance on each trade, everything, all my money, all of my money, whole stack, use everything, unlimited stake, all available balance, full account, full size, max size, full capital, everything evenly, all available funds, all available capital, entire wallet"},
    "PER": {"per": "per trade, each trade, every trade, per position, each position, each time, on each trade, for each trade, in each trade, per entry, each, a trade, every position, per order, each order, for every trade, per deal, per buy, each buy, on every trade, per pair, each entry, in every trade"},
    "CURRENCY": {"currency": "usd, usdt, dollars, dollar, bucks, usdc, eur, euro, euros, busd, $, quote, quid, units, €, £, coins, tether, of quote currency, quote currency"},
    "MAXTRADES": {"max": "max open trades, maximum open trades, open trades, open positions, trades open, positions open, trades at once, positions at once, concurrent trades, concurrent positions, simultaneous trades, simultaneous positions, "
                  "trades at same time, positions at same time, trades at a time, positions at a time, open trades at once, open positions at once, parallel trades, positions simultaneously, trades simultaneously, parallel positions, max trades, max positions, maximum positions, maximum trades, trades open at once, trades open at same time, positions open at once, positions open at same time, open trades at a time, open positions at a time, open trade, open position, position at a time, trade at a time, position at once, trade at once, slots, trades in parallel, max open positions, maximum open positions, trades concurrently, positions concurrently, trade slots, position open, trade open, trades running, coins at once, coins at same time, open at once, open at same time, open at a time, pairs at once, open trades at same time, open positions at same time, open positions at any time, open trades at any time, positions open at a time, trades open at a time, open trades total, at any one time, trades max"},
    "ADDTO": {"add": "buy more, add to position, add, add more, dca, average down, dollar cost average, scale in, add to it, add to trade, adding, averaging down, average up, safety order, safety orders, pyramid, buy again, rebuy, top up, re buy, add another, double down, buy additional, add to winner, add to winners, add to winning position, scale into position, average in, add again, pyramiding, add to losers, accumulate more, buy another, buy same amount again, add same amount, averaging in, increase position, scaling in, with dca, add to my position, extra buy, extra buys, dca orders, dca order, short more, sell more, add funds"},
    "TIMES": {"times": "times, time, times max, times maximum, times total, times in total, buys, additional orders, entries, adds, orders, levels, additions"},
    "EVERY": {"every": "every, each, for every, for each, at every, at each, on every, on each, per"},
    "FURTHER": {"further": "further, additional, extra, another, more, lower again, again, next, deeper"},
    "MOVEDROP": {"against": "drop, dip, fall, decline, move against it, drops, drop in price, price drops, moves against it, move against position, against it, price moves against it, loss, fall in price, price falls, down move, red move, when price drops, dip lower, dips, falls, it drops, it falls, price dips, price drop, if price drops, goes against me, goes down, when it drops, when it falls, lower",
                 "favour": "rise, gain, in favour, in favor, move in favour, move in favor, in its favour, in its favor, price moves in its favour, profit, in favour of it, rises, price rises, goes up, price gains, up move, in my favor, in my favour, when it rises, higher"},
    "FIRSTSTAKE": {"first": "first stake, initial stake, original stake, first order, initial size, initial order, size of first order, first buy, original size, initial position, first position, original position, initial buy, same size, same amount, same stake, base order, first entry"},
}

RISK: dict[str, dict[str, str]] = {
    "STOPLOSSES": {"stops": "stop losses, stop outs, stoplosses, stopouts, stops hit, stop loss hits, stop loss, stop out, stops, losing stops, stopped trades, stop hits, sl hits, sls, stoploss hits, stop losses hit, stopped out trades, stopped out, stop loss exits"},
    "LOSSTRADES": {"losses": "losses, losing trades, losers, losing trade, loss, bad trades, lost trades, red trades, loosing trades, loosers, lossing trades, loses, losing positions, lossed trades, losing streak"},
    "REST": {"rest": "risk off, rest, pause, pause trading, stop trading, cool down, cooldown, cool off, cooling off, halt, halt trading, take break, break, wait, no new trades, no new trade, no trades, no trading, no new entries, no more trades, stop buying, stop opening trades, lock, lock pair, suspend trading, "
             "step away, stand aside, dont trade, do not trade, stop for, sit out, rest pair, its pair rests, pair rests, entries rest, no entries, stay out, quit trading, quit, stop entering, stop all trading, suspend, freeze, block new trades, stay flat, stop taking trades, no new positions, hold off, take pause, do nothing, dont buy, dont enter, done, i stop, disable trading, no trade, stop new trades, stop opening new trades, no buying, no buys, no entry, timeout for, dont open new trades, stay in cash, stop new entries, stop trading, never trade, not trade, dont take new trades, dont buy again, no re entry, no reentry, dont re enter, stop entries, go risk off, be risk off, chill, rests, sleep, block trading, dont take trades, avoid trading, skip trading, dont take any trades, no more trading, im done, stop it"},
    "DRAWDOWN": {"drawdown": "drawdown, max drawdown, maximum drawdown, draw down, dd, account drawdown, drawdown of account, max dd, equity drawdown, portfolio drawdown, total drawdown"},
    "PERPAIR": {"pair": "on that pair, per pair, for that pair, on each pair, on each pair separately, for each pair, on pair, each pair separately, on same pair, of same pair, for pair, that pair, in that pair, same pair, same coin, on that coin, that coin, on same coin, for that coin, on pair only, pair only"},
    "PERSIDE": {"side": "on that side, per side, on each side, on each side separately, each side separately, in that direction, per direction, in same direction, that direction"},
    "RATIOMODE": {"ratios": "counted by trade ratios, by trade ratios"},
    "EQUITYMODE": {"equity": "counted by equity, of account equity"},
    "TRADECLOSES": {"close": "trade closes, position closes, each trade, every trade, closing trade, trade, exit, selling, trade is closed, trade ends, any trade, sell, each exit, every exit, each trade closes, closing position, a sale, each sell, sale, every sell, trade closed, each closed trade, exiting, position is closed, exiting trade"},
    "LOWPROFIT": {"low": "together earning less than, earning less than, trades earning less than, trades that earned less than, low profit trades, trades with profit below, trades together earning less than"},
    "WORSE": {"worse": "worse than, counting losses worse than, counting only losses worse than"},
    "BIGLOSS": {"x": "losing more than"},
    "INPROFIT": {"profit": "only in profit, only when in profit, only if in profit, exit signals only count in profit, only sell in profit, never sell at loss, only at profit, never sell at a loss, dont sell at loss, only exit in profit, only sell at profit, only sell when in profit, only sell if in profit, do not sell at loss, only close in profit, sell only in profit, exit only in profit, exit only when in profit, exit only if in profit, never close at loss, never sell in loss, never exit at loss, sell only when in profit, sell only if in profit, sell only with profit, only sell with profit, sell only at profit, dont sell in loss, only take exits in profit, ignore exit signals while in loss, only if trade is in profit, only when trade is in profit, only if profitable, only when profitable, never at loss"},
    "IGNOREROI": {"ignore": "return table and take profit wait while entry signal holds, ignore roi while entry signal holds, ignore roi if entry signal, dont take profit while entry signal holds"},
    "EXITPROFIT": {"any": "close at any profit or loss, whatever it is, whatever profit, exit anyway, at any profit"},
    "DISTANCE": {"below": "below entry, under entry, from entry, away, below entry price, from entry price, away from entry, behind, below price, below buy price, under my entry, below my entry, under entry price, from my entry, below close, under price, distance, below, away from price, of entry, beneath entry, of distance, lower than entry, below current price, from buy price, under buy price, below my entry price, below my buy price",
                 "above": "above entry, above my entry, over entry, above entry price, above"},
    "BEHIND": {"best": "behind best price, behind highest price, from best price, from high, below highest price, from highest price, below highest high, below high, behind price, from top, from peak, below peak, from highs, behind high, below high since entry, below highest price since entry, from highest high, below best price, under high, under peak, off high, off highs, from its high, from its highest, from its peak, behind peak, off top, under highest high, below highest close, from its highest price, below top, below its peak, from maximum, under highest price, from high since entry"},
    "CHANDELIER": {"chandelier": "chandelier, chandelier exit, chandelier stop, chandelier exits"},
    "PARAMETER": {"parameter": "parameter, tunable, tune"},
    "STEPS": {"steps": "in steps of, step of, steps of, by steps of"},
    "STRATEGY": {"strategy": "strategy, strategy name, system, strategy called, strategy named, bot"},
    "NOSTOP": {"none": "no stop loss, no stop, without stop, without stop loss, no stoploss, no sl, dont use stop loss, without stoploss, no stop losses, no hard stop, stop loss none, no stops, sl none, stop none, without sl, dont use stop"},
    "NOEXIT": {"none": "no exit signal, no sell signal, no exit rule, never sell, no exit signals, no exit, no exits, hold forever, hodl, hodl forever, hold until end, never exit, hold to end"},
    "READAS": {"mean": "i mean"},
    "LEAVEOUT": {"out": "leave out"},
}

TIME: dict[str, dict[str, str]] = {
    "UNIT": {
        "minutes": "minute, minutes, min, mins, mn",
        "hours": "hour, hours, hr, hrs",
        "days": "day, days",
        "weeks": "week, weeks, wk, wks",
        "candles": "candle, candles, bar, bars, period, periods, kline, klines, candlestick, candlesticks, sticks, tick, ticks, intervals, prd, per candle",
        "months": "month, months",
        "years": "year, years",
    },
    "TFUNIT": {
        "minutes": "minute, minutes, min, mins, mn",
        "hours": "hour, hours, hr, hrs",
        "days": "day, days",
        "weeks": "week, weeks, wk, wks",
    },
    "TFWORD": {"1h": "hourly", "1d": "daily, eod, end of day", "1w": "weekly"},
    "TIMEFRAME": {"timeframe": "timeframe, time frame, tf, chart, charts, candle size, interval, graph, time frames, timeframes, chart timeframe, candle chart, candlestick chart, scale"},
    "WEEKDAY": {
        "mon": "monday, mon, mondays", "tue": "tuesday, tue, tues, tuesdays", "wed": "wednesday, wed, wednesdays, weds",
        "thu": "thursday, thu, thur, thurs, thursdays", "fri": "friday, fri, fridays",
        "sat": "saturday, sat, saturdays", "sun": "sunday, sun, sundays",
    },
    "DAYGROUP": {"week": "weekdays, weekday, working days, business days, work days, during week, work week, workdays", "weekend": "weekend, weekends, week end, week ends"},
    "EVERYDAY": {"all": "every day, all days, each day"},
    "DAYIS": {"day": "day is, weekday is"},
    "TIMEIS": {"time": "time is"},
    "UTC": {"utc": "utc, gmt, utc time, o clock, oclock, zulu, gmt time, o clock utc, h utc, hours utc, in utc"},
    "MIDNIGHT": {"00:00": "midnight", "12:00": "noon, midday"},
    "YESTERDAY": {"yesterday": "yesterday, yesterdays, previous day, prior day, previous days, prior days, last day, day before"},
    "TODAY": {"today": "today, todays"},
}

SHAPES: dict[str, dict[str, str]] = {
    "COLOR": {"green": "green, bullish candle color", "red": "red", "white": "white", "black": "black"},
    "CANDLE": {"candle": "candle, candles, candlestick, candlesticks, bar, bars"},
    "BULL": {"bull": "bullish, bull, bullishly, uptrend signal, up trend signal"},
    "BEAR": {"bear": "bearish, bear, bearishly"},
    "POSITIVE": {"positive": "positive, in positive territory, positive territory"},
    "NEGATIVE": {"negative": "negative, in negative territory, negative territory"},
    "OVERSOLD": {"oversold": "oversold, over sold, oversold territory, oversold zone, oversold area, oversold level, oversold region, oversold levels"},
    "OVERBOUGHT": {"overbought": "overbought, over bought, overbought territory, overbought zone, overbought area, overbought level, overbought region, overbought levels"},
    "PATTERNWORD": {"pattern": "pattern, candle pattern, formation, candlestick pattern, patterns"},
    "GOLDEN": {"golden": "golden cross, golden crossover, gc, golden crosses"},
    "DEATH": {"death": "death cross, dead cross, death crossover, death crosses"},
    "CLOUD": {"cloud": "cloud, kumo, ichimoku cloud, ichi cloud"},
    "BAND": {"band": "band, bands, envelope"},
    "MA": {"ma": "ma, fast ma, slow ma, fast moving average, slow moving average, short moving average, long moving average, faster ma, slower ma, short ma, long ma, short term moving average, long term moving average, short term ma, long term ma, moving average, mas, moving averages, moving avg, mov avg, mavg"},
    "AVERAGE": {"average": "average, avg, mean, averages, norm, usual"},
    "HIGH": {"high": "high, highs, high price, resistance high"},
    "LOW": {"low": "low, lows, low price"},
    "HIGHEST": {"highest": "highest, highest high, maximum, max, highest price, highest close"},
    "LOWEST": {"lowest": "lowest, lowest low, minimum, min, lowest price, lowest close"},
    "NEWHIGH": {"new": "new, fresh, breakout of"},
    "CHANGE": {"change": "change"},
    "SMALLER": {"smaller": "smaller of"},
    "LARGER": {"larger": "larger of"},
    "VALUE": {"value": "value, level, mark, number, line, reading, threshold, readings, levels, zone, area, territory, region"},
    "IT": {"it": "it, that, this, its value, they, them, same"},
    "ITS": {"its": "its, their, it's"},
    "BODY": {"body": "body"},
    "PENETRATION": {"penetration": "penetration, with penetration"},
    "OPPOSITE": {"opposite": "opposite, opposite signal, opposite cross, reverse signal, reverse cross, cross other way, opposite happens, reverse happens, opposite crossover, opposite direction, other way around, other direction, contrary, opposite occurs, reverse crossover, opposite condition, opposite conditions, reverse, inverse, crosses back, it crosses back, they cross back, cross back other way, crosses other way, it reverses, reversal of that, reversed"},
    "STANDARDDEV": {"sd": "standard deviations, sigma, stdevs, std devs"},
    "BELOWBAND": {"x": "outside lower side of"},
}

REWARDS: dict[str, dict[str, str]] = {
    "REWARD": {"rr": "risk reward, rr, risk reward ratio, reward to risk, reward risk, risk to reward, reward to risk ratio, risk to reward ratio, r r, r r ratio, reward"},
    "RISKWORD": {"risk": "risk, my risk, r, stop distance, what i risk, stop size"},
    "STARTS": {"starts": "activates, activated, activates at, activated at, activation, activate, starting, starts, start, starting at, starts at, kicks in, kicks in at, active after, active from, offset, begins, begin, beginning, armed, arms, engages, trigger at, triggered at, activation at, with offset, begin at, only active, start it, active, starting once, kick in"},
    "LATER": {"later": "later, after entry, after buying, after that entry, after buy, of holding, after opening, in trade, in position, after i buy, after entering, from entry time, since entry, holding, after open"},
    "STILLOPEN": {"open": "still open, if still open, still in trade, not closed, open still, trade is still open, position is still open, still holding, still in position, if not closed, regardless, no matter what, whatever happens, at latest, latest, in any case, no matter, at the latest"},
    "OLDER": {"older": "older, older than, open longer than, open for longer than, open for more than, open more than, held longer than, held for more than, lasts longer than, lasts more than, open longer, runs longer than, has been open for more than, has been open longer than, held more than, has been open for"},
    "ANYPROFIT": {"0": "any profit, break even, breakeven, anything positive, zero, nothing, zero profit, any gain"},
    "REST_DAY": {"1": "rest of day, day, for day, remainder of day, today"},
    "UNTIL": {"until": "until"},
    "GAIN_VERB": {"have": "there are, we have, take, takes, get, suffer, had, lose"},
    "ANOTHER": {"another": "another, further, additional"},
    "IF": {"if": "if"},
}

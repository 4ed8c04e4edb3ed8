"""Words for entering and leaving."""

from __future__ import annotations

ACTIONS: dict[str, dict[str, str]] = {
    "BUY": {
        "buy": (
            "buy, buy dip, buy dips, buys, buying, purchase, bought, buy in, buy signal, buy "
            "order, buy condition, buy conditions, buy rule, buy rules, buy trigger, place buy "
            "order, acquire, accumulate, buy it, buy market, buy setup, bid, purchasing, ape "
            "in, buy when ever, kaufen, scoop up, scoop, longcondition, buycondition, i buyer, "
            "i am buyer, load up, load up on, grab some, grab it, pick up, pick it up, pick "
            "some up, get some, i load up, going in, get me in, gets me in, puts me in, takes "
            "me in, be buyer, we buy, buys in, buying signal, buying signals, buying condition, "
            "buying conditions, buying rule, buying rules, buy signals, buy point, buy point "
            "is, buy side, buying point, to be bought, is bought, are bought, gets bought, time "
            "to buy, is when i buy, that is when i buy, that is when we buy, that is when to "
            "buy, so that is when i buy, add position, make purchase, go shopping, buy happens, "
            "buy comes, buy happens when, buy comes when, as for buying, regarding buying, for "
            "buying, when to buy, buy one, buy some, buy either one, buy any one, buy coin, buy "
            "full position, buy new position, buy next candle, buy at next candle, buy next "
            "open, buy at next open, buy with market order, buy at market"
        ),
    },
    "ENTER": {
        "own": (
            "own it, own coin, be invested, be in market, stay invested, stay in market, hold "
            "while, hold it while, hold coin while, hold position while, hold long while, hold "
            "long, hold as long as, hold it as long as, hold only while, hold coin as long as, "
            "hold long as long as, stay in while, stay in as long as, stay in trade while, stay "
            "in trade as long as, stay long while, stay long as long as, be long while, be long "
            "as long as, be long when, be long if, be long only when, be long only while, keep "
            "it while, keep it as long as, keep holding while, keep holding as long as, own "
            "while, own it while, own it as long as, own it when, own it only when, own it only "
            "while, own it if, own when, own only when, be in market while, be in market when, "
            "be in market if, be in market only when, be in market as long as, be invested "
            "while, be invested when, be invested if, be invested as long as, long while, long "
            "as long as, hold when, hold it when, hold coin when, hold if, hold it if, hold "
            "coin if, i hold while, i hold when, i hold as long as, hold on while, ride it "
            "while, ride it as long as, ride while, in trade while, in trade as long as"
        ),
        "enter": (
            "enter, enters, entering, entry, entries, entry signal, entry rule, entry rules, "
            "entry condition, entry conditions, open position, open trade, open positions, open "
            "new position, open new positions, open new trade, open trades, take position, take "
            "trade, take trades, enter position, enter trade, enter trades, enter market, get "
            "in, jump in, go in, hop in, step in, come in, enter new position, enter new "
            "trades, entry trigger, entry setup, start trade, initiate position, initiate, take "
            "entry, take entries, take signal, take signals, setup, new trade, new position, "
            "triggers entry, start position, entry criteria, entry price, i get in, i enter, "
            "pull trigger, entry point, place order, dip in, in when, in if, in once, in as "
            "soon as, in whenever, we get in, i in, we in, i am in, we are in, in on, i in "
            "when, is entry, is my entry, is our entry, is entry signal, is my entry signal, is "
            "entry rule, is signal to enter, is signal to buy, that is entry, that is my entry, "
            "that is our entry, is where i enter, is where i get in, is where we enter, is when "
            "i enter, is when i get in, gets us in, gets you in, takes us in, bring me in, "
            "brings me in, my entry, our entry, entry is, entry is when, my entry is, our entry "
            "is, entry comes, entry comes when, entry happens, entry happens when, entry will "
            "be, entry would be, entry level, entry when, entry on, is entered, are entered, "
            "trades are entered, trade is entered, position is entered, positions are entered, "
            "position is opened, positions are opened, trade is opened, trades are opened, is "
            "opened, are opened, be opened, should position be opened, should trade be opened, "
            "position is taken, trade is taken, trades are taken, position gets opened, trade "
            "gets opened, open one, open deal, open deals, open order, open orders, start deal, "
            "start deals, make entry, do entry, entering signal, entrance, entrance signal, "
            "entry signals, entry point is, enter position only, take entries only, take entry "
            "only, enter only, get into trade, get into position, get into market, get into it, "
            "go into trade, go into position, put on trade, put on position, deal start "
            "condition, deal start conditions, for entry, for entries, for entering, as for "
            "entry, as for entries, when to enter, to enter, entry order, enters trade, enters "
            "position, open with market order, enter at market, enter at next candle, enter "
            "next candle"
        ),
    },
    "SELL": {
        "sell": (
            "sell, distribute, sell rip, sell rips, sells, selling, sold, sell signal, sell "
            "order, sell condition, sell conditions, sell rule, sell rules, sell it, sell "
            "trigger, dump it, dump position, unload, liquidate, cash out, sell everything, "
            "sell all, sell position, sell off, sell again, sell them, sell at market, sell "
            "setup, sell my position, offload, verkaufen, dump when, dump if, dump once, dump "
            "at, dump on, dump as soon as, i dump, we dump, then dump, position is to be sold, "
            "i seller, i am seller, be seller, we sell, selling signal, selling signals, "
            "selling condition, selling conditions, selling rule, selling rules, sell signals, "
            "sell point, selling point, to be sold, is sold, are sold, gets sold, be sold, "
            "should be sold, time to sell, is when i sell, that is when i sell, that is when we "
            "sell, that is when to sell, dump all, dump everything, dump them, dump whole "
            "position, dump my position, dump bags, let it go, let go, sell happens, sell "
            "comes, sell happens when, sell comes when, as for selling, regarding selling, for "
            "selling, when to sell, sell coin, sell full position, sell whole position, sell "
            "back, sell out, sell either one, sell any, sell entire position, sell it all, sell "
            "at next candle, sell next candle, sell with market order, position is sold, coin "
            "is sold, it is sold, get rid of position, get rid of them, get rid of coin, get "
            "rid"
        ),
    },
    "EXIT": {
        "exit": (
            "take it off table, take them off table, "
            "give up, leaves, out, go flat, flat when, get flat, hold until, keep until, stay "
            "in until, hold it until, exit, exits, exit signal, exit rule, exit rules, exit "
            "condition, exit conditions, get out, close position, close positions, close trade, "
            "close trades, exit position, exit trade, exit trades, close it, close out, leave "
            "position, leave trade, bail out, bail, close everything, close all, exit trigger, "
            "exit market, flatten, close order, exit criteria, exit strategy, abandon, end "
            "trade, end position, exit all, closing position, close open position, close all "
            "positions, get rid of it, out when, step out, i get out, get me out, jump out, "
            "exit everything, exit it, close whole position, square off, unwind, exit at "
            "market, leave market, take exit, close any position, close any trade, close open "
            "trades, stop out, closecondition, exitcondition, sellcondition, exitlong, "
            "closelong, we get out, flat, go to cash, be in cash, in cash, cash, stay in cash, "
            "move to cash, sit in cash, go cash, be flat, get flat, we flat, i flat, stay flat, "
            "be out, be out of market, stay out of market, get out of market, get out of trade, "
            "get out of it, get out of position, get me out of trade, get me out of it, get us "
            "out, gets me out, gets us out, gets you out, takes me out, take me out, takes us "
            "out, take us out, throws me out, kicks me out, brings me out, puts me out, pull me "
            "out, pulls me out, i out, we out, i am out, we are out, i out when, out on, i "
            "leave, we leave, leave it, leave trade, leave position, leave when, leave if, "
            "leave once, leave on, leave at, go out, goes out, we go out, i go out, going out, "
            "is exit, is my exit, is our exit, is exit signal, is my exit signal, is exit rule, "
            "is signal to exit, is signal to leave, is signal to sell, that is exit, that is my "
            "exit, that is our exit, is where i exit, is where i get out, is where we exit, is "
            "when i exit, is when i get out, is when i leave, my exit, our exit, exit is, exit "
            "is when, my exit is, our exit is, exit comes, exit comes when, exit happens, exit "
            "happens when, exit will be, exit would be, exited, is exited, are exited, trades "
            "are exited, trade is exited, position is exited, positions are exited, exit when, "
            "exit on, position is closed, positions are closed, trade is closed out, trades are "
            "closed, position gets closed, trade gets closed, is closed, are closed, be closed, "
            "gets closed, get closed, should be closed, should it be closed, and closed when, "
            "and closed if, and closed once, and closed on, and closed after, and closed at, "
            "should position be closed, should trade be closed, closes it, closes trade, closes "
            "position, closes positions, closed out, is closed out, ends it, ends trade, ends "
            "position, end it, closing signal, closing signals, closing condition, closing "
            "conditions, close signal, close condition, close conditions, close rule, close "
            "rules, close deal, close deals, deal close condition, exit signals, exiting "
            "signal, exit both, exit either, exit either one, close both, close either, exit "
            "position only, exit only, take exits, take exits only, take exit only, hold it "
            "till, hold till, hold position until, hold trade until, hold long until, hold them "
            "until, hold coin until, holding until, keep it until, keep position until, keep "
            "holding until, keep holding it until, keep it open until, keep trade open until, "
            "keep position open until, keep long until, stay in trade until, stay in position "
            "until, stay in it until, stay in long until, stay long until, stays long until, we "
            "stay long until, remain long until, stay until, stay invested until, stay with it "
            "until, stick with it until, ride it until, ride until, ride trend until, ride it "
            "till, stay long till, for exit, for exits, for exiting, as for exit, as for exits, "
            "as for exiting, when to exit, when to close, to exit, when to get out, abort, "
            "abort trade, escape, exit early, exit immediately, exit at once, close at once, "
            "close immediately, square position, square it off, squared off, square up, close "
            "down position, close position out, close it out, close trade out, close open "
            "position, close my position, close my trade, close that position, close that "
            "trade, close this trade, close this position, close our position, close all "
            "trades, close all longs and, liquidate position, i take my money, take my money, "
            "take my money and run, take money and run, exit order, exits trade, exits "
            "position, exit at next candle, exit next candle, cut it loose, exit with market "
            "order"
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
            "entry, short entries, short sell, sell short, go short, shorting, shorted, short "
            "it, short side, short only, i go short, we go short, i short, we short, be short, "
            "get short, going short, goes short, go in short, enter short, enters short, enter "
            "in short, enter in short position, enter short position, enter short trade, open "
            "short, open shorts, open short position, open short trade, open short trades, take "
            "short, take shorts, take short position, take short trade, start short, short is "
            "opened, shorts are opened, short position is opened, short trade is opened, short "
            "is entered, should short be opened, short should be opened, short triggers, short "
            "trigger, short signal, short signals, short setup, short rule, short rules, short "
            "condition, short conditions, turn short, flip short, switch to short, short entry "
            "signal, short entry signals, short entry rule, short entry rules, short entry "
            "condition, short entry conditions, short entry is, short selling, sell to open, "
            "enter shorts, go into short"
        ),
    },
    "GO": {
        "go": (
            "go long, going long, enter long, open long, open long position, take long, take "
            "long position, long entry when, be long, get long, start long, goes long, enter "
            "long position, take long trade, enter long trade, take longs, go in long, open "
            "longs, enter longs, i go long, we go long, i long, we long, be in long, enter in "
            "long, enter in long position, enter to long, go to long, goes in long, i open "
            "long, we open long, open new long, open long trade, open long trades, open long "
            "positions, open long order, long is opened, longs are opened, long is entered, "
            "long gets opened, should long be opened, long should be opened, long may be "
            "opened, long can be opened, long will be opened, long is taken, long position is "
            "opened, long trade is opened, long position is entered, long opened, long "
            "triggers, long trigger, long signal, long signals, long setup, long rule, long "
            "rules, long condition, long conditions, long criteria, buy long, buying long, turn "
            "long, flip long, switch to long, long entry signal, long entry signals, long entry "
            "rule, long entry rules, long entry condition, long entry conditions, long entry "
            "is, go only long, longs are taken"
        ),
    },
    "CLOSE": {"exit": "close"},
    "COVER": {
        "cover": (
            "cover, covers, cover short, cover shorts, close short, close shorts, exit short, "
            "exit shorts, buy to cover, covering, short exit, short exits, close short "
            "position, exit short position, buy back, short exit rules, cover it, cover "
            "position, exit from short"
        ),
    },
    "CLOSELONG": {
        "exit": (
            "close long, close longs, exit long, exit longs, sell long, sell longs, long exit, "
            "long exits, close long position, exit long position, exit from long, sell to "
            "close, close out longs, long is closed, longs are closed, long gets closed, long "
            "is exited, long position is closed, long trade is closed, close any long, close my "
            "long, close out long, get out of long, get out of longs, leave long, leave long "
            "position, exit long position, exit long trade, exit long when, long exit signal, "
            "long exit rule, long exit condition, long exit conditions, long exit is, long "
            "close, sell long position, sell off longs, sell my longs"
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
            "both sides, trade, trading window, trading times, trading time, window, trading "
            "session, trading only, trading, trade only, only trade, trade signals, allowed to "
            "trade, open new trades only, take new trades, active, run, operate, trading "
            "allowed, trading hours, trading days, session, hours, days, days of week, new "
            "entries, signals"
        ),
    },
    "MIRROR": {
        "mirror": (
            "reverse for shorts, opposite for shorts, vice versa for shorts, reverse for short, "
            "opposite for short, and reverse for shorts, mirror for shorts, mirrored for "
            "shorts, inverse for shorts, same in reverse for shorts, same in reverse, same for "
            "shorts, shorts are opposite, shorts opposite, shorts are mirror image, shorts "
            "mirrored, do opposite for shorts, do reverse for shorts, other way around for "
            "shorts, short opposite, shorts reversed, shorts inverse, vice versa, vice versa "
            "for short, vice-versa, opposite for short side, reverse for short side, short is "
            "opposite, short vice versa, shorts vice versa, same but opposite for shorts, "
            "opposite rules for shorts, reverse rules for shorts, inverse for short, mirror for "
            "short, mirror it for shorts, flip it for shorts, flip for shorts, same thing "
            "reversed for shorts, opposite to go short, mirror image for shorts, shorts are "
            "reverse, for shorts do opposite, for shorts opposite, for shorts reverse, short on "
            "opposite, short on opposite conditions, short on opposite signal, short in "
            "opposite case, shorts are mirrored, shorts mirror longs, exact opposite for "
            "shorts, opposite for going short, reverse for going short"
        ),
    },
}
"""Actions, by terminal and meaning."""

"""Words that carry no rule, numbers in words, and coins."""

from __future__ import annotations

FILLERS = (
    "quite, i am quite new to this, i am new to this, i am beginner, new to this, new to "
    "trading, beginner, so that i do not lose too much, so i do not lose too much, to be safe, "
    "just in case, for safety, turtle, turtle style, turtle trading, style, because, since i "
    "like, hopefully, kinda, folks, everyone, day trading, day trade, bot that, bot which, bot "
    "to, stock, stocks, mean reversion, trend following, mean reversion strategy, breakout "
    "strategy, i, we, you, me, us, my, our, your, the, please, pls, plz, hi, hello, hey, guys, "
    "thanks, thank you, thx, cheers, bro, mate, sir, i want to, i want, want, want to, wants "
    "to, would like to, i would like, would like, like to, going to, gonna, wanna, let me, let "
    "us, lets, let, i will, will, shall, should, must, can, could, would, may, so, well, ok, "
    "okay, basically, simply, essentially, really, actually, then just, kindly, hereby, always, "
    "use, using, used, set, put, place, apply, have, has, had, having, do, does, did, make "
    "sure, make sure that, ensure, ensure that, i think, think, idea is, idea is to, plan is, "
    "plan, basic idea, there, here, this strategy, these, those, rule, rules, my rules, idea, "
    "following, as follows, bot should, i need, need, needs, need to, needs to, has to, have "
    "to, algorithm, algo, rule set, guys please, now, also please, first, secondly, "
    "firstly, finally, lastly, next we, some, own, itself, of course, that is, i e, e g, eg, "
    "ie, as well, too, even, very simple, simple, nice, good, classic, standard, normal, "
    "default, usual settings, default settings, standard settings, typical, regular, plain, "
    "basic, strategy is, my strategy, strategy is to, my strategy is, trading strategy, system "
    "is, trading system, trading bot, create strategy, build strategy, make me strategy, write "
    "strategy, test, backtest, try, strat, my strat, create, build, program, strategy that, "
    "strategy which, strategy where, indicator, indicators, respectively, as, called, named, "
    "asset, chart shows, who, which, what, how, only then, be sure, note, note that, also note, "
    "remember, value of, of value, in order, kind of, sort of, just when, literally, happens "
    "that, it happens, happened, is when, is if, rule is, rule is to, i like to, i like, like, "
    "love, we can, we will, today i, my plan, point, points out, given candle, new, fresh, "
    "clear, clean, clearly, then i, i would, gets going, overall, specifically, namely, for "
    "example, simple strategy, hello bot, at which point, at that point, at "
    "same time, fully, completely, whole, entire, entirely, full, any, all time frames, "
    "automatically, whatever, otherwise just, certain, particular, given that there, yes, sure, "
    "moment, place where, respected, every single, single, following rules, following "
    "conditions, these rules, these conditions, conditions are met, condition is met, are met, "
    "is met, met, is true, are true, true, hold true, holds true, is satisfied, are satisfied, "
    "satisfied, fulfilled, are fulfilled, is fulfilled, apply here, applies, to be, is set, be "
    "set, fixed, placed, placed at, is placed, in place, managed, management, risk management, "
    "risk, money management, exit plan, plan for exit, rules for, parameters, settings, setup "
    "is, details, filter, filters, trend filter, confirmation, confirm, confirmed, additional "
    "filter, market order, market orders, limit order, limit orders, order type, manually, "
    "exchange, spot "
    "market, crypto, cryptocurrency, pair, pairs, coin, coins, token, tokens, for me, for us, "
    "for my, on chart, candle chart, as my, as our, i use, we use, use it, work with, works "
    "with, working on, trading on, traded on, based on, based, base on, according to, depending "
    "on, see, sees, seen, watch, look, look for, looking for, looking, find, check, check if, "
    "check that, check whether, when i, whether, detect, detected, identified, also for, for us "
    "to, tell, tell me, show, show me, give, give me, gives, giving, gave, way, ways, then you, "
    "who knows, immediately after that, do it, do this, do that, go ahead, go ahead and, after "
    "that, after this, later on, from there, from then on, from that point, from that moment, "
    "done when, as usual, dear, team, thats it, thats all, that is all, that is it, nothing "
    "else, nothing more, keep in mind, importantly, important, additionally please, same time, "
    "time, place trade, execute, executed, execution, perform, do trade, position opened, "
    "opened, is opened, once opened, activated when, per default, by default, strong signal, my "
    "friend, friend, friends, sl tp, sl and tp, hold on, currently, current, actual, exact, "
    "real, really just, price of coin, ever, even if, regardless, in general, general, "
    "generally, divided evenly among open trades, divided evenly, evenly, roughly, "
    "approximately, scalp, scalping, scalper, swing, swing trade, swing trading, make bot, make "
    "me bot, build bot, write bot, code bot, make strategy, whichever comes first, whatever "
    "comes first, whichever is first, whichever happens first, which ever comes first, "
    "whichever first, comes first, approx, ca, circa, nearly, least once, total, in total, "
    "hereafter, plus"
)
"""Words dropped without loss: they hold no rule."""

COINS = (
    "btc, bitcoin, xbt, eth, ethereum, ether, xrp, ripple, ltc, litecoin, sol, solana, ada, "
    "cardano, doge, dogecoin, bnb, dot, polkadot, avax, avalanche, link, chainlink, matic, "
    "polygon, trx, tron, bch, xlm, stellar, eos, xmr, monero, shib, pepe, btcusdt, ethusdt, "
    "btcusd, ethusd, solusdt, xrpusdt"
)
"""Coins people name; which pairs are traded is not part of a strategy."""

SAME_COINS = {
    "bitcoin": "btc",
    "xbt": "btc",
    "ethereum": "eth",
    "ether": "eth",
    "ripple": "xrp",
    "litecoin": "ltc",
    "solana": "sol",
    "cardano": "ada",
    "dogecoin": "doge",
    "polkadot": "dot",
    "avalanche": "avax",
    "chainlink": "link",
    "polygon": "matic",
    "tron": "trx",
    "stellar": "xlm",
    "monero": "xmr",
}
"""Names of one coin."""

NUMBER_WORDS: dict[str, float] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "couple": 2,
    "dozen": 12,
}
"""Numbers in words."""

FACTOR_WORDS: dict[str, float] = {
    "twice": 2,
    "double": 2,
    "thrice": 3,
    "triple": 3,
    "half": 0.5,
    "doubled": 2,
    "quadruple": 4,
}
"""Factors in words, as in "twice its average"."""

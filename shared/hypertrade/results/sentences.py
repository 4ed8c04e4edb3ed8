"""What a report tells besides its figures: caveats, and why there are few trades."""

from __future__ import annotations

from hypertrade.domain.telling import Sentence

AND_MORE = Sentence("part.andMore", "{names} and {count} more")

# Caveats: the candles.
SYNTHETIC = Sentence(
    "caveat.synthetic",
    "The candles of {pairs} are synthetic: invented by a generator. The result says nothing about "
    "any real market.",
)
GAPS = Sentence(
    "caveat.gaps",
    "{filled} of {candles} candles ({share}) were missing and filled flat with no volume, as "
    "Freqtrade does; indicators run over them.",
)
OUTLIERS = Sentence(
    "caveat.outliers",
    "{count} candles moved far more than their neighbours and were kept. A trade on one may not "
    "have been possible.",
    one="{count} candle moved far more than their neighbours and were kept. A trade on one may not "
    "have been possible.",
)

# The sample.
NO_TRADE = Sentence(
    "caveat.noTrade", "No trade: fewer than {enough} are too few to tell skill from luck."
)
FEW_TRADES = Sentence(
    "caveat.fewTrades",
    "Only {count} trades: fewer than {enough} are too few to tell skill from luck.",
    one="Only {count} trade: fewer than {enough} are too few to tell skill from luck.",
)
LUCKY = Sentence(
    "caveat.lucky",
    "The average trade cannot be told from zero (two-sided t-test, p = {p}): the profit may be "
    "luck.",
)
UNLUCKY = Sentence(
    "caveat.unlucky",
    "The average trade cannot be told from zero (two-sided t-test, p = {p}): the loss may be bad "
    "luck.",
)
SHORT_RANGE = Sentence(
    "caveat.shortRange",
    "The test covers {count} days: yearly figures (CAGR, Sharpe, Sortino, Calmar) are extrapolated "
    "from little.",
    one="The test covers {count} day: yearly figures (CAGR, Sharpe, Sortino, Calmar) are "
    "extrapolated from little.",
)
LEFT_OPEN = Sentence(
    "caveat.leftOpen",
    "{count} trades still open at the end were closed at the last candle's opening price (exit "
    "reason force_exit).",
    one="{count} trade still open at the end was closed at the last candle's opening price (exit "
    "reason force_exit).",
)

# What was asked for.
SLIPPAGE = Sentence(
    "caveat.slippage",
    "Every fill was made {slippage} worse than the asked price. Amounts, timing and stops are "
    "those of the run without slippage; only prices, fees and profits moved.",
)
NO_SLIPPAGE = Sentence(
    "caveat.noSlippage",
    "Every order filled at exactly the asked price. Real orders usually fill a little worse; run "
    "again with a slippage to see what that costs.",
)
NO_FEE = Sentence("caveat.noFee", "No trading fee was charged. Almost every exchange takes one.")

# The books.
PARTIAL_EXITS = Sentence(
    "caveat.partialExits",
    "Freqtrade left earlier partial exits out of {count} trades ({missing} in all). The figures "
    "follow Freqtrade; the orders in result.json are complete.",
    one="Freqtrade left earlier partial exits out of {count} trade ({missing} in all). The figures "
    "follow Freqtrade; the orders in result.json are complete.",
)
BOOKS_DIFFER = Sentence(
    "caveat.booksDiffer",
    "The account ended {apart} away from what its trades add up to. CAGR and the final balance "
    "follow the account, every other figure the trades.",
)

# Who kept the books.
ENGINE = Sentence("caveat.engine", "{remark}")
UNCONFINED = Sentence(
    "caveat.unconfined",
    "The strategy's code ran without confinement: it could have read files, the network or the "
    "future, or changed these very numbers.",
)
IN_FREQTRADE = Sentence(
    "caveat.inFreqtrade",
    "The strategy is its author's own code and ran in one process with Freqtrade, which kept the "
    "books there: what it reports about itself is only as honest as the code.",
)
IN_FREQTRADE_WHY = Sentence(
    "caveat.inFreqtradeWhy",
    "The strategy is its author's own code and ran in one process with Freqtrade, which kept the "
    "books there ({why}): what it reports about itself is only as honest as the code.",
)
APART = Sentence(
    "caveat.apart",
    "The strategy is its author's own code. It ran apart from the engine and handed over its "
    "signals only: fills, fees and profits are none of its doing.",
)

# Why there are few trades.
NO_CANDLE = Sentence(
    "why.noCandle",
    "There was no candle to trade on in this range, once indicators had warmed up.",
)
UNJUDGED = Sentence(
    "why.unjudged",
    "“{condition}” ({rule}) could never be judged: its indicators had no value on any candle. The "
    "range is shorter than their warm-up.",
)
NEVER = Sentence("why.never", "“{condition}” ({rule}) was never true on any of {candles} candles.")
RAREST = Sentence(
    "why.rarest",
    "The rarest condition, “{condition}” ({rule}), held on {held} of {candles} candles ({share}).",
)
NO_SIGNAL = Sentence("why.noSignal", "No candle gave an entry signal ({over}).")
SIGNALS = Sentence(
    "why.signals",
    "{count} entry signals came from {over}.",
    one="{count} entry signal came from {over}.",
)
OVER = Sentence(
    "part.candlesOfPairs",
    "{candles} candles of {count} pairs",
    one="{candles} candles of {count} pair",
)
NO_ROOM = Sentence("why.noRoom", "The open-trade limit is 0, so nothing could be bought.")
STAKE_TOO_LARGE = Sentence(
    "why.stakeTooLarge",
    "The stake ({stake} {currency}) is larger than the balance ({balance} {currency}), so no order "
    "could be paid for.",
)
REJECTED = Sentence(
    "why.rejected",
    "{count} entry signals found no free slot (open-trade limit {limit}).",
    one="{count} entry signal found no free slot (open-trade limit {limit}).",
)
LOCKED = Sentence(
    "why.locked",
    "Protections locked trading {count} times; signals during a lock are ignored.",
    one="Protections locked trading {count} time; signals during a lock are ignored.",
)
UNFILLED = Sentence(
    "why.unfilled",
    "{count} entry orders never filled: the price did not come back to the asked one in time.",
    one="{count} entry order never filled: the price did not come back to the asked one in time.",
)
NOTHING_CAME = Sentence(
    "why.nothingCame",
    "Entries were signalled and none became a trade: the stake may be below the market's minimum "
    "order or above the free balance, the price may have had too many digits for the market, or "
    "exit signals may stand on the same candles (they cancel each other).",
)

"""What the statistical checks tell about their figures."""

from __future__ import annotations

from hypertrade.domain.telling import Sentence

FEW = Sentence("verdict.few", "Only {count} trades to go by.", one="Only {count} trade to go by.")

# Skill or luck.
SIGNIFICANCE_FEW = Sentence("significance.few", "There are too few trades to tell skill from luck.")
SAME_DAYS = Sentence(
    "significance.sameDays", "Every day made the same: there is no Sharpe ratio to judge."
)
ALIKE = Sentence(
    "significance.alike", "The daily returns are too alike to judge their Sharpe ratio."
)
NO_EDGE = Sentence(
    "significance.noEdge",
    "The yearly Sharpe ratio is {sharpe}: there is no edge to tell from luck.",
)
ONE_TRY = Sentence(
    "significance.oneTry",
    "A strategy without any edge would look this good (yearly Sharpe ratio {sharpe}) {luck} of the "
    "time, if no other variant was tried.",
)
MANY_TRIES = Sentence(
    "significance.manyTries",
    "The best of {count} variants without any edge would be expected to show a yearly Sharpe ratio "
    "of {expected}; this one shows {sharpe}, and luck would do as well {luck} of the time.",
)
LESS_THAN = Sentence("part.lessThan", "less than {share}")
LONGER = Sentence(
    "significance.longer",
    "It would take {count} days instead of {days} to tell them apart.",
    one="It would take {count} day instead of {days} to tell them apart.",
)
MEAN_IS_ZERO = Sentence(
    "significance.meanIsZero", "But the mean trade cannot be told from zero (p = {p})."
)

# Parameters: the plateau.
NO_NEIGHBOUR = Sentence(
    "plateau.none", "The sweep has no variant near the chosen one to compare it with."
)
FEW_NEIGHBOURS = Sentence(
    "plateau.few", "The sweep has too few variants near the chosen one to compare it with."
)
NO_SCORE = Sentence(
    "plateau.noScore",
    "Of {count} variants within {steps} of the chosen one, {earning} earn, and the chosen one "
    "itself scores {score}.",
)
NEIGHBOURS = Sentence(
    "plateau.neighbours",
    "Of {count} variants within {steps} of the chosen one, {earning} earn; the median keeps {kept} "
    "of its score.",
)
ONE_STEP = Sentence("part.oneStep", "one step")
TWO_STEPS = Sentence("part.twoSteps", "two steps")
ELSEWHERE = Sentence(
    "plateau.elsewhere", "The middle of the best plateau is {distance} steps away."
)

# Parameters: overfitting.
NOTHING_TO_RANK = Sentence(
    "overfitting.none",
    "Fewer than two variants of the sweep traded: there is nothing to rank.",
)
FEW_DAYS = Sentence(
    "overfitting.fewDays",
    "{count} days are too few to be cut into halves.",
    one="{count} day are too few to be cut into halves.",
)
PICKED = Sentence(
    "overfitting.picked",
    "Picked on one half of the days, the best of {count} variants ended among the worse half on "
    "the other days in {worse} of the cases, and lost money in {lost}; its yearly Sharpe ratio "
    "there was {sharpe} at the median.",
)

# Walk-forward.
NO_WINDOW = Sentence("walkforward.none", "There is no window to judge the choice by.")
NO_TRADE_OUTSIDE = Sentence(
    "walkforward.noTrade",
    "No trade was made out of sample in {count} windows.",
    one="No trade was made out of sample in {count} window.",
)
CHOICES = Sentence(
    "walkforward.choices",
    "Out of sample the choices made {outside} a year, against {inside} in sample; {earned} of "
    "{count} windows earned.",
    one="Out of sample the choices made {outside} a year, against {inside} in sample; {earned} of "
    "{count} window earned.",
)
AS_IT_IS = Sentence(
    "walkforward.asItIs",
    "Out of sample the strategy as it is made {outside} a year, against {inside} in sample; "
    "{earned} of {count} windows earned.",
    one="Out of sample the strategy as it is made {outside} a year, against {inside} in sample; "
    "{earned} of {count} window earned.",
)
FEW_WINDOWS = Sentence("walkforward.few", "Fewer than {enough} windows are too few to be sure.")
BY_LUCK = Sentence("walkforward.luck", "Luck alone would earn as much {share} of the time.")

# Monte Carlo.
NOTHING_TO_SIMULATE = Sentence(
    "montecarlo.few", "There are too few trades to simulate other histories from."
)
SHUFFLED = Sentence(
    "montecarlo.shuffled",
    "In another order the same trades fall {deep} or more in one history of twenty; the run itself "
    "fell {fell}, and {share} of the orders at least as much.",
)
RESAMPLED = Sentence(
    "montecarlo.resampled",
    "Histories drawn from the run's own trades end between {low} and {high} in nine cases of ten; "
    "{losing} lose money, and one in twenty falls {deep} or more.",
)
BLOCKS = Sentence(
    "montecarlo.blocks",
    "Histories drawn from the run's own stretches of days end between {low} and {high} in nine "
    "cases of ten; {losing} lose money, and one in twenty falls {deep} or more.",
)
RUIN = Sentence("montecarlo.ruin", "{share} lose {part} of the starting balance.")

# Candle noise.
NO_RERUN = Sentence("noise.none", "No rerun on jittered candles was made.")
NOTHING_TO_KEEP = Sentence("noise.nothing", "The run makes {profit}: there is no profit to keep.")
JITTERED = Sentence(
    "noise.jittered",
    "On candles jittered a little, {earning} of {count} reruns earn; the median makes {middle}, "
    "against {profit} on the real candles.",
    one="On candles jittered a little, {earning} of {count} rerun earn; the median makes {middle}, "
    "against {profit} on the real candles.",
)

# Costs.
NOTHING_TO_CHARGE = Sentence("costs.none", "There is no trade to charge costs on.")
LOSES_BY_COSTS = Sentence(
    "costs.losesByCosts",
    "The trades lose {lost} at the costs assumed; without any they would make {gross}.",
)
LOSES_ANYWAY = Sentence(
    "costs.losesAnyway",
    "The trades lose {lost} at the costs assumed; even without any they would lose {gross}.",
)
AT_COSTS = Sentence(
    "part.atCosts",
    "With {multiple} times the costs (fee {fee}, slippage {slippage} per fill) the profit is "
    "{profit} instead of {before}",
)
UNBREAKABLE = Sentence("costs.unbreakable", "{left}; no slippage below 100% takes it all.")
BREAKS = Sentence("costs.breaks", "{left}; a slippage of {slippage} per fill takes it all.")
BREAKS_BOTH = Sentence(
    "costs.breaksBoth",
    "{left}; a slippage of {slippage} per fill takes it all, as do {multiple} times the costs.",
)

# Market regimes.
NO_MARKETS = Sentence("regimes.none", "There is no trade to tell markets apart by.")
MARKETS_FEW = Sentence(
    "regimes.few",
    "Only {count} trades: too few to tell markets apart by.",
    one="Only {count} trade: too few to tell markets apart by.",
)
NOTHING_TO_PLACE = Sentence(
    "regimes.nothing", "The run makes {profit}: there is no profit to place."
)
LOSES_IN = Sentence("regimes.loses", "It loses {places}; {quarters}")
EARNS_IN_ALL = Sentence(
    "regimes.earns", "It earns, or hardly trades, in every kind of market; {quarters}"
)
WITHOUT_QUARTER = Sentence(
    "part.withoutQuarter",
    "without its best quarter, {best}, it makes {without} instead of {profit}, and {earning} of "
    "{count} quarters earned.",
    one="without its best quarter, {best}, it makes {without} instead of {profit}, and {earning} "
    "of {count} quarter earned.",
)
QUARTERS_ALONE = Sentence(
    "regimes.quarters",
    "Without its best quarter, {best}, it makes {without} instead of {profit}, and {earning} of "
    "{count} quarters earned.",
    one="Without its best quarter, {best}, it makes {without} instead of {profit}, and {earning} "
    "of {count} quarter earned.",
)
FEW_QUARTERS = Sentence("regimes.fewQuarters", "Fewer than three quarters are too few to compare.")
IN_MARKETS = {
    "trending": Sentence("part.inTrending", "in trending markets ({profit})"),
    "ranging": Sentence("part.inRanging", "in ranging markets ({profit})"),
    "high_volatility": Sentence("part.inHighVolatility", "in high volatility ({profit})"),
    "low_volatility": Sentence("part.inLowVolatility", "in low volatility ({profit})"),
}

# A handful of trades.
NOTHING_TO_TAKE = Sentence("dependence.none", "There is no trade to take away.")
HANDFUL = Sentence(
    "dependence.few",
    "Only {count} trades: each is a handful of its own.",
    one="Only {count} trade: each is a handful of its own.",
)
NOTHING_TO_LOSE = Sentence(
    "dependence.nothing", "The run makes {profit}: there is no profit to lose."
)
WITHOUT_BEST = Sentence(
    "dependence.withoutBest",
    "Without its best {count} trades of {trades} the run makes {left} instead of {profit}.",
    one="Without its best trade of {trades} the run makes {left} instead of {profit}.",
)
WITHOUT_PAIR = Sentence("dependence.withoutPair", "Without {pair} it makes {left}.")
STREAK = Sentence(
    "dependence.streak",
    "Its longest losing streak, {count} trades, is longer than independent losses make likely "
    "({expected} expected): losses come together.",
    one="Its longest losing streak, {count} trade, is longer than independent losses make likely "
    "({expected} expected): losses come together.",
)

"""What a robustness check tells as a whole: its summary, and what could not be examined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.telling import Sentence

if TYPE_CHECKING:
    from hypertrade.robustness.plan import CheckName

CHECKS: dict[CheckName, Sentence] = {
    "bias": Sentence("check.bias", "Lookahead and warm-up"),
    "significance": Sentence("check.significance", "Skill or luck"),
    "sweep": Sentence("check.sweep", "Parameters"),
    "walkforward": Sentence("check.walkforward", "Walk-forward"),
    "montecarlo": Sentence("check.montecarlo", "Monte Carlo"),
    "noise": Sentence("check.noise", "Candle noise"),
    "costs": Sentence("check.costs", "Costs"),
    "regimes": Sentence("check.regimes", "Market regimes"),
    "dependence": Sentence("check.dependence", "A handful of trades"),
}
"""How each check is called wherever people read it."""

IDS: dict[CheckName, Sentence] = {
    name: Sentence(f"checkId.{name}", name)
    for name in ("bias", "significance", "sweep", "walkforward", "costs")
}
"""How the options name the decisive ones."""

# Reasons for the word on the whole.
RESERVED = Sentence("reason.reserved", "{what}")
REASON = Sentence("reason.check", "{check}: {why}")
LEFT_OUT = Sentence("reason.leftOut", "Left out: {checks}.")
BAD_AS_WELL = Sentence("reason.badAsWell", "Bad as well: {checks}.")

# The most telling figure of each check.
NO_FIGURE = Sentence("figure.none", "–")
NONE_AHEAD = Sentence("figure.noneAhead", "none ahead")
AHEAD = Sentence("figure.ahead", "{count} columns ahead", one="{count} column ahead")
NOT_LUCK = Sentence("figure.notLuck", "{share} not luck")
EARN = Sentence(
    "figure.earn", "{share} of {count} variants earn", one="{share} of {count} variant earn"
)
KEEPS = Sentence("figure.keeps", "keeps {share}")
DEEPEST = Sentence("figure.deepest", "{share} drawdown in 1 of 20")
BREAKS_EVEN = Sentence("figure.breaksEven", "{slippage} slippage breaks even")
FROM_BEST = Sentence("figure.fromBest", "{share} from {quarter}")
CARRY = Sentence(
    "figure.carry", "{count} trades of {trades} carry it", one="{count} trade of {trades} carry it"
)

# Lookahead and warm-up.
SIGNALS = {
    "enter_long": Sentence("signal.enterLong", "entering long"),
    "exit_long": Sentence("signal.exitLong", "leaving long"),
    "enter_short": Sentence("signal.enterShort", "entering short"),
    "exit_short": Sentence("signal.exitShort", "leaving short"),
}
"""What signals are called wherever people read of them."""

TOO_FEW_CANDLES = Sentence("bias.tooFew", "There are too few candles to cut any off.")
NOTHING_CHANGED = Sentence(
    "bias.nothing",
    "Nothing changed when later candles were taken away, at {count} places.",
    one="Nothing changed when later candles were taken away, at {count} place.",
)
LOOKS_AHEAD = Sentence(
    "bias.ahead",
    '"{about}" on {pair} looks at least {count} candles ahead: it changed at {changed} of '
    "{checked} places when later candles were taken away. Live, it will not see them.",
    one='"{about}" on {pair} looks at least {count} candle ahead: it changed at {changed} of '
    "{checked} places when later candles were taken away. Live, it will not see them.",
)
SO_DO = Sentence("bias.soDo", "So do: {names}.")
SO_DO_MORE = Sentence("bias.soDoMore", "So do: {names} and more.")
DIFFERS = Sentence(
    "bias.differs",
    'With its warm-up of {count} candles alone, "{about}" on {pair} comes out differently at '
    "{share} of the places than with all the history.",
    one='With its warm-up of {count} candle alone, "{about}" on {pair} comes out differently at '
    "{share} of the places than with all the history.",
)
CHANGES = Sentence(
    "bias.changes",
    "With its warm-up of {count} candles alone, {about} on {pair} changes by up to {most}; no "
    "condition changed.",
    one="With its warm-up of {count} candle alone, {about} on {pair} changes by up to {most}; no "
    "condition changed.",
)
CANDLES = Sentence("part.candles", "{count} candles", one="{count} candle")
ENOUGH = Sentence(
    "bias.enough",
    "A warm-up of {candles} gives the same conditions as all the history, at {count} places.",
    one="A warm-up of {candles} gives the same conditions as all the history, at {count} place.",
)

# What could not be examined as it should be.
NO_NUMBER = Sentence(
    "reserve.noNumber",
    "The strategy has no number that can be varied: there is nothing to vary.",
)
NO_CHOICE = Sentence(
    "reserve.noChoice",
    "Walk-forward: nothing could be chosen, so each window ran the strategy as it is.",
)
NOTHING_DECLARED = Sentence(
    "reserve.nothingDeclared",
    "Parameters: the file declares no hyperopt parameter that can be varied (IntParameter, "
    "DecimalParameter, CategoricalParameter, BooleanParameter), so there is nothing to vary: "
    "nobody can tell whether its numbers stand on a plateau or on a lonely peak.",
)
NOT_VARIED = Sentence("reserve.notVaried", "Not varied: {parameters}.")
WERE_NOT_VARIED = Sentence(
    "reserve.wereNotVaried", "Parameters that were not varied: {parameters}."
)
FIXED = Sentence("reserve.fixed", "{name}: {why}")
OPTIMIZE_OFF = Sentence("fixed.optimize", "its optimize is off")
LOAD_OFF = Sentence("fixed.load", "its load is off, so that no value can be set from outside")
NO_SPACE = Sentence("fixed.space", "its space cannot be read")
COMPUTED = Sentence("fixed.computed", "its range or its value is computed when the file runs")
ONE_VALUE = Sentence("fixed.oneValue", "its range holds a single value")
READ_AHEAD = Sentence("reserve.readAhead", "Lookahead, from reading the file: {lines}.")
READ_AHEAD_MORE = Sentence(
    "reserve.readAheadMore", "Lookahead, from reading the file: {lines}; and {count} more."
)
LINE = Sentence("reserve.line", "line {line}: {message}")
LOOPED = Sentence(
    "reserve.looped",
    "Trades: {why}, which Freqtrade's own loop alone can trade. It runs inside the strategy's "
    "process, so that the trades are what that process says they are: nothing here could check "
    "them.",
)
NOT_EXAMINED = Sentence(
    "reserve.notExamined",
    "Not examined, for the same reason: parameters, walk-forward, candle noise, and reruns with "
    "higher fees. To have them examined, describe the strategy in words or as a spec, or leave "
    "that callback or setting out.",
)
FINER = Sentence(
    "reserve.finer",
    "Candle noise: the file also reads candles of {timeframes}, which stayed as they are.",
)

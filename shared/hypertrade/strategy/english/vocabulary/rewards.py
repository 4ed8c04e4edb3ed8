"""Words around targets, waits and the times of a position."""

from __future__ import annotations

REWARDS: dict[str, dict[str, str]] = {
    "REWARD": {
        "rr": (
            "risk/reward, risk/reward ratio, reward/risk, reward/risk ratio, risk/reward of, risk "
            "reward of, rr of, risk to reward of, reward to risk of, risk/return, reward ratio, "
            "r/r, r/r ratio, risk reward target, "
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
            "old, later, after entry, after buying, after that entry, after buy, of holding, after "
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
    "AGAIN": {
        "again": (
            "before buying again, before buying same coin again, before buying that coin again, "
            "before buying it again, before next trade, before next entry, before entering again, "
            "before re entering, before trading again, before reentry, before re entry, before "
            "next "
            "buy, before new trade, before another trade, before opening another, between trades, "
            "between entries, between two trades, between buys, between each trade, before buying "
            "same pair again, before buying that pair again, before trading it again, before "
            "trading same coin again, before trading that coin again, before going back in, before "
            ""
            "getting back in, before getting in again, before opening another trade, before "
            "opening "
            "next trade, before opening next one, before next one, before opening new trade, "
            "before "
            "opening new position, before i buy again, before you buy again, before it buys again, "
            ""
            "before we buy again, before any new trade, before taking another trade, before taking "
            ""
            "next trade, before entering same coin again, before entering same pair again, before "
            "jumping back in, before jumping in again, before reentering, before new entry, "
            "between "
            "positions, between one trade and next, before trading that pair again, before trading "
            ""
            "same pair again, before another entry, before another buy, before buying anything "
            "again, before touching it again, before touching that coin again, before touching "
            "that pair again, before starting again, before resuming, and then resume"
        ),
    },
    "NEXTCANDLE": {
        "next": (
            "at next candle, on next candle, next candle, next bar, on next bar, at next bar, at "
            "next "
            "open, on next open, one candle later, candle after, at open of next candle, at close "
            "of next candle, on following candle, at following candle"
        ),
    },
    "PASSED": {
        "passed": (
            "have passed, has passed, passed, have gone by, has gone by, went by, elapsed, have "
            "elapsed, has elapsed, are over, is over, are up, go by, pass, passes, have passed "
            "since entry, have passed since buy"
        ),
    },
    "REST_DAY": {"1": "rest of day, day, for day, remainder of day, today"},
    "UNTIL": {"until": "until"},
    "GAIN_VERB": {"have": "there are, we have, take, takes, get, suffer, had, lose"},
    "ANOTHER": {"another": "another, further, additional"},
    "IF": {"if": "if"},
}
"""Words around targets and times of a position."""

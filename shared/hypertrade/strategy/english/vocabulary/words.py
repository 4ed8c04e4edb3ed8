"""Verbs, comparisons, connectives and the words of money and risk, by terminal and meaning."""

from __future__ import annotations

COMPARISONS: dict[str, dict[str, str]] = {
    "ABOVE": {
        "above": "above, over, more then, greater then, higher then, bigger then, greater than, more than, higher than, bigger than, larger than, exceeds, exceed, "
        "exceeding, exceeded, >, north of, on top of, upon, in excess of, beyond, abv, greater, higher, stronger than, "
        "gt, surpasses, surpass, superior to, up over, up above, outside above, to above, back over, back above"
    },
    "BELOW": {
        "below": "below, under, less then, lower then, smaller then, less than, lower than, beneath, <, south of, underneath, smaller than, fewer than, "
        "blw, undr, lt, inferior to, short of, weaker than, down under, to below, to under, back below, back under"
    },
    "ATLEAST": {
        "at least": "at least, >=, no less than, not less than, greater than or equal to, above or equal to, "
        "minimum of, => , at or above, ≥, a minimum of, min of, not lower than, greater or equal to, gte, equal or above, equal to or above, minimally"
    },
    "ATMOST": {
        "at most": "at most, <=, no more than, not more than, less than or equal to, below or equal to, "
        "maximum of, =<, at or below, ≤, a maximum of, max of, not higher than, up to, less or equal to, lte, not over, "
        "no greater than, not exceeding, no longer than, not longer than, equal or below, equal to or below, maximally"
    },
    "EQ": {"equals": "equals, equal to, equal, =, ==, same as, exactly, is equal to"},
    "NE": {"differs": "differs from, !=, <>, ≠, not equal to, different from, does not equal, unequal to"},
    "BETWEEN": {"between": "between, in between, anywhere between, in the range of, in range, in the range"},
    "ORMORE": {"or more": "or more, or higher, or above, or greater, or over, and above, and up, or better, and higher"},
    "ORLESS": {"or less": "or less, or lower, or below, or under, or fewer, and below, and lower, and under, or worse"},
}

VERBS: dict[str, dict[str, str]] = {
    "STATE": {
        "is": "is, are, be, being, am, stays, stay, staying, remains, remain, remaining, sits, sitting, sit, trades, "
        "stands, standing, stand, keeps, keep, lies, hovers, reads, shows, has to be, must be, should be, "
        "is still, is trading, still, needs to be, holds, holding, is currently, currently, need to be, has "
        "stayed, stayed, remained, is also, keeps trading, is must stay, located, positioned, must remain, have to be",
        "was": "was, were, has been, had been, have been, been",
    },
    "CROSS": {
        "cross": "crosses, cross, crossing, crossed, crossover, crossovers, xover, x over, crosses over it, cross over signal, "
        "xo, xing, intersects, intersect, cuts, cut through, cutting, cuts through, pierces, pierce, penetrates, penetrate, "
        "goes, go, going, gone, moves, move, moving, moved, gets, get, got, getting, comes, come, coming, pushes, push, pushing, "
        "pushed, breaks, break, breaking, broke, broken, breakout, break out, breaks out, breakouts, breaking out, broke out, returns, return, "
        "bounces, swings, swing, passes, pass, passing, travels, trades through, crossings, x, cross back, crosses back, crossed back, travels back, "
        "moves back, goes back, comes back, gets back, flips, flip, flipping, flipped, turns, turn, turning, turned, switches, switch, becomes, become, changes to, has crossed, has broken, has moved, "
        "sneaks, runs, ran, run, pokes, poke, poking, swaps, rotates, shifts, heads back, closes and crosses, reverts",
    },
    "RISE": {
        "rise": "rises, rise, rose, risen, climbs, climb, climbing, climbed, jumps, jump, jumping, jumped, rallies, rally, "
        "rallied, surges, surge, surging, surged, shoots, shoot, spikes, spike, pops, pop, popped, popping, gains, gain, gained, gaining, goes up, went up, "
        "go up, going up, moves up, moved up, moving up, reclaims, reclaim, reclaimed, recovers, recover, recovered, increases, "
        "increase, increased, grows, grow, grown, advances, advance, pumps, pump, pumped, has risen, up, soars, soar, lifts, "
        "ticks up, turns up, curls up, heads up, pushes up, breaks up, crosses up, cross up, bounces back, bounces up, cross upwards, "
        "crosses upwards, crosses upward, crossing up, crossing upwards, turning up, to the upside, upward, upwards, turn up, appreciates, "
        "has gone up, is up, are up, was up, up by, bounces off, crossed up, breaks upward, cross upward, cross ups, crossup",
    },
    "FALL": {
        "fall": "falls, fall, fell, fallen, drops, drop, dropping, dropped, dips, dip, dipping, dipped, sinks, sink, sinking, sank, "
        "slips, slip, slipping, slipped, plunges, plunge, plunged, tumbles, tumble, slides, slide, slid, declines, decline, declined, declining, "
        "decreases, decrease, decreased, loses, lose, losing, lost, crashes, crash, crashed, dumps, dump, dumped, goes down, went down, "
        "go down, going down, moves down, moving down, moved down, breaks down, break down, broke down, breakdown, breaking down, has fallen, "
        "has dropped, down, turns down, ticks down, heads down, crosses down, cross down, crossunder, cross under it, crossing down, "
        "cross downwards, crosses downwards, crosses downward, to the downside, downward, downwards, turn down, turning down, tanks, tank, "
        "collapses, weakens, has gone down, is down, are down, was down, down by, plummets, sells off, pulls back, retraces, retrace, crossed down, cross downward, crossdown",
    },
    "RISING": {
        "rising": "rising, increasing, growing, trending up, going higher, sloping up, pointing up, moving higher, upsloping, "
        "on the rise, ascending, climbing steadily, heading higher, trending upwards, heading up, higher than before, trending higher, "
        "sloping upwards, sloping upward, slopes up, slopes upward, slopes upwards, points up, pointing upward, pointing upwards, upward sloping, curling up, ticking up",
    },
    "FALLING": {
        "falling": "falling, decreasing, shrinking, trending down, going lower, sloping down, pointing down, moving lower, "
        "downsloping, descending, heading lower, trending downwards, heading down, trending lower, sloping downwards, sloping downward, slopes down, "
        "slopes downward, slopes downwards, points down, pointing downward, downward sloping, curling down, ticking down",
    },
    "HIT": {
        "hit": "hits, hit, hitting, reaches, reach, reached, reaching, touches, touch, touched, touching, tags, tag, tests, "
        "kisses, approaches exactly, gets to, get to, tapped, taps, tap",
    },
    "LEAVE": {
        "leave": "leaves, leaving, comes out of, gets out of, exits from, moves out of, emerges from, recovers from, "
        "coming out of, come out of, out of, back from, crosses out of, returns from, climbs out of, rises out of, breaks out of, exit from, exiting, exits the",
    },
    "INTO": {"into": "into, enters, entering, in to, goes into, gets into, falls into, drops into, moves into, enters into, dips into, rises into, crosses into"},
    "THROUGH": {"through": "through, past, thru, across"},
    "FROMBELOW": {"below": "from below, from underneath, from beneath, from under, from the downside"},
    "FROMABOVE": {"above": "from above, from the top, from over, from the upside"},
    "MAKE": {"make": "makes, make, making, made, prints, print, printing, printed, forms, form, formed, forming, appears, appear, appearing, "
             "occurs, occur, happens, happen, shows up, closes as, is formed, is printed, is seen, is there, there is, are there, there are, we get, "
             "we see, is present, given by, signals, triggers, fires, takes place, exists, confirmed, confirms, lights up, prints a"},
}

JOINS: dict[str, dict[str, str]] = {
    "AND": {"and": "and, &, plus also, as well as, and also, && , and at the same time, and simultaneously, together with, along with, + also, nd, in addition, additionally, besides, and then also, also, moreover, furthermore, and when, and if, and while, and with, and once, and only if, and only when, when also"},
    "OR": {"or": "or, or else if, or if, or when, ||, or else, or once, and or, either way or, alternatively, or alternatively, or as soon as, |"},
    "BUT": {"but": "but, but only, but only if, but only when, but just if, yet, however only if, but just when, but when, but if"},
    "WHILE": {
        "while": "while, as long as, provided, provided that, only if, only when, with, given, given that, where, whilst, so long as, "
        "assuming, only while, during which, so long, in case, whereas, providing, confirmed by, supported by, filtered by, in combination with, combined with, on condition that, and only while, ensuring, only as long as, but only while",
    },
    "WHEN": {"when": "when, if, once, whenever, as soon as, when ever, the moment, every time, each time, upon, when we see, any time, anytime, at the moment, in the event, wenn, the time when, until after, after it, after the, right after, just after, only after, soon as, conditions, condition, signal is, wait until, wait for, immediately when, right when, in case of, on signal"},
    "UNLESS": {"unless": "unless, except when, except if, except while, but not when, but not if, but not while, and not when, not if, not when, not while"},
    "THEN": {"then": "then, =>, ->, →, ⇒, then we, in that case, as a result"},
    "OTHERWISE": {"otherwise": "otherwise, else, if not, in any other case"},
    "NOT": {"not": "not, isnt, never, dont, doesnt, cannot, no, without, arent, aint, do not, does not, did not, avoid, skip, exclude, excluding, ignore signals, nothing, stay out, stay out of the market, stay flat, none, sit out, refrain from, no more"},
    "EXCEPT": {"except": "except, except on, excluding on, but not, but not on, other than, apart from"},
    "ONLY": {"only": "only, just only, solely, exclusively, strictly, just"},
    "EITHER": {"either": "either, any of, one of, any of these, any of the following, either of"},
    "BOTH": {"both": "both, all of, each of, all of these, all of the following, all the following, all three, all"},
    "COMMA": {"comma": ","},
    "COLON": {"colon": ":"},
    "LPAR": {"(": "(, [, {"},
    "RPAR": {")": "), ], }"},
    "DASH": {"-": "-, –, —, −, ‐, ‑"},
    "PLUS": {"+": "+, plus"},
    "MINUS": {"minus": "minus"},
    "SLASH": {"/": "/"},
    "STAR": {"times": "*, ×, ·, times, multiplied by, x as much as, fold"},
    "DIVIDED": {"divided": "divided by, ÷, over the value of"},
    "OF": {"of": "of"},
    "AT": {"at": "at, @, around, near, about"},
    "BY": {"by": "by"},
    "TO": {"to": "to, till, til, until, up until, through to"},
    "ON": {"on": "on, on the, upon the"},
    "IN": {"in": "in, inside, during, in the"},
    "FOR": {"for": "for"},
    "FROM": {"from": "from, since"},
    "AFTER": {"after": "after, following, past the"},
    "BEFORE": {"before": "before, prior to, earlier than"},
    "WITHIN": {"within": "within, within the, in the last, in the past, in the previous, during the last, over the last, over the past, in last, inside the last, at some point in the last, over the previous, in past, in the preceding, sometime in the last, within the last, within the past, during the past, over last, inside of, over the course of, across the last, anytime in the last"},
    "LAST": {"last": "last, past, previous, prior, preceding, latest, recent, most recent"},
    "AGO": {"ago": "ago, earlier, back, before now, prior to now"},
    "THAN": {"than": "than"},
    "INAROW": {"in a row": "in a row, consecutively, straight, in succession, running, back to back, one after another, in series, consecutive times"},
    "CONSECUTIVE": {"consecutive": "consecutive, successive, straight"},
}

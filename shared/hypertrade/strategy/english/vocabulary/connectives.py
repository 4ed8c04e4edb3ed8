"""Words that join, order and count."""

from __future__ import annotations


def _said(subjects: str, predicates: str) -> str:
    """Return every subject with every predicate: "both needed", "all conditions must hold"."""
    return ", ".join(
        f"{subject.strip()} {predicate.strip()}"
        for subject in subjects.split(",")
        for predicate in predicates.split(",")
    )


_ALL = _said(
    "both, both of them, both of these, both conditions, both rules, both signals, both filters, "
    "all, all of them, all of these, all of above, all conditions, all rules, all signals, all "
    "filters, all of these conditions, all three, all three conditions, all four, all criteria, "
    "every condition, each condition, every one of them, every one of these",
    "needed, are needed, is needed, required, are required, is required, necessary, are "
    "necessary, is necessary, must hold, must be true, must be met, must be satisfied, must be "
    "fulfilled, must be given, have to hold, have to be true, have to be met, has to hold, has to "
    "be true, has to be met, need to hold, need to be true, need to be met, should hold, should "
    "be true, should be met, must apply, must agree, must confirm, must align, must line up, have "
    "to agree, need to agree, hold at once, at once, together, at same time, must be there, must "
    "be in place, must hold together, must hold at same time, must be true at same time, must "
    "hold at once, must be true at once",
)
_ANY = _said(
    "either, either one, either of them, either of these, either of two, either condition, either "
    "signal, any, any one, any of them, any of these, any one of them, any one of these, any of "
    "above, any condition, any signal, one of them, one of these, one of two, one of above, one "
    "condition, one signal, each, each one, each of them, each of these, each condition, each "
    "signal",
    "is fine, is enough, is ok, is okay, is good, is good enough, is sufficient, is valid, "
    "is all right, is alright, is all it takes, suffices, will do, works, will work, counts, does "
    "it, alone is enough, alone suffices, on its own is enough, by itself is enough, can trigger, "
    "may trigger, is enough on its own",
)

JOINS: dict[str, dict[str, str]] = {
    "AND": {
        "and": (
            "and, &, plus also, as well as, and also, &&, and at the same time, and "
            "simultaneously, together with, along with, + also, nd, in addition, additionally, "
            "besides, and then also, also, moreover, furthermore, and when, and if, and while, "
            "and with, and once, and only if, and only when, when also"
        ),
    },
    "OR": {
        "or": (
            "or, or else if, or if, or when, ||, or else, or once, and or, either way or, "
            "alternatively, or alternatively, or as soon as, |"
        ),
    },
    "BUT": {
        "but": (
            "but, but only, but only if, but only when, but just if, yet, however only if, but "
            "just when, but when, but if"
        ),
    },
    "WHILE": {
        "while": (
            "while, in either case, in both cases, in any case, in all cases, either way, as long "
            "as, provided, provided that, only if, only when, with, given, given that, where, "
            "whilst, so long as, assuming, only while, during which, so long, in case, whereas, "
            "providing, confirmed by, supported by, filtered by, in combination with, combined "
            "with, on condition that, and only while, ensuring, only as long as, but only while"
        ),
    },
    "WITH": {"with": "with"},
    "WHEN": {
        "when": (
            "when, if, once, whenever, as soon as, when ever, the moment, every time, each time, "
            "upon, when we see, any time, anytime, at the moment, in the event, wenn, the time "
            "when, until after, after it, after the, right after, just after, only after, soon "
            "as, conditions, condition, signal is, wait until, wait for, immediately when, right "
            "when, in case of, on signal, "
            "in moment, in moment when, at moment when, moment when, directly when, directly "
            "after, instantly when, instant, second that, minute that, each time when, every "
            "time when, always when, only after that, in case that, in such case, in event "
            "that, suppose, supposing, should it happen that, if ever, if and when, when and "
            "if, if only, as and when, when exactly, exactly when, at time when, time when, any "
            "time when, whenever it happens that, on condition, under condition that, under "
            "condition, under following condition, under following conditions, under these "
            "conditions, when following happens, whenever we see, when i see, if i see, if we "
            "see, if we have, when we have, when there is, if there is, if there was, when you "
            "see, if you see, so when, so if, and as soon as, right as, just as, just when"
        ),
    },
    "UNLESS": {
        "unless": (
            "unless, except when, except if, except while, but not when, but not if, but not "
            "while, and not when, not if, not when, not while"
        ),
    },
    "THEN": {"then": "then, =>, ->, →, ⇒, then we, in that case, as a result"},
    "OTHERWISE": {"otherwise": "otherwise, else, if not, in any other case"},
    "NOT": {
        "not": (
            "same should not be taken, should not be taken, not be taken, not taken, no trades "
            "should "
            "be taken, no trade should be taken, trades should not be taken, trade should not be "
            "taken, excluded, are excluded, is excluded, off limits, are off, must not trade, "
            "should "
            "not trade, may not trade, trades not allowed, no trades allowed, trading not allowed, "
            "it should not trade, bot should not trade, do not open trades, do not open anything, "
            "do not enter, never enter, never buy, never open trades, forbidden, are forbidden, "
            "not allowed, are not allowed, is not allowed, no positions, do not take, leave out, "
            "skipping, avoiding, no signals, no trades are taken, no trade is taken, not active, "
            "keep out, "
            "not, isnt, never, dont, doesnt, cannot, no, without, arent, aint, do not, does not, "
            "did not, avoid, skip, exclude, excluding, ignore signals, nothing, stay out, stay "
            "out of the market, stay flat, none, sit out, refrain from, no more"
        ),
    },
    "EXCEPT": {
        "except": "except, except on, excluding on, but not, but not on, other than, apart from",
    },
    "ONLY": {"only": "only, just only, solely, exclusively, strictly, just"},
    "EITHER": {
        "either": "either, any of, one of, any of these, any of the following, either of, "
        "either one, any one, any one of, any one of these, any one of following, either of "
        "these, either of following, either of two, one of these, one of following, at "
        "least one of, at least one of these, at least one of following, whichever of "
        "these, any of them, either of them, any of those, one of two, either or, either "
        "setup, any setup, either signal, any signal, any of two, any of these conditions, "
        "any of following conditions, one of these conditions, one of following conditions, "
        "either condition, any one condition, at least one condition, any of these is true, "
        "any of following is true, any of these are true, any of following are true, any of "
        "these happens, any of these happen, any of following happens, any of following "
        "happen, any one of these happens, one of these happens, one of following happens, "
        "any one of following happens, any of these hold, any of following hold, any of "
        "these holds, any of following holds, one of these is true, one of following is "
        "true, one of these holds, either of these happens, any of these hits, any of these "
        "occurs, one is enough, one suffices, " + _ANY
    },
    "BOTH": {
        "both": (
            "both, all of, each of, all of these, all of the following, all the following, all "
            "three, all, "
            "all of these are true, all of these hold, all of following hold, all of following "
            "are true, all of following apply, all of these apply, all these hold, all these "
            "are true, all following hold, all following are true, all conditions, all "
            "conditions hold, all conditions are true, all conditions are met, all of these "
            "conditions, all of following conditions, all following conditions, all these "
            "conditions, all of these together, all of those, all of them, all must be true, "
            "all must hold, all are true, all hold, all true, all needed, all required, all "
            "necessary, all of them needed, both needed, both are needed, both required, both "
            "are required, both necessary, both are necessary, both must be true, both must "
            "hold, both are true, both hold, both true, both conditions, both conditions hold, "
            "both conditions are true, both conditions are met, both of these, both of "
            "following, both of them, both together, all together, all at once, both at once, "
            "both at same time, all at same time, all four, all five, both have to be true, all "
            "have to be true, both at same moment, all in one candle, both on same candle, both "
            "have to hold, all have to hold, all of which must hold, all of these must hold, "
            "all of these must be true, all of following must hold, all of following must be "
            "true, all must be met, both must be met, all are required, all are needed, all "
            "conditions together, both rules, all rules, all of these things, all checks, " + _ALL
        ),
    },
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
    "FROM": {"from": "from, since, compared to, compared with, versus, vs, relative to"},
    "AFTER": {"after": "after, following, past the"},
    "BEFORE": {"before": "before, prior to, earlier than"},
    "WITHIN": {
        "within": (
            "within, within the, in the last, in the past, in the previous, during the last, over "
            "the last, over the past, in last, inside the last, at some point in the last, over "
            "the previous, in past, in the preceding, sometime in the last, within the last, "
            "within the past, during the past, over last, inside of, over the course of, across "
            "the last, anytime in the last, at any time in the last, at any point in the last, "
            "in any "
            "of the last, at any time within the last, any time in the last, any time within the "
            "last, at some point within the last, at some point during the last, at some point "
            "over the last, at least once in the last, at least once within the last, once in the "
            "last, once within the last, on any of the last, on one of the last, in one of the "
            "last, at any time during the last, at any time over the last, anywhere in the last, "
            "at any point within the last, at any moment in the last, at any point during the "
            "last, at some time in the last, sometime within the last, sometime during the last, "
            "at least one time in the last, any time over the last, at some moment in the last, "
            "at any time in the past, at some point in the past, at any time in the previous, at "
            "some point in the previous, at any point over the last, in at least one of the last, "
            "on at least one of the last, anytime within the last, anytime during the last, at "
            "some stage in the last"
        ),
    },
    "LAST": {
        "last": "last, past, latest, recent, most recent",
        "previous": "previous, prior, preceding, prev",
    },
    "AGO": {"ago": "ago, earlier, back, before now, prior to now"},
    "THAN": {"than": "than"},
    "INAROW": {
        "in a row": (
            "in a row, consecutively, straight, in succession, running, back to back, one after "
            "another, in series, consecutive times, come in a row, comes in a row, coming in a "
            "row, "
            "came in a row, appear in a row, occur in a row, in row, one after other, in sequence, "
            "continuously, in a streak, successively, on the trot, back-to-back"
        ),
    },
    "CONSECUTIVE": {
        "consecutive": ("consecutive, successive, straight, continuous, sequential, uninterrupted"),
    },
}
"""Connectives and prepositions, by terminal and meaning."""

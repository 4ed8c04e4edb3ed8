"""Words that join, order and count."""

from __future__ import annotations

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
            "when, in case of, on signal"
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
            "not, isnt, never, dont, doesnt, cannot, no, without, arent, aint, do not, does not, "
            "did not, avoid, skip, exclude, excluding, ignore signals, nothing, stay out, stay "
            "out of the market, stay flat, none, sit out, refrain from, no more"
        ),
    },
    "EXCEPT": {
        "except": "except, except on, excluding on, but not, but not on, other than, apart from",
    },
    "ONLY": {"only": "only, just only, solely, exclusively, strictly, just"},
    "EITHER": {"either": "either, any of, one of, any of these, any of the following, either of"},
    "BOTH": {
        "both": (
            "both, all of, each of, all of these, all of the following, all the following, all "
            "three, all"
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
    "FROM": {"from": "from, since"},
    "AFTER": {"after": "after, following, past the"},
    "BEFORE": {"before": "before, prior to, earlier than"},
    "WITHIN": {
        "within": (
            "within, within the, in the last, in the past, in the previous, during the last, over "
            "the last, over the past, in last, inside the last, at some point in the last, over "
            "the previous, in past, in the preceding, sometime in the last, within the last, "
            "within the past, during the past, over last, inside of, over the course of, across "
            "the last, anytime in the last"
        ),
    },
    "LAST": {"last": "last, past, previous, prior, preceding, latest, recent, most recent"},
    "AGO": {"ago": "ago, earlier, back, before now, prior to now"},
    "THAN": {"than": "than"},
    "INAROW": {
        "in a row": (
            "in a row, consecutively, straight, in succession, running, back to back, one after "
            "another, in series, consecutive times"
        ),
    },
    "CONSECUTIVE": {"consecutive": "consecutive, successive, straight"},
}
"""Connectives and prepositions, by terminal and meaning."""

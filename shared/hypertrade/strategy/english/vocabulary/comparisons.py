"""Words that compare."""

from __future__ import annotations

COMPARISONS: dict[str, dict[str, str]] = {
    "ABOVE": {
        "above": (
            "above, above of, over of, higher of, over, more then, greater then, higher then, "
            "bigger then, greater than, more "
            "than, higher than, bigger than, larger than, exceeds, exceed, exceeding, exceeded, "
            ">, north of, on top of, upon, in excess of, beyond, abv, greater, higher, stronger "
            "than, gt, surpasses, surpass, superior to, up over, up above, outside above, to "
            "above, back over, back above"
        ),
    },
    "BELOW": {
        "below": (
            "below, below of, under of, lower of, under, less then, lower then, smaller then, "
            "less than, lower than, beneath, "
            "<, south of, underneath, smaller than, fewer than, blw, undr, lt, inferior to, short "
            "of, weaker than, down under, to below, to under, back below, back under"
        ),
    },
    "ATLEAST": {
        "at least": (
            "at least, >=, no less than, not less than, greater than or equal to, above or equal "
            "to, minimum of, =>, at or above, ≥, a minimum of, min of, not lower than, greater or "
            "equal to, gte, equal or above, equal to or above, minimally"
        ),
    },
    "ATMOST": {
        "at most": (
            "maximal, limit to, limited to, limit of, limit is, at most, <=, no more than, not "
            "more than, less than or equal to, below or equal to, "
            "maximum of, =<, at or below, ≤, a maximum of, max of, not higher than, up to, less "
            "or equal to, lte, not over, no greater than, not exceeding, no longer than, not "
            "longer than, equal or below, equal to or below, maximally"
        ),
    },
    "EQ": {"equals": "equals, equal to, equal, =, ==, same as, exactly, is equal to"},
    "NE": {
        "differs": (
            "differs from, !=, <>, ≠, not equal to, different from, does not equal, unequal to"
        ),
    },
    "OUTSIDE": {
        "outside": "outside, outside of, out of range, not inside, not within, beyond range of",
    },
    "NEITHER": {"neither": "neither"},
    "NOR": {"nor": "nor, neither is, nor is, nor are"},
    "BETWEEN": {
        "between": "between, in between, anywhere between, in the range of, in range, in the range",
    },
    "ORMORE": {
        "or more": (
            "or more, or higher, or above, or greater, or over, and above, and up, or better, and "
            "higher"
        ),
    },
    "ORLESS": {
        "or less": (
            "or less, or lower, or below, or under, or fewer, and below, and lower, and under, or "
            "worse"
        ),
    },
}
"""Comparisons, by terminal and meaning."""

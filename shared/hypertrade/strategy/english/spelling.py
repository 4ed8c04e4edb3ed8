"""Typing slips: an unknown word one slip away from exactly one known word is read as that."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

_SHORTEST = 4
_LONG = 8
_LONGEST = 40
"""Letters of the longest word that may be a slip; no known word is nearly as long."""
_TWO = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def correct(word: str, known: frozenset[str]) -> str | None:
    """Return the known word that ``word`` is a slip of, or ``None`` if there is none or several.

    A slip is one letter added, left out, changed, or two neighbours swapped; in long words, two of
    them. A plural of a known word counts as that word.
    """
    if word.endswith("s") and word[:-1] in known and len(word) >= _SHORTEST:
        return word[:-1]
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isascii() or not word.isalpha():
        return None
    near = _slips(word)
    # shorter words need their first letter right: too many words are one letter apart
    hits = {item for item in near & known if len(item) >= _SHORTEST - 1 and item[0] == word[0]}
    if len(word) == _SHORTEST:
        hits = {item for item in hits if sorted(item) == sorted(word) or len(item) == _SHORTEST + 1}
    if not hits and len(word) >= _LONG:
        letters = Counter(word)
        hits = {
            item
            for item in known
            if len(item) >= _LONG - 1
            and item[0] == word[0]
            and abs(len(item) - len(word)) <= _TWO
            and _apart(letters, Counter(item)) <= 2 * _TWO
            and near & _slips(item)
        }
    stems = {_stem(item) for item in hits}
    return (
        min(hits, key=lambda item: (abs(len(item) - len(word)), item)) if len(stems) == 1 else None
    )


def _apart(one: Counter[str], other: Counter[str]) -> int:
    """Return in how many letters two words differ, wherever they stand; a slip makes up to two."""
    return ((one - other) + (other - one)).total()


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


def _slips(word: str) -> frozenset[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    gone = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return frozenset(gone | swapped | changed | added)

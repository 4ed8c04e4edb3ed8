"""From a statement to requests: what each clause wants done, and with which words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english.editing import phrases as p
from hypertrade.strategy.english.tokens import tokenize

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme

Op = Literal[
    "plain", "set", "up", "down", "double", "triple", "halve", "add", "remove", "swap", "name"
]

_VERBS = (
    ("remove", p.REMOVING),
    ("swap", p.SWAPPING),
    ("add", p.ADDING),
    ("name", p.NAMING),
    ("set", p.SETTING),
)
_UNIT = 2
_AHEAD = 25
"""Words after a joint that are looked at: enough for a verb and what it is about."""
_SWAP_FOR = frozenset({"with", "by", "for"})
_INSTEAD_OF = (("instead", "of"), ("rather", "than"), ("in", "place", "of"))
_BEGINNINGS = frozenset({"use", "take", "buy", "sell", "enter", "exit", "make", "set", ","})


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that is wanted.

    ``words`` say what, ``gone`` what it takes the place of, ``whole`` are all of its words.
    ``also``, ``either`` ("or"), ``instead`` and ``only`` are such words beside it;
    ``every`` lets it take the place of all rules of its kind, ``literal`` takes it at its word.
    """

    op: Op
    words: list[Lexeme]
    whole: list[Lexeme]
    gone: list[Lexeme] = field(default_factory=list)
    also: bool = False
    either: bool = False
    instead: bool = False
    only: bool = False
    every: bool = False
    literal: bool = False


def requests_of(statement: list[Lexeme]) -> list[Request]:
    """Return the requests of one statement, in order."""
    return [_request(part) for part in _clauses(statement) if p.bare(part)]


def _clauses(statement: list[Lexeme]) -> list[list[Lexeme]]:
    """Cut where a comma or an "and" is followed by a verb that asks for a change."""
    parts: list[list[Lexeme]] = []
    current: list[Lexeme] = []
    depth = 0
    for at, item in enumerate(statement):
        depth += (item.key in {"(", "["}) - (item.key in {")", "]"})
        if depth or item.key not in p.JOINTS or not current or _opens(current):
            current.append(item)
            continue
        rest = statement[at + 1 : at + 1 + _AHEAD]
        if _asks(rest, item) or (p.starts(_led(current[:_AHEAD])[1], p.SETTING) and _gives(rest)):
            parts.append(current)
            current = [item] if item.key == "or" else []
            continue
        current.append(item)
    return [*parts, current] if current else parts


def _opens(words: list[Lexeme]) -> bool:
    """Tell whether a clause is but "instead of A", which what follows takes the place of."""
    keys = tuple(item.key for item in _led(words[:_AHEAD])[1])
    return any(keys[: len(one)] == one for one in _INSTEAD_OF) and not _BEGINNINGS & {*keys[3:]}


def _gives(rest: list[Lexeme]) -> bool:
    """Tell whether words are a name and a number alone, as in "the EMA period 100"."""
    rest = p.bare(rest[: next((i for i, one in enumerate(rest) if one.key in p.JOINTS), None)])
    numbers = [at for at, item in enumerate(rest) if item.kind == "number"]
    if len(numbers) != 1 or not _named(rest) or len(rest) - numbers[0] > _UNIT:
        return False
    names = {term for word in tokenize(rest).words for term in word.values}
    return not names & {"ABOVE", "BELOW", "CROSS", "BETWEEN", "BUY", "SELL", "RISING", "FALLING"}


def _asks(rest: list[Lexeme], joint: Lexeme) -> bool:
    """Tell whether ``rest``, after a joint, starts with a request of its own."""
    rest = rest[1:] if rest and rest[0].key in p.JOINTS - {"or"} else rest
    flags, after = _led(rest)
    if (
        after
        and _is_action(after)
        and ({"also", "instead"} & flags or joint.key in {"then", "but"})
    ):
        return True
    if joint.key == "or" and not _is_action(after):
        return False
    for kind, verbs in _VERBS:
        found = p.starts(after, verbs)
        if found is None:
            continue
        target = p.bare(after[found[1] :])
        if kind in {"remove", "swap"}:
            return bool(target) and _named(target)
        if kind == "add":
            return bool(target)
        return bool(target) and (kind == "name" or _named(target) or target[0].kind == "number")
    return False


def _named(target: list[Lexeme]) -> bool:
    """Tell whether words start with a setting, a part of a strategy, or an indicator."""
    if p.starts(target, p.SETTINGS) or p.starts(target, p.PARTS):
        return True
    first = tokenize(target[:2]).words[:1]
    return bool(first) and bool({"IND", "MA", "AVERAGE", "OUT", "NUMBER"} & first[0].values.keys())


def _is_action(lexemes: list[Lexeme]) -> bool:
    words = tokenize(lexemes[:3]).words[:1]
    acts = {"BUY", "SELL", "ENTER", "EXIT", "GO", "COVER", "SHORT", "LONG", "CLOSELONG"}
    return bool(words) and bool(acts & words[0].values.keys())


def _led(lexemes: list[Lexeme]) -> tuple[set[str], list[Lexeme]]:
    """Take off words of talk, "also", "instead" and the like at the start; return which."""
    flags: set[str] = set()
    while lexemes:
        found = p.starts(lexemes, p.LEADS)
        if found is None or found[1] == len(lexemes):
            if lexemes[0].kind == "sign" and lexemes[0].key in {",", ":", "-", "–", "—"}:
                lexemes = lexemes[1:]
                continue
            break
        # "instead of" and "rather than" are no leads
        if tuple(item.key for item in lexemes[:2]) in _INSTEAD_OF:
            break
        verb = next((one for _, verbs in _VERBS if (one := p.starts(lexemes, verbs))), None)
        if verb is not None and verb[1] > found[1]:
            break  # "also require" is a verb
        flags.add(found[0])
        lexemes = lexemes[found[1] :]
    return flags, lexemes


def _trailed(lexemes: list[Lexeme]) -> tuple[set[str], list[Lexeme]]:
    """Take off such words at the end; return which."""
    flags: set[str] = set()
    while len(lexemes) > 1:
        found = p.ends(lexemes, p.TRAILS)
        if found is None or found[1] == 0:
            break
        flags.add(found[0])
        lexemes = lexemes[: found[1]]
        if lexemes[-1].key == ",":
            lexemes = lexemes[:-1]
    return flags, lexemes


def _request(clause: list[Lexeme]) -> Request:
    leading, words = _led(clause)
    trailing, words = _trailed(words)
    flags = leading | trailing
    if "only" in flags:
        # "only" belongs to what follows: it is read again there
        at = next(at for at, item in enumerate(clause) if item.key == "only")
        words = [clause[at], *words]
    made = Request(
        "plain",
        words,
        clause,
        also="also" in flags,
        either="or" in flags,
        instead="instead" in flags,
        only="only" in flags,
    )
    if p.whole(words, p.SIDES):
        return made
    swapped = _instead_of(made) or _replaced(made)
    if swapped is not None:
        return swapped
    for kind, verbs in _VERBS:
        found = p.starts(words, verbs)
        if found is None or found[1] == len(words):
            continue
        rest = words[found[1] :]
        if kind == "remove" and _keeps(words, rest):
            continue
        if kind == "set":
            return _set(made, found[0], rest)
        op: Op = "remove" if kind == "remove" else "add" if kind == "add" else "name"
        return replace(made, op=op, words=rest)
    return made


def _keeps(words: list[Lexeme], rest: list[Lexeme]) -> bool:
    """Tell whether "drop the stop to 3%" lowers rather than removes, "no" begins no target."""
    keys = [item.key for item in rest]
    for word in ("to", "by"):
        at = keys.index(word) if word in keys else -1
        if 0 < at < len(rest) - 1 and rest[at + 1].kind in {"number", "param"}:
            return True
    weak = words[0].key in {"no", "without", "skip", "lose", "cut", "drop", "do", "never"}
    return weak and not _named(p.bare(rest))


def _instead_of(made: Request) -> Request | None:
    """Read "B instead of A" and "instead of A, B"."""
    keys = [item.key for item in made.words]
    for phrase in _INSTEAD_OF:
        size = len(phrase)
        for at in range(len(keys) - size):
            if tuple(keys[at : at + size]) != phrase:
                continue
            before, after = made.words[:at], made.words[at + size :]
            if not before:
                cut = next((i for i, k in enumerate(keys[size:]) if k in _BEGINNINGS and i), None)
                if cut is None:
                    return None
                before, after = after[cut:], after[:cut]
                before = before[1:] if before[0].key == "," else before
            words = _unverbed(before)
            return replace(made, op="swap", words=words, gone=after) if words and after else None
    return None


def _unverbed(words: list[Lexeme]) -> list[Lexeme]:
    for verbs in (p.SETTING, p.ADDING):
        found = p.starts(words, verbs)
        if found is not None and found[1] < len(words) and found[0] in {"set", "add"}:
            return words[found[1] :]
    return words


def _replaced(made: Request) -> Request | None:
    """Read "replace A with B" and "change A to B", where B is no mere number."""
    words = made.words
    found = p.starts(words, p.SWAPPING)
    if found is not None:
        rest = words[found[1] :]
        at = next((i for i, item in enumerate(rest) if i and item.key in _SWAP_FOR), None)
        if at is None or at + 1 == len(rest):
            return None
        return replace(made, op="swap", words=rest[at + 1 :], gone=rest[:at])
    verb = words[0].key if words else ""
    if verb not in {"change", "switch", "turn", "make", "move"}:
        return None
    rest = words[1:]
    rest = rest[1:] if rest and rest[0].key == "from" else rest
    at = next((i for i, item in enumerate(rest) if i and item.key in {"to", "into"}), None)
    if at is None or at + 1 >= len(rest):
        return None
    target = rest[at + 1 :]
    first = p.bare(target)[:1]
    plain = not first or first[0].kind in {"number", "param"} or first[0].key in p.NOTHING
    if verb in {"make", "move"} or plain or p.whole(rest[:at], p.SETTINGS):
        return None
    return replace(made, op="swap", words=target, gone=rest[:at])


def _set(made: Request, verb: str, rest: list[Lexeme]) -> Request:
    if rest[0].key == "it" and len(rest) > 1:
        rest = rest[1:]  # "make it a 3% stop"
    op: Op = verb if verb in {"up", "down", "double", "triple", "halve"} else "set"  # type: ignore[assignment]
    return replace(made, op=op, words=rest)

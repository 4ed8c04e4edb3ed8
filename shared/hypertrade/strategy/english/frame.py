"""The frame of a text: numbering, headings, setups, names and remarks around its rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypertrade.strategy.english.budget import spend
from hypertrade.strategy.english.definitions import settle_names
from hypertrade.strategy.english.remarks import aside_of, describes, is_capped, is_remark, is_title
from hypertrade.strategy.english.rewording import reword
from hypertrade.strategy.english.scan import Lexeme
from hypertrade.strategy.english.tokens import tokenize
from hypertrade.strategy.english.tuning import tunables
from hypertrade.strategy.english.vocabulary.small_words import NUMBER_WORDS
from hypertrade.strategy.english.vocabulary.talk import TALK, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.strategy.english.tokens import Word

_ORDINALS = words_of(
    "first firstly second secondly third thirdly fourth fourthly fifth fifthly sixth sixthly "
    "seventh eighth ninth tenth last lastly finally next then"
)
_STEPS = words_of(
    "step rule condition point part item criterion criteria requirement filter check stage "
    "phase principle signal trigger setup option scenario variant case entry no nr number"
)
_SETUPS = words_of("setup option scenario variant case way path play pattern system")
_HEADS = words_of("entry exit long short buy sell")
_SIGNALS = words_of("signal trigger")
_SEPARATORS = frozenset({":", "-", "–", "—", ")", "=", ".", ","})
_ROMAN = words_of("i ii iii iv v vi vii viii ix x")
_NAMES = (
    ("strategy", "name"),
    ("bot", "name"),
    ("system", "name"),
    ("name", "of", "strategy"),
    ("name", "of", "the", "strategy"),
    ("name",),
    ("title",),
)
_MAYBE_NAMES = (("strategy",), ("bot",), ("system",), ("setup",), ("trading", "strategy"))
_LONGEST_NAME = 6
_TWO, _THREE = 2, 3
_A_WORD = 2
"""Steps that looking at a word counts for."""
_EVENTS = words_of("CROSS IND MA GOLDEN DEATH RISE FALL PATTERN HIT")
_FILTERS = words_of("filter filters regime bias precondition prerequisite")
_KINDS = words_of("trend market regime main general global overall entry trade basic")
_GREETINGS = words_of("hi hello hey yo hallo hola dear greetings ok okay alright listen")
_LIMITING = words_of("ABOVE BELOW ATLEAST ATMOST WHEN UNLESS ONLY NOT NUMBER PCT TF STOP TARGET")
_RULES = words_of(
    "BUY SELL ENTER EXIT GO COVER CLOSELONG ABOVE BELOW ATLEAST ATMOST WHEN UNLESS STOP TARGET "
    "NUMBER TF PCT"
)


@dataclass(slots=True)
class Framed:
    """The statements of a text without their frame, and what the frame held."""

    statements: list[list[Lexeme]] = field(default_factory=list)
    remarks: list[tuple[int, int]] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)
    silent: list[tuple[int, int]] = field(default_factory=list)
    defined: list[tuple[int, int]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    name: tuple[int, int] | None = None
    setups: list[str] = field(default_factory=list)


def unframe(statements: Iterable[list[Lexeme]], text: str) -> Framed:
    """Take the frame off ``statements``.

    Raises:
        Unsure: they define a name that nothing uses, or tune a number that is not there.
    """
    found = Framed()
    pending: list[Lexeme] = []
    plain = tunables([reword(item) for item in statements], text, found)
    everything = settle_names(plain, text, found)
    many = _setup_heads(everything)
    outs = any(item.key == "out" for lexemes in everything for item in lexemes)
    for index, lexemes in enumerate(everything):
        filtered = _filter_label(lexemes)
        kept = _ungreeted(lexemes if filtered is None else filtered, text, found)
        kept = _numbered([*pending, *kept], many, found)
        pending = []
        if kept and kept[-1].kind == "quoted" and kept[-1].key.startswith('"\0'):
            pending = kept  # "Setup A." on a line of its own
            continue
        kept = [replace(item, key=item.key.replace("\0", "")) for item in kept]
        kept = _in_and_out(kept, outs=outs)
        kept = _unnamed(kept, found, last=index == len(everything) - 1)
        kept = _unversioned(kept, text, found) if index == 0 and len(everything) > 1 else kept
        kept = _unlabelled(kept, text, found)
        kept, behind = _unbracketed(kept, text, found)
        kept = _without_asides(kept, text, found)
        found.statements.extend(item for item in (kept, behind) if item)
    return found


def _setup_heads(statements: list[list[Lexeme]]) -> frozenset[str]:
    """Return the heads ("setup", "entry") under which the text lists several alternatives."""
    counts: dict[str, set[str]] = {}
    joined: set[str] = set()
    either: set[str] = set()
    for lexemes in statements:
        keys = [item.key for item in lexemes]
        for at, key in enumerate(keys):
            singular = key.removesuffix("s")
            if singular in _SETUPS | _SIGNALS | _HEADS and keys[max(0, at - 1) : at]:
                before = set(keys[max(0, at - 2) : at])
                joined |= {singular} if before & {"both", "all"} else set()
                either |= {singular} if before & {"either", "any", "one"} else set()
        size = _label_size(lexemes, _SETUPS | _SIGNALS | _HEADS)
        if size:
            counts.setdefault(lexemes[0].key, set()).add(lexemes[1].key)
    several = {head for head, marks in counts.items() if len(marks) > 1}
    either |= _SETUPS | _HEADS
    return frozenset(several & either - joined)


def _label_size(lexemes: list[Lexeme], heads: frozenset[str]) -> int:
    """Return how many lexemes a label like "Setup A:" takes, or 0."""
    if len(lexemes) < _TWO or lexemes[0].key not in heads:
        return 0
    at = 1
    if lexemes[at].key in {"#", "no", "nr", "number"} and len(lexemes) > at + 1:
        at += 1
    mark = lexemes[at]
    counts = (mark.kind == "number" and len(mark.key) < _THREE) or (
        mark.kind == "word"
        and (len(mark.key) == 1 or mark.key in NUMBER_WORDS or mark.key in _ROMAN)
    )
    if not counts:
        return 0
    at += 1
    if at == len(lexemes):
        return at
    return at + 1 if lexemes[at].kind == "sign" and lexemes[at].key in _SEPARATORS else 0


def _numbered(  # noqa: C901 - one case a kind of numbering
    lexemes: list[Lexeme], many: frozenset[str], found: Framed
) -> list[Lexeme]:
    """Take off what only counts: "First,", "Rule 1:", "2 -", "(3)"; name setups by their label."""
    while len(lexemes) > 1:
        size = 0
        head = lexemes[0]
        if head.key in many and (size := _label_size(lexemes, many)):
            return _setup(lexemes, size, found)
        follows = lexemes[1].key
        if head.key in _ORDINALS and follows in {",", ":", "-", "–", "—", ")"}:
            size = 2
        elif head.key in _ORDINALS - {"last", "next", "then"} and follows in {
            "of",
            "i",
            "we",
            "you",
        }:
            size = 3 if follows == "of" and len(lexemes) > _TWO and lexemes[2].key == "all" else 1
            size = 0 if follows == "of" and size == 1 else size
        elif size := _label_size(lexemes, _STEPS):
            pass
        elif head.kind == "number" and len(head.key) == 1 and follows in {":", "-", "–", "—"}:
            worded = len(lexemes) > _TWO and lexemes[2].kind == "word"
            size = 2 if worded and (follows == ":" or not lexemes[1].tight) else 0
        elif head.key in {"(", "[", "#"} and len(lexemes[1].key) == 1 and lexemes[1].key.isalnum():
            closes = len(lexemes) > _TWO and lexemes[2].key in {")", "]", ":"}
            size = 3 if closes else 0
        if not size:
            break
        found.labels.append((head.start, lexemes[size - 1].end))
        lexemes = lexemes[size:]
        while lexemes and lexemes[0].kind == "sign" and lexemes[0].key in {",", ":"}:
            lexemes = lexemes[1:]
    lone = len(lexemes) == 1 and lexemes[0].kind == "word"
    if lone and (lexemes[0].key in _ROMAN - {"x"} or lexemes[0].key in set("abcdefg")):
        found.labels.append((lexemes[0].start, lexemes[0].end))
        return []
    return lexemes


def _setup(lexemes: list[Lexeme], size: int, found: Framed) -> list[Lexeme]:
    """Return "Setup A: ..." as an entry of that name."""
    head = lexemes[0]
    end = lexemes[size - 1].end
    marks = [item.key for item in lexemes[1:size] if item.kind in {"word", "number"}]
    name = f"{head.key} {marks[-1].upper() if len(marks[-1]) == 1 else marks[-1]}"
    found.setups.append(name)
    action = head.key if head.key in _HEADS else "entry"
    rest = lexemes[size:]
    action = "entry" if action in {"buy", "long"} and not rest else action
    hidden = "" if rest else "\0"
    return [
        Lexeme("word", action, head.start, end),
        Lexeme("quoted", f'"{hidden}{name}"', head.start, end, tight=True),
        *([Lexeme("sign", ":", end - 1, end)] if rest else []),
        *rest,
    ]


def _filter_label(lexemes: list[Lexeme]) -> list[Lexeme] | None:
    """Read "Trend filter: ..." as "trade only when ..."."""
    keys = [item.key for item in lexemes]
    for size in (1, 2):
        if (
            len(keys) > size + 1
            and keys[size] in {":", "-", "–", "="}
            and keys[size - 1] in _FILTERS
            and (size == 1 or keys[0] in _KINDS)
        ):
            start, end = lexemes[0].start, lexemes[size - 1].end
            said = [Lexeme("word", key, start, end) for key in ("trade", "only", "when")]
            return [*said, *lexemes[size + 1 :]]
    return None


def _ungreeted(lexemes: list[Lexeme], text: str, found: Framed) -> list[Lexeme]:
    """Take off "Hello kids,"."""
    comma = next((at for at, item in enumerate(lexemes[:5]) if item.key in {",", ":"}), 0)
    greeting = lexemes[:comma]
    if greeting and greeting[0].key in _GREETINGS:
        statement = tokenize(greeting)
        if statement.unclear and is_remark(greeting, statement, text):
            found.remarks.append((greeting[0].start, greeting[-1].end))
            return lexemes[comma + 1 :]
    return lexemes


def _in_and_out(lexemes: list[Lexeme], *, outs: bool) -> list[Lexeme]:
    """Read a lone "in" beside an "out" as an entry: "RSI < 30 in, > 70 out"."""
    kept = list(lexemes)
    for at, item in enumerate(lexemes):
        after = lexemes[at + 1].key if at + 1 < len(lexemes) else ","
        if outs and item.key == "in" and after in {",", ":", "/", "|", "-", "="}:
            kept[at] = replace(item, key="enter")
    return kept


def _unnamed(lexemes: list[Lexeme], found: Framed, *, last: bool) -> list[Lexeme]:
    """Take off "Strategy: Golden Dip", the name of the whole."""
    if found.name is not None or last:
        return lexemes
    keys = tuple(item.key for item in lexemes)
    for label in (*_NAMES, *_MAYBE_NAMES):
        size = len(label)
        if (
            keys[:size] != label
            or len(keys) < size + 2
            or keys[size] not in {":", "-", "–", "=", "is"}
        ):
            continue
        rest = lexemes[size + 1 :]
        if rest[0].kind == "quoted":
            return lexemes
        statement = tokenize(rest)
        known = any(_RULES & word.values.keys() for word in statement.words)
        plain = all(item.kind == "word" or item.key in {"-", "&", "+", "'", "."} for item in rest)
        sure = label in _NAMES and all(item.key not in {"<", ">", "%"} for item in rest)
        maybe = plain and not known and (statement.unclear or not statement.words)
        if len(rest) <= _LONGEST_NAME and (sure or maybe):
            found.name = (rest[0].start, rest[-1].end)
            found.labels.append((lexemes[0].start, rest[0].start))
            return []
    return lexemes


def _unversioned(lexemes: list[Lexeme], text: str, found: Framed) -> list[Lexeme]:
    """Take off a title with a version: "RSI dip v2"."""
    at = next((at for at, item in enumerate(lexemes) if item.key in {"v", "ver", "version"}), -1)
    if not 0 <= at < len(lexemes) - 1 or lexemes[at + 1].kind != "number":
        return lexemes
    rest = [*lexemes[:at], *lexemes[at + 2 :]]
    terms = {term for word in tokenize(rest).words for term in word.values}
    plain = all(item.kind == "word" or item.key in {"-", "–", "—", ":", "&"} for item in rest)
    end = lexemes[-1].end
    own_line = text[end : end + 2].lstrip(" .").startswith("\n") or text[end:].startswith("\n")
    if plain and own_line and len(rest) <= _LONGEST_NAME and not terms & _LIMITING:
        found.remarks.append((lexemes[0].start, end))
        return []
    return lexemes


def _unlabelled(lexemes: list[Lexeme], text: str, found: Framed) -> list[Lexeme]:
    """Take off a label before a colon or dash that holds no rule: "Turtle style: ..."."""
    for at, item in enumerate(lexemes[:8]):
        dash = item.key in {"-", "–", "—"} and not item.tight
        if not (item.kind == "sign" and (item.key == ":" or dash)) or at == 0:
            continue
        label, rest = lexemes[:at], lexemes[at + 1 :]
        statement = tokenize(label)
        talk = statement.unclear or any(part.key in TALK for part in label)
        if talk and (is_remark(label, statement, text) or is_capped(label, text)):
            found.remarks.append((label[0].start, item.end))
            return rest
        entry = any(
            {"BUY", "ENTER", "GO", "LONG", "SHORT"} & word.values.keys()
            for word in tokenize(rest).words
        )
        told = {"WHEN", "ABOVE", "BELOW", "CROSS", "RISE", "FALL"} & {
            terminal for word in tokenize(rest).words for terminal in word.values
        }
        if entry and told and describes(label, statement, text):
            found.remarks.append((label[0].start, item.end))
            return rest
        odd = statement.unclear and any(_EVENTS & word.values.keys() for word in statement.words)
        if (
            len(label) > 1
            and not odd
            and is_title(label, before=True)
            and entry
            and told
            and not _acts(statement.words)
        ):
            found.remarks.append((label[0].start, item.end))
            return rest
        # "Connors RSI-2:" keeps the indicator
        strange = [
            part
            for part in label
            if part.kind == "word"
            and any(one.start <= part.start < one.end for one in statement.unclear)
        ]
        named = [word for word in statement.words if {"IND", "MA"} & word.values.keys()]
        if entry and strange and named and is_remark(strange, tokenize(strange), text):
            found.remarks.extend((part.start, part.end) for part in strange)
            return [part for part in lexemes if part not in strange]
        break
    return lexemes


def _acts(words: Iterable[Word]) -> bool:
    return any(_RULES & word.values.keys() for word in words)


def _unbracketed(
    lexemes: list[Lexeme], text: str, found: Framed
) -> tuple[list[Lexeme], list[Lexeme]]:
    """Take off brackets that hold a remark, or words like "both needed".

    Those words stay where they join what follows; at the end they are a statement of their own,
    the second that is returned.
    """
    kept: list[Lexeme] = []
    closers = [index for index, item in enumerate(lexemes) if item.key in {")", "]", "}"}]
    at = 0
    while at < len(lexemes):
        opens = lexemes[at].key in {"(", "[", "{"}
        close = next((index for index in closers if index > at), None) if opens else None
        inner = lexemes[at + 1 : close] if close is not None else []
        if inner and close is not None:
            spend(_A_WORD * len(inner))
            statement = tokenize(inner)
            whole = (lexemes[at].start, lexemes[close].end)
            if not statement.unclear and all(
                word.values.keys() <= {"BOTH", "EITHER"} for word in statement.words
            ):
                at = close + 1
                if not statement.words:
                    found.silent.append(whole)
                elif any(item.kind != "sign" for item in lexemes[at:]):
                    kept.extend(inner)
                else:
                    return kept, inner
                continue
            if statement.unclear and is_remark(inner, statement, text):
                found.remarks.append(whole)
                at = close + 1
                continue
        kept.append(lexemes[at])
        at += 1
    return kept, []


def _without_asides(lexemes: list[Lexeme], text: str, found: Framed) -> list[Lexeme]:
    """Take off explanations: "because the bulls are in control"."""
    kept: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        end = aside_of(lexemes, at)
        aside = lexemes[at + 1 : end]
        spend(_A_WORD * len(aside))
        if end > at and aside and is_remark(aside, tokenize(aside), text):
            found.remarks.append((lexemes[at].start, lexemes[end - 1].end))
            at = end
            continue
        kept.append(lexemes[at])
        at += 1
    return kept

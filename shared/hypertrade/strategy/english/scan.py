"""First look at a text: numbers, words, quotations and signs, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "word", "quoted", "param", "clock", "sign", "newline"]

_LEXEME = re.compile(
    r"""
      (?P<library>\b(?:ta|pta|talib|math)\.(?=[a-z]))
    | (?P<ago>(?<=[\w)])\[\s?\d{1,4}\s?\])
    | (?P<quoted>["“”„«»][^"“”„«»\n]*["“”„«»])
    | (?P<param>\$[a-z][a-z0-9_]{0,39})
    | (?P<clock>\d{1,2}[:.]\d\d\s?(?:am|pm)\b | \d{1,2}:\d\d(?!\d) | \d{1,2}\s?(?:am|pm)\b)
    | (?P<decimal>(?<![\d,.])\d{1,2},\d{1,2}(?=\s?(?:%|percent\b|prozent\b|pct\b)))
    | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\d]) | \.\d+)
    | (?P<percentword>(?<![\d\s])%[bkdr]\b | (?<=\s)%\s?[bkdr]\b | ^%[bkdr]\b)
    | (?P<word>[^\W\d_]+(?:['’`´][^\W\d_]+)*)
    | (?P<newline>\s*\n\s*)
    | (?P<space>[^\S\n]+)
    | (?P<sign>>=|=>|<=|=<|!=|<>|==|->|→|⇒|\.{2,}|.)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CONTRACTIONS = {
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "price's": ("price", "is"),
    "dma": ("day", "ma"),
    "dmas": ("day", "mas"),
    "can't": ("not",),
    "cannot": ("not",),
    "won't": ("not",),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
}
_SUFFIXES = {"'s", "'ll", "'ve", "'m", "'d", "'re"}
_DECORATION = {"So", "Sk", "Cf", "Mn", "Me", "Cc", "Cs", "Co", "Lm"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One lexeme: ``key`` is its lower-case form, ``[start, end)`` its place in the text.

    ``tight`` tells that it touches the lexeme before it.
    """

    kind: Kind
    key: str
    start: int
    end: int
    tight: bool = False


def scan(text: str) -> list[Lexeme]:  # noqa: C901 - one kind after another
    """Return the lexemes of ``text``; blanks, apostrophes and decoration are left out."""
    found: list[Lexeme] = []
    for match in _LEXEME.finditer(text):
        group = match.lastgroup or "sign"
        start, end = match.span()
        tight = bool(found) and found[-1].end == start
        times = group == "word" and tight and found[-1].kind == "number" and end - start > 1
        if times and text[start] in "xX":
            # "2xATR" is 2, x and ATR
            found.append(Lexeme("word", "x", start, start + 1, tight=True))
            start += 1
        if group in {"space", "library"}:
            continue
        raw = text[start:end].lower()
        if group == "ago":
            found.extend(_ago(raw, start, end))
            continue
        if group == "decimal":  # "3,5%", as much of Europe writes it
            found.append(Lexeme("number", raw.replace(",", "."), start, end, tight))
        elif group == "word":
            found.extend(
                _words(
                    raw.replace("’", "'").replace("`", "'").replace("´", "'"),
                    start,
                    end,
                    tight=tight,
                )
            )
        elif group == "percentword":
            found.append(Lexeme("word", raw.replace(" ", ""), start, end, tight))
        elif group in {"number", "quoted", "param", "clock"}:
            key = match.group() if group == "quoted" else raw
            found.append(Lexeme(group, key, start, end, tight))  # type: ignore[arg-type]
        elif group == "newline":
            found.append(Lexeme("newline", "\n", start, end, tight))
        elif (
            raw not in {"'", "’", "`", "´", "_", "…", '"', "“", "”", "„", "«", "»", "*"}
            or raw == "*"
        ) and unicodedata.category(raw[0]) not in _DECORATION:
            found.append(Lexeme("sign", raw, start, end, tight))
    return found


def _ago(raw: str, start: int, end: int) -> list[Lexeme]:
    """Read "[3]" behind a value, as charting programs write it: 3 candles ago."""
    amount = raw.strip("[ ]")
    if int(amount) == 0:
        return []
    return [
        Lexeme("number", amount, start, end, tight=False),
        Lexeme("word", "candles", start, end),
        Lexeme("word", "ago", start, end),
    ]


def _words(raw: str, start: int, end: int, *, tight: bool) -> list[Lexeme]:
    """Split a contraction; all of its words stand at the same place."""
    parts: tuple[str, ...]
    if raw in _CONTRACTIONS:
        parts = _CONTRACTIONS[raw]
    elif raw.endswith("n't"):
        parts = (raw[:-3], "not")
    else:
        stem, apostrophe, rest = raw.partition("'")
        parts = (stem,) if apostrophe + rest in _SUFFIXES or not rest else (stem, rest)
    return [Lexeme("word", part, start, end, tight) for part in parts]

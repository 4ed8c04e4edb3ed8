"""Words of talk around the rules: what makes a sentence a remark, and what forbids it."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


TITLE_NOUNS = words_of(
    "play strategy system method approach plan recipe setup style trader trading bot scalper "
    "robot scalp machine edition special ideas signals signal hunter rider catcher sniper rules "
    "rule"
)
"""Nouns a title ends with."""

ACRONYMS = words_of(
    "vip dyor nfa lol imo imho fyi ps ta atm btw tldr asap faq aka omg wtf irl ok hi hey yes "
    "pls plz thx ty diy pm dm ceo kids rules all the and for you guys news hello gm gn wagmi "
    "hodl lfg btfd btd"
)
"""Words in capitals that are no name of an indicator."""

ASIDES = words_of("because since meaning means showing suggesting indicating hoping cuz cause")
"""Words that start an explanation."""

LIMITS = words_of(
    "only never unless avoid skip when whenever if max min stop until till except limit no not "
    "without above below over under while during before after between within buy sell"
)
"""Words no title holds."""

CLARIFIERS = frozenset(
    phrase.strip()
    for phrase in (  # noqa: SIM905 - phrases in commas, as everywhere here
        "concretely, specifically, precisely, exactly, namely, more precisely, in detail, in "
        "other words, in concrete terms, to be precise, to be exact, to be specific, in numbers, "
        "the details, details, here is how, how, the rules, rules, that means, which means, "
        "meaning, i mean, i e, in short, more exactly, in plain words, in plain english, so "
        "concretely, that is"
    ).split(",")
)
"""What starts a sentence that spells out the one before."""

TALK = words_of(
    "charge control buyers sellers bulls bears power running run runs ran been get gets got "
    "getting go going come comes made make makes working works work easy good happy love like "
    "this that it they them always still be being years"
)
"""Words that mean something in a rule, and nothing in talk without one."""

RULE_WORDS = words_of(
    "only never unless avoid avoids avoiding skip skips when whenever if max maximum min "
    "minimum stop stops until till except limit limits limited news holiday holidays session "
    "sessions gap gaps earnings day days night nights morning mornings evening evenings "
    "afternoon overnight hour hours weekend summer winter spring autumn january february march "
    "april may june july august september october november december christmas easter daylight "
    "expiry rollover wait waits waiting use uses using used confirm confirms confirmed "
    "confirmation filter filters filtered require requires required must should need needs "
    "needed ensure check checks half third quarter per size position positions hedge hedged "
    "martingale grid compound compounding reinvest scale pyramid pyramiding add adds average "
    "averaging double triple ladder tranche tranches partial partials without while during "
    "before after between within above below over under cross crosses higher lower more less "
    "least most every each both either neither or otherwise else instead unlike exclude "
    "excluding ignore ignoring include including combine combined plus reach reaches touch "
    "touches hit hits close closes closed open opens opened buy sell enter exit trade trades "
    "trading hold keep take leave risk risking profit profits loss losses win wins lose loses "
    "leverage margin stake capital money balance equity account fee fees slippage spread limit "
    "market order orders long short bullish bearish trend trends signal signals candle candles "
    "bar bars volume price prices moving indicator indicators timeframe daily weekly monthly "
    "hourly yearly intraday exchange pair coin coins token tokens btc eth bitcoin ethereum "
    "swing break breaks breakout retest test support resistance zone level levels line lines "
    "range ranges rally dip dips fall falls rise rises rising falling drop drops jump jumps "
    "turn turns up down top bottom"
)
"""Words that may belong to a rule: a sentence with one of them is no remark."""

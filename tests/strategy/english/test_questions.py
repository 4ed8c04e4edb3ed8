"""What has no or two meanings is asked about, once, and an answer settles it."""

from __future__ import annotations

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english import Parsing, parse

EXIT = " Sell when RSI is above 70."
ASKING = {
    "": "When should it buy?",
    "hello there": "When should it buy?",
    "asdf qwer": "asdf qwer",
    "sell when rsi > 70": "When should it buy?",
    "buy when rsi < 30": "When should it sell?",
    "buy" + EXIT: "When should it buy?",
    "buy when rsi < 30. sell": "When should it sell?",
    "buy when rsi crosses 50." + EXIT: "direction",
    "buy when the price reaches 100." + EXIT: "which side",
    "buy when rsi is below 30 and mercury is retrograde." + EXIT: "mercury",
    "Buy in an uptrend when RSI is below 40." + EXIT: "uptrend",
    "Buy in a downtrend when RSI is below 40." + EXIT: "downtrend",
    "buy when the market is trending and rsi < 30." + EXIT: "trending",
    "buy when volume is high." + EXIT: "volume is high",
    "buy on a bullish divergence." + EXIT: "bullish divergence",
    "buy at support." + EXIT: "support",
    "buy when price breaks resistance." + EXIT: "resistance",
    "buy when price is cheap." + EXIT: "cheap",
    "buy on a bollinger squeeze." + EXIT: "squeeze",
    "buy on a harami." + EXIT: "bullish or bearish",
    "buy when price drops 5%." + EXIT: "over how long",
    "buy when rsi < 30. sell half at 5%." + EXIT: "sell half",
    "buy when rsi < 30. stop 5%. stop loss 3%.": "two things about the stop-loss",
    "buy when rsi < 30. take profit 5%. tp 8%": "two things about the take profit",
    "buy on the 4h chart and on the 1h chart when rsi < 30, tp 5%": "two timeframes",
    "buy when rsi < 30 and rsi > 70, tp 2%": "cannot both hold",
    "buy when price is above its 50 EMA and below its 50 EMA, tp 2%": "cannot both hold",
    "buy when price > EMA 20 or EMA 50 crosses EMA 100, sell when close < EMA": "which EMA",
    "buy at RSI 70." + EXIT: "above or below",
    "buy when RSI = 70." + EXIT: "above or below",
    "fast = EMA 12. buy when rsi < 30." + EXIT: "nothing uses",
    "buy when rsi < 30. both needed." + EXIT: "beside no two rules",
    "buy when rsi < 30 or cci < -100. both needed." + EXIT: "contradicts",
    "buy when rsi < 30." + EXIT + " Close above EMA 20.": "one more way out",
    "buy when rsi < 30 and ema 50 rising, sell when ema 50 down, flat.": "does not say when",
    "buy when rsi < 30. no new entries." + EXIT: "does not say when",
    "buy when rsi < 30, tune it between 40 and 60." + EXIT: "which number",
    "buy when rsi < 30. sell when either is above 70.": "does not say which",
    "buy when the price rises below the 20 ema." + EXIT: "both up and down",
    "buy when rsi goes under 20 then comes back over 30." + EXIT: "one after the other",
    "buy when rsi < 30. stop at 2x rsi": "multiple of the ATR",
    "buy when rsi < 30. target 3x ATR": "target",
    "buy when rsi < 30, risk 1% per trade." + EXIT: "risk",
    "buy when rsi < 30, risk reward 1:2": "stop-loss in percent",
    "buy when rsi < 30, trail 5% after 2%": "below the entry",
    "buy in the london session when rsi < 30." + EXIT: "london session",
    "buy when rsi < 30 on the 45m chart." + EXIT: "45",
    "buy when RSI(0) < 30." + EXIT: "cannot be 0",
    "15m chart. buy when the 1m rsi < 30." + EXIT: "1m",
    "buy when price rose 5% in 7 minutes." + EXIT: "no whole number",
    "buy below 30, stop 2%": "what is compared",
    "the price" + EXIT: "did not understand",
    "buy when the rsi is." + EXIT: "did not understand",
}


@pytest.mark.parametrize(("text", "about"), ASKING.items(), ids=list(ASKING))
def test_asks(text: str, about: str) -> None:
    parsing = parse(text)
    assert parsing.spec is None
    assert parsing.question is not None
    assert about in parsing.question.text
    assert parsing.question.choices


def _settles(text: str, parsing: Parsing) -> None:
    assert parsing.question is not None
    for choice in parsing.question.choices:
        for joint in (" ", "; "):
            after = parse(f"{text}{joint}{choice.text}")
            if after.question is not None:
                assert after.question.text != parsing.question.text, choice


@pytest.mark.parametrize("text", [text for text in ASKING if text], ids=str)
def test_every_answer_settles_its_point(text: str) -> None:
    _settles(text.rstrip(".") + ".", parse(text))


def test_a_chosen_meaning_is_used_and_reported() -> None:
    text = "Buy in an uptrend when RSI is below 40. Sell when RSI is above 60."
    question = parse(text).question
    assert question is not None
    parsing = parse(f"{text} {question.choices[0].text}")
    assert parsing.spec is not None
    assert "close is above EMA(200), as you said" in [item.became for item in parsing.reading]


def test_a_dropped_phrase_is_reported() -> None:
    parsing = parse(
        'Buy when rsi < 30 if mercury is retrograde, tp 5%. Leave out "if mercury is retrograde".'
    )
    assert parsing.spec is not None
    assert "left out, as you said" in [item.became for item in parsing.reading]


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        parse("buy " * 6000)
    assert caught.value.field == "text"


def test_the_argument_and_the_text_must_agree_on_the_timeframe() -> None:
    with pytest.raises(Invalid) as caught:
        parse("golden cross, daily", timeframe="1h")
    assert caught.value.field == "timeframe"
    with pytest.raises(Invalid):
        parse("golden cross", timeframe="7m")
    parsing = parse("golden cross", timeframe="4h", name="gc")
    assert parsing.spec is not None
    assert (parsing.spec.timeframe, parsing.spec.name) == ("4h", "gc")
    assert not any(item.startswith("Timeframe") for item in parsing.assumptions)

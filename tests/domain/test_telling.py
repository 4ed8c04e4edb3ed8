"""A sentence reads in English as its values are written, and holds them as data."""

from __future__ import annotations

import math

import pytest
from hypertrade.domain.base import canonical_json
from hypertrade.domain.telling import (
    Sentence,
    counted,
    english,
    general,
    general_percent,
    listed,
    money,
    name,
    number,
    percent,
    quoted,
    told_of,
)
from hypertrade.domain.told import Money, Number, Percent, Told

FELL = Sentence("test.fell", "{count} trades fell by {share}.", one="A trade fell by {share}.")


def test_text_and_data_come_from_one_call() -> None:
    said = FELL(count=counted(1200), share=percent(-0.0512, 1, signed=True))
    assert said.text == "1,200 trades fell by −5.1%."
    assert said.value.model_dump() == {
        "kind": "told",
        "code": "test.fell",
        "values": {
            "count": {"kind": "count", "value": 1200},
            "share": {"kind": "percent", "value": -0.0512, "digits": 1, "signed": True},
        },
    }


def test_one_of_something_has_words_of_its_own() -> None:
    assert FELL(count=counted(1), share=percent(0.5, 0)).text == "A trade fell by 50%."
    assert FELL(count=counted(0), share=percent(0.5, 0)).text == "0 trades fell by 50%."


@pytest.mark.parametrize("values", [{}, {"count": counted(2)}, {"share": counted(2)}])
def test_a_value_that_is_missing_is_an_error(values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=r"test\.fell"):
        FELL(**values)  # type: ignore[arg-type]


def test_a_value_without_a_place_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"test\.fell"):
        FELL(count=counted(2), share=counted(3), more=counted(4))


def test_decimals_are_those_that_english_shows() -> None:
    assert money(1234.5, "USDT").value == Money(value=1234.5, currency="USDT", digits=2)
    assert money(0.00012, "BTC").value == Money(value=0.00012, currency="BTC", digits=5)
    assert general(250.5).value == Number(value=250.5, digits=1)
    assert general(0.00001).value == Number(value=0.00001, digits=5)
    assert general_percent(0.0005).value == Percent(value=0.0005, digits=2)
    assert general_percent(0.0000123, 2).text == "0.0012%"
    assert number(None).text == "–"


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_figure_that_is_not_finite_is_read_as_it_stands(value: float) -> None:
    for part in (number(value), percent(value), general(value), general_percent(value)):
        assert part.value == name(part.text).value


def test_lists_read_as_english_joins_them() -> None:
    names = [name("A"), name("B"), name("C")]
    assert listed(names, "and").text == "A, B and C"
    assert listed(names[:2], "and").text == "A and B"
    assert listed(names[:1], "and").text == "A"
    assert listed(names, "and_each").text == "A and B and C"
    assert listed([], "comma").text == ""


def test_what_was_said_elsewhere_stays_data_where_it_is() -> None:
    said = FELL(count=counted(2), share=percent(0.5, 0))
    assert quoted(said.text, told_of([said])).value.kind == "list"
    assert quoted("Some words.", ()).value == english("Some words.").value


def test_data_is_read_back_as_it_was_written() -> None:
    part = Sentence("test.part", "{names} and {pair}")
    said = part(names=listed([FELL(count=counted(2), share=percent(0.5))], "space"), pair=name("X"))
    again = Told.model_validate_json(said.value.model_dump_json())
    assert again == said.value
    assert canonical_json(again.model_dump(mode="json")) == said.value.canonical_json()

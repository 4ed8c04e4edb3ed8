"""Turns: what they change, what they ask, and that they are whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Conflict, Invalid, NotFound, Stale, Unavailable
from hypertrade.domain.paging import Asked
from hypertrade.domain.strategies import MOST_TURNS
from hypertrade.ports.strategist import Answer

from tests.ports.faults import FAILS, KILLED_AFTER, KILLED_BEFORE, LOST, Fault, Killed, faulty
from tests.services.shelf.samples import ANN, BOB, WORDS, by_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.domain.strategies import Turn
    from hypertrade.services.chat import Chat

    from tests.services.chat.conftest import Room


def test_a_turn_changes_the_strategy_and_says_what(room: Room) -> None:
    talk = room.talk()
    said = room.chat.say(ANN, talk, "make the stop 3%")
    assert said.turn.changed == ("Stop loss: 5% → 3%",)
    assert (said.turn.number, said.turn.before, said.turn.after) == (1, 1, 2)
    assert said.turn.question is None
    assert room.spec["stop_loss"] == 0.03
    version = room.strategies.version(ANN, room.strategy)
    assert (version.number, version.said) == (2, f"{talk}#1")
    assert version.content.words == f"{WORDS}\nmake the stop 3%"  # type: ignore[union-attr]
    assert said.strategy is not None
    assert said.strategy.version.value == version
    assert said.conversation == room.chat.get(ANN, talk)


def test_words_that_change_nothing_make_no_version(room: Room) -> None:
    talk = room.talk()
    turn = room.say(talk, "make the stop 5%")
    assert (turn.before, turn.after, room.latest) == (1, 1, 1)
    assert turn.assumed == ("Already so: “make the stop 5%”",)


def test_one_question_is_asked_and_any_form_of_its_reply_settles_it(room: Room) -> None:
    for reply in ("3.75%", "1", 'By "tighten the stop" I mean "set the stop to 3.75%".'):
        talk = room.talk()
        asked = room.say(talk, "tighten the stop")
        assert asked.question is not None
        assert asked.changed == ()
        labels = [choice.label for choice in asked.question.choices]
        assert labels[0] == "3.75%"
        answered = room.say(talk, reply)
        assert answered.changed == ("Stop loss: 5% → 3.75%",)
        room.undo(talk, 2)
        assert room.spec["stop_loss"] == 0.05


def test_words_that_do_without_the_open_question_leave_it_aside_aloud(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "tighten the stop")
    turn = room.say(talk, "use 4h candles")
    assert turn.changed == ("Timeframe: 1h → 4h",)
    assert "Left aside: “tighten the stop”" in turn.assumed
    assert room.spec["stop_loss"] == 0.05


def test_what_is_not_understood_is_asked_about_and_changes_nothing(room: Room) -> None:
    talk = room.talk()
    turn = room.say(talk, "blah blah")
    assert turn.question is not None
    assert "blah blah" in turn.answer
    assert room.latest == 1
    again = room.say(talk, "foo bar")
    assert again.question is not None
    assert room.say(talk, "stop 4%").changed == ("Stop loss: 5% → 4%",)


def test_it_explains_itself(room: Room) -> None:
    turn = room.say(room.talk(), "What does it do?")
    assert "Stop loss at 5%." in turn.answer
    assert room.latest == 1


def test_a_conversation_may_begin_before_there_is_a_strategy(room: Room) -> None:
    talk = room.chat.start(ANN, title="a new idea").value.id
    asked = room.say(talk, "buy when RSI crosses below 30")
    assert asked.question is not None
    assert room.chat.get(ANN, talk).value.strategy is None
    said = room.chat.say(ANN, talk, asked.question.choices[1].text)
    assert said.strategy is not None
    strategy = said.strategy.strategy.value
    assert (said.turn.before, said.turn.after) == (None, 1)
    assert room.chat.get(ANN, talk).value.strategy == strategy.id
    assert strategy.name == "RSI 14 crosses below 30"
    assert room.say(talk, "take profit 20%").changed == ("Take profit: 10% → 20%",)


def test_several_conversations_change_one_strategy(room: Room) -> None:
    first, second = room.talk(), room.talk()
    room.say(first, "stop 3%")
    room.say(second, "take profit 20%")
    assert (room.spec["stop_loss"], room.spec["take_profit"]) == (0.03, 0.2)
    page = room.chat.page(ANN, Asked(), strategy=room.strategy)
    assert [one.id for one in page.items] == [second, first]
    assert len(room.chat.page(ANN, Asked()).items) == 2
    room.chat.rename(ANN, first, "stops")
    assert room.chat.get(ANN, first).value.title == "stops"
    room.chat.delete(ANN, first)
    assert room.spec["stop_loss"] == 0.03
    with pytest.raises(NotFound):
        room.chat.get(ANN, first)


def test_two_tabs_lose_nothing_and_see_when_they_are_late(room: Room) -> None:
    talk = room.talk()
    seen = room.chat.get(ANN, talk).revision
    room.chat.say(ANN, talk, "stop 3%", revision=seen)
    with pytest.raises(Stale):
        room.chat.say(ANN, talk, "stop 4%", revision=seen)
    assert room.spec["stop_loss"] == 0.03
    words = [f"take profit {number}%" for number in range(11, 27)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: room.chat.say(ANN, talk, one), words))
    turns = room.chat.get(ANN, talk).value.turns
    assert [turn.number for turn in turns] == list(range(1, 18))
    assert {turn.words for turn in turns[1:]} == set(words)
    assert [(turn.before, turn.after) for turn in turns] == [(n, n + 1) for n in range(1, 18)]
    assert room.latest == 18


@pytest.mark.parametrize("how", [FAILS, LOST, KILLED_BEFORE, KILLED_AFTER])
def test_a_turn_is_written_whole_or_not_at_all(room: Room, how: Any) -> None:
    talk = room.talk()
    broken = room.over(faulty(room.documents, Fault("commit", how=how)))
    with pytest.raises((Unavailable, Killed)):
        broken.say(ANN, talk, "stop 3%")
    turns = room.chat.get(ANN, talk).value.turns
    assert len(turns) == room.latest - 1 == (how in {LOST, KILLED_AFTER})
    assert room.spec["stop_loss"] == (0.03 if turns else 0.05)


class Liar:
    """A strategist whose answers are wrong."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec

    def answer(self, words: str, spec: dict[str, Any] | None, earlier: Sequence[Turn]) -> Answer:
        del words, spec, earlier
        return Answer("done", self.spec, ("everything is better",), (), None)


@pytest.mark.parametrize("spec", [{}, {"name": "x"}, {"name": "x", "timeframe": "1h", "code": 1}])
def test_no_reader_is_trusted(room: Room, spec: dict[str, Any]) -> None:
    from hypertrade.services.chat import Chat

    talk = room.talk()
    with pytest.raises(Invalid):
        Chat(room.documents, room.clock, Liar(spec)).say(ANN, talk, "anything")
    assert room.latest == 1
    assert room.chat.get(ANN, talk).value.turns == ()


def test_words_are_bounded_and_so_is_a_conversation(room: Room) -> None:
    talk = room.talk()
    for words, field in (
        ("", "words"),
        (" \n", "words"),
        ("x" * 4_001, "words"),
        ("x" * 8_001, "words"),
    ):
        with pytest.raises(Invalid) as refused:
            room.chat.say(ANN, talk, words)
        assert refused.value.field == field
    for _ in range(MOST_TURNS):
        room.chat.say(ANN, talk, "explain")
    with pytest.raises(Invalid) as full:
        room.chat.say(ANN, talk, "explain")
    assert "another one" in full.value.remedy
    big = room.talk()
    for _ in range(30):
        room.chat.say(ANN, big, "x" * 4_000)
    with pytest.raises(Invalid, match="full"):
        _fill(room, big)


def _fill(room: Room, talk: str) -> None:
    for _ in range(MOST_TURNS - 30):
        room.chat.say(ANN, talk, "x" * 4_000)


def test_code_is_not_changed_by_words(room: Room) -> None:
    code = room.strategies.create(ANN, by_code()).strategy.value.id
    talk = room.chat.start(ANN, strategy=code).value.id
    with pytest.raises(Invalid) as refused:
        room.chat.say(ANN, talk, "stop 3%")
    assert "code" in refused.value.problem


ASKED: dict[str, Callable[[Chat, str], object]] = {
    "get": lambda it, id_: it.get(BOB, id_),
    "say": lambda it, id_: it.say(BOB, id_, "stop 3%"),
    "undo": lambda it, id_: it.undo(BOB, id_, 1),
    "rename": lambda it, id_: it.rename(BOB, id_, "mine"),
    "delete": lambda it, id_: it.delete(BOB, id_),
}


@pytest.mark.parametrize("call", ASKED)
def test_anothers_conversation_does_not_exist(room: Room, call: str) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    before = room.chat.get(ANN, talk)
    with pytest.raises(NotFound):
        ASKED[call](room.chat, talk)
    with pytest.raises(NotFound):
        ASKED[call](room.chat, "0" * 32)
    with pytest.raises(NotFound):
        room.chat.start(BOB, strategy=room.strategy)
    with pytest.raises(NotFound):
        room.chat.page(BOB, Asked(), strategy=room.strategy)
    assert room.chat.page(BOB, Asked()).items == ()
    assert room.chat.get(ANN, talk) == before


def test_starting_twice_under_one_id_is_starting_once(room: Room) -> None:
    first = room.chat.start(ANN, strategy=room.strategy, id="c" * 32)
    assert room.chat.start(ANN, strategy=room.strategy, id="c" * 32) == first
    with pytest.raises(Conflict):
        room.chat.start(BOB, id="c" * 32)


def test_a_deleted_strategy_takes_its_conversations_along(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    room.strategies.delete(ANN, room.strategy)
    with pytest.raises(NotFound):
        room.chat.get(ANN, talk)
    assert room.chat.page(ANN, Asked()).items == ()

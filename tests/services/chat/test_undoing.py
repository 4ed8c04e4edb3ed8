"""Any turn can be taken back; what came after it stays, or is said to be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Conflict, NotFound
from hypertrade.domain.strategies import NewStrategy
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.services.shelf.samples import ANN, WORDS, by_code

if TYPE_CHECKING:
    import pathlib

    from tests.services.chat.conftest import Room


def test_an_earlier_turn_is_undone_and_later_ones_stay(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    room.say(talk, "take profit 20%")
    room.say(talk, "also require volume above its average")
    turn = room.undo(talk, 1)
    assert turn.changed == ("Stop loss: 3% → 5%",)
    assert turn.answer == "Turn 1 undone."
    assert (turn.undoes, turn.before, turn.after) == (1, 4, 5)
    assert (room.spec["stop_loss"], room.spec["take_profit"]) == (0.05, 0.2)
    assert "volume" in str(room.spec["entries"])
    turns = room.chat.get(ANN, talk).value.turns
    assert [one.undone is not None for one in turns] == [True, False, False, False]


def test_an_undone_turn_comes_back_when_its_undoing_is_undone(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    room.say(talk, "take profit 20%")
    room.undo(talk, 1)
    again = room.undo(talk, 3)
    assert again.changed == ("Stop loss: 5% → 3%",)
    assert (room.spec["stop_loss"], room.spec["take_profit"]) == (0.03, 0.2)
    assert [one.undone is not None for one in room.chat.get(ANN, talk).value.turns] == [
        False,
        False,
        True,
        False,
    ]
    with pytest.raises(Conflict, match="undone already"):
        room.undo(talk, 3)


def test_undoing_says_what_no_longer_applies(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "also buy when MACD crosses above its signal")
    room.say(talk, "remove the MACD condition")
    room.say(talk, "stop 3%")
    turn = room.undo(talk, 1)
    assert len(turn.assumed) == 1
    assert turn.assumed[0].startswith("No longer applies: “remove the MACD condition”")
    assert room.spec["stop_loss"] == 0.03


def test_undoing_what_was_changed_again_changes_nothing(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    room.say(talk, "stop 4%")
    turn = room.undo(talk, 1)
    assert (turn.changed, turn.before, turn.after) == ((), 3, 4)
    assert "Nothing changed" in turn.answer
    assert room.spec["stop_loss"] == 0.04
    assert room.undo(talk, 2).changed == ("Stop loss: 4% → 5%",)


def test_words_undo_too(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "stop 3%")
    room.say(talk, "take profit 20%")
    assert room.say(talk, "Undo that!").changed == ("Take profit: 20% → 10%",)
    assert room.say(talk, "undo").changed == ("Stop loss: 3% → 5%",)
    assert room.say(talk, "undo").question is not None, "nothing is left to be undone"


def test_a_question_and_its_reply_are_made_again_together(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "take profit 20%")
    room.say(talk, "tighten the stop")
    room.say(talk, "2.5%")
    room.undo(talk, 1)
    assert (room.spec["stop_loss"], room.spec["take_profit"]) == (0.025, 0.1)


def test_what_a_form_and_another_conversation_changed_stays(room: Room) -> None:
    first, second = room.talk(), room.talk()
    room.say(first, "stop 3%")
    other = WORDS.replace("Stop loss 5%", "Stop loss 3%").replace("above 70", "above 75")
    room.strategies.save(ANN, room.strategy, NewStrategy(words=other))
    assert room.latest == 3, "what a turn made is not replaced"
    room.say(second, "leverage 2")
    room.undo(first, 1)
    assert (room.spec["stop_loss"], room.spec["leverage"]) == (0.05, 2)
    assert "75" in str(room.spec["exits"])


def test_what_cannot_be_undone_is_refused(room: Room) -> None:
    talk = room.talk()
    room.say(talk, "explain")
    with pytest.raises(Conflict, match="changed nothing"):
        room.undo(talk, 1)
    with pytest.raises(NotFound):
        room.undo(talk, 9)
    made = room.chat.start(ANN).value.id
    room.say(made, WORDS)
    with pytest.raises(Conflict):
        room.undo(made, 1)
    room.say(talk, "stop 3%")
    room.strategies.save(ANN, room.strategy, by_code())
    room.strategies.restore(ANN, room.strategy, 1)
    with pytest.raises(Conflict, match="code"):
        room.undo(talk, 2)


PHRASES = (
    "stop 3%",
    "take profit 20%",
    "leverage 2",
    "use 4h candles",
    "max 5 open trades",
    "hold at most 2 days",
    "trailing stop 2%",
    "stake 100",
)


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    said=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6, unique=True),
    data=st.data(),
)
def test_what_is_left_is_what_was_never_undone(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], data: Any
) -> None:
    room = _fresh(tmp_path_factory.mktemp("room"))
    talk = room.talk()
    for words in said:
        room.say(talk, words)
    live = set(range(1, len(said) + 1))
    for _ in range(data.draw(st.integers(1, 5))):
        turns = room.chat.get(ANN, talk).value.turns
        open_turns = [one for one in turns if one.undone is None]
        chosen = data.draw(st.sampled_from(open_turns))
        room.undo(talk, chosen.number)
        live ^= {_aim(chosen, turns)}
    alone = _fresh(tmp_path_factory.mktemp("alone"))
    other = alone.talk()
    for number in sorted(live):
        alone.say(other, said[number - 1])
    assert room.spec == alone.spec


def _aim(turn: Any, turns: Any) -> int:
    """Return which turn of words is turned on or off by undoing ``turn``."""
    while turn.undoes is not None:
        turn = turns[turn.undoes - 1]
    number: int = turn.number
    return number


def _fresh(folder: pathlib.Path) -> Room:
    from hypertrade.adapters.local.documents import LocalDocuments
    from hypertrade.services.chat import Chat
    from hypertrade.services.chat.reader import BuiltInReader
    from hypertrade.services.strategies import Strategies

    from tests.ports.clocks import Hands
    from tests.services.chat.conftest import Room

    documents, clock = LocalDocuments(folder / "documents.sqlite"), Hands()
    strategies = Strategies(documents, clock)
    made = strategies.create(ANN, NewStrategy(words=WORDS)).strategy.value.id
    return Room(documents, clock, strategies, Chat(documents, clock, BuiltInReader()), made)

"""Versions: replaced until run, then never again; restored, forked, compared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.backtest import SpecStrategy
from hypertrade.domain.errors import Conflict, NotFound, Stale
from hypertrade.domain.paging import Asked
from hypertrade.domain.strategies import NewStrategy, Version

from tests.services.shelf.samples import ANN, CODE, WORDS, by_code, by_spec

if TYPE_CHECKING:
    from tests.services.shelf.conftest import Desk


def freeze(desk: Desk, strategy: str, number: int | None = None) -> Version:
    """Do what asking for a run does."""
    content, found = desk.strategies.content_of(ANN, strategy, number)
    writes = desk.strategies.freezing(ANN, strategy, found, content)
    if writes:
        desk.documents.commit(writes)
    return desk.strategies.version(ANN, strategy, found)


def numbers(desk: Desk, strategy: str) -> list[int]:
    return [one.number for one in desk.strategies.versions(ANN, strategy, Asked()).items]


@pytest.fixture
def mine(desk: Desk) -> str:
    return desk.strategies.create(ANN, by_spec(stop=0.05)).strategy.value.id


def test_until_it_is_run_the_newest_version_is_replaced(desk: Desk, mine: str) -> None:
    saved = desk.strategies.save(ANN, mine, by_spec(stop=0.03))
    assert (saved.number, numbers(desk, mine)) == (1, [1])
    assert desk.strategies.version(ANN, mine).content.spec["stop_loss"] == 0.03  # type: ignore[union-attr]
    frozen = freeze(desk, mine)
    assert frozen.frozen == desk.clock.now()
    assert desk.strategies.save(ANN, mine, by_spec(stop=0.03)) == frozen, "the same again"
    saved = desk.strategies.save(ANN, mine, by_spec(stop=0.02))
    assert (saved.number, numbers(desk, mine)) == (2, [2, 1])
    assert desk.strategies.version(ANN, mine, 1) == frozen
    assert desk.strategies.get(ANN, mine).strategy.value.latest == 2


def test_freezing_twice_changes_nothing(desk: Desk, mine: str) -> None:
    first = freeze(desk, mine)
    desk.clock.move(60)
    assert freeze(desk, mine) == first


def test_a_version_that_changed_since_it_was_read_is_not_frozen(desk: Desk, mine: str) -> None:
    content, number = desk.strategies.content_of(ANN, mine, None)
    desk.strategies.save(ANN, mine, by_spec(stop=0.01))
    with pytest.raises(Conflict):
        desk.strategies.freezing(ANN, mine, number, content)
    fresh, _ = desk.strategies.content_of(ANN, mine, None)
    writes = desk.strategies.freezing(ANN, mine, number, fresh)
    desk.strategies.save(ANN, mine, by_spec(stop=0.02))
    with pytest.raises(Stale):
        desk.documents.commit(writes)
    assert desk.strategies.version(ANN, mine).frozen is None


def test_an_old_revision_is_refused_and_changes_nothing(desk: Desk, mine: str) -> None:
    seen = desk.strategies.get(ANN, mine).strategy.revision
    desk.strategies.save(ANN, mine, by_spec(stop=0.03), revision=seen)
    before = desk.strategies.get(ANN, mine)
    with pytest.raises(Stale):
        desk.strategies.save(ANN, mine, by_spec(stop=0.04), revision=seen)
    with pytest.raises(Stale):
        desk.strategies.restore(ANN, mine, 1, revision=seen)
    with pytest.raises(Stale):
        desk.strategies.delete(ANN, mine, revision=seen)
    assert desk.strategies.get(ANN, mine) == before


def test_many_who_save_at_once_lose_no_version(desk: Desk, mine: str) -> None:
    freeze(desk, mine)

    def run(number: int) -> None:
        """Save and run, again if another's save took the place of ours before it was run."""
        while True:
            saved = desk.strategies.save(ANN, mine, by_spec(stop=number / 1000))
            try:
                desk.documents.commit(
                    desk.strategies.freezing(ANN, mine, saved.number, saved.content)
                )
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(1, 25)))
    kept = [desk.strategies.version(ANN, mine, one) for one in numbers(desk, mine)]
    assert [one.number for one in kept] == list(range(len(kept), 0, -1))
    stops = [one.content.spec["stop_loss"] for one in kept if isinstance(one.content, SpecStrategy)]
    assert set(stops) == {0.05, *(number / 1000 for number in range(1, 25))}


def test_restoring_makes_a_new_version_that_says_so(desk: Desk, mine: str) -> None:
    freeze(desk, mine)
    desk.strategies.save(ANN, mine, by_spec(stop=0.02))
    restored = desk.strategies.restore(ANN, mine, 1)
    assert (restored.number, restored.note) == (3, "restored from version 1")
    assert restored.content == desk.strategies.version(ANN, mine, 1).content
    assert restored.frozen is None
    assert desk.strategies.restore(ANN, mine, 3) == restored, "nothing to restore"
    with pytest.raises(NotFound) as refused:
        desk.strategies.restore(ANN, mine, 9)
    assert refused.value.field == "version"


def test_a_diff_says_what_changed_in_words_and_in_code(desk: Desk) -> None:
    made = desk.strategies.create(ANN, NewStrategy(words=WORDS)).strategy.value.id
    freeze(desk, made)
    other = WORDS.replace("Stop loss 5%", "Stop loss 3%").replace("above 70", "above 75")
    desk.strategies.save(ANN, made, NewStrategy(words=other))
    diff = desk.strategies.diff(ANN, made, 1, 2)
    assert diff.changed == (
        "Exit “exit”: RSI(7) is above 70 → RSI(7) is above 75",
        "Stop loss: 5% → 3%",
    )
    assert "-    stoploss = -0.05" in diff.source
    assert "+    stoploss = -0.03" in diff.source
    back = desk.strategies.diff(ANN, made, 2, 1)
    assert "Stop loss: 3% → 5%" in back.changed
    same = desk.strategies.diff(ANN, made, 1, 1)
    assert (same.changed, same.source) == ((), "")


def test_code_is_compared_as_code(desk: Desk) -> None:
    made = desk.strategies.create(ANN, by_code()).strategy.value.id
    freeze(desk, made)
    desk.strategies.save(ANN, made, by_code(CODE.replace("-0.1", "-0.2\n    can_short = True")))
    diff = desk.strategies.diff(ANN, made, 1, 2)
    assert diff.changed == ("Code: 2 lines added, 1 removed",)
    assert "+    stoploss = -0.2" in diff.source
    desk.strategies.save(ANN, made, by_spec())
    assert desk.strategies.get(ANN, made).strategy.value.kind == "spec"
    assert desk.strategies.diff(ANN, made, 1, 2).changed == ("Kind: code → spec",)


def test_a_fork_is_a_strategy_of_its_own(desk: Desk, mine: str) -> None:
    freeze(desk, mine)
    desk.strategies.save(ANN, mine, by_spec(stop=0.02))
    fork = desk.strategies.fork(ANN, mine, 1)
    assert fork.strategy.value.forked_from == f"{mine}@1"
    assert fork.strategy.value.name == "Dips (copy)"
    assert fork.version.value.note == "forked from version 1 of “Dips”"
    assert fork.version.value.frozen is None
    desk.strategies.save(ANN, fork.strategy.value.id, by_spec(stop=0.5))
    assert desk.strategies.version(ANN, mine, 1).content.spec["stop_loss"] == 0.05  # type: ignore[union-attr]
    desk.strategies.delete(ANN, mine)
    assert desk.strategies.get(ANN, fork.strategy.value.id).strategy.value.latest == 1

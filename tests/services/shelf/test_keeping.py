"""Making, finding, changing and deleting strategies; and that another's do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Conflict, Invalid, NotFound, Stale, Unavailable
from hypertrade.domain.paging import Asked
from hypertrade.domain.strategies import NewStrategy, StrategyChange
from hypertrade.ports.documents import ABSENT, Query, Write

from tests.ports.faults import FAILS, KILLED_BEFORE, Fault, Killed, faulty
from tests.services.shelf.samples import ANN, BOB, CODE, WORDS, by_code, by_spec, spec

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.services.strategies import Strategies

    from tests.services.shelf.conftest import Desk


def names(desk: Desk, **filters: Any) -> list[str]:
    page = desk.strategies.page(ANN, Asked(), **filters)
    return [strategy.name for strategy in page.items]


@pytest.mark.parametrize(
    ("new", "name", "kind"),
    [
        (by_spec("Mine"), "Mine", "spec"),
        (NewStrategy(words=WORDS), "RSI 7 crosses below 30", "spec"),
        (NewStrategy(words=WORDS, name="My dips"), "My dips", "spec"),
        (by_code(), "Dip", "code"),
    ],
)
def test_a_strategy_is_kept_as_it_is_brought(
    desk: Desk, new: NewStrategy, name: str, kind: str
) -> None:
    made = desk.strategies.create(ANN, new)
    again = desk.strategies.get(ANN, made.strategy.value.id)
    assert again == made
    assert (again.strategy.value.name, again.strategy.value.kind) == (name, kind)
    assert (again.version.value.number, again.version.value.frozen) == (1, None)
    assert again.version.value.content_digest == again.version.value.content.digest()


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewStrategy(), "spec, words, code"),
        (NewStrategy(spec=spec(), words="buy"), "spec, words, code"),
        (NewStrategy(words="buy when it looks cheap"), "words"),
        (NewStrategy(spec={"name": "x"}), "timeframe"),
        (by_code("import os"), "code"),
        (by_code("def ("), "code"),
        (by_code(CODE + "#" * 200_000), "code"),
    ],
)
def test_what_is_no_strategy_is_refused_with_field_and_remedy(
    desk: Desk, new: NewStrategy, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.strategies.create(ANN, new)
    assert refused.value.field == field
    assert refused.value.remedy
    assert names(desk) == []


def test_the_same_id_again_is_the_same_strategy(desk: Desk) -> None:
    first = desk.strategies.create(ANN, by_spec(), id="a" * 32)
    assert desk.strategies.create(ANN, by_spec(), id="a" * 32) == first
    with pytest.raises(Conflict):
        desk.strategies.create(BOB, by_spec(), id="a" * 32)
    assert names(desk) == ["Dips"]


def test_a_strategy_is_found_by_beginnings_of_words_tags_and_kind(desk: Desk) -> None:
    make = desk.strategies.create
    make(ANN, by_spec("Momentum rider", tags=("trend",), description="Rides Bitcoin's moves"))
    desk.clock.move(1)
    make(ANN, by_spec("Mean reversion", tags=("dips", "trend")))
    desk.clock.move(1)
    make(ANN, by_code(tags=("dips",)))
    make(BOB, by_spec("Momentum of another", tags=("trend",)))
    assert names(desk) == ["Dip", "Mean reversion", "Momentum rider"]
    assert names(desk, text="mom") == ["Momentum rider"]
    assert names(desk, text="BITCOIN ride") == ["Momentum rider"]
    assert names(desk, text="bitcoin mean") == []
    assert names(desk, text="trend") == ["Mean reversion", "Momentum rider"]
    assert names(desk, tag="dips") == ["Dip", "Mean reversion"]
    assert names(desk, tag="dips", text="rev") == ["Mean reversion"]
    assert names(desk, kind="code") == ["Dip"]
    assert names(desk, kind="code", text="momentum") == []
    assert desk.strategies.tags(ANN) == {"dips": 2, "trend": 2}


def test_a_long_list_comes_page_by_page_each_once(desk: Desk) -> None:
    for number in range(25):
        desk.strategies.create(ANN, by_spec(f"Number {number}", tags=("many",)))
        desk.clock.move(1)
    for filters in ({}, {"text": "num"}, {"text": "number", "tag": "many"}):
        seen: list[str] = []
        cursor = None
        while True:
            page = desk.strategies.page(ANN, Asked(limit=7, cursor=cursor), **filters)
            seen += (one.name for one in page.items)
            cursor = page.next
            if cursor is None:
                break
        assert seen == [f"Number {number}" for number in reversed(range(25))], filters


def test_a_change_is_found_and_an_old_revision_refused(desk: Desk) -> None:
    made = desk.strategies.create(ANN, by_spec(tags=("old",))).strategy
    change = StrategyChange(name="Renamed", tags=("new", "new"))
    kept = desk.strategies.update(ANN, made.value.id, change, revision=made.revision)
    assert (kept.value.name, kept.value.tags) == ("Renamed", ("new",))
    assert kept.value.description == made.value.description
    assert names(desk, text="rena") == ["Renamed"]
    assert names(desk, tag="old") == []
    with pytest.raises(Stale) as refused:
        desk.strategies.update(ANN, made.value.id, change, revision=made.revision)
    assert refused.value.field == "If-Match"
    same = desk.strategies.update(ANN, made.value.id, change)
    assert same == kept


ASKED: dict[str, Callable[[Strategies, str], object]] = {
    "get": lambda it, id_: it.get(BOB, id_),
    "update": lambda it, id_: it.update(BOB, id_, StrategyChange(name="x")),
    "delete": lambda it, id_: it.delete(BOB, id_),
    "save": lambda it, id_: it.save(BOB, id_, by_spec("x")),
    "versions": lambda it, id_: it.versions(BOB, id_, Asked()),
    "version": lambda it, id_: it.version(BOB, id_, 1),
    "restore": lambda it, id_: it.restore(BOB, id_, 1),
    "diff": lambda it, id_: it.diff(BOB, id_, 1, 1),
    "fork": lambda it, id_: it.fork(BOB, id_),
    "content_of": lambda it, id_: it.content_of(BOB, id_, None),
    "freezing": lambda it, id_: it.freezing(BOB, id_, 1, it.version(ANN, id_).content),
    "explain": lambda it, id_: it.explain(BOB, id_),
    "source": lambda it, id_: it.source(BOB, id_),
    "export": lambda it, id_: it.export(BOB, id_),
}


def test_every_call_about_one_strategy_is_asked_below() -> None:
    import inspect

    from hypertrade.services.strategies import Strategies

    about = {
        name
        for name, method in inspect.getmembers(Strategies, inspect.isfunction)
        if not name.startswith("_") and "strategy" in inspect.signature(method).parameters
    }
    assert about == set(ASKED)


@pytest.mark.parametrize("call", ASKED)
def test_anothers_strategy_does_not_exist(desk: Desk, call: str) -> None:
    made = desk.strategies.create(ANN, by_spec())
    id_ = made.strategy.value.id
    with pytest.raises(NotFound) as refused:
        ASKED[call](desk.strategies, id_)
    with pytest.raises(NotFound) as unknown:
        ASKED[call](desk.strategies, "0" * 32) if call != "freezing" else ASKED["get"](
            desk.strategies, "0" * 32
        )
    assert refused.value.problem.replace(id_, "ID") == unknown.value.problem.replace("0" * 32, "ID")
    assert desk.strategies.get(ANN, id_) == made


def _run(state: str, strategy: str) -> Write:
    fields = {"owner": "ann", "strategy": strategy, "state": state}
    return Write("runs", f"run-{state}", fields, ABSENT)


def left(desk: Desk) -> int:
    collections = ("strategies", "versions", "conversations")
    return sum(len(desk.documents.find(Query(name))) for name in collections)


def test_a_strategy_with_runs_under_way_stays(desk: Desk) -> None:
    made = desk.strategies.create(ANN, by_spec())
    id_ = made.strategy.value.id
    for state in ("queued", "starting", "running"):
        desk.documents.commit([_run(state, id_)])
        with pytest.raises(Conflict) as refused:
            desk.strategies.delete(ANN, id_)
        assert "cancel" in refused.value.remedy
        desk.documents.commit([Write("runs", f"run-{state}", None)])
    assert desk.strategies.get(ANN, id_) == made
    desk.documents.commit([_run("succeeded", id_)])
    desk.strategies.delete(ANN, id_)
    assert left(desk) == 0


def test_a_deletion_that_dies_anywhere_is_finished_and_never_half_seen(desk: Desk) -> None:
    for at in range(1, 8):
        made = desk.strategies.create(ANN, by_spec())
        id_ = made.strategy.value.id
        desk.strategies.restore(ANN, id_, 1)
        died = desk.over(faulty(desk.documents, Fault("commit", at=at, how=KILLED_BEFORE)))
        try:
            died.delete(ANN, id_)
        except Killed:
            pass
        else:
            break
        if at > 1:
            assert names(desk) == []
            with pytest.raises(NotFound):
                desk.strategies.get(ANN, id_)
            assert desk.strategies.finish_deletions() == 1
        else:
            assert desk.strategies.get(ANN, id_) == made
            desk.strategies.delete(ANN, id_)
        assert left(desk) == 0
    else:
        pytest.fail("it never came to its end")


def test_a_store_that_does_not_answer_is_said_so(desk: Desk) -> None:
    silent = desk.over(faulty(desk.documents, Fault("commit", how=FAILS)))
    with pytest.raises(Unavailable):
        silent.create(ANN, by_spec())
    assert left(desk) == 0

"""Strategies and conversations over HTTP, from the first words to the last."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from hypertrade_functions.shapes.strategies import SPEC

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.functions.world import World

WORDS = "Buy when RSI is under 30; sell when RSI is over 70; 5% stop; 1h candles"


def _ask(world: World, method: str, path: str, **options: Any) -> TestResponse:
    return world.ask(world.person("ada"), method, path, **options)


def _made(world: World, **fields: Any) -> dict[str, Any]:
    answer = _ask(world, "POST", "/v1/strategies", json={"words": WORDS, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_strategy_lives_and_ends(world: World) -> None:
    made = _made(world, name="Dips", tags=["dips"])
    path = f"/v1/strategies/{made['id']}"
    shown = _ask(world, "GET", path)
    assert shown.get_json() == made
    changed = _ask(
        world,
        "PATCH",
        path,
        json={"description": "Buys the dip."},
        headers={"If-Match": shown.headers["ETag"]},
    )
    assert changed.get_json()["description"] == "Buys the dip."
    late = _ask(
        world, "PATCH", path, json={"name": "Late"}, headers={"If-Match": shown.headers["ETag"]}
    )
    assert (late.status_code, late.get_json()["code"]) == (412, "stale")
    assert _ask(world, "DELETE", path).status_code == 204
    assert _ask(world, "GET", path).status_code == 404


def test_the_same_request_makes_one_strategy(world: World) -> None:
    headers = {"Idempotency-Key": "one"}
    answers = [
        _ask(world, "POST", "/v1/strategies", json={"words": WORDS}, headers=headers)
        for _ in range(3)
    ]
    assert len({answer.data for answer in answers}) == 1
    assert len(_ask(world, "GET", "/v1/strategies").get_json()["items"]) == 1


def test_lists_come_in_pages_and_by_words(world: World) -> None:
    for number in range(5):
        _made(world, name=f"Number {number}", tags=["odd"] if number % 2 else ["even"])
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = _ask(world, "GET", "/v1/strategies", query_string=query).get_json()
        seen += [item["name"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(seen) == [f"Number {number}" for number in range(5)]
    odd = _ask(world, "GET", "/v1/strategies?tag=odd").get_json()["items"]
    assert {item["name"] for item in odd} == {"Number 1", "Number 3"}
    assert _ask(world, "GET", "/v1/strategies/tags").get_json() == {"counts": {"even": 3, "odd": 2}}
    wrong = _ask(world, "GET", "/v1/strategies?cursor=bm9uZQ")
    assert (wrong.status_code, wrong.get_json()["field"]) == (422, "cursor")


def test_words_that_leave_a_question_open_are_answered_with_it(world: World) -> None:
    answer = _ask(world, "POST", "/v1/strategies", json={"words": "buy low"})
    assert (answer.status_code, answer.get_json()["field"]) == (422, "words")
    read = _ask(world, "POST", "/v1/strategies/understand", json={"words": "buy low"})
    assert read.get_json()["question"]["text"] == answer.get_json()["detail"]


def test_versions_are_told_apart_restored_and_copied(world: World) -> None:
    path = f"/v1/strategies/{_made(world)['id']}"
    fork = _ask(world, "POST", f"{path}/fork", json={"name": "Copy"}).get_json()
    assert fork["forked_from"].startswith(path.rpartition("/")[2])
    bolder = {**SPEC, "stop_loss": 0.1}
    saved = _ask(world, "POST", f"{path}/versions", json={"spec": bolder, "note": "bolder"})
    assert saved.status_code == 201
    assert saved.headers["Location"] == f"{path}/versions/{saved.get_json()['number']}"
    listed = _ask(world, "GET", f"{path}/versions").get_json()["items"]
    assert listed[0]["note"] == "bolder"
    text = _ask(world, "GET", f"{path}/explanation").get_json()["text"]
    assert "10%" in text
    source = _ask(world, "GET", f"{path}/source").get_json()
    assert "IStrategy" in source["source"]
    compiled = _ask(world, "POST", "/v1/strategies/compile", json={"spec": bolder}).get_json()
    assert compiled["source"] == source["source"]


def test_what_is_carried_out_can_be_carried_in(world: World) -> None:
    made = _made(world, name="Travels")
    packed = _ask(world, "GET", f"/v1/strategies/{made['id']}/export")
    assert packed.headers["Content-Type"] == "application/zip"
    assert packed.headers["Content-Disposition"].startswith("attachment;")
    assert "spec.json" in zipfile.ZipFile(io.BytesIO(packed.data)).namelist()
    back = _ask(world, "POST", "/v1/strategies/import?name=Back", data=packed.data)
    assert back.status_code == 201, back.text
    assert back.get_json()["version"]["content_digest"] == made["version"]["content_digest"]


def test_problems_of_a_strategy_are_all_told(world: World) -> None:
    wrong = {**SPEC, "colour": "red", "timeframe": "1 parsec"}
    verdict = _ask(world, "POST", "/v1/strategies/validate", json={"spec": wrong}).get_json()
    assert verdict["valid"] is False
    assert len(verdict["problems"]) >= 2
    good = _ask(world, "POST", "/v1/strategies/validate", json={"spec": SPEC}).get_json()
    assert good["valid"] is True


def test_words_change_a_strategy_and_are_taken_back(world: World) -> None:
    path = f"/v1/strategies/{_made(world)['id']}"
    talk = _ask(world, "POST", f"{path}/conversations", json={"title": "Bolder"})
    turns = f"/v1/conversations/{talk.get_json()['id']}/turns"
    said = _ask(world, "POST", turns, json={"words": "make the stop 3%"})
    assert said.status_code == 201, said.text
    assert any("3%" in sentence for sentence in said.get_json()["turn"]["changed"])
    assert said.get_json()["strategy"]["version"]["content"]["spec"]["stop_loss"] == 0.03
    stale = _ask(
        world, "POST", turns, json={"words": "4h candles"}, headers={"If-Match": '"older"'}
    )
    assert stale.status_code == 412
    undone = _ask(world, "POST", f"{turns}/{said.get_json()['turn']['number']}/undo")
    assert undone.status_code == 201, undone.text
    assert undone.get_json()["strategy"]["version"]["content"]["spec"]["stop_loss"] == 0.05
    [listed] = _ask(world, "GET", f"{path}/conversations").get_json()["items"]
    assert (listed["title"], listed["turns"]) == ("Bolder", 2)

"""What the code editor asks for, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.functions.world import World


def test_completions_are_told_once(world: World) -> None:
    ada = world.person("ada")
    first = world.ask(ada, "GET", "/v1/code/completions")
    assert first.status_code == 200, first.text
    told = first.get_json()
    assert set(told["versions"]) == {"freqtrade", "talib", "pandas"}
    assert {"ta", "qtpylib", "dataframe", "trade", "dp"} == {one["name"] for one in told["modules"]}
    headers = {"If-None-Match": first.headers["ETag"]}
    assert world.ask(ada, "GET", "/v1/code/completions", headers=headers).status_code == 304


def test_a_file_is_formatted_or_refused_with_its_line(world: World) -> None:
    ada = world.person("ada")

    def ask(source: str) -> tuple[int, dict[str, object]]:
        answer = world.ask(ada, "POST", "/v1/code/format", json={"source": source})
        return answer.status_code, answer.get_json()

    assert ask("x=1") == (200, {"source": "x = 1\n"})
    status, problem = ask("x = 1\ny = = 2\n")
    assert (status, problem["code"], problem["line"]) == (422, "strategy_failed", 2)
    assert problem["field"] == "source"
    status, problem = ask("#" * 200_001)
    assert (status, problem["code"], problem["field"]) == (422, "invalid", "source")

"""Errors: one table, complete; nothing else ever leaves."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain import errors
from hypertrade_functions.web.problems import ALL_KINDS, KINDS, ProblemDetails

from tests.functions.toys import raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.functions.world import World


def _below(kind: type[errors.HyperTradeError]) -> Iterator[type[errors.HyperTradeError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def test_every_error_of_the_domain_has_an_answer() -> None:
    domain = {kind for kind in _below(errors.HyperTradeError) if kind.__module__ == errors.__name__}
    assert domain == KINDS.keys()


def test_codes_are_told_apart_by_name_alone() -> None:
    by_code = {kind.code: kind for kind in ALL_KINDS}
    assert len(by_code) == len(ALL_KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_becomes_a_problem(toy: World, kind: type[errors.HyperTradeError]) -> None:
    answer = toy.client.get(f"/raise/{kind.__name__}")
    assert answer.status_code == KINDS[kind].status
    assert answer.content_type == "application/problem+json"
    problem = ProblemDetails.model_validate(answer.get_json())
    assert problem.code == KINDS[kind].code
    assert problem.status == answer.status_code
    assert (problem.detail, problem.field, problem.remedy) == (
        "it went wrong",
        "thing",
        "Do otherwise.",
    )
    assert problem.request_id == answer.headers["X-Request-Id"]
    assert ("WWW-Authenticate" in answer.headers) == (answer.status_code == 401)
    assert answer.headers.get("Retry-After", "") == {
        "RateLimited": "1",
        "Unavailable": "5",
    }.get(kind.__name__, "")


def test_a_line_of_the_users_file_is_named(toy: World) -> None:
    assert "line" not in toy.client.get("/raise/StrategyFailed").get_json()
    error = errors.StrategyFailed("a typo", line=12)
    assert raised("StrategyFailed").args == ("it went wrong",)
    from hypertrade_functions.web.problems import problem_of

    assert problem_of(error, base="http://x", request_id="1").line == 12


def test_an_unknown_failure_leaks_nothing_and_is_in_the_log(
    toy: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = toy.client.get("/raise/Unknown")
    assert answer.status_code == 500
    assert answer.get_json()["code"] == "internal"
    assert "hunter2" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.get_json()["request_id"] in answer.get_json()["remedy"]
    [record] = [record for record in caplog.records if record.exc_info]
    assert "RuntimeError" in record.getMessage()


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "not_found"),
        ("GET", "/open/", {}, 404, "not_found"),
        ("GET", "//open", {}, 404, "not_found"),
        ("GET", "/raise/a%00b", {}, 404, "not_found"),
        ("PUT", "/open", {}, 405, "method_not_allowed"),
        ("TRACE", "/open", {}, 405, "method_not_allowed"),
        ("GET", "/open?limit=0", {}, 422, "invalid"),
        ("GET", "/open?limit=x", {}, 422, "invalid"),
        ("GET", "/open?limit=1&limit=2", {}, 422, "invalid"),
        ("GET", "/open?who=me", {}, 422, "invalid"),
        ("GET", "/open?names=a%00", {}, 422, "invalid"),
        ("POST", "/uploads", {}, 422, "invalid"),
        ("POST", "/uploads", {"data": b"x" * ((1 << 20) + 1)}, 413, "too_large"),
        ("POST", "/toys", {"data": b"name=x"}, 415, "unsupported_media_type"),
        ("POST", "/toys", {}, 422, "invalid"),
        ("POST", "/toys", {"json": {"name": "x" * (1 << 20)}}, 413, "too_large"),
        ("POST", "/toys", {"json": []}, 422, "invalid"),
        ("POST", "/toys", {"json": {"name": "x", "colour": "red"}}, 422, "invalid"),
        ("POST", "/toys", {"json": {"name": "x", "size": "2"}}, 422, "invalid"),
    ],
)
def test_what_http_refuses_is_a_problem_too(  # noqa: PLR0913, PLR0917 - a table's columns
    toy: World, method: str, path: str, options: dict[str, object], status: int, code: str
) -> None:
    answer = toy.ask(toy.person("ada"), method, path, **options)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code), answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["field"]
    assert answer.get_json()["remedy"]


def test_a_refused_method_names_those_that_are_taken(toy: World) -> None:
    answer = toy.client.delete("/thing")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, PATCH"


@pytest.mark.parametrize(
    "text",
    [
        '{"name": ',
        '{"name": "a", "name": "b"}',
        '{"name": "a", "size": NaN}',
        '{"name": "a", "inside": {"x": 1e999}}',
        '{"name": "a\\u0000b"}',
        '{"name": "\\ud800"}',
        '{"name": "a", "inside": ' + '{"x":' * 70 + "1" + "}" * 70 + "}",
        '{"name": "a", "inside": ' + '{"x":' * 100_000 + "1" + "}" * 100_000 + "}",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
    ],
)
def test_json_that_no_store_should_see_is_malformed(toy: World, text: str | bytes) -> None:
    answer = toy.ask(toy.person("ada"), "POST", "/toys", data=text, content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed")


def test_escapes_that_are_text_are_taken(toy: World) -> None:
    text = json.dumps({"name": "a\u00e9 \U0001f600"})
    answer = toy.ask(toy.person("ada"), "POST", "/toys", data=text, content_type="application/json")
    assert answer.get_json()["name"] == "a\u00e9 \U0001f600"

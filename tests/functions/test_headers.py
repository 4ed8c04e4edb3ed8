"""Headers: security, CORS, compression, names of requests."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypertrade_functions.web.headers import ASKED, EXPOSED, POLICY

from tests.functions.toys import toys
from tests.functions.world import World, make_world

if TYPE_CHECKING:
    from pathlib import Path

OURS = "http://localhost:8080"


@pytest.mark.parametrize("path", ["/open", "/nowhere", "/raise/Denied", "/raise/Unknown"])
def test_every_answer_keeps_browsers_in_check(toy: World, path: str) -> None:
    headers = toy.client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in POLICY
    assert "Strict-Transport-Security" not in headers
    assert len(headers.getlist("Cache-Control")) == 1


def test_production_is_reached_encrypted_only(toy: World) -> None:
    from hypertrade_functions.web.exchange import Reply
    from hypertrade_functions.web.headers import protect

    reply = Reply()
    protect(reply, toy.platform.settings.model_copy(update={"env": "production"}))
    assert "max-age=63072000" in reply.headers["Strict-Transport-Security"]


def test_our_own_pages_may_read(toy: World) -> None:
    answer = toy.client.get("/open", headers={"Origin": OURS})
    assert answer.headers["Access-Control-Allow-Origin"] == OURS
    assert answer.headers["Access-Control-Expose-Headers"] == ", ".join(EXPOSED)
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{OURS}.evil.example"])
def test_other_pages_may_not(toy: World, origin: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = toy.ask(
            None,
            method,
            "/open",
            headers={"Origin": origin, "Access-Control-Request-Method": "GET"},
        )
        assert not any(name.startswith("Access-Control") for name in answer.headers.keys())  # noqa: SIM118 - werkzeug's headers iterate over pairs
        assert "Origin" in answer.headers["Vary"]


def test_the_web_app_elsewhere_is_named_by_a_setting(tmp_path: Path) -> None:
    app = "https://app.example"
    world = make_world(tmp_path, toys=[toys], web_origins=f"{app}, https://two.example")
    answer = world.client.get("/open", headers={"Origin": app})
    assert answer.headers["Access-Control-Allow-Origin"] == app


def test_a_preflight_says_what_may_be_asked(toy: World) -> None:
    answer = toy.ask(
        None,
        "OPTIONS",
        "/thing",
        headers={"Origin": OURS, "Access-Control-Request-Method": "PATCH"},
    )
    assert answer.status_code == 204
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, PATCH"
    assert answer.headers["Access-Control-Allow-Methods"] == answer.headers["Allow"]
    assert answer.headers["Access-Control-Allow-Headers"] == ", ".join(ASKED)


def test_head_is_get_without_the_body(toy: World) -> None:
    shown, head = toy.client.get("/thing"), toy.client.head("/thing")
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head.headers[name] == shown.headers[name]


def _long(toy: World, length: int, encodings: str) -> tuple[bytes, str]:
    answer = toy.ask(
        toy.person("ada"),
        "POST",
        "/toys",
        json={"name": "x" * length},
        headers={"Accept-Encoding": encodings},
    )
    return answer.data, answer.headers.get("Content-Encoding", "")


def test_long_answers_are_compressed_for_those_who_can_read_it(toy: World) -> None:
    packed, encoding = _long(toy, 5_000, "br, gzip;q=0.5")
    assert encoding == "gzip"
    assert len(packed) < 500
    assert gzip.decompress(packed).count(b"x") == 5_000
    for refusing in ("", "br", "gzip;q=0", "gzip; q=0.0, br"):
        assert _long(toy, 5_000, refusing)[1] == "", refusing
    assert _long(toy, 50, "gzip")[1] == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0f8b6f0e-6a3c-4a1f", True),
        ("short", False),
        ("x" * 65, False),
        ("with spaces inside", False),
        ("new<script>line", False),
    ],
)
def test_requests_have_a_name(toy: World, given: str, kept: bool) -> None:
    answer = toy.client.get("/open", headers={"X-Request-Id": given})
    assert (answer.headers["X-Request-Id"] == given) is kept
    assert len(answer.headers["X-Request-Id"]) >= 8


def test_a_page_names_its_characters_once(world: World) -> None:
    assert world.client.get("/v1/reference").headers["Content-Type"] == "text/html; charset=utf-8"

"""Logs: Cloud Logging's format, and no secret in them wherever it stood."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.observing.logs import CloudFormatter
from hypertrade.observing.redaction import GONE, HINT, hinted, redact, redacted
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.world import PASSWORD
from tests.stand_ins.authenticator import App

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.functions.world import World

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"
KEY = "ht_QcdT5PC5RyvNkL2K_mVuFvTVWl4pDBqOEk9D4fx5vwPrXGDxSwfhhaXDmQbb"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what is logged meanwhile, as it is written in production."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(CloudFormatter("my-project"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def _entries(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_entry_that_finds_its_trace(toy: World, written: io.StringIO) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    answer = toy.client.get(
        "/open?limit=2", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    )
    [entry] = _entries(written)
    assert entry["severity"] == "INFO"
    assert entry["message"] == "GET /open 200"
    assert entry["logging.googleapis.com/trace"] == f"projects/my-project/traces/{trace}"
    assert len(entry["logging.googleapis.com/spanId"]) == 16
    labels = entry["logging.googleapis.com/labels"]
    assert labels["request_id"] == answer.headers["X-Request-Id"]
    http = entry["httpRequest"]
    assert http["requestUrl"] == "/open?limit"
    assert (http["requestMethod"], http["status"]) == ("GET", 200)
    assert http["latency"].endswith("s")
    assert entry["time"].endswith("+00:00")


@pytest.mark.parametrize("sent", ["00-" + "0" * 32 + "-b7ad6b7169203331-01", "nonsense"])
def test_a_trace_that_is_none_is_replaced(toy: World, written: io.StringIO, sent: str) -> None:
    toy.client.get("/open", headers={"traceparent": sent})
    trace = _entries(written)[0]["logging.googleapis.com/trace"].rpartition("/")[2]
    assert len(trace) == 32
    assert set(trace) != {"0"}


def test_who_asked_is_a_label(toy: World, written: io.StringIO) -> None:
    ada = toy.person("ada")
    toy.ask(ada, "GET", "/scoped")
    assert _entries(written)[0]["logging.googleapis.com/labels"]["principal"] == ada.id


def test_a_failure_is_reported_with_its_stack(toy: World, written: io.StringIO) -> None:
    toy.client.get("/raise/Unknown")
    failure, request = _entries(written)
    assert failure["severity"] == request["severity"] == "ERROR"
    assert "Traceback" in failure["message"]
    assert "RuntimeError" in failure["message"]
    assert failure["@type"].endswith("ReportedErrorEvent")
    assert "hunter2" not in written.getvalue()
    assert "eyJhbGciOiJub25lIn0" not in written.getvalue()


def test_no_secret_of_a_request_is_logged(world: World, written: io.StringIO) -> None:
    ada = world.person("ada")
    headers = {"Cookie": "session=abcdef", "X-Request-Id": "a-request-id"}
    world.ask(ada, "GET", "/v1/me?token=topsecret", headers=headers)
    world.client.get("/v1/me", headers={"Authorization": f"Bearer {KEY}"})
    world.client.post("/v1/auth/sign-in", json={"email": ada.email, "password": "wrong-one"})
    session = world.client.post(
        "/v1/auth/sign-in", json={"email": ada.email, "password": PASSWORD}
    ).get_json()
    world.client.post("/v1/auth/refresh", json={"refresh_token": session["refresh_token"]})
    made = world.ask(
        ada, "POST", "/v1/api-keys", json={"name": "k", "scopes": ["runs:read"]}
    ).get_json()
    address = world.ask(ada, "POST", "/v1/me/export").get_json()["address"].partition("8080")[2]
    assert world.client.get(address).status_code == 200
    text = written.getvalue()
    assert text.count("httpRequest") == 9
    secrets = (
        *(PASSWORD, "wrong-one", "topsecret", "abcdef", KEY, made["key"], ada.token),
        *(session["refresh_token"], session["id_token"], address.partition("signature=")[2]),
    )
    for secret in secrets:
        assert len(secret) > 5
        assert secret not in text


def test_no_code_or_secret_of_a_second_factor_is_logged(world: World, written: io.StringIO) -> None:
    ada, path = world.person("ada"), "/v1/me/second-factor"
    secret = world.ask(ada, "POST", path).get_json()["secret"]
    code = App(secret, world.clock).code()
    shown = world.ask(ada, "POST", f"{path}/confirm", json={"code": code}).get_json()
    body = {"email": ada.email, "password": PASSWORD}
    used, refused, *_ = shown["recovery_codes"]
    assert world.client.post("/v1/auth/sign-in", json=body).status_code == 401
    assert world.client.post("/v1/auth/sign-in", json=body | {"code": used}).status_code == 200
    assert world.client.post("/v1/auth/sign-in", json=body | {"code": used}).status_code == 401
    assert world.ask(ada, "DELETE", path, json={"code": refused, "x": 1}).status_code == 422
    text = written.getvalue()
    assert text.count("httpRequest") == 7
    assert [one for one in (secret, f'"{code}"', *shown["recovery_codes"]) if one in text] == []


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {JWT}",
        f"headers={{'Authorization': 'Basic YWRhOmh1bnRlcjI='}} {JWT}",
        f"the key {KEY} is revoked",
        'body {"email": "ada@x.org", "password": "hunter2 and more", "n": 1}',
        "password='hunter2 and more'",
        "GET /v1/blobs/x?expires=1&signature=hunter2",
        "https://x/callback?code=hunter2&state=hunter2",
        "refresh_token=hunter2&grant_type=refresh",
        "client_secret: hunter2",
        "X-Api-Key: hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
    ],
)
def test_secrets_are_taken_out_of_any_text(text: str) -> None:
    clean = redact(text)
    assert GONE in clean
    for secret in (JWT, KEY, KEY[-20:], "hunter2", "YWRhOmh1bnRlcjI="):
        assert secret not in clean


@pytest.mark.parametrize(
    "text", ["GET /v1/me 200", "state is queued", "a token of thanks", "strategies:read"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert redact(text) == text


HINTS = (
    *("eyJ", "HT_", "Bearer", "basic", "passW", "Secret", "tokEn", "to\u212aen", "authorization"),
    *("cookie", "api-key", "apikey", "API_KEY", "credential", "signature", "\u017fecret"),
    *("assertion", "code=", "state'", ":", "sig ", "=", "key", "-----BEGIN", "-----begin"),
)


@given(st.lists(st.sampled_from(HINTS) | st.text(max_size=5), max_size=6))
def test_the_quick_search_misses_nothing_that_the_pattern_finds(parts: list[str]) -> None:
    text = "".join(parts)
    assert hinted(text) == (HINT.search(text) is not None)


NAMES = ("password", "Authorization", "api_key", "refresh_token", "Cookie", "client_secret")


@given(
    st.recursive(
        st.sampled_from(["plain", 1, None, True, 2.5]),
        lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    ),
    st.sampled_from(NAMES),
    st.sampled_from([JWT, KEY, f"Bearer {KEY}"]),
)
def test_secrets_are_taken_out_however_deep(value: object, name: str, secret: str) -> None:
    deep = {"a": [value, {name: "hunter2-hunter2", "b": (secret, [secret])}]}
    clean = json.dumps(redacted(deep))
    assert "hunter2" not in clean
    assert secret not in clean

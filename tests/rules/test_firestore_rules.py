"""Firestore's rules, evaluated by its emulator: what the web app may read, and nothing else."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from hypertrade.ports.documents import Write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.bootstrap.google import GoogleParts

pytestmark = pytest.mark.emulator

OTHERS = (
    "users", "api_keys", "audit", "strategies", "versions", "conversations", "outbox", "usage",
    "idempotency", "dispatch", "buckets", "oauth_states", "channels", "tallies",
    "notices", "anything",
)  # fmt: skip
OK, DENIED = 200, 403


def token(user: str) -> str:
    """Return what the emulator takes for a user's ID token: claims that nobody signed."""
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": user, "user_id": user, "aud": "any"})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
    return ".".join(part.decode().rstrip("=") for part in coded) + "."


class Client:
    """The web app's side: Firestore's REST API, with rules in force."""

    def __init__(self, parts: GoogleParts, rules: str) -> None:
        host = parts.settings.stand_ins["firestore"]
        self._project = f"projects/{parts.settings.project}"
        self._root = f"http://{host}/v1/{self._project}/databases/(default)/documents"
        answer = requests.put(
            f"http://{host}/emulator/v1/{self._project}:securityRules",
            json={"rules": {"files": [{"name": "firestore.rules", "content": rules}]}},
            timeout=30,
        )
        assert answer.ok, answer.text

    def get(self, user: str | None, path: str) -> int:
        return self._asked("GET", user, f"/{path}").status_code

    def runs(self, user: str | None, owner: str | None) -> Any:
        """Return the status of a list of runs, or the ids of those in it."""
        query: dict[str, Any] = {"from": [{"collectionId": "runs"}]}
        if owner is not None:
            query["where"] = {
                "fieldFilter": {
                    "field": {"fieldPath": "owner"},
                    "op": "EQUAL",
                    "value": {"stringValue": owner},
                }
            }
        answer = self._asked("POST", user, ":runQuery", {"structuredQuery": query})
        if not answer.ok:
            return answer.status_code
        found = [row["document"]["name"] for row in answer.json() if "document" in row]
        return {name.rpartition("/")[2] for name in found}

    def create(self, user: str | None, collection: str) -> int:
        body = {"fields": {"owner": {"stringValue": user or ""}}}
        return self._asked("POST", user, f"/{collection}?documentId=new", body).status_code

    def change(self, user: str | None, path: str) -> int:
        body = {"fields": {"owner": {"stringValue": user or ""}}}
        return self._asked("PATCH", user, f"/{path}", body).status_code

    def delete(self, user: str | None, path: str) -> int:
        return self._asked("DELETE", user, f"/{path}").status_code

    def _asked(
        self, method: str, user: str | None, path: str, body: Any = None
    ) -> requests.Response:
        headers = {} if user is None else {"Authorization": f"Bearer {token(user)}"}
        return requests.request(
            method, f"{self._root}{path}", json=body, headers=headers, timeout=30
        )


@pytest.fixture
def client(google_project: Callable[..., GoogleParts], repo: Path) -> Client:
    """Return the web app's view of a database in which Ann, Bob and Eve (suspended) have runs."""
    parts = google_project(["firestore"])
    people = {"ann": False, "bob": False, "eve": True}
    parts.documents.commit(
        [
            *(Write("runs", f"of-{user}", {"owner": user, "state": "running"}) for user in people),
            *(
                Write("users", user, {"id": user, "suspended": suspended})
                for user, suspended in people.items()
            ),
            *(Write(name, "of-ann", {"owner": "ann"}) for name in OTHERS),
        ]
    )
    return Client(parts, (repo / "firestore.rules").read_text(encoding="utf-8"))


def test_a_user_reads_their_own_runs(client: Client) -> None:
    assert client.get("ann", "runs/of-ann") == OK
    assert client.runs("ann", "ann") == {"of-ann"}


def test_a_user_reads_no_others_runs(client: Client) -> None:
    assert client.get("bob", "runs/of-ann") == DENIED
    assert client.runs("bob", "ann") == DENIED
    assert client.runs("bob", None) == DENIED


def test_what_is_not_there_looks_like_what_is_anothers(client: Client) -> None:
    assert client.get("bob", "runs/none") == client.get("bob", "runs/of-ann")


@pytest.mark.parametrize("user", [None, "", "stranger"])
def test_whoever_is_nobody_here_reads_nothing(client: Client, user: str | None) -> None:
    assert client.get(user, "runs/of-ann") in {401, DENIED}
    assert client.runs(user, "ann") in {401, DENIED}


def test_a_suspended_user_reads_nothing(client: Client) -> None:
    assert client.get("eve", "runs/of-eve") == DENIED
    assert client.runs("eve", "eve") == DENIED


@pytest.mark.parametrize("collection", OTHERS)
def test_no_other_collection_is_read(client: Client, collection: str) -> None:
    for user in (None, "ann", "bob"):
        assert client.get(user, f"{collection}/of-ann") == DENIED
    assert client.get("ann", "runs/of-ann/below/it") == DENIED


@pytest.mark.parametrize("collection", ["runs", *OTHERS])
def test_nobody_writes(client: Client, collection: str) -> None:
    for user in (None, "ann", "bob"):
        assert client.create(user, collection) == DENIED
        assert client.change(user, f"{collection}/of-ann") == DENIED
        assert client.delete(user, f"{collection}/of-ann") == DENIED
    if collection == "runs":
        assert client.get("ann", "runs/of-ann") == OK

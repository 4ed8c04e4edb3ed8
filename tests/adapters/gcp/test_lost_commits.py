"""Commits whose answer is lost: they are made once, and said to be what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
import pytest
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport
from hypertrade.adapters.gcp.documents import FirestoreDocuments
from hypertrade.domain.errors import Stale, Unavailable
from hypertrade.ports.documents import ABSENT, Write

from tests.adapters.gcp.lossy import Losing, through

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.bootstrap.google import GoogleParts

pytestmark = pytest.mark.emulator


@pytest.fixture
def parts(google_project: Callable[..., GoogleParts]) -> GoogleParts:
    return google_project(["firestore"])


def lossy(parts: GoogleParts, losing: Losing) -> FirestoreDocuments:
    channel = through(parts.settings.stand_ins["firestore"], losing)
    client = FirestoreClient(transport=FirestoreGrpcTransport(channel=channel))
    return FirestoreDocuments(client, str(parts.settings.project))


def fields(parts: GoogleParts, id_: str) -> Any:
    found = parts.documents.get("things", id_)
    return None if found is None else found.fields


@pytest.mark.parametrize("status", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED])
def test_a_commit_that_was_made_is_not_called_stale(
    parts: GoogleParts, status: grpc.StatusCode
) -> None:
    losing = Losing("Commit", 2, status=status)
    made = lossy(parts, losing).commit(
        [Write("things", "one", {"n": 1}, ABSENT), Write("things", "two", {"n": 2}, ABSENT)]
    )
    assert losing.calls > 1
    kept = parts.documents.get_many("things", ["one", "two"])
    assert [stored and stored.revision for stored in kept] == made


def test_a_replacement_too(parts: GoogleParts) -> None:
    first = parts.documents.commit([Write("things", "one", {"n": 1}, ABSENT)])[0]
    second = lossy(parts, Losing("Commit", 1)).commit([Write("things", "one", {"n": 2}, first)])[0]
    found = parts.documents.get("things", "one")
    assert found is not None
    assert (found.fields, found.revision) == ({"n": 2}, second)


def test_one_that_was_never_made_is_stale_if_another_came_first(parts: GoogleParts) -> None:
    def other() -> None:
        parts.documents.commit([Write("things", "one", {"by": "other"}, ABSENT)])

    losing = Losing("Commit", 1, before=True, meanwhile=other)
    with pytest.raises(Stale):
        lossy(parts, losing).commit([Write("things", "one", {"by": "us"}, ABSENT)])
    assert fields(parts, "one") == {"by": "other"}


def test_one_that_never_arrives_is_made_when_it_does(parts: GoogleParts) -> None:
    losing = Losing("Commit", 3, before=True, status=grpc.StatusCode.ABORTED)
    lossy(parts, losing).commit([Write("things", "one", {"n": 1}, ABSENT)])
    assert losing.calls == 4
    assert fields(parts, "one") == {"n": 1}


def test_no_answer_at_all_is_said(parts: GoogleParts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hypertrade.adapters.gcp.documents.store.PATIENCE_SECONDS", 0.3)
    with pytest.raises(Unavailable, match="did not say whether"):
        lossy(parts, Losing("Commit", 10**6)).commit([Write("things", "one", {"n": 1})])
    with pytest.raises(Unavailable, match="too busy"):
        lossy(parts, Losing("Commit", 10**6, before=True, status=grpc.StatusCode.ABORTED)).commit(
            [Write("things", "two", {"n": 1})]
        )
    assert fields(parts, "two") is None

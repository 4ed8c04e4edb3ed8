"""Documents in Firestore."""

from __future__ import annotations

import random
import secrets
import time
from typing import TYPE_CHECKING, Any, TypeVar

from google.api_core import exceptions as google
from google.cloud.firestore_v1.types import (
    BatchGetDocumentsRequest,
    CommitRequest,
    RunAggregationQueryRequest,
    RunQueryRequest,
)

from hypertrade.adapters.gcp.calling import (
    CALL_SECONDS,
    PATIENCE_SECONDS,
    REFUSED,
    UNANSWERED,
    patiently,
    talking_to,
)
from hypertrade.adapters.gcp.documents.names import document_id
from hypertrade.adapters.gcp.documents.queries import counted, paged
from hypertrade.adapters.gcp.documents.revisions import precondition, revision_of
from hypertrade.adapters.gcp.documents.values import MARK, decoded, encoded
from hypertrade.domain.errors import Stale, Unavailable
from hypertrade.ports.checks import checked_writes, is_document_name
from hypertrade.ports.documents import Query, Stored, Where, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from google.cloud.firestore_v1.services.firestore import FirestoreClient

T = TypeVar("T")

_SERVICE = "Firestore"
_LOST = (google.FailedPrecondition, google.AlreadyExists, google.NotFound)
_FIRST_PAUSE = 0.05


class FirestoreDocuments:
    """Keeps documents in a Firestore database; a revision is the time of a document's last write.

    Every write carries a mark of its own (``values.py``). So when a commit's answer is lost, and
    its repetition is refused because the first one had been carried out, reading the mark tells,
    and the commit is reported as what it was: done, once.
    """

    def __init__(self, client: FirestoreClient, project: str, database: str = "(default)") -> None:
        """Keep documents in ``database`` of ``project``."""
        self._client = client
        self._database = f"projects/{project}/databases/{database}"
        self._root = f"{self._database}/documents"

    def get(self, collection: str, id: str) -> Stored | None:  # noqa: A002 - the field's word
        """Return a document, or ``None`` if there is none."""
        return self.get_many(collection, [id])[0]

    def get_many(self, collection: str, ids: Sequence[str]) -> list[Stored | None]:
        """Return the documents of ``ids``, in their order, ``None`` where there is none."""
        names = [self._name(collection, id_) for id_ in ids]
        found = self._found(
            [
                name
                for id_, name in zip(ids, names, strict=True)
                if is_document_name(collection, id_)
            ]
        )
        return [_stored(collection, found[name]) if name in found else None for name in names]

    def find(self, query: Query) -> list[Stored]:
        """Return the documents that match, at most ``query.limit`` of them."""
        request = RunQueryRequest(parent=self._root, structured_query=paged(query, self._root))
        return self._read(
            lambda: [
                _stored(query.collection, answer.document)
                for answer in self._client.run_query(request, retry=None, timeout=CALL_SECONDS)
                if "document" in answer
            ]
        )

    def count(self, collection: str, where: Sequence[Where]) -> int:
        """Return how many documents match; Firestore counts in its indexes."""
        request = RunAggregationQueryRequest(
            parent=self._root,
            structured_aggregation_query={
                "structured_query": counted(collection, where),
                "aggregations": [{"alias": "documents", "count": {}}],
            },
        )
        return self._read(
            lambda: sum(
                answer.result.aggregate_fields["documents"].integer_value
                for answer in self._client.run_aggregation_query(
                    request, retry=None, timeout=CALL_SECONDS
                )
                if "result" in answer
            )
        )

    def commit(self, writes: Sequence[Write]) -> list[str]:
        """Make all of ``writes``, or none, and return the new revisions."""
        if not checked_writes(writes):
            return []
        names = [self._name(write.collection, write.id) for write in writes]
        mark = secrets.token_hex(8)
        request = CommitRequest(
            database=self._database,
            writes=[
                self._write(name, write, mark) for name, write in zip(names, writes, strict=True)
            ],
        )
        with talking_to(_SERVICE):
            updated = self._carried_out(request, names, mark)
        return [
            "" if write.fields is None else revision
            for write, revision in zip(writes, updated, strict=True)
        ]

    def _carried_out(self, request: CommitRequest, names: list[str], mark: str) -> list[str]:
        unsure = False
        pause = _FIRST_PAUSE
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._client.commit(request, retry=None, timeout=CALL_SECONDS)
            except _LOST as error:
                if unsure and (done := self._marked(names, mark)):
                    return done
                raise _stale() from error
            except (*REFUSED, *UNANSWERED) as error:
                unsure = unsure or isinstance(error, UNANSWERED)
                problem: Exception = error
            else:
                return [revision_of(result) for result in answer.write_results]
            if time.monotonic() + pause > until:
                raise _undecided(unsure=unsure) from problem
            time.sleep(random.uniform(0, pause))  # noqa: S311 - spreads retries, hides nothing
            pause = min(pause * 2, 2.0)

    def _marked(self, names: list[str], mark: str) -> list[str]:
        """Return the revisions that a commit with ``mark`` made, empty if nothing shows it."""
        ours = {
            name: revision_of(document)
            for name, document in self._found(names).items()
            if document.fields[MARK].string_value == mark
        }
        return [ours.get(name, "") for name in names] if ours else []

    def _write(self, name: str, write: Write, mark: str) -> dict[str, Any]:
        made: dict[str, Any] = (
            {"delete": name}
            if write.fields is None
            else {"update": {"name": name, "fields": encoded(write.fields, mark)}}
        )
        held = precondition(write.revision)
        return made if held is None else {**made, "current_document": held}

    def _name(self, collection: str, id_: str) -> str:
        return f"{self._root}/{collection}/{id_}"

    def _found(self, names: Sequence[str]) -> dict[str, Any]:
        if not names:
            return {}
        request = BatchGetDocumentsRequest(
            database=self._database, documents=list(dict.fromkeys(names))
        )
        return self._read(
            lambda: {
                answer.found.name: answer.found
                for answer in self._client.batch_get_documents(
                    request, retry=None, timeout=CALL_SECONDS
                )
                if "found" in answer
            }
        )

    def _read(self, ask: Callable[[], T]) -> T:
        with talking_to(_SERVICE):
            return patiently()(ask)()


def _stored(collection: str, document: Any) -> Stored:
    raw = type(document).pb(document)
    return Stored(
        collection=collection,
        id=document_id(document.name),
        fields=decoded(raw.fields),
        revision=revision_of(document),
        size=raw.ByteSize(),
    )


def _stale() -> Stale:
    return Stale(
        "a document is no longer as it was read",
        field="revision",
        remedy="Read it again, and repeat the change.",
    )


def _undecided(*, unsure: bool) -> Unavailable:
    return Unavailable(
        "Firestore did not say whether it made a change"
        if unsure
        else "Firestore is too busy with this document",
        remedy="Read the document again before repeating the change."
        if unsure
        else "Try again in a minute.",
    )

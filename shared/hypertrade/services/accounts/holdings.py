"""What is kept of a user, and where: the one list that export and deletion go through.

A test holds it against the stores: a collection that is not here needs a reason there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.ports.documents import ANY, Query, Where, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.ports.blobs import Blob, Blobs
    from hypertrade.ports.documents import Documents, Fields

PAGE = 200


@dataclass(frozen=True, slots=True)
class Holding:
    """A collection of documents whose ``owner`` is a user.

    ``exported`` says whether users get them: not what is only the platform's own bookkeeping;
    ``hidden`` are fields that they do not get. ``deleted`` says whether they go with the user.
    """

    collection: str
    exported: bool = True
    hidden: frozenset[str] = frozenset()
    deleted: bool = True


HOLDINGS = (
    Holding("strategies", hidden=frozenset({"search", "live"})),
    Holding("versions"),
    Holding("conversations"),
    Holding("runs"),
    Holding("usage"),
    Holding("api_keys", hidden=frozenset({"secret_digest"})),
    Holding("channels", hidden=frozenset({"code"})),
    Holding("tallies", exported=False),
    Holding("notices", exported=False),
    Holding("outbox", exported=False),
    Holding("dispatch", exported=False),
    Holding("idempotency", exported=False),
    # Entries stay, without addresses and details: stores/audit.py
    Holding("audit", deleted=False),
)

EXPORTS = "exports/{user}/"
BLOBS = ("artifacts/{user}/", "histories/{user}/", "imports/{user}/")
"""Where the blobs of a user lie, beside their exports."""


def documents_of(documents: Documents, collection: str, user: str) -> Iterator[Fields]:
    """Yield the documents of ``user`` in a collection, by id."""
    after: tuple[None, str] | None = None
    while True:
        found = documents.find(
            Query(collection, where=(Where("owner", "==", user),), limit=PAGE, after=after)
        )
        for stored in found:
            yield stored.fields
        if len(found) < PAGE:
            return
        after = (None, found[-1].id)


def delete_documents(documents: Documents, collection: str, user: str) -> None:
    """Delete the documents of ``user`` in a collection."""
    query = Query(collection, where=(Where("owner", "==", user),), limit=PAGE)
    while found := documents.find(query):
        documents.commit([Write(collection, stored.id, None, ANY) for stored in found])


def blobs_of(blobs: Blobs, user: str) -> Iterator[Blob]:
    """Yield the blobs of ``user``, exports aside."""
    for prefix in BLOBS:
        yield from blobs.list(prefix.format(user=user))


def delete_blobs(blobs: Blobs, user: str) -> None:
    """Delete all blobs of ``user``, exports too."""
    for prefix in (*BLOBS, EXPORTS):
        for blob in list(blobs.list(prefix.format(user=user))):
            blobs.delete(blob.name)

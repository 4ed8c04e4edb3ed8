"""Documents: JSON objects in collections, each with a revision; what Firestore is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_DOCUMENT = 1_000_000
"""Bytes of JSON that a document may take; Firestore's own limit is 1 MiB with its overhead."""
MOST_WRITES = 400
"""Writes of one commit."""
MOST_ALTERNATIVES = 30
"""Values that the ``in``s of one question may offer, multiplied with each other."""

Fields = dict[str, Any]
Op = Literal["==", "<", "<=", ">", ">=", "in", "contains"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it was read. ``revision`` is opaque and differs after every write.

    ``size`` is about how many bytes it takes as the store keeps it, 0 where nobody knows.
    """

    collection: str
    id: str
    fields: Fields
    revision: str
    size: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one top-level field; ``contains`` asks whether a list holds ``value``.

    A value is a text, a number, a boolean or ``None`` (the field is null), for ``in`` a list of
    such: ``MOST_ALTERNATIVES`` at most, multiplied over all the ``in``s of a question. Only like is
    like: ``1`` equals ``1.0``, but neither ``True`` nor ``"1"``; ranges are of texts among texts
    and of numbers among numbers. Texts are compared by code point, so UTC dates in ISO form with a
    fixed number of digits compare as dates. A document without the field never matches. A question
    has one ``contains`` at most, and never of ``None``.
    """

    field: str
    op: Op
    value: Any


@dataclass(frozen=True, slots=True)
class Query:
    """Which documents, in which order: by ``order``, then by id, both ``descending`` or not.

    Ranges (``<`` ...) may be asked of the ``order`` field alone. Documents without that field are
    left out, those where it is null come before all others (after them, descending); ``None``
    orders by id, rising. ``after`` is where a page starts: the order field's value and the id of
    the last document seen (with ``order=None`` only the id counts).
    """

    collection: str
    where: tuple[Where, ...] = ()
    order: str | None = None
    descending: bool = False
    limit: int = 100
    after: tuple[Any, str] | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a commit; ``fields`` replace the whole document, ``None`` deletes it.

    ``revision`` is the precondition: a revision that must still stand, ``ABSENT`` that no such
    document exists, ``ANY`` nothing at all.
    """

    collection: str
    id: str
    fields: Fields | None = field(default=None)
    revision: str = "*"


ABSENT = ""
ANY = "*"


class Documents(Protocol):
    """Keeps documents. Field names are made of letters, digits and ``_``; values are JSON.

    ``id``s are 1 to 400 letters, digits and ``_-.:``; collections the same without ``:``; neither
    is ``.`` or ``..``, or starts and ends with ``__``. What cannot be an id is not there to be
    read, and refused by a commit.
    """

    def get(self, collection: str, id: str) -> Stored | None:  # noqa: A002 - the field's word
        """Return a document, or ``None`` if there is none."""
        ...

    def get_many(self, collection: str, ids: Sequence[str]) -> list[Stored | None]:
        """Return the documents of ``ids``, in their order, ``None`` where there is none."""
        ...

    def find(self, query: Query) -> list[Stored]:
        """Return the documents that match, at most ``query.limit`` of them; empty if none does.

        Raises:
            Invalid: the query breaks a rule of ``Query`` or ``Where``.
            Unavailable: the store does not answer now.
        """
        ...

    def count(self, collection: str, where: Sequence[Where]) -> int:
        """Return how many documents match; ranges may be asked of one field alone.

        Raises:
            Invalid: ``where`` breaks a rule of ``Where``.
        """
        ...

    def commit(self, writes: Sequence[Write]) -> list[str]:
        """Make all of ``writes``, or none, and return the new revisions (``""`` of a deletion).

        Deleting what is not there is no error under ``ANY``.

        Raises:
            Stale: a precondition does not hold; nothing was written.
            Invalid: a document is too large or no JSON, or a name is not allowed, or there are more
                than ``MOST_WRITES``, or one document is written twice.
            Unavailable: the store does not answer now.
        """
        ...

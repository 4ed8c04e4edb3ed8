"""The shapes of questions, recorded as they are asked, and whether Firestore's indexes answer them.

The emulator answers any question; production refuses one without an index. What Firestore needs:
https://firebase.google.com/docs/firestore/query-data/index-overview
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.ports.checks import checked_count, checked_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Documents, Query, Stored, Where, Write

RANGES = ("<", "<=", ">", ">=")
NAME = "__name__"


@dataclass(frozen=True)
class Shape:
    """Which fields are compared for equality, which list is looked into, and in which order."""

    collection: str
    equal: frozenset[str]
    contains: str | None
    order: str | None
    descending: bool

    def __str__(self) -> str:
        asked = [*sorted(self.equal), *([f"{self.contains} contains"] if self.contains else [])]
        falling = " descending" if self.descending else ""
        return f"{self.collection}: {', '.join(asked) or 'all'} by {self.order or 'id'}{falling}"


@dataclass(frozen=True)
class Index:
    """A composite index: what is fixed in a question, and the field that it is ordered by."""

    collection: str
    fixed: frozenset[tuple[str, str]]
    order: tuple[str, str]


class Recording:
    """Documents that note the shape of each question."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.shapes: set[Shape] = set()

    def get(self, collection: str, id: str) -> Stored | None:  # noqa: A002 - the port's word
        return self._documents.get(collection, id)

    def get_many(self, collection: str, ids: Sequence[str]) -> list[Stored | None]:
        return self._documents.get_many(collection, ids)

    def find(self, query: Query) -> list[Stored]:
        for where in checked_query(query):
            self._note(query.collection, where, query.order, descending=query.descending)
        return self._documents.find(query)

    def count(self, collection: str, where: Sequence[Where]) -> int:
        alternatives, ranged = checked_count(collection, where)
        for alternative in alternatives:
            self._note(collection, alternative, ranged, descending=False)
        return self._documents.count(collection, where)

    def commit(self, writes: Sequence[Write]) -> list[str]:
        return self._documents.commit(writes)

    def _note(
        self, collection: str, where: Sequence[Where], order: str | None, *, descending: bool
    ) -> None:
        lists = [item.field for item in where if item.op == "contains"]
        equal = frozenset(item.field for item in where if item.op == "==") - {order}
        self.shapes.add(Shape(collection, equal, next(iter(lists), None), order, descending))


def composite(declared: dict[str, Any]) -> list[Index]:
    """Return the composite indexes that ``firestore.indexes.json`` declares."""
    found = []
    for index in declared["indexes"]:
        *fixed, last = [
            (field["fieldPath"], field.get("order") or field["arrayConfig"])
            for field in index["fields"]
        ]
        found.append(Index(index["collectionGroup"], frozenset(fixed), last))
    return found


def answered(shape: Shape, indexes: Sequence[Index]) -> bool:
    """Whether Firestore answers questions of ``shape``, with ``indexes`` and those it has itself.

    By itself it has one for each field, in both directions, and joins such indexes where a question
    compares for equality alone. Composite ones it joins if they end in the same order.
    """
    wanted = {(field, "ASCENDING") for field in shape.equal}
    if shape.contains is not None:
        wanted.add((shape.contains, "CONTAINS"))
    if shape.order is None or not wanted:
        return True
    order = (shape.order, "DESCENDING" if shape.descending else "ASCENDING")
    joined = {
        field
        for index in indexes
        if index.collection == shape.collection and index.order == order and index.fixed <= wanted
        for field in index.fixed
    }
    return joined == wanted

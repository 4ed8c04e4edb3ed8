"""Typed collections of documents: the one place where models become fields, and back."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid, NotFound, Unavailable
from hypertrade.domain.paging import MOST_ITEMS, Asked, Page
from hypertrade.ports.documents import ABSENT, Documents, Query, Stored, Where, Write
from hypertrade.stores.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from hypertrade.domain.principals import Principal
    from hypertrade.ports.documents import Fields

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Kept(Generic[D]):
    """A value as it was read; whoever replaces it says so with ``revision``."""

    value: D
    revision: str


class Table(Generic[D]):
    """A collection of one model; the platform's own view, without regard to who asks."""

    def __init__(
        self,
        documents: Documents,
        collection: str,
        model: type[D],
        *,
        key: Callable[[D], str],
        noun: str,
    ) -> None:
        """Keep ``model``s in ``collection``, each under ``key(value)``; errors say ``noun``."""
        self.documents = documents
        self.collection = collection
        self.noun = noun
        self._model = model
        self._key = key
        self._memory: Memory[Kept[D]] = Memory()

    def find(self, id: str) -> Kept[D] | None:  # noqa: A002 - the field's word
        """Return a value, or ``None`` if there is none."""
        stored = self.documents.get(self.collection, id)
        return None if stored is None else self.kept(stored)

    def require(self, id: str) -> Kept[D]:  # noqa: A002 - the field's word
        """Return a value.

        Raises:
            NotFound: there is none.
        """
        found = self.find(id)
        if found is None:
            raise self.missing(id)
        return found

    def page(self, asked: Asked, *where: Where, order: str = "created") -> Page[Kept[D]]:
        """Return one page of the values that match, by ``order``.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        if not 1 <= asked.limit <= MOST_ITEMS:
            raise Invalid(
                f"a page of {asked.limit} cannot be had",
                field="limit",
                remedy=f"Ask for 1 to {MOST_ITEMS}.",
            )
        found = self.documents.find(
            Query(
                self.collection,
                where=where,
                order=order,
                descending=asked.descending,
                limit=asked.limit + 1,
                after=None if asked.cursor is None else read_cursor(asked.cursor),
            )
        )
        shown = found[: asked.limit]
        more = len(found) > asked.limit
        last = cursor_after(shown[-1].fields[order], shown[-1].id) if more else None
        return Page(tuple(self.kept(stored) for stored in shown), last)

    def every(
        self,
        *where: Where,
        order: str | None = None,
        descending: bool = False,
        most: int = 1000,
    ) -> list[Kept[D]]:
        """Return the first ``most`` values that match, lowest ``order`` first, or highest."""
        query = Query(self.collection, where, order, descending, limit=most)
        return [self.kept(stored) for stored in self.documents.find(query)]

    def some(self, ids: Collection[str]) -> dict[str, Kept[D]]:
        """Return the values of ``ids`` by id, without those that are not there."""
        found = self.documents.get_many(self.collection, list(ids))
        return {stored.id: self.kept(stored) for stored in found if stored is not None}

    def creation(self, value: D) -> Write:
        """Return the write that stores a value that must not exist yet."""
        return self._write(value, ABSENT)

    def replacement(self, kept: Kept[D], value: D) -> Write:
        """Return the write that puts ``value`` where ``kept`` still stands."""
        return self._write(value, kept.revision)

    def deletion(self, kept: Kept[D]) -> Write:
        """Return the write that deletes ``kept``, if it still stands."""
        return Write(self.collection, self._key(kept.value), None, kept.revision)

    def create(self, value: D) -> Kept[D]:
        """Store a value that must not exist yet.

        Raises:
            Stale: it does.
        """
        return Kept(value, self.documents.commit([self.creation(value)])[0])

    def replace(self, kept: Kept[D], value: D) -> Kept[D]:
        """Put ``value`` where ``kept`` still stands.

        Raises:
            Stale: it was changed meanwhile.
        """
        return Kept(value, self.documents.commit([self.replacement(kept, value)])[0])

    def kept(self, stored: Stored) -> Kept[D]:
        """Return a stored document as its model.

        Raises:
            Unavailable: it was written by a version of HyperTrade that knows more fields.
        """
        known = self._memory.recall(stored)
        if known is not None:
            return known
        try:
            kept = Kept(self._model.model_validate(self._fields(stored)), stored.revision)
        except ValidationError as error:
            raise Unavailable(
                f"the stored {self.noun} {stored.id} cannot be read: {error.errors()[0]['msg']}",
                remedy="Use the version of HyperTrade that wrote it, or a newer one.",
            ) from error
        if self._lasts(stored):
            self._memory.keep(stored, kept)
        return kept

    def missing(self, id: str) -> NotFound:  # noqa: A002 - the field's word
        """Return the error of a value that does not exist for whoever asks."""
        many = f"{self.noun.removesuffix('y')}ies" if self.noun.endswith("y") else f"{self.noun}s"
        return NotFound(
            f"there is no {self.noun} {id}", field="id", remedy=f"List what there is: {many}."
        )

    def _fields(self, stored: Stored) -> Fields:
        """Return the fields that are the model's own."""
        return stored.fields

    def _lasts(self, stored: Stored) -> bool:
        """Return whether a document may be remembered once it was read."""
        del stored
        return True

    def _write(self, value: D, revision: str) -> Write:
        return Write(self.collection, self._key(value), value.model_dump(mode="json"), revision)


class OwnedTable(Table[D]):
    """A collection whose values have an ``owner``: every question names the principal who asks.

    What belongs to another does not exist: the answer is the same as for what never was.
    """

    def own(self, principal: Principal, id: str) -> Kept[D]:  # noqa: A002 - the field's word
        """Return a value of the principal's own.

        Raises:
            NotFound: there is none, or it is another's.
        """
        found = self.find(id)
        if found is None or owner_of(found.value) != principal.id:
            raise self.missing(id)
        return found

    def own_page(
        self, principal: Principal, asked: Asked, *where: Where, order: str = "created"
    ) -> Page[Kept[D]]:
        """Return one page of the principal's own, as ``page`` does."""
        return self.page(asked, Where("owner", "==", principal.id), *where, order=order)


def owner_of(value: Document) -> str:
    """Return whose a document is."""
    owner: str = value.owner  # type: ignore[attr-defined]
    return owner


def cursor_after(value: Any, id: str) -> str:  # noqa: A002 - the field's word
    """Return the cursor of the page after the document ``id`` with ``value`` in its order field."""
    text = json.dumps([value, id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[Any, str]:
    """Return what a cursor stands for.

    Raises:
        Invalid: it is none of ours.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        value, id_ = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as error:
        raise _bad_cursor() from error
    if not isinstance(id_, str) or not isinstance(value, str | int | float):
        raise _bad_cursor()
    return value, id_


def _bad_cursor() -> Invalid:
    return Invalid(
        "this is no cursor of ours",
        field="cursor",
        remedy="Send back `next` of the page before, unchanged, or leave it out for the first.",
    )


def values(page: Page[Kept[D]]) -> Page[D]:
    """Return a page without revisions."""
    return Page(tuple(kept.value for kept in page.items), page.next)

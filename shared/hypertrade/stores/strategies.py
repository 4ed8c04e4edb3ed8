"""Strategies, and how they are found: by words of their name, description and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypertrade.domain.paging import MOST_ITEMS, Asked, Page
from hypertrade.domain.strategies import Strategy
from hypertrade.ports.documents import Documents, Stored, Where, Write
from hypertrade.stores.table import Kept, OwnedTable, cursor_after

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.domain.principals import Principal
    from hypertrade.ports.documents import Fields

COLLECTION = "strategies"

_SEARCH, _LIVE = "search", "live"
"""Fields beside the model's own: what a search looks through, and whether it is not going away."""

_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _LONGEST = 2, 20
_MOST_TOKENS = 3_000
_MOST_SCANNED = 2_000


class StrategyTable(OwnedTable[Strategy]):
    """Strategies by id; one that is being deleted exists for nobody."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        super().__init__(documents, COLLECTION, Strategy, key=_id, noun="strategy")

    def own(self, principal: Principal, id: str) -> Kept[Strategy]:  # noqa: A002 - the field's word
        """Return a strategy of the principal's own, as ``OwnedTable.own`` does."""
        kept = self.live(id)
        if kept is None or kept.value.owner != principal.id:
            raise self.missing(id)
        return kept

    def search(  # noqa: PLR0913 - each is a filter
        self,
        principal: Principal,
        asked: Asked,
        *,
        text: str = "",
        tag: str | None = None,
        kind: str | None = None,
        order: str = "updated",
    ) -> Page[Kept[Strategy]]:
        """Return one page of the principal's strategies that hold every word of ``text``.

        A word is found by its first letters. A page may hold fewer than were asked for, and still
        be followed by another.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        where = [Where("owner", "==", principal.id), Where(_LIVE, "==", value=True)]
        if kind is not None:
            where.append(Where("kind", "==", kind))
        tokens = sorted(words_of(text), key=len, reverse=True)
        wanted = ([_tag(tag)] if tag is not None else []) + [token[:_LONGEST] for token in tokens]
        if not wanted:
            return self.page(asked, *where, order=order)
        # A question may ask about one element of a list; the other words are looked for here.
        where.append(Where(_SEARCH, "contains", wanted[0]))
        if len(wanted) == 1:
            return self.page(asked, *where, order=order)
        return self._sifted(asked, where, set(wanted[1:]), order)

    def _sifted(
        self, asked: Asked, where: list[Where], wanted: set[str], order: str
    ) -> Page[Kept[Strategy]]:
        found: list[Kept[Strategy]] = []
        cursor, scanned = asked.cursor, 0
        while True:
            step = Asked(limit=MOST_ITEMS, cursor=cursor, descending=asked.descending)
            page = self.page(step, *where, order=order)
            for kept in page.items:
                scanned += 1
                if wanted <= tokens_of(kept.value):
                    found.append(kept)
                if len(found) == asked.limit or scanned == _MOST_SCANNED:
                    last = kept is page.items[-1] and page.next is None
                    fields = kept.value.model_dump(mode="json")
                    after = None if last else cursor_after(fields[order], kept.value.id)
                    return Page(tuple(found), after)
            if page.next is None:
                return Page(tuple(found))
            cursor = page.next

    def live(self, id: str) -> Kept[Strategy] | None:  # noqa: A002 - the field's word
        """Return a strategy, whosever it is, ``None`` if there is none or it is going away."""
        stored = self.documents.get(self.collection, id)
        if stored is None:
            return None
        known = self._memory.recall(stored)
        return known or (self.kept(stored) if stored.fields.get(_LIVE) else None)

    def farewell(self, kept: Kept[Strategy]) -> Write:
        """Return the write after which a strategy exists for nobody, until it is gone."""
        write = self._write(kept.value, kept.revision)
        return Write(
            write.collection, write.id, {**(write.fields or {}), _LIVE: False}, kept.revision
        )

    def going(self, most: int = 100) -> list[Kept[Strategy]]:
        """Return strategies that are being deleted."""
        return self.every(Where(_LIVE, "==", value=False), most=most)

    def _fields(self, stored: Stored) -> Fields:
        return {name: one for name, one in stored.fields.items() if name not in {_SEARCH, _LIVE}}

    def _lasts(self, stored: Stored) -> bool:
        """Return whether it is not going away: who is remembered needs not be asked again."""
        return bool(stored.fields.get(_LIVE))

    def _write(self, value: Strategy, revision: str) -> Write:
        write = super()._write(value, revision)
        beside = {_SEARCH: sorted(tokens_of(value)), _LIVE: True}
        return Write(write.collection, write.id, {**(write.fields or {}), **beside}, revision)


def _id(strategy: Strategy) -> str:
    return strategy.id


def words_of(text: str) -> set[str]:
    """Return the words of ``text``, in lower case."""
    return {found.group().casefold() for found in _WORD.finditer(text)}


def tokens_of(strategy: Strategy) -> set[str]:
    """Return what a search may ask for: beginnings of words, and tags."""
    tokens = {_tag(tag) for tag in strategy.tags}
    for text in (strategy.name, " ".join(strategy.tags), strategy.description):
        for word in sorted(words_of(text)):
            tokens |= set(_beginnings(word))
            if len(tokens) >= _MOST_TOKENS:
                return tokens
    return tokens


def _beginnings(word: str) -> Iterable[str]:
    yield word[:_LONGEST]
    yield from (word[:size] for size in range(_SHORTEST, min(len(word), _LONGEST)))


def _tag(tag: str) -> str:
    return f"#{tag}"

"""Strategies that come to be: brought, copied, or read from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Conflict, Stale
from hypertrade.services.strategies import carrying, contents
from hypertrade.services.strategies.shelf import Latest, Shelf
from hypertrade.stores.table import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.strategies import Content, NewStrategy, Version


class Making:
    """Puts new strategies on the shelf; under the same id, once."""

    def __init__(self, shelf: Shelf) -> None:
        """Put them on ``shelf``."""
        self._shelf = shelf

    def create(self, principal: Principal, new: NewStrategy, id: str | None) -> Latest:  # noqa: A002 - the field's word
        """Keep what ``new`` brings; see ``Strategies.create``."""
        made = contents.made_of(new)
        fields = {
            "id": id,
            "name": new.name or made.name,
            "description": new.description,
            "tags": unique(new.tags),
        }
        return self._keep(principal, [(made.content, "")], fields)

    def fork(
        self,
        principal: Principal,
        strategy: str,
        number: int | None,
        *,
        name: str | None,
        id: str | None,  # noqa: A002 - the field's word
    ) -> Latest:
        """Keep a copy of a version; see ``Strategies.fork``."""
        origin = self._shelf.strategies.own(principal, strategy).value
        version = self._shelf.version(principal, strategy, number)
        note = f"forked from version {version.number} of “{origin.name}”"
        fields = {
            "id": id,
            "name": name or f"{origin.name} (copy)"[:120],
            "description": origin.description,
            "tags": origin.tags,
            "forked_from": f"{origin.id}@{version.number}",
        }
        return self._keep(principal, [(version.content, note)], fields)

    def bring(
        self,
        principal: Principal,
        data: bytes,
        *,
        name: str | None,
        id: str | None,  # noqa: A002 - the field's word
    ) -> Latest:
        """Keep what a file holds; see ``Strategies.bring``."""
        found = carrying.brought(data)
        fields = {
            "id": id,
            "name": name or found.name,
            "description": found.description,
            "tags": unique(found.tags),
        }
        *earlier, (newest, note) = found.contents
        return self._keep(principal, [*earlier, (newest, note or "imported")], fields)

    def _keep(
        self, principal: Principal, said: Sequence[tuple[Content, str]], fields: dict[str, Any]
    ) -> Latest:
        """Keep a strategy with ``fields`` and versions of contents and notes, oldest first."""
        shelf = self._shelf
        content, note = said[-1]
        first, version = shelf.first(principal.id, content, {**fields, "note": note})
        strategy = first.model_copy(update={"latest": len(said)})
        newest = version.model_copy(update={"number": len(said)})
        earlier: list[Version] = [
            shelf.made(strategy, number, one, note=text)
            for number, (one, text) in enumerate(said[:-1], start=1)
        ]
        writes = [shelf.versions.creation(one) for one in (newest, *earlier)]
        try:
            revisions = shelf.documents.commit([shelf.strategies.creation(strategy), *writes])
        except Stale:
            return self._made_before(principal, strategy.id)
        return Latest(Kept(strategy, revisions[0]), Kept(newest, revisions[1]))

    def _made_before(self, principal: Principal, id: str) -> Latest:  # noqa: A002 - the field's word
        there = self._shelf.strategies.find(id)
        if there is None or there.value.owner != principal.id:
            raise Conflict(
                "that id is taken", field="id", remedy="Leave the id out, or make another."
            )
        return self._shelf.latest(principal, id)


def unique(tags: Sequence[str]) -> tuple[str, ...]:
    """Return each tag once, in their order."""
    return tuple(dict.fromkeys(tags))

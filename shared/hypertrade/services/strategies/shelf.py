"""The shelf that strategies, versions and conversations stand on, and one way to change it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from hypertrade.domain.errors import Stale
from hypertrade.domain.strategies import Strategy, Version
from hypertrade.services.runs.records import until_settled
from hypertrade.stores.conversations import ConversationTable
from hypertrade.stores.strategies import StrategyTable
from hypertrade.stores.versions import VersionTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.strategies import Content
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents, Write
    from hypertrade.stores.table import Kept


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Latest:
    """A strategy and its newest version."""

    strategy: Kept[Strategy]
    version: Kept[Version]


class Shelf:
    """Tables over one store, so that one commit may write all of them."""

    def __init__(self, documents: Documents, clock: Clock) -> None:
        """Keep them in ``documents``, dated by ``clock``."""
        self.documents = documents
        self.clock = clock
        self.strategies = StrategyTable(documents)
        self.versions = VersionTable(documents)
        self.conversations = ConversationTable(documents)

    def latest(self, principal: Principal, strategy: str) -> Latest:
        """Return a strategy of the principal's own, with its newest version.

        Raises:
            NotFound: there is none, or it is another's.
        """
        kept = self.strategies.own(principal, strategy)
        version = self.versions.numbered(principal, strategy, kept.value.latest)
        return Latest(kept, version)

    def version(self, principal: Principal, strategy: str, number: int | None) -> Version:
        """Return one version (the newest for ``None``) of a strategy of the principal's own.

        Raises:
            NotFound: there is none, or it is another's.
        """
        kept = self.strategies.own(principal, strategy)
        chosen = kept.value.latest if number is None else number
        return self.versions.numbered(principal, strategy, chosen).value

    def first(
        self, owner: str, content: Content, fields: dict[str, Any]
    ) -> tuple[Strategy, Version]:
        """Return a new strategy of ``owner`` and its first version; ``fields`` are the strategy's.

        ``fields["note"]`` and ``fields["said"]`` are the version's.
        """
        now = self.clock.now()
        strategy_id = fields.pop("id", None) or secrets.token_hex(16)
        note, said = fields.pop("note", ""), fields.pop("said", None)
        strategy = Strategy(
            id=strategy_id,
            owner=owner,
            kind=content.kind,
            latest=1,
            created=now,
            updated=now,
            **fields,
        )
        return strategy, self.made(strategy, 1, content, note=note, said=said)

    def made(
        self,
        strategy: Strategy,
        number: int,
        content: Content,
        *,
        note: str = "",
        said: str | None = None,
    ) -> Version:
        """Return a version of ``strategy`` as it is first kept."""
        return Version(
            strategy=strategy.id,
            owner=strategy.owner,
            number=number,
            content=content,
            content_digest=content.digest(),
            note=note,
            said=said,
            created=self.clock.now(),
        )

    def succession(
        self, latest: Latest, content: Content, *, note: str = "", said: str | None = None
    ) -> tuple[Version, list[Write]]:
        """Return the version that follows ``latest``, and what is written to keep it."""
        strategy = latest.strategy.value
        version = self.made(strategy, strategy.latest + 1, content, note=note, said=said)
        moved = strategy.model_copy(
            update={
                "latest": version.number,
                "kind": content.kind,
                "updated": self.clock.now(),
            }
        )
        return version, [
            self.versions.creation(version),
            self.strategies.replacement(latest.strategy, moved),
        ]


def check_revision(kept: Kept[Any], revision: str | None) -> None:
    """Return if ``revision`` is that of ``kept``, or none was asked for.

    Raises:
        Stale: it is another.
    """
    if revision is not None and revision != kept.revision:
        raise Stale(
            "it was changed since you read it",
            field="If-Match",
            remedy="Read it again, and repeat the change.",
        )


def settled(change: Callable[[], T], revision: str | None) -> T:
    """Return what ``change`` returns: repeated when overtaken, unless it is of one ``revision``.

    Raises:
        Stale: it is, and what it changes was changed meanwhile.
    """
    return until_settled(change) if revision is None else change()

"""Versions: kept, restored, forked, and frozen once a run names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.errors import Conflict
from hypertrade.services.strategies.shelf import Shelf, check_revision, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.strategies import Content, Version
    from hypertrade.ports.documents import Write
    from hypertrade.services.strategies.contents import Made


class Versioning:
    """Changes what strategies say."""

    def __init__(self, shelf: Shelf) -> None:
        """Change what stands on ``shelf``."""
        self._shelf = shelf

    def save(
        self,
        principal: Principal,
        strategy: str,
        made: Made,
        *,
        note: str = "",
        revision: str | None = None,
    ) -> Version:
        """Keep another content as the newest version.

        The newest version is replaced while no run names it and no turn of a conversation made
        it; else a new one follows. The same content again changes nothing.

        Raises:
            NotFound: there is no such strategy.
            Stale: its revision is another than ``revision``.
        """
        return settled(lambda: self._save(principal, strategy, made, note, revision), revision)

    def _save(
        self, principal: Principal, strategy: str, made: Made, note: str, revision: str | None
    ) -> Version:
        shelf = self._shelf
        latest = shelf.latest(principal, strategy)
        check_revision(latest.strategy, revision)
        old = latest.version.value
        if made.content.digest() == old.content_digest:
            return old
        if old.frozen is not None or old.said is not None:
            version, writes = shelf.succession(latest, made.content, note=note)
        else:
            version = shelf.made(latest.strategy.value, old.number, made.content, note=note)
            moved = latest.strategy.value.model_copy(
                update={"kind": made.kind, "updated": shelf.clock.now()}
            )
            writes = [
                shelf.versions.replacement(latest.version, version),
                shelf.strategies.replacement(latest.strategy, moved),
            ]
        shelf.documents.commit(writes)
        return version

    def restore(
        self, principal: Principal, strategy: str, number: int, *, revision: str | None = None
    ) -> Version:
        """Make what version ``number`` says the newest version; that is always a new one.

        Raises:
            NotFound: there is no such strategy or version.
            Stale: the strategy's revision is another than ``revision``.
        """

        def once() -> Version:
            latest = self._shelf.latest(principal, strategy)
            check_revision(latest.strategy, revision)
            old = self._shelf.versions.numbered(principal, strategy, number).value
            if old.content_digest == latest.version.value.content_digest:
                return latest.version.value
            note = f"restored from version {number}"
            version, writes = self._shelf.succession(latest, old.content, note=note)
            self._shelf.documents.commit(writes)
            return version

        return settled(once, revision)

    def freezing(
        self, principal: Principal, strategy: str, number: int, content: Content
    ) -> Sequence[Write]:
        """Return what is written so that a version never changes again: nothing if it is so.

        It belongs into the commit that makes a run name the version; ``content`` is what the run
        will run.

        Raises:
            NotFound: there is no such strategy or version.
            Conflict: the version says something else by now.
        """
        self._shelf.strategies.own(principal, strategy)
        kept = self._shelf.versions.numbered(principal, strategy, number)
        if not _same(kept.value.content, content):
            raise Conflict(
                f"version {number} was changed while the run was asked for",
                field="strategy_version",
                remedy="Read the strategy again, and repeat the request.",
            )
        if kept.value.frozen is not None:
            return ()
        frozen = kept.value.model_copy(update={"frozen": self._shelf.clock.now()})
        return (self._shelf.versions.replacement(kept, frozen),)


def _same(kept: Content, run: Content) -> bool:
    if isinstance(kept, CodeStrategy):
        return isinstance(run, CodeStrategy) and (kept.source, kept.parameters) == (
            run.source,
            run.parameters,
        )
    return not isinstance(run, CodeStrategy) and kept.spec == run.spec

"""Strategies: made, found, changed, explained, carried in and out, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.paging import MOST_ITEMS, Asked, Page
from hypertrade.services.strategies import carrying, contents, telling
from hypertrade.services.strategies.ending import Ending
from hypertrade.services.strategies.making import Making
from hypertrade.services.strategies.shelf import Latest, Shelf, check_revision, settled
from hypertrade.services.strategies.versioning import Versioning
from hypertrade.stores.table import Kept, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Run
    from hypertrade.domain.strategies import (
        Content,
        NewStrategy,
        Strategy,
        StrategyChange,
        Understood,
        Verdict,
        Version,
        VersionDiff,
    )
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents, Write

__all__ = ["Latest", "Strategies"]

_MOST_TAGGED = 1_000


class Strategies:
    """What principals do with their strategies; another's do not exist for them."""

    def __init__(self, documents: Documents, clock: Clock) -> None:
        """Keep them in ``documents``."""
        self.shelf = Shelf(documents, clock)
        self._making = Making(self.shelf)
        self._versioning = Versioning(self.shelf)
        self._ending = Ending(self.shelf)

    def create(
        self,
        principal: Principal,
        new: NewStrategy,
        *,
        id: str | None = None,  # noqa: A002 - the field's word
    ) -> Latest:
        """Keep a new strategy; again under the same ``id``, it is the one that was made then.

        Raises:
            Invalid: it is no strategy, or its words leave a question open.
            Conflict: ``id`` is another's.
        """
        return self._making.create(principal, new, id)

    def get(self, principal: Principal, strategy: str) -> Latest:
        """Return a strategy and its newest version.

        Raises:
            NotFound: there is none.
        """
        return self.shelf.latest(principal, strategy)

    def page(  # noqa: PLR0913 - each is a filter
        self,
        principal: Principal,
        asked: Asked,
        *,
        text: str = "",
        tag: str | None = None,
        kind: str | None = None,
        order: str = "updated",
    ) -> Page[Strategy]:
        """Return one page of strategies: those that hold every word of ``text``.

        A word is found by its first letters (two at least) in name, description and tags.
        ``order`` is ``updated`` or ``created``.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        page = self.shelf.strategies.search(
            principal, asked, text=text, tag=tag, kind=kind, order=order
        )
        return values(page)

    def tags(self, principal: Principal) -> dict[str, int]:
        """Return the principal's tags, and how many of their strategies have each."""
        counts: dict[str, int] = {}
        cursor = None
        for _ in range(_MOST_TAGGED // MOST_ITEMS):
            asked = Asked(limit=MOST_ITEMS, cursor=cursor)
            page = self.shelf.strategies.search(principal, asked)
            for tag in (tag for kept in page.items for tag in kept.value.tags):
                counts[tag] = counts.get(tag, 0) + 1
            cursor = page.next
            if cursor is None:
                break
        return dict(sorted(counts.items()))

    def update(
        self,
        principal: Principal,
        strategy: str,
        change: StrategyChange,
        *,
        revision: str | None = None,
    ) -> Kept[Strategy]:
        """Change name, description or tags.

        Raises:
            NotFound: there is no such strategy.
            Stale: its revision is another than ``revision``.
        """

        def once() -> Kept[Strategy]:
            kept = self.shelf.strategies.own(principal, strategy)
            check_revision(kept, revision)
            fields = change.model_dump(exclude_none=True)
            if "tags" in fields:
                fields["tags"] = tuple(dict.fromkeys(change.tags or ()))
            changed = kept.value.model_copy(update=fields)
            if changed == kept.value:
                return kept
            changed = changed.model_copy(update={"updated": self.shelf.clock.now()})
            return self.shelf.strategies.replace(kept, changed)

        return settled(once, revision)

    def delete(self, principal: Principal, strategy: str, *, revision: str | None = None) -> None:
        """Delete a strategy, its versions and conversations; see ``Ending.delete``."""
        self._ending.delete(principal, strategy, revision=revision)

    def finish_deletions(self) -> int:
        """Finish deletions that died half-way; the platform calls this now and then."""
        return self._ending.finish()

    def save(
        self,
        principal: Principal,
        strategy: str,
        new: NewStrategy,
        *,
        note: str = "",
        revision: str | None = None,
    ) -> Version:
        """Keep what ``new`` brings as the newest version; see ``Versioning.save``.

        Raises:
            Invalid: it is no strategy, or its words leave a question open.
            NotFound: there is no such strategy.
            Stale: its revision is another than ``revision``.
        """
        made = contents.made_of(new)
        return self._versioning.save(principal, strategy, made, note=note, revision=revision)

    def versions(self, principal: Principal, strategy: str, asked: Asked) -> Page[Version]:
        """Return one page of versions, by number.

        Raises:
            NotFound: there is no such strategy.
            Invalid: the cursor is none of ours, or the page too large.
        """
        self.shelf.strategies.own(principal, strategy)
        return values(self.shelf.versions.of(principal, strategy, asked))

    def version(self, principal: Principal, strategy: str, number: int | None = None) -> Version:
        """Return one version, the newest for ``None``.

        Raises:
            NotFound: there is no such strategy or version.
        """
        return self.shelf.version(principal, strategy, number)

    def restore(
        self, principal: Principal, strategy: str, number: int, *, revision: str | None = None
    ) -> Version:
        """Make what an earlier version says the newest; see ``Versioning.restore``."""
        return self._versioning.restore(principal, strategy, number, revision=revision)

    def diff(self, principal: Principal, strategy: str, before: int, after: int) -> VersionDiff:
        """Return what differs between two versions.

        Raises:
            NotFound: there is no such strategy or version.
        """
        old, new = (self.shelf.version(principal, strategy, one) for one in (before, after))
        return telling.diff_of(old, new)

    def fork(
        self,
        principal: Principal,
        strategy: str,
        number: int | None = None,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the field's word
    ) -> Latest:
        """Keep a copy of a version (the newest for ``None``) as a strategy of its own.

        Raises:
            NotFound: there is no such strategy or version.
        """
        return self._making.fork(principal, strategy, number, name=name, id=id)

    def content_of(
        self, principal: Principal, strategy: str, number: int | None
    ) -> tuple[Content, int]:
        """Return what a version says (the newest for ``None``), and its number.

        Raises:
            NotFound: there is no such strategy or version.
        """
        version = self.shelf.version(principal, strategy, number)
        return version.content, version.number

    def freezing(
        self, principal: Principal, strategy: str, number: int, content: Content
    ) -> Sequence[Write]:
        """Return what keeps a version as it is; see ``Versioning.freezing``."""
        return self._versioning.freezing(principal, strategy, number, content)

    def after_run(self, run: Run) -> Sequence[Write]:
        """Return what a run that succeeded writes about its strategy: it is the newest one run."""
        kept = None if run.strategy is None else self.shelf.strategies.live(run.strategy)
        if kept is None or kept.value.owner != run.owner:
            return ()
        shown = run.model_dump(mode="json")
        names = ("id", "state", "strategy_version", "ended", "summary")
        last = {"kind": run.kind} | {name: shown[name] for name in names}
        noted = kept.value.model_copy(update={"last_run": last})
        return (self.shelf.strategies.replacement(kept, noted),)

    def understand(self, words: str, timeframe: str | None = None) -> Understood:
        """Return how words are read, keeping nothing.

        Raises:
            Invalid: they are too long, or name another timeframe than ``timeframe``.
        """
        return contents.understood(words, timeframe)

    def validate(self, new: NewStrategy) -> Verdict:
        """Return everything that is wrong with what ``new`` brings, keeping nothing.

        Raises:
            Invalid: it is brought in no way, or in several.
        """
        return contents.verdict_on(new)

    def explain(self, principal: Principal, strategy: str, number: int | None = None) -> str:
        """Return what a version does, in English.

        Raises:
            NotFound: there is no such strategy or version.
        """
        return telling.explained(self.shelf.version(principal, strategy, number).content)

    def source(
        self, principal: Principal, strategy: str, number: int | None = None
    ) -> tuple[str, str]:
        """Return the name and the text of the Freqtrade file that a version stands for.

        Raises:
            NotFound: there is no such strategy or version.
        """
        return telling.source_of(self.shelf.version(principal, strategy, number).content)

    def explain_new(self, new: NewStrategy) -> str:
        """Return what ``new`` would do, in English, keeping nothing.

        Raises:
            Invalid: it is no strategy, or its words leave a question open.
        """
        return telling.explained(contents.made_of(new).content)

    def source_of_new(self, new: NewStrategy) -> tuple[str, str]:
        """Return the name and the text of the Freqtrade file of ``new``, keeping nothing.

        Raises:
            Invalid: it is no strategy, or its words leave a question open.
        """
        return telling.source_of(contents.made_of(new).content)

    def export(self, principal: Principal, strategy: str) -> bytes:
        """Return a strategy as a zip: meta.json, spec.json, strategy.py, and its versions.

        Of very many versions the newest are in it, as many as can be brought back.

        Raises:
            NotFound: there is none.
        """
        kept = self.shelf.strategies.own(principal, strategy)
        found: list[Version] = []
        cursor = None
        while len(found) < carrying.MOST_VERSIONS:
            asked = Asked(limit=MOST_ITEMS, cursor=cursor)
            page = self.shelf.versions.of(principal, strategy, asked)
            found += (one.value for one in page.items)
            cursor = page.next
            if cursor is None:
                break
        return carrying.packed(kept.value, carrying.fitting(found))

    def bring(
        self,
        principal: Principal,
        data: bytes,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the field's word
    ) -> Latest:
        """Keep what a file holds as a new strategy: an archive of ours, spec JSON, or Python.

        Raises:
            Invalid: it is none of these, too large, or no strategy.
            Conflict: ``id`` is another's.
        """
        return self._making.bring(principal, data, name=name, id=id)

"""Results: files in blobs, trades in analytics, each attempt's apart from every other's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Conflict, Stale
from hypertrade.domain.runs import Artifact
from hypertrade.services.runs.records import artifacts_folder, trades_key

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.runs import Run
    from hypertrade.ports.analytics import Analytics, TradeRow
    from hypertrade.ports.blobs import Blobs
    from hypertrade.services.runs.records import Records


@dataclass(frozen=True, slots=True)
class File:
    """A file that a run made, as it will be shown."""

    name: str
    path: Path
    content_type: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a run made: headline figures, files, and trades numbered from 0."""

    summary: dict[str, Any]
    files: tuple[File, ...] = ()
    trades: tuple[TradeRow, ...] = ()


class Keeping:
    """Keeps what attempts made; nobody sees it before the run's document names it."""

    def __init__(self, records: Records, blobs: Blobs, analytics: Analytics) -> None:
        """Keep files in ``blobs`` and trades in ``analytics``."""
        self._runs = records.runs
        self._blobs = blobs
        self._analytics = analytics

    def keep(self, run: Run, done: Done) -> tuple[Artifact, ...]:
        """Keep what the present attempt at ``run`` made, and return its files.

        Raises:
            Conflict: the attempt has left another file of that name.
            Unavailable: a store does not answer.
        """
        artifacts = tuple(self._stored(run, file) for file in done.files)
        if done.trades:
            self._analytics.store(run.owner, trades_key(run), done.trades)
        return artifacts

    def discard(self, run: Run) -> None:
        """Delete what was kept for the attempt ``run.attempt``, unless it became the result."""
        found = self._runs.find(run.id)
        folder = artifacts_folder(run.owner, run.id, run.attempt)
        if found is not None and any(one.blob.startswith(folder) for one in found.value.artifacts):
            return
        for blob in self._blobs.list(folder):
            self._blobs.delete(blob.name)
        self._analytics.forget(run.owner, trades_key(run))

    def _stored(self, run: Run, file: File) -> Artifact:
        name = artifacts_folder(run.owner, run.id, run.attempt) + file.name
        content = file.path.read_bytes()
        try:
            self._blobs.put(name, content, content_type=file.content_type, if_generation=0)
        except Stale:
            # An answer was lost and the client asked again: then the very same content is there.
            if self._blobs.get(name) != content:
                raise Conflict(
                    f"{file.name} of this attempt is there already, and differs", field=file.name
                ) from None
        return Artifact(
            name=file.name,
            blob=name,
            size=len(content),
            content_type=file.content_type,
            sha256=hashlib.sha256(content).hexdigest(),
        )

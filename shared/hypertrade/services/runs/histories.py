"""What everybody tried, so that one user's tries never count for another: a blob per family."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.errors import NotFound
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.ports.blobs import Blobs
    from hypertrade.robustness.history import Trial

_TYPE = "application/json"


class Histories:
    """Lends an owner's tries of one family of strategies to a folder, and takes them back.

    Adding the same ones again changes nothing, so attempts that died or came late do no harm.
    """

    def __init__(self, blobs: Blobs) -> None:
        """Keep tries in ``blobs``."""
        self._blobs = blobs

    def lend(self, owner: str, job: BacktestJob, folder: Path, now: datetime) -> None:
        """Put what ``owner`` tried of the strategy in ``job`` into the history in ``folder``."""
        from hypertrade.robustness.history import History

        family = family_of_job(job)
        _, trials = self._read(owner, family)
        if trials:
            History(folder).add(family, trials.values(), now)

    def take_back(self, owner: str, job: BacktestJob, folder: Path) -> None:
        """Add what the history in ``folder`` knows of the strategy in ``job`` to the owner's.

        Raises:
            Unavailable: the blobs do not answer.
        """
        from hypertrade.robustness.history import History

        family = family_of_job(job)
        self.add(owner, family, History(folder).trials(family))

    def add(self, owner: str, family: str, trials: Sequence[Trial]) -> None:
        """Add what ``owner`` tried of one family of strategies.

        Raises:
            Unavailable: the blobs do not answer.
        """
        tried = {_key(one): one for one in trials}
        until_settled(lambda: self._merge(owner, family, tried))

    def _merge(self, owner: str, family: str, tried: dict[tuple[str, str], Trial]) -> None:
        generation, known = self._read(owner, family)
        if tried.keys() <= known.keys():
            return
        every = tried | known
        content = json.dumps([asdict(every[key]) for key in sorted(every)]).encode()
        self._blobs.put(_name(owner, family), content, content_type=_TYPE, if_generation=generation)

    def _read(self, owner: str, family: str) -> tuple[int, dict[tuple[str, str], Trial]]:
        """Return the generation of what is kept (0: nothing), and the tries in it."""
        from hypertrade.robustness.history import Trial

        name = _name(owner, family)
        # The generation first: what is read after it is as new, or newer, and then not replaced.
        blob = self._blobs.stat(name)
        if blob is None:
            return 0, {}
        try:
            rows = json.loads(self._blobs.get(name))
        except NotFound:
            return 0, {}
        trials = [Trial(**row) for row in rows]
        return blob.generation, {_key(one): one for one in trials}


def _key(trial: Trial) -> tuple[str, str]:
    return trial.data, trial.variant


def _name(owner: str, family: str) -> str:
    return f"histories/{owner}/{family}.json"


def family_of_job(job: BacktestJob) -> str:
    """Return what the history knows the strategy of ``job`` by: a digest of its shape."""
    from hypertrade.robustness.family import family_of, family_of_code

    if isinstance(job.strategy, CodeStrategy):
        return family_of_code(job.strategy.source)
    from hypertrade.strategy.spec import read_spec

    return family_of(read_spec(job.strategy.spec))

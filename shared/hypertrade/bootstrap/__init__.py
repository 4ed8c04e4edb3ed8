"""The only wiring: settings -> adapters -> stores -> services."""

from __future__ import annotations

from dataclasses import dataclass

from hypertrade.adapters.local.signals import LocalSignalRunner
from hypertrade.adapters.local.worker import LocalJobRunner
from hypertrade.services.backtests import Backtests
from hypertrade.services.previews import Previews
from hypertrade.services.robustness import Robustness
from hypertrade.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case of the command, ready to call."""

    backtests: Backtests
    previews: Previews
    robustness: Robustness


def bootstrap(settings: Settings | None = None) -> Services:
    """Wire what the command runs in its own process, for ``settings`` (default: environment's)."""
    chosen = settings or read_settings()
    runner = LocalJobRunner(chosen.data, confine=chosen.confine, resident=chosen.worker)
    return Services(
        backtests=Backtests(runner, chosen.data),
        previews=Previews(chosen.data),
        robustness=Robustness(
            chosen.data, LocalSignalRunner(chosen.data, confine=chosen.confine), runner
        ),
    )

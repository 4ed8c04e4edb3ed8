"""What a robustness check is asked to do: small enough to be a shard's document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.objectives import ObjectiveName

CheckName = Literal[
    "bias",
    "significance",
    "sweep",
    "walkforward",
    "montecarlo",
    "noise",
    "costs",
    "regimes",
    "dependence",
]

ALL_CHECKS: tuple[CheckName, ...] = (
    "bias",
    "significance",
    "sweep",
    "walkforward",
    "montecarlo",
    "noise",
    "costs",
    "regimes",
    "dependence",
)
"""Every check, in the order of the report."""

Search = Literal["auto", "grid", "random", "optuna"]


class Plan(Document):
    """How thoroughly and by which rule.

    ``trials`` variants are tried in the sweep at most; ``auto`` takes the whole grid where it is no
    larger, else a random part. ``windows`` is the number of a walk-forward's out-of-sample parts,
    each preceded by ``train`` times its length in sample and by ``embargo_minutes`` left out.
    ``noise_strength`` is how far prices are moved, as a share of each candle's own range.
    ``heat`` names the two tunables of the map; ``None`` takes those that matter most.
    """

    version: Literal[1] = 1
    checks: Annotated[tuple[CheckName, ...], Field(min_length=1)] = ALL_CHECKS
    seed: int = Field(default=1, ge=0, lt=2**32)
    search: Search = "auto"
    trials: int = Field(default=200, ge=2, le=100_000)
    objective: ObjectiveName = "sharpe"
    min_trades: int = Field(default=10, ge=1)
    windows: int = Field(default=5, ge=2, le=50)
    train: float = Field(default=3.0, ge=0.5, le=20)
    walk_trials: int = Field(default=60, ge=2, le=10_000)
    embargo_minutes: int = Field(default=1440, ge=0)
    noise_reruns: int = Field(default=40, ge=2, le=10_000)
    noise_strength: float = Field(default=0.1, gt=0, le=1)
    multiples: tuple[float, ...] = (1.0, 2.0, 3.0)
    heat: tuple[str, str] | None = None
    paths: int = Field(default=5000, ge=100, le=100_000)


def read_checks(text: str) -> tuple[CheckName, ...]:
    """Return the checks that a comma-separated ``text`` names, ``all`` for every one.

    Raises:
        Invalid: one of them is unknown, or there is none.
    """
    wanted = {part.strip().lower().replace("-", "") for part in text.split(",") if part.strip()}
    if wanted == {"all"}:
        return ALL_CHECKS
    unknown = sorted(wanted - set(ALL_CHECKS))
    if unknown or not wanted:
        problem = f"there is no check {unknown[0]!r}" if unknown else "no check is named"
        raise Invalid(problem, field="--checks", remedy=f"Choose of: {', '.join(ALL_CHECKS)}.")
    return tuple(name for name in ALL_CHECKS if name in wanted)


_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}


def read_embargo(text: str, candle_minutes: int) -> int:
    """Return the minutes of ``text``: ``12h``, ``2d``, ``1w``, or ``20c`` for 20 candles.

    Raises:
        Invalid: it is no such length.
    """
    number, unit = text.strip()[:-1], text.strip()[-1:].lower()
    units = _UNITS | {"c": candle_minutes}
    if unit not in units or not number.isdecimal():
        raise Invalid(
            f"{text!r} is no length of time",
            field="--embargo",
            remedy="Write a whole number and a unit: 12h, 2d, 1w, or 20c for 20 candles.",
        )
    return int(number) * units[unit]

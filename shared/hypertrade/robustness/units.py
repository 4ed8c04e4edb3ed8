"""The pieces of work a check is cut into, and what each comes to.

A piece is a whole run or a whole window over all pairs: pairs share a wallet, so that running them
apart would be another result. Each piece depends on the plan alone, never on how pieces are dealt
out, which is what makes the outcome the same for any number of workers.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.robustness.bias import BiasFinding
from hypertrade.robustness.windows import Mode


class VariantUnit(Document):
    """Run one point of the grid over the whole time."""

    kind: Literal["variant"] = "variant"
    point: tuple[int, ...]


class IslandUnit(Document):
    """Search by Optuna on its own: ``trials`` runs from ``seed`` on."""

    kind: Literal["island"] = "island"
    seed: int
    trials: int


class WindowUnit(Document):
    """Choose and judge in one walk-forward window."""

    kind: Literal["window"] = "window"
    mode: Mode
    number: int


class NoiseUnit(Document):
    """Run on candles jittered by ``seed``."""

    kind: Literal["noise"] = "noise"
    seed: int


class FeeUnit(Document):
    """Run with the fee times ``multiple``."""

    kind: Literal["fee"] = "fee"
    multiple: float


class BiasUnit(Document):
    """Recompute one pair's columns on cut data."""

    kind: Literal["bias"] = "bias"
    pair: int


Unit = Annotated[
    VariantUnit | IslandUnit | WindowUnit | NoiseUnit | FeeUnit | BiasUnit,
    Field(discriminator="kind"),
]


class Variant(Document):
    """One variant's figures; ratios are fractions of the starting balance.

    ``score`` is the objective's, ``None`` with too few trades. ``problem`` says why these values
    cannot be run at all; the figures are 0 then.
    """

    point: tuple[int, ...]
    trades: int = 0
    profit: float = 0.0
    drawdown: float = 0.0
    sharpe: float = 0.0
    score: float | None = None
    daily: tuple[float, ...] = ()
    problem: str = ""


class VariantsDone(Document):
    """What a variant or an island came to."""

    kind: Literal["variants"] = "variants"
    variants: tuple[Variant, ...]


class WindowDone(Document):
    """One walk-forward window: times are UTC milliseconds, ``daily`` the returns out of sample.

    ``default_profit`` is what the strategy as it is earned out of sample.
    """

    kind: Literal["window"] = "window"
    mode: Mode
    number: int
    in_start: int
    in_stop: int
    out_start: int
    out_stop: int
    values: dict[str, float]
    in_profit: float
    in_trades: int
    out_profit: float
    out_trades: int
    default_profit: float
    daily: tuple[float, ...]
    in_daily: tuple[float, ...]


class RunDone(Document):
    """A rerun's figures, with the fee it paid (a fraction per side)."""

    kind: Literal["run"] = "run"
    trades: int
    profit: float
    drawdown: float
    fee: float


class BiasDone(Document):
    """What recomputing one pair on cut data changed, over so many places with so much warm-up."""

    kind: Literal["bias"] = "bias"
    pair: str
    places: int
    startup: int
    findings: tuple[BiasFinding, ...]


Done = Annotated[VariantsDone | WindowDone | RunDone | BiasDone, Field(discriminator="kind")]

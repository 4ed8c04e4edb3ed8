"""What an inspection says: the strategy's settings and its findings."""

from __future__ import annotations

from enum import StrEnum

from hypertrade.domain.base import Document

Setting = str | int | float | bool | None
"""What a parameter may be set to; an ``int`` stays one, since indicators' periods must be."""


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The file will not run, or what it reports cannot be believed."""
    WARNING = "warning"
    """Worth a look: it may be meant."""


class Finding(Document):
    """One thing wrong with a strategy file, and the way out of it."""

    code: str
    """What kind of finding it is, such as ``lookahead-shift``: see ``docs/strategy-code.md``."""
    severity: Severity
    line: int
    """Line in the file, from 1."""
    column: int
    """Column in the line, from 1."""
    message: str
    remedy: str


class CodeParameter(Document):
    """A hyperopt parameter of the class."""

    name: str
    kind: str
    """``int``, ``decimal``, ``real``, ``boolean`` or ``categorical``."""
    low: float | None = None
    high: float | None = None
    choices: tuple[Setting, ...] = ()
    default: Setting = None
    value: Setting = None
    """What a backtest uses: the ``<space>_params`` entry where there is one, else the default."""
    decimals: int | None = None
    space: str | None = None
    optimize: bool = True
    load: bool = True
    line: int


class InformativeUse(Document):
    """Other candles that the strategy asks for."""

    timeframe: str | None = None
    """``None``: computed at run time."""
    pair: str | None = None
    """``None``: the traded pair, or computed at run time."""
    source: str
    """``decorator``, ``informative_pairs`` or ``data_provider``."""
    line: int


class Trailing(Document):
    """Freqtrade's trailing stop, ratios as fractions."""

    stop_positive: float | None = None
    offset: float = 0.0
    only_offset_is_reached: bool = False


class CodeInspection(Document):
    """All that a Freqtrade strategy file says about itself; nothing in it was executed.

    A setting is ``None`` where the file leaves it out or computes it at run time. When the file is
    no Python at all, ``class_name`` is ``None`` and the one finding says where it breaks.
    """

    filename: str
    class_name: str | None = None
    classes: tuple[str, ...] = ()
    """Every strategy class in the file, in its order."""
    timeframe: str | None = None
    can_short: bool = False
    startup_candle_count: int | None = 0
    """Candles needed before the first signal; ``None`` where it is computed at run time."""
    stoploss: float | None = None
    minimal_roi: dict[str, float] | None = None
    """Minutes since the entry -> profit ratio."""
    trailing: Trailing | None = None
    """``None``: no trailing stop."""
    position_adjustment_enable: bool = False
    parameters: tuple[CodeParameter, ...] = ()
    informative: tuple[InformativeUse, ...] = ()
    informative_timeframes: tuple[str, ...] = ()
    callbacks: tuple[str, ...] = ()
    """Freqtrade callbacks that the class implements, such as ``custom_exit``."""
    protections: tuple[str, ...] = ()
    """Methods of the protections defined; ``("?",)`` where they are computed at run time."""
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that are errors."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

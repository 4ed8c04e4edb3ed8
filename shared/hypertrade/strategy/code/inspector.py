"""Reading a Freqtrade strategy file without executing a line of it."""

from __future__ import annotations

from hypertrade.domain.errors import Invalid
from hypertrade.strategy.code import settings
from hypertrade.strategy.code.classes import choose_class, strategy_classes
from hypertrade.strategy.code.columns import check_candles
from hypertrade.strategy.code.imports import check_imports
from hypertrade.strategy.code.inspection import CodeInspection, Finding
from hypertrade.strategy.code.interface import check_interface
from hypertrade.strategy.code.module import Module
from hypertrade.strategy.code.parsing import parse_code
from hypertrade.strategy.code.report import Report

_LONGEST = 1_000_000


def inspect_code(
    source: str, *, filename: str = "strategy.py", class_name: str | None = None
) -> CodeInspection:
    """Return what a strategy file says, and what is wrong with it.

    Nothing in ``source`` is imported or executed. Source that is no Python gives an inspection
    without a class, whose one finding says where it breaks.

    Args:
        source: The text of the file.
        filename: How the findings and errors call it.
        class_name: Which strategy is meant, where the file holds several.

    Raises:
        Invalid: the file holds no strategy, several and none named, or not the one named.
    """
    if len(source) > _LONGEST:
        raise Invalid(
            f"{filename} is longer than {_LONGEST:,} characters",
            field="code",
            remedy="Keep data out of the strategy file.",
        )
    tree = parse_code(source, filename)
    if isinstance(tree, Finding):
        return CodeInspection(filename=filename, findings=(tree,))
    module = Module.of(tree)
    strategy = choose_class(module, class_name)
    report = Report()
    check_imports(module, report)
    check_interface(strategy, report)
    try:
        check_candles(strategy, report)
    except RecursionError:
        report.warning(
            "not-checked",
            strategy.chain[0],
            "an expression is nested too deeply to be checked for lookahead and missing columns",
            "Split it: collect the conditions in a list and reduce them.",
        )
    informative = settings.informative_of(strategy)
    return CodeInspection(
        filename=filename,
        class_name=strategy.name,
        classes=strategy_classes(module),
        timeframe=settings.timeframe_of(strategy),
        can_short=settings.flag(strategy, "can_short"),
        startup_candle_count=settings.startup_candles_of(strategy),
        stoploss=settings.number(strategy.declared("stoploss")),
        minimal_roi=settings.minimal_roi_of(strategy),
        trailing=settings.trailing_of(strategy),
        position_adjustment_enable=settings.flag(strategy, "position_adjustment_enable"),
        parameters=settings.parameters_of(strategy),
        informative=informative,
        informative_timeframes=tuple(
            dict.fromkeys(use.timeframe for use in informative if use.timeframe)
        ),
        callbacks=settings.callbacks_of(strategy),
        protections=settings.protections_of(strategy),
        findings=report.findings(),
    )

"""Whatever ends a run early, as an error that names the user's own line and a way out."""

from __future__ import annotations

import builtins
import importlib.util
import re
import traceback
from typing import TYPE_CHECKING

from hypertrade.domain.errors import HyperTradeError, StrategyFailed

from hypertrade_jobs.run.knowledge import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypertrade_jobs.run.request import RunRequest

_CANNOT_LOAD = "Impossible to load Strategy"


def translate(error: BaseException, request: RunRequest, strategy_file: Path) -> HyperTradeError:
    """Return ``error``, raised by Freqtrade or the strategy, in the domain's words."""
    for link in _chain(error):
        if isinstance(link, HyperTradeError):
            return _located(link, error, strategy_file)
    if isinstance(error, MemoryError):
        return StrategyFailed(
            "the backtest needs more memory than it may have",
            field="limits",
            remedy="Test fewer pairs, a shorter time range or a longer timeframe.",
        )
    if _CANNOT_LOAD in str(error):
        return _loading(request, strategy_file)
    line = line_of(error, strategy_file)
    cause = _root(error)
    if line is not None or _is_strategys(error):
        return _strategy(cause, line, strategy_file)
    return explain(error, request)


def check_source(request: RunRequest, strategy_file: Path) -> None:
    """Raise ``StrategyFailed`` if the strategy's file is no Python, or lacks the class.

    Freqtrade would only say that the class is missing or holds errors.
    """
    source = strategy_file.read_bytes()
    try:
        compile(source, str(strategy_file), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise _syntax(error) from error
    if not re.search(rf"^\s*class\s+{request.class_name}\(".encode(), source, re.MULTILINE):
        raise _no_class(request)


def line_of(error: BaseException, strategy_file: Path) -> int | None:
    """Return the strategy's line nearest to where ``error`` arose, if it passed through it."""
    line = None
    for link in _chain(error):
        for frame in traceback.extract_tb(link.__traceback__):
            if _same(frame.filename, strategy_file):
                line = frame.lineno
    return line


def describe(error: BaseException) -> str:
    """Return one sentence on what a strategy's exception means."""
    text = str(error).strip()
    if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str):
        return f"column {error.args[0]!r} does not exist"
    if isinstance(error, KeyError) and "not in index" in text:
        return f"columns do not exist: {text.strip(chr(34)).removesuffix(' not in index')}"
    if isinstance(error, AttributeError) and "'DataFrame' object has no attribute" in text:
        return f"column {text.rsplit(' ', 1)[-1]} does not exist"
    if isinstance(error, ModuleNotFoundError):
        return f"module {error.name!r} is not installed"
    if isinstance(error, NameError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _strategy(cause: BaseException, line: int | None, strategy_file: Path) -> StrategyFailed:
    remedy = "Correct the strategy at that line." if line else "Correct the strategy."
    if isinstance(cause, (KeyError, AttributeError)) and "column" in describe(cause):
        remedy = "Create the column in populate_indicators, or correct its name."
    if isinstance(cause, ModuleNotFoundError):
        remedy = "Use what comes with Freqtrade: pandas, numpy, talib, technical, scipy."
    source = _source_line(strategy_file, line)
    if source:
        remedy = f"{remedy} It reads: {source}"
    return StrategyFailed(describe(cause), field="strategy", remedy=remedy, line=line)


def _loading(request: RunRequest, strategy_file: Path) -> StrategyFailed:
    """Say why the file does not load, by loading it once more: Freqtrade only logs the reason."""
    spec = importlib.util.spec_from_file_location(strategy_file.stem, strategy_file)
    if spec is None or spec.loader is None:
        return _no_class(request)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        return _syntax(error)
    except Exception as error:  # noqa: BLE001 - any exception of the user's file is the answer
        return _strategy(error, line_of(error, strategy_file), strategy_file)
    return _no_class(request)


def _syntax(error: SyntaxError | ValueError) -> StrategyFailed:
    line = error.lineno if isinstance(error, SyntaxError) else None
    text = error.text.strip() if isinstance(error, SyntaxError) and error.text else ""
    reason = error.msg if isinstance(error, SyntaxError) else str(error)
    return StrategyFailed(
        f"the strategy is not valid Python: {reason}",
        field="strategy",
        remedy=f"Correct the line: {text}" if text else "Correct the file.",
        line=line,
    )


def _no_class(request: RunRequest) -> StrategyFailed:
    return StrategyFailed(
        f"the file holds no strategy class {request.class_name}",
        field="strategy",
        remedy=f"Write `class {request.class_name}(IStrategy):`, or name another class.",
    )


def _located(found: HyperTradeError, error: BaseException, strategy_file: Path) -> HyperTradeError:
    line = line_of(error, strategy_file)
    if isinstance(found, StrategyFailed) and found.line is None and line is not None:
        return StrategyFailed(found.problem, field=found.field, remedy=found.remedy, line=line)
    return found


def _is_strategys(error: BaseException) -> bool:
    return any(type(link).__name__ == "StrategyError" for link in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield ``error`` and what it came from, outermost first."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _root(error: BaseException) -> BaseException:
    """Return the error that the strategy's code met, not what pandas or Freqtrade made of it."""
    links = list(_chain(error))
    for link in links:
        # Pandas raises KeyError('rsii') from KeyError('rsii'): the first that says it is enough.
        if type(link).__module__ == builtins.__name__ and not _wraps(link):
            return link
    return links[-1]


def _wraps(link: BaseException) -> bool:
    return type(link).__name__ in {"StrategyError", "OperationalException"}


def _same(filename: str, strategy_file: Path) -> bool:
    return filename == str(strategy_file) or filename == str(strategy_file.resolve())


def _source_line(strategy_file: Path, line: int | None) -> str:
    if line is None:
        return ""
    lines = strategy_file.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[line - 1].strip()[:200] if line <= len(lines) else ""

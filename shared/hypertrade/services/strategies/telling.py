"""What a version says, in English and as a Freqtrade file, and what differs between two."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.strategies import VersionDiff
from hypertrade.services.strategies.contents import spec_of

if TYPE_CHECKING:
    from hypertrade.domain.strategies import Content, Version


def explained(content: Content) -> str:
    """Return what a strategy does, in English; of code, what its file says about itself."""
    if not isinstance(content, CodeStrategy):
        from hypertrade.strategy.english import explain

        return explain(spec_of(content))
    from hypertrade.strategy.code import inspect_code

    found = inspect_code(content.source, class_name=content.class_name)
    facts = [
        f"Strategy {found.class_name}, Freqtrade code.",
        f"Timeframe: {found.timeframe or 'computed at run time'}.",
        f"Direction: {'long and short' if found.can_short else 'long'}.",
        f"Stop loss: {_share(found.stoploss)}.",
    ]
    if found.informative_timeframes:
        facts.append(f"Other candles: {', '.join(found.informative_timeframes)}.")
    if found.callbacks:
        facts.append(f"Callbacks: {', '.join(found.callbacks)}.")
    facts += [f"Tunable {one.name}: {one.value}." for one in found.parameters]
    return "\n".join(facts)


def _share(stoploss: float | None) -> str:
    return "none named" if stoploss is None else f"{-stoploss:.4g} of the price"


def source_of(content: Content) -> tuple[str, str]:
    """Return the name and the text of the Freqtrade file of a strategy."""
    if isinstance(content, CodeStrategy):
        return f"{content.class_name or 'strategy'}.py", content.source
    from hypertrade.strategy.compile import compile_spec

    compiled = compile_spec(spec_of(content))
    return f"{compiled.class_name}.py", compiled.source


def diff_of(before: Version, after: Version) -> VersionDiff:
    """Return what differs between two versions."""
    old, new = source_of(before.content), source_of(after.content)
    lines = list(
        difflib.unified_diff(
            old[1].splitlines(keepends=True),
            new[1].splitlines(keepends=True),
            f"version {before.number}/{old[0]}",
            f"version {after.number}/{new[0]}",
        )
    )
    return VersionDiff(
        before=before.number,
        after=after.number,
        changed=_changed(before.content, after.content, lines),
        source="".join(lines),
    )


def _changed(old: Content, new: Content, lines: list[str]) -> tuple[str, ...]:
    if isinstance(old, CodeStrategy) or isinstance(new, CodeStrategy):
        if old.kind != new.kind:
            return (f"Kind: {old.kind} → {new.kind}",)
        if not lines:
            return ()
        added = sum(line.startswith("+") for line in lines) - 1
        removed = sum(line.startswith("-") for line in lines) - 1
        return (f"Code: {added} lines added, {removed} removed",)
    from hypertrade.strategy.english import changes

    return changes(spec_of(old), spec_of(new))

"""Everything the platform tells in sentences, as the web app's English texts.

``python -m hypertrade.services.telling FILE`` writes ``frontend/src/texts/en/told.json``; other
languages hold the same codes with the same places for values.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.backtesting import sentences as backtesting
from hypertrade.candles import sentences as candles
from hypertrade.domain.telling import BETWEEN, Sentence
from hypertrade.markets import sentences as markets
from hypertrade.results import sentences as results
from hypertrade.robustness import sentences as robustness
from hypertrade.robustness.statistics import sentences as statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = (candles, markets, backtesting, results, robustness, statistics)


def sentences() -> Iterator[Sentence]:
    """Return every sentence that is declared anywhere."""
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, Sentence):
                yield value
            elif isinstance(value, dict):
                yield from (one for one in value.values() if isinstance(one, Sentence))


def texts() -> dict[str, Any]:
    """Return the words by code, as i18next reads them: ``{{name}}`` holds a value's place.

    Raises:
        ValueError: two sentences have one code.
    """
    found: dict[str, Any] = {
        "join": {join: {"between": each, "last": last} for join, (each, last) in BETWEEN.items()}
    }
    for one in sentences():
        group, _, name = one.code.partition(".")
        words = found.setdefault(group, {})
        if {name, f"{name}_other"} & words.keys():
            msg = f"two sentences are called {one.code}"
            raise ValueError(msg)
        if one.one is None:
            words[name] = _places(one.words)
        else:
            words |= {f"{name}_one": _places(one.one), f"{name}_other": _places(one.words)}
    return found


def texts_text() -> str:
    """Return the text of ``frontend/src/texts/en/told.json``."""
    return json.dumps(texts(), indent=2, ensure_ascii=False) + "\n"


def _places(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(texts_text(), encoding="utf-8")

"""Compiling ahead: run by set-up and while images are built, so that no user waits for a compiler.

``python -m hypertrade.robustness.ahead`` leaves the machine code beside the sources (where those
cannot be written, in ``NUMBA_CACHE_DIR`` or the user's cache). Set ``NUMBA_CPU_NAME=generic`` while
building an image and while running it, since the code is kept by processor.
"""

from __future__ import annotations

import numpy as np

from hypertrade.engine import warm
from hypertrade.robustness.statistics.paths import count_better, walk
from hypertrade.strategy.signals.windows import compile_ahead as compile_signals


def compile_ahead() -> None:
    """Compile whatever is compiled, for the types it is called with."""
    warm()
    compile_signals()
    values = np.array([0.1, -0.05, 0.2])
    walk(values, 1.0, True, True, 1.0, 1, 0, np.zeros(1, np.int64))
    count_better(values, 0.0, 1, 0)


if __name__ == "__main__":
    compile_ahead()

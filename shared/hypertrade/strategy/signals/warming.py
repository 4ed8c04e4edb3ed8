"""Compiling ahead of time, for set-up and images."""

from __future__ import annotations

import numpy as np

from hypertrade.strategy.signals import loops, rolling


def compile_ahead() -> None:
    """Compile every loop that indicators need and keep the machine code on disk."""
    rolling.compile_ahead()
    values = np.arange(4.0)
    loops.supertrend(values + 1, values - 1, values, 2)

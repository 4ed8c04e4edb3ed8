"""Load what a report needs before it is needed."""

from __future__ import annotations

import importlib
import io
from typing import Any

_MODULES = (
    "hypertrade.results.build",
    "hypertrade.results.write",
    "matplotlib.dates",
    "matplotlib.ticker",
)


def warm_up() -> None:
    """Import everything ``build`` and ``write`` use, and load fonts and templates.

    Takes about half a second: call it while something else runs.
    """
    for name in _MODULES:
        importlib.import_module(name)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from hypertrade.results.page import environment

    figure = Figure(figsize=(1, 1), dpi=20)
    figure.add_subplot().set_title("0")
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(io.BytesIO())
    environment().get_template("report.html.j2")

"""Load what a report needs before it is needed."""

from __future__ import annotations

import importlib

_MODULES = (
    "hypertrade.results.build",
    "hypertrade.results.write",
    "PIL.ImageDraw",
    "PIL.PngImagePlugin",
)


def warm_up() -> None:
    """Import everything ``build`` and ``write`` use, and load fonts and templates.

    Call it while something else runs.
    """
    for name in _MODULES:
        importlib.import_module(name)
    from hypertrade.results.page import environment
    from hypertrade.results.picture import font

    font(16)
    environment().get_template("report.html.j2")

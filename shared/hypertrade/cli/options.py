"""Options that several commands share, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hypertrade.settings import read_settings

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data",
        file_okay=False,
        metavar="DIR",
        help="The folder with the candles; default: $HYPERTRADE_DATA, or hypertrade-data here.",
    ),
]
"""``--data DIR``; give it ``None`` and pass it through ``data_folder``."""

Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="URL",
        help="Do it on this platform, e.g. http://localhost:8080 (sign in: hypertrade login).",
    ),
]
"""``--server URL``; give it ``None``, which means here."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
"""``--json``; give it ``False``."""


def data_folder(given: Path | None) -> Path:
    """Return the folder with the candles: the option's, else the environment's, else the default.

    Raises:
        Invalid: the environment holds a wrong setting.
    """
    return read_settings().data if given is None else given

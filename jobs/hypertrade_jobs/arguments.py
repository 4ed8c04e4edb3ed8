"""Arguments that several commands take."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

CONFINE_VARIABLE = "HYPERTRADE_CONFINE"
_CHOICES = ("required", "off")


def parsed(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Return the command line as ``parser`` reads it, ``--confine`` added."""
    parser.add_argument(
        "--confine",
        choices=_CHOICES,
        default=os.environ.get(CONFINE_VARIABLE, "required"),
        help="refuse code strategies that cannot be confined, or run them unconfined "
        f"(default: required, or what {CONFINE_VARIABLE} says)",
    )
    options = parser.parse_args()
    if options.confine not in _CHOICES:
        parser.error(f"{CONFINE_VARIABLE} is neither {' nor '.join(_CHOICES)}")
    return options

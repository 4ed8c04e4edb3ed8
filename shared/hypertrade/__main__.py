"""``python -m hypertrade``: the command, where its script is not on the path."""

from __future__ import annotations

from hypertrade.cli import main

main()

"""The ``hypertrade`` command."""

from hypertrade.cli.app import main

__all__ = ["main"]

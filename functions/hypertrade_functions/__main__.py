"""The whole API on this machine: ``python -m hypertrade_functions --port 8080 --data DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from hypertrade.domain.errors import HyperTradeError

from hypertrade_functions.serving import Serving, serve


def main() -> int:
    """Serve until asked to end, and return the exit code."""
    parser = argparse.ArgumentParser(prog="hypertrade_functions", description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--data", type=Path, help="default: HYPERTRADE_DATA")
    parser.add_argument("--workers", type=int, default=default_workers(), help="processes")
    given = parser.parse_args()
    if given.data is not None:
        os.environ["HYPERTRADE_DATA"] = str(given.data)
    os.environ.setdefault("HYPERTRADE_PUBLIC_URL", f"http://localhost:{given.port}")
    try:
        serve(Serving(host=given.host, port=given.port, workers=given.workers))
    except HyperTradeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def default_workers() -> int:
    """Return how many processes serve: as many as there are cores, from two to eight."""
    return max(2, min(8, os.cpu_count() or 2))


if __name__ == "__main__":
    sys.exit(main())

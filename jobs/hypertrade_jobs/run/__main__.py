"""The child's life: import Freqtrade, wait for ``go``, backtest, leave at once."""

from __future__ import annotations

from hypertrade_jobs.run import lean

lean.prepare()

# The order matters: everything below imports Freqtrade, leanly, while the parent prepares inputs.
from hypertrade_jobs.run.child import main  # noqa: E402 - after the lean imports are in place

if __name__ == "__main__":
    main()

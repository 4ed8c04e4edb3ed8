"""What a fast backtest loads: neither Freqtrade nor anything that takes longer than it does."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from hypertrade.candles.store import CandleStore

from tests.backtesting.making import job, put, waves

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    *("freqtrade", "ccxt", "pandas", "matplotlib", "talib", "technical", "optuna", "statsmodels"),
    *("scipy.linalg", "scipy.stats", "pyarrow.parquet", "cffi", "lark"),
)
PROGRAM = """
import sys
from pathlib import Path
from hypertrade.backtesting.choosing import attempt
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import BacktestJob
from hypertrade.results.document import BacktestResult
order, data, out = map(Path, sys.argv[1:4])
done = attempt(
    BacktestJob.model_validate_json(order.read_bytes()),
    CandleStore(data), out, on_progress=lambda _: None, cancelled=lambda: False,
)
assert isinstance(done, Path)
BacktestResult.model_validate_json(done.read_bytes())
print(*[name for name in sys.argv[4:] if name in sys.modules])
import scipy.linalg.cython_blas  # hidden from Numba, and from nobody else
import yaml, cffi
"""


def test_a_fast_backtest_loads_nothing_heavy(tmp_path: Path) -> None:
    put(CandleStore(tmp_path / "data"), waves(1500))
    (tmp_path / "job.json").write_text(job().model_dump_json())
    places = [str(tmp_path / name) for name in ("job.json", "data", "out")]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *places, *HEAVY],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []

"""The documents cost nothing heavy, and verdicts add up to their weightiest."""

from __future__ import annotations

import subprocess
import sys

from hypertrade.domain.telling import Sentence
from hypertrade.robustness.statistics.verdict import judged, unknown, worst

FINE = Sentence("test.fine", "Fine.")

HEAVY = ("scipy", "statsmodels", "numba", "pandas", "pyarrow", "matplotlib", "freqtrade")


def test_documents_and_functions_load_nothing_heavy() -> None:
    names = (
        "blocks costs dependence documents market montecarlo noise overfitting plateau regimes "
        "sample sharpe significance streaks verdict walkforward"
    )
    imports = "; ".join(f"import hypertrade.robustness.statistics.{one}" for one in names.split())
    code = f"{imports}; import sys; print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_weightiest_level_wins() -> None:
    assert worst("good", "unknown") == "unknown"
    assert worst("good", "doubtful", "unknown") == "doubtful"
    assert worst("bad", "doubtful") == "bad"


def test_few_trades_cap_a_verdict_but_do_not_raise_it() -> None:
    assert judged("good", FINE(), trades=29).level == "doubtful"
    assert judged("good", FINE(), trades=30).level == "good"
    assert judged("bad", FINE(), trades=3).level == "bad"
    assert unknown(FINE()).level == "unknown"

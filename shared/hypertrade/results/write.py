"""The files of a result, side by side in one folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from hypertrade.results.page import render_page
from hypertrade.results.picture import draw_equity
from hypertrade.results.trades_csv import trades_csv

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.results.document import BacktestResult

RESULT = "result.json"
EXPORT = "freqtrade-export.zip"
LOGS = "logs.txt"


def write(
    result: BacktestResult,
    out: Path,
    *,
    export_zip: Path | None,
    logs: Path | None,
    source: str,
) -> Path:
    """Write the report of ``result`` into ``out`` (made if absent) and return its ``result.json``.

    Beside it: ``trades.csv``, ``report.html``, ``equity.png``, the strategy's ``source`` under
    ``result.strategy.source_file``, and, where given, copies of Freqtrade's export and of the log.
    ``result.json`` is written last: where it stands, the rest stands.
    """
    out.mkdir(parents=True, exist_ok=True)
    if export_zip:
        shutil.copyfile(export_zip, out / EXPORT)
    if logs:
        shutil.copyfile(logs, out / LOGS)
    files = {
        result.strategy.source_file: source,
        "trades.csv": trades_csv(result.trades),
    }
    for name, text in files.items():
        (out / name).write_bytes(text.encode())
    draw_equity(result, out / "equity.png")
    links = [name for name in (EXPORT, LOGS) if (out / name).exists()]
    (out / "report.html").write_bytes(render_page(result, extra_files=links).encode())
    path = out / RESULT
    path.write_bytes(result.model_dump_json().encode())
    return path

"""What ``write`` leaves in the folder, for ordinary and for odd runs."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypertrade.results.document import BacktestResult, StrategyView
from hypertrade.results.schema import json_schema, schema_text
from hypertrade.results.write import write

from tests.results.samples import START, make_run

if TYPE_CHECKING:
    from tests.results.conftest import Report

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "result.schema.json"

VALIDATOR = jsonschema.Draft202012Validator(json_schema())

ODD: dict[str, dict[str, Any]] = {
    "no trade": {"count": 0, "days": 60},
    "one trade": {"count": 1, "days": 60},
    "two trades": {"count": 2, "days": 60},
    "one day": {"count": 5, "days": 1},
    "no time at all": {"count": 0, "days": 0, "market": ()},
    "only losses": {"count": 40, "edge": -0.2, "days": 60},
    "only wins": {"count": 40, "edge": 0.2, "days": 60},
    "ruin": {"count": 60, "edge": -0.2, "balance": 50.0, "days": 60},
    "no market": {"count": 3, "days": 60, "market": ()},
    "late market": {"count": 3, "days": 60, "market": ((START + timedelta(days=9), 1.0),)},
    "shorts with leverage": {"count": 50, "shorts": True, "days": 60},
    "forged figures": {"count": 2, "days": 60, "market_change": 1e308, "final_balance": 1e308},
}


def read(path: Path) -> Any:
    def refuse(name: str) -> float:
        raise AssertionError(name)

    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


def test_the_published_schema_is_fresh() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m hypertrade.results.schema docs/schemas/result.schema.json"
    )


@pytest.mark.parametrize("name", ODD)
def test_every_run_gives_every_file_and_valid_json(
    name: str, report: Report, tmp_path: Path
) -> None:
    result = report(**ODD[name])
    path = write(result, tmp_path / "out", export_zip=None, logs=None, source="x = 1\n")
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "equity.png",
        "report.html",
        "result.json",
        "strategy.py",
        "trades.csv",
    ]
    document = read(path)
    VALIDATOR.validate(document)
    assert BacktestResult.model_validate(document) == result
    assert document["metrics"]["total_trades"] == ODD[name]["count"]
    page = (path.parent / "report.html").read_text(encoding="utf-8")
    assert "nan" not in page.lower().replace("finance", "")
    assert "Infinity" not in page


def test_result_json_holds_what_was_promised(report: Report, tmp_path: Path) -> None:
    path = write(report(20), tmp_path, export_zip=None, logs=None, source="")
    document = read(path)
    for part in ("metrics", "fingerprint", "data_quality", "series", "by_pair", "diagnosis"):
        assert document[part], part
    trade = document["trades"][0]
    for field in ("open_date", "close_date"):
        assert trade[field].endswith("Z")
        assert datetime.fromisoformat(trade[field]).tzinfo is not None
    assert {"pair", "open_rate", "close_rate", "amount", "profit_abs", "profit_ratio"} <= set(trade)
    assert {"exit_reason", "enter_tag", "is_short", "orders", "leverage"} <= set(trade)


def test_given_files_are_copied_and_linked(report: Report, tmp_path: Path) -> None:
    export, logs = tmp_path / "a.zip", tmp_path / "b.log"
    export.write_bytes(b"PK\x05\x06" + bytes(18))
    logs.write_text("hello\n", encoding="utf-8")
    out = tmp_path / "deep" / "er"
    write(report(3), out, export_zip=export, logs=logs, source="# größer\n")
    assert (out / "freqtrade-export.zip").read_bytes() == export.read_bytes()
    assert (out / "logs.txt").read_text(encoding="utf-8") == "hello\n"
    assert (out / "strategy.py").read_text(encoding="utf-8") == "# größer\n"
    page = (out / "report.html").read_text(encoding="utf-8")
    for name in ("freqtrade-export.zip", "logs.txt", "strategy.py", "result.json", "trades.csv"):
        assert f'href="{name}"' in page


def test_equal_runs_give_equal_bytes(report: Report, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(report(40), tmp_path / name, export_zip=None, logs=None, source="x\n")
    for file in ("result.json", "report.html", "trades.csv", "equity.png"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize("name", ["../strategy.py", "a/b.py", "report.html", ".py", "x.py\n"])
def test_a_source_name_cannot_leave_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="source_file"):
        StrategyView(name="x", kind="code", source_file=name)


def test_csv_has_a_line_per_trade_and_no_formula(report: Report, tmp_path: Path) -> None:
    result = report(4)
    evil = result.trades[0].model_copy(
        update={"enter_tag": '=HYPERLINK("x")', "exit_reason": "a,b"}
    )
    result = result.model_copy(update={"trades": (evil, *result.trades[1:])})
    write(result, tmp_path, export_zip=None, logs=None, source="")
    with io.StringIO((tmp_path / "trades.csv").read_text(encoding="utf-8")) as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 4
    assert rows[0]["enter_tag"] == '\'=HYPERLINK("x")'
    assert rows[0]["exit_reason"] == "a,b"
    assert float(rows[0]["profit_abs"]) == result.trades[0].profit_abs
    assert rows[0]["close_date"].endswith("Z")


def test_dates_without_a_zone_are_utc(report: Report) -> None:
    aware = report(5)
    naive = report(
        5,
        trades=tuple(
            one.model_copy(
                update={
                    "open_date": one.open_date.replace(tzinfo=None),
                    "close_date": one.close_date.replace(tzinfo=None),
                }
            )
            for one in make_run(5).trades
        ),
    )
    assert naive == aware
    assert naive.trades[0].open_date.tzinfo is UTC


def test_the_series_fits_the_figures(report: Report) -> None:
    result = report(400, days=300)
    series, metrics = result.series, result.metrics
    assert len(series.date) == len(series.equity) == len(series.drawdown) == len(series.market)
    assert series.equity[-1] == pytest.approx(metrics.final_balance)
    assert min(series.drawdown) == pytest.approx(-(metrics.max_relative_drawdown or 0))
    assert max(series.drawdown) <= 0
    assert series.market[0] == metrics.starting_balance
    assert sum(month.profit_abs or 0 for month in metrics.months) == pytest.approx(
        metrics.profit_total_abs
    )
    growth = math.prod(1 + (month.profit or 0) for month in metrics.months)
    assert growth == pytest.approx(1 + (metrics.profit_total or 0))


def test_value_at_risk_by_hand(report: Report) -> None:
    # 40 days: one loses 10 %, one 5 %, 38 nothing; the 5 % quantile lies between 0 and 5 %.
    result = report(0, days=39)
    trades = [
        one.model_copy(
            update={
                "profit_abs": profit,
                "close_date": START + timedelta(days=day, hours=1),
                "open_date": START + timedelta(days=day),
            }
        )
        for one, profit, day in zip(make_run(2).trades, (-100.0, -45.0), (4, 9), strict=True)
    ]
    result = report(0, days=39, trades=tuple(trades))
    # Sorted returns: -0.1, -0.05, 0, ...; linear quantile at 0.05 * 39 = 1.95 is -0.0025.
    assert result.metrics.var_95 == pytest.approx(0.0025)
    assert result.metrics.cvar_95 == pytest.approx(0.075)
    assert report(2, days=10).metrics.var_95 is None


def test_exposure_by_hand(report: Report) -> None:
    first, second, third = make_run(3).trades

    def at(trade: Any, start: float, hours: float) -> Any:
        opened = START + timedelta(hours=start)
        return trade.model_copy(
            update={"open_date": opened, "close_date": opened + timedelta(hours=hours)}
        )

    # 0-6 h and 3-12 h overlap, 12-18 h follows at once: 18 of 24 hours, never three at a time.
    trades = (at(first, 0, 6), at(second, 3, 9), at(third, 12, 6))
    metrics = report(0, days=1, trades=trades).metrics
    assert metrics.exposure == pytest.approx(18 / 24)
    assert metrics.avg_open_trades == pytest.approx(21 / 24)
    assert metrics.most_open_trades == 2


def test_twenty_thousand_trades_with_many_tags(report: Report, tmp_path: Path) -> None:
    run = make_run(20_000, days=900)
    trades = tuple(
        one.model_copy(update={"enter_tag": f"tag {at % 500}"}) for at, one in enumerate(run.trades)
    )
    result = report(0, days=900, trades=trades)
    write(result, tmp_path, export_zip=None, logs=None, source="")
    assert len(result.by_enter_tag) == 500
    assert (tmp_path / "report.html").stat().st_size < 4_000_000


def test_naming_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, hypertrade.results\n"
        "from hypertrade.results.document import BacktestResult, StrategyView\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'jinja2', 'pyarrow'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "import hypertrade.results.build, hypertrade.results.write, hypertrade.results.terminal\n"
        "heavy = {'pandas', 'matplotlib', 'pyarrow', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

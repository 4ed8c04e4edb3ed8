from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypertrade_jobs import confine

from tests.robustness.cli.conftest import MARKET, SMALL, WORDS, Ended
from tests.robustness.code.sources import plain

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def checked(hypertrade: Callable[..., Ended]) -> Ended:
    return hypertrade("robustness", "--text", WORDS, *MARKET, *SMALL, "--out", "out")


def test_a_summary_is_a_line_a_check_and_the_files_stand(checked: Ended) -> None:
    assert checked.code == 0, checked.err
    assert "SYNTHETIC DATA" in checked.out
    for title in ("Skill or luck", "Parameters", "Walk-forward", "Costs", "A handful of trades"):
        assert title in checked.out
    assert "\x1b" not in checked.out
    assert checked.err.splitlines()[0] == "the strategy as it is"
    assert sorted(os.listdir("out")) == ["certificate.json", "robustness.html", "sweep.csv"]  # noqa: PTH208 - names are enough
    page = Path("out/robustness.html").read_text(encoding="utf-8")
    for anchor in ("bias", "significance", "sweep", "walkforward", "montecarlo", "costs"):
        assert f'id="{anchor}"' in page
    assert 'src="http' not in page
    assert "SYNTHETIC DATA" in page


def test_the_table_holds_every_variant_and_its_tunables(checked: Ended) -> None:
    assert checked.code == 0
    rows = list(csv.DictReader(io.StringIO(Path("out/sweep.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 12
    assert {"rsi_period", "entry_rsi", "exit_rsi", "stop_loss", "sharpe"} <= set(rows[0])
    assert (rows[0]["rsi_period"], rows[0]["entry_rsi"]) == ("14", "35")


def test_json_is_the_report_and_nothing_else(hypertrade: Callable[..., Ended]) -> None:
    ended = hypertrade(
        "robustness",
        "--text",
        WORDS,
        *MARKET,
        *SMALL,
        "--out",
        "out",
        "--checks",
        "costs",
        "--json",
    )
    assert ended.code == 0
    assert ended.err == ""
    assert ended.json["overall"] == "doubtful"
    assert [one["name"] for one in ended.json["checks"]] == ["costs"]
    assert ended.json["files"]["certificate"] == "out/certificate.json"


def test_a_certificate_verifies_reproduces_and_cannot_be_forged(
    hypertrade: Callable[..., Ended], checked: Ended
) -> None:
    assert checked.code == 0
    ended = hypertrade("certificate", "verify", "out/certificate.json", "--data", "data", "--json")
    assert ended.json["valid"] is True
    assert ended.json["own_key"] is True
    ended = hypertrade(
        "certificate", "verify", "out/certificate.json", "--data", "data", "--rerun", "--jobs", "2"
    )
    assert ended.code == 0, ended.err
    assert "reproduced" in ended.out
    other = hypertrade("certificate", "verify", "out/certificate.json", "--data", "elsewhere")
    assert "another installation" in other.out

    path = Path("out/certificate.json")
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["report"]["overall"] = "passes" if whole["report"]["overall"] != "passes" else "fails"
    path.write_text(json.dumps(whole), encoding="utf-8")
    ended = hypertrade("certificate", "verify", str(path), "--data", "data")
    assert ended.code == 3
    assert "changed after it was signed" in ended.err


def test_a_certificate_about_other_candles_is_not_reproduced(
    hypertrade: Callable[..., Ended], checked: Ended
) -> None:
    from tests.robustness.truth.worlds import world

    assert checked.code == 0
    world(Path("data"), "reverting", seed=3, hours=24 * 200)
    ended = hypertrade("certificate", "verify", "out/certificate.json", "--data", "data", "--rerun")
    assert ended.code == 3
    assert "other candles" in ended.err


def test_a_second_look_counts_what_was_tried_before(
    hypertrade: Callable[..., Ended], checked: Ended
) -> None:
    assert checked.code == 0
    again = (*MARKET, *SMALL, "--out", "out", "--checks", "significance", "--json")
    same = hypertrade("robustness", "--text", WORDS, *again)
    assert same.json["significance"]["trials"] == 12
    other = hypertrade("robustness", "--text", WORDS.replace("35", "33"), *again)
    assert 12 < other.json["significance"]["trials"] <= 24


def test_a_backtest_is_remembered_and_linked(hypertrade: Callable[..., Ended]) -> None:
    words = WORDS.replace("35", "32")
    assert hypertrade("backtest", "--text", words, *MARKET, "--out", "out").code == 0
    ended = hypertrade(
        "robustness",
        "--text",
        words,
        *MARKET,
        *SMALL,
        "--out",
        "out",
        "--checks",
        "significance",
        "--json",
    )
    assert ended.json["significance"]["trials"] == 12
    assert ended.json["trials"] == {"earlier": [], "here": 12}
    assert "robustness.html" in Path("out/report.html").read_text(encoding="utf-8")
    assert 'href="report.html"' in Path("out/robustness.html").read_text(encoding="utf-8")
    base = ended.json["base"]
    result = json.loads(Path("out/result.json").read_text(encoding="utf-8"))
    assert base["trades"] == result["metrics"]["total_trades"]
    assert base["profit"] == pytest.approx(result["metrics"]["profit_total"])
    assert base["drawdown"] == pytest.approx(result["metrics"]["max_relative_drawdown"])
    # Tried on its own, with other numbers: a variant more.
    other = hypertrade("backtest", "--text", WORDS.replace("55", "68"), *MARKET, "--out", "b")
    assert other.code == 0
    ended = hypertrade(
        "robustness",
        "--text",
        words,
        *MARKET,
        *SMALL,
        "--out",
        "out",
        "--checks",
        "significance",
        "--json",
    )
    assert len(ended.json["trials"]["earlier"]) == 1


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (("--checks", "luck"), "--checks"),
        (("--trials", "1"), "--trials"),
        (("--search", "magic"), "--search"),
        (("--objective", "fame"), "--objective"),
        (("--embargo", "soon"), "--embargo"),
        (("--map", "rsi_period"), "--map"),
        (("--map", "rsi_period,nothing"), "--map"),
        (("--windows", "49", "--embargo", "9d"), "--windows"),
        (("--search", "grid"), "--trials"),
        (("--stake", "much"), "--stake"),
    ],
)
def test_bad_input_names_the_option_and_the_way_out(
    hypertrade: Callable[..., Ended], options: tuple[str, ...], field: str
) -> None:
    given = [*MARKET, *SMALL[2:], *(SMALL[:2] if "--trials" not in options else ())]
    ended = hypertrade("robustness", "--text", WORDS, *given, "--out", "out", *options)
    assert ended.code == 2
    message = next(line for line in ended.err.splitlines() if line.startswith("error"))
    assert message.startswith(f"error {field}: ")
    assert not Path("out").exists()


@pytest.mark.skipif(not confine.available().ok, reason="code cannot be confined here")
def test_python_is_examined_and_says_what_could_not_be(hypertrade: Callable[..., Ended]) -> None:
    Path("mine.py").write_text(plain(), encoding="utf-8")
    small = (*MARKET, *SMALL, "--checks", "bias,sweep,costs")
    ended = hypertrade("robustness", "--code", "mine.py", *small, "--out", "out")
    assert ended.code == 0, ended.err
    assert ended.err.splitlines()[:2] == ["starting Freqtrade", "the strategy as it is"]
    assert "Doubtful" in ended.out
    assert "declares no hyperopt parameter" in " ".join(ended.out.split())
    ended = hypertrade("certificate", "verify", "out/certificate.json", "--data", "data", "--rerun")
    assert ended.code == 0, ended.err
    assert "reproduced" in ended.out
    Path("mine.py").write_text("class Broken(:", encoding="utf-8")
    ended = hypertrade("robustness", "--code", "mine.py", *small, "--out", "other")
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert not Path("other").exists()


def test_ctrl_c_leaves_nothing_behind(market: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    program = "import sys; from hypertrade.cli import main; main()"
    command = ["robustness", "--text", WORDS, *MARKET, "--out", str(out), "--trials", "5000"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *command, "--data", str(market), "--jobs", "2"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("variants"):
            break
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert not out.exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)

"""A newcomer's first day on the embedded platform."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import requests

from tests.platform.newcomer import Newcomer, first_day
from tests.platform.running import Up, small_market, up

if TYPE_CHECKING:
    from pathlib import Path


def test_words_become_a_report(platform: Up) -> None:
    result = first_day(platform.url)
    assert result["fingerprint"]["engine"] == "hypertrade"


def test_the_demo_user_starts_with_a_finished_backtest(platform: Up) -> None:
    assert platform.demo is not None
    demo = Newcomer(platform.url)
    given = demo.call("POST", "/v1/auth/sign-in", platform.demo)
    demo.session.headers["Authorization"] = f"Bearer {given['id_token']}"
    runs = demo.call("GET", "/v1/runs")["items"]
    assert [one["state"] for one in runs] == ["succeeded"]
    assert runs[0]["summary"]["total_trades"] > 0
    assert demo.call("GET", "/v1/me")["demo"]


def test_the_command_runs_there_as_it_runs_here(platform: Up, tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PATH": "/usr/bin:/bin"}

    def hypertrade(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hypertrade", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    job = ["--text", "Buy when RSI is below 30, sell when it is above 70. 1h candles"]
    job += ["--exchange", "binance", "--pairs", "BTC/USDT", "--json"]
    nobody = hypertrade("backtest", *job, "--server", platform.url, "--out", str(tmp_path / "no"))
    assert nobody.returncode == 3
    assert "hypertrade login" in nobody.stderr
    signed_in = hypertrade(
        *("login", "--server", platform.url, "--email", "cli@example.org", "--sign-up"),
        stdin="another long password 2\n",
    )
    assert signed_in.returncode == 0, signed_in.stderr
    there = hypertrade("backtest", *job, "--server", platform.url, "--out", str(tmp_path / "there"))
    assert there.returncode == 0, there.stderr
    here = hypertrade(
        "backtest", *job, "--data", str(platform.data), "--out", str(tmp_path / "here")
    )
    assert json.loads(there.stdout)["trades"] == json.loads(here.stdout)["trades"]
    kept = (tmp_path / "config" / "hypertrade" / "credentials.json").stat()
    assert kept.st_mode & 0o077 == 0


def test_a_second_platform_on_the_same_folder_is_refused(platform: Up) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "hypertrade", "up", "--data", str(platform.data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 3
    assert "already runs" in second.stderr


def test_what_is_there_survives_a_restart_and_a_reset_keeps_candles(tmp_path: Path) -> None:
    small_market(tmp_path)
    with up(tmp_path, "--no-demo") as first:
        somebody = Newcomer(first.url)
        somebody.sign_up()
        somebody.paste()
    assert first.process.returncode == 0
    with up(tmp_path, "--no-demo") as second:
        somebody.url = second.url
        assert len(somebody.call("GET", "/v1/strategies")["items"]) == 1
    with up(tmp_path, "--no-demo", "--reset", "--yes") as third:
        answer = requests.get(
            f"{third.url}/v1/strategies", headers=dict(somebody.session.headers), timeout=30
        )
        assert answer.status_code == 401
        assert list(tmp_path.glob("exchange=binance/**/*.parquet"))

"""Who operates the platform of one machine: its owner says so, while it runs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.platform.newcomer import Newcomer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.platform.running import Up

ADA = {"email": "ada@example.org", "password": "correct horse battery staple"}


def hypertrade(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hypertrade", "operator", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )


def told(answer: subprocess.CompletedProcess[str]) -> Any:
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return json.loads(answer.stdout)


def signed_in(url: str, how: dict[str, str], way: str = "sign-in") -> Newcomer:
    somebody = Newcomer(url)
    given = somebody.call("POST", f"/v1/auth/{way}", how)
    somebody.session.headers["Authorization"] = f"Bearer {given['id_token']}"
    return somebody


def test_an_account_becomes_an_operators_while_the_platform_runs(platform: Up) -> None:
    data = ["--data", str(platform.data)]
    ada = signed_in(platform.url, ADA, "sign-up")
    assert ada.call("GET", "/v1/me")["roles"] == ["user"]
    assert told(hypertrade("grant", "Ada@example.org", *data))["roles"] == ["operator", "user"]
    emails = [one["email"] for one in told(hypertrade("list", *data))["operators"]]
    assert sorted(emails) == [ADA["email"], "demo@hypertrade.example"]
    again = eventually_operator(platform.url, ADA)
    assert again.call("GET", "/v1/admin/overview")["users"]["total"] == 2
    entry = again.call("GET", "/v1/me/audit")["items"]
    [changed] = [one for one in entry if one["what"] == "account.roles_changed"]
    assert (changed["actor"], changed["details"]["after"]) == ("machine", ["operator", "user"])
    assert told(hypertrade("revoke", ADA["email"], *data))["roles"] == ["user"]


def eventually_operator(url: str, account: dict[str, str]) -> Newcomer:
    """Return somebody, once the role is seen: whoever was seen lately is known for some seconds."""
    known = signed_in(url, account)
    for _ in range(300):
        if "operator" in known.call("GET", "/v1/me")["roles"]:
            return known
        time.sleep(0.1)
    raise AssertionError("the role never came")


def test_the_demo_user_sees_operations(platform: Up) -> None:
    assert platform.demo is not None
    demo = eventually_operator(platform.url, platform.demo)
    assert demo.call("GET", "/v1/me")["roles"] == ["operator", "user"]
    seen = demo.call("GET", "/v1/admin/overview")
    assert seen["runs"]["succeeded"] >= 1
    assert "demo@hypertrade.example" in [one["email"] for one in seen["tenants"]]


def test_of_whom_there_is_no_account_none_is_made(platform: Up) -> None:
    answer = hypertrade("grant", "nobody@example.org", "--data", str(platform.data))
    error = json.loads(answer.stdout)["error"]
    assert (answer.returncode, error["field"]) == (2, "EMAIL")
    assert error["remedy"]


def test_a_folder_without_a_platform_stays_as_it_was(tmp_path: Path) -> None:
    answer = hypertrade("list", "--data", str(tmp_path / "none"))
    error = json.loads(answer.stdout)["error"]
    assert (answer.returncode, error["field"]) == (2, "--data")
    assert list(tmp_path.iterdir()) == []

"""A second factor from the command: signing in with a code, and help for a lost phone."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.local.clock import SystemClock

from tests.platform.newcomer import EMAIL, PASSWORD, Newcomer
from tests.platform.running import up
from tests.stand_ins.authenticator import App

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.platform.running import Up

FACTOR = "/v1/me/second-factor"
PATIENCE = 60
"""Seconds after which a command that says nothing is taken for stuck."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """Return a platform without a market, and nobody in it."""
    with up(tmp_path_factory.mktemp("bare"), "--no-demo") as running:
        yield running


@pytest.fixture(scope="module")
def codes(bare: Up) -> list[str]:
    """Return the recovery codes of the newcomer, whose factor is on."""
    somebody = Newcomer(bare.url)
    somebody.sign_up()
    app = App(somebody.call("POST", FACTOR)["secret"], SystemClock())
    confirmed = somebody.call("POST", f"{FACTOR}/confirm", {"code": app.code()})
    return list(confirmed["recovery_codes"])


def command(config: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    return (
        [sys.executable, "-m", "hypertrade", *arguments],
        {"XDG_CONFIG_HOME": str(config), "PATH": "/usr/bin:/bin"},
    )


def login(bare: Up, config: Path, *more: str) -> tuple[int, Any]:
    """Return how signing in by a pipe ends, and its JSON."""
    words, environment = command(config, "login", "--server", bare.url, "--email", EMAIL, *more)
    ended = subprocess.run(
        [*words, "--json"],
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    return ended.returncode, json.loads(ended.stdout)


def test_a_pipe_is_told_to_give_the_code_and_signs_in_with_it(
    bare: Up, codes: list[str], tmp_path: Path
) -> None:
    status, told = login(bare, tmp_path)
    assert (status, told["error"]["field"]) == (2, "--code")
    assert list(tmp_path.rglob("credentials.json")) == []
    status, told = login(bare, tmp_path, "--code", "no code")
    assert (status, told["error"]["code"]) == (3, "Unauthenticated")
    assert told["error"]["field"] == "code"
    status, told = login(bare, tmp_path, "--code", codes[0])
    assert (status, told["email"]) == (0, EMAIL)
    status, _ = login(bare, tmp_path, "--code", codes[0])
    assert status == 3, "a recovery code holds once"


def test_a_terminal_is_asked_for_the_code(bare: Up, codes: list[str], tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    words, environment = command(tmp_path, "login", "--server", bare.url, "--email", EMAIL)
    asking = subprocess.Popen(
        words,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"TERM": "dumb"},
        # Else the password would be asked for on the terminal of whoever runs the tests.
        start_new_session=True,
    )
    os.close(theirs)
    try:
        heard(ours, "Password: ")  # the space comes once typing is no longer shown
        os.write(ours, f"{PASSWORD}\n".encode())
        said = heard(ours, "Code of your app: ")
        assert PASSWORD not in said
        os.write(ours, f"{codes[1]}\n".encode())
        heard(ours, f"as {EMAIL}")
        assert asking.wait(PATIENCE) == 0
    finally:
        asking.kill()
        asking.wait()
        os.close(ours)


def heard(terminal: int, text: str) -> str:
    """Return what a terminal shows, up to ``text``."""
    said = ""
    while text not in said:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, f"nothing more after {said!r}"
        said += os.read(terminal, 4096).decode()
    return said


def test_the_owner_takes_a_lost_factor_off(bare: Up, codes: list[str], tmp_path: Path) -> None:
    words, environment = command(
        tmp_path, "operator", "remove-factor", EMAIL, "--data", str(bare.data), "--json"
    )
    for was_on in (True, False):
        ended = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
        told = json.loads(ended.stdout)
        assert (told["email"], told["removed"]) == (EMAIL, was_on)
    somebody = Newcomer(bare.url)
    given = somebody.call("POST", "/v1/auth/sign-in", {"email": EMAIL, "password": PASSWORD})
    somebody.session.headers["Authorization"] = f"Bearer {given['id_token']}"
    assert somebody.call("GET", FACTOR)["recovery_left"] == 0
    log = somebody.call("GET", "/v1/me/audit")["items"]
    [off] = [one for one in log if one["what"] == "factor.off"]
    assert off["actor"] == "machine"
    assert codes

"""Locks: one per deployable, every file by its hash, one version of each package everywhere."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from tests.architecture.tree import ROOT, pyproject

LOCKS = {path.stem: path for path in (ROOT / "requirements").glob("*.txt")}
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)", re.MULTILINE)


def _pins(lock: str) -> dict[str, str]:
    text = LOCKS[lock].read_text(encoding="utf-8")
    found = [(item["name"], item["version"]) for item in PIN.finditer(text)]
    assert len(found) == len(dict(found)), f"{lock}.txt pins a package twice"
    return dict(found)


def _normal(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[ \[<>=!~;]", requirement)[0]).lower()


def test_every_deployable_has_a_lock() -> None:
    assert {"functions", "jobs", "bots", "dev", "build"} <= LOCKS.keys()


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text).strip())
    assert blocks
    for block in blocks:
        assert "==" in block.splitlines()[0]
        assert "--hash=sha256:" in block


@pytest.mark.parametrize("lock", ["functions", "jobs", "bots"])
def test_a_lock_holds_what_its_extra_asks(lock: str) -> None:
    project = pyproject()["project"]
    asked = project["dependencies"] + project["optional-dependencies"][lock]
    assert not {_normal(item) for item in asked} - _pins(lock).keys(), "run: make lock"


def test_the_development_lock_holds_every_extra() -> None:
    project = pyproject()["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    assert not {_normal(item) for item in asked} - _pins("dev").keys(), "run: make lock"


@pytest.mark.parametrize("lock", ["functions", "jobs", "bots", "build"])
def test_what_is_tested_is_what_runs(lock: str) -> None:
    tested = _pins("dev")
    different = {
        name: (version, tested.get(name))
        for name, version in _pins(lock).items()
        if tested.get(name) != version
    }
    assert not different, "run: make lock"


def test_freqtrade_stays_where_it_is_used() -> None:
    assert "freqtrade" in _pins("jobs")
    assert "freqtrade" not in _pins("functions")


@pytest.mark.parametrize("lock", ["functions", "jobs", "bots"])
def test_deployables_carry_no_tools(lock: str) -> None:
    extras = pyproject()["project"]["optional-dependencies"]
    tools = {_normal(item) for item in extras["dev"]}
    # Freqtrade itself needs some of what our tests use, and tests use more of Freqtrade.
    # The API formats users' code with the formatter that we use.
    run = [*extras["jobs"], *extras["functions"]]
    wanted = {"jsonschema", "psutil"} | {_normal(item) for item in run}
    assert not (tools - wanted) & _pins(lock).keys()


def test_the_build_lock_serves_the_build() -> None:
    asked = {_normal(item) for item in pyproject()["build-system"]["requires"]}
    assert asked <= _pins("build").keys()
    assert pyproject()["dependency-groups"]["build"] == pyproject()["build-system"]["requires"]

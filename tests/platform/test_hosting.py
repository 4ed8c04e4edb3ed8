"""The web app as Firebase Hosting serves it: ``firebase.json`` in the hosting emulator."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from hypertrade_functions.app import AREAS, areas_named

from tests.stand_ins.firebase_tools import firebase_emulator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DECLARED = json.loads((ROOT / "firebase.json").read_text(encoding="utf-8"))["hosting"]
PAGE = "<!doctype html><title>HyperTrade</title>"
FILES = {
    "index.html": PAGE,
    "sw.js": "// the service worker",
    "manifest.webmanifest": "{}",
    "assets/index-Ab12.js": "// the application",
}


@pytest.fixture(scope="module")
def hosting() -> Iterator[str]:
    """Return where the emulator answers; skip if it is not installed."""
    public = {f"public/{name}": text for name, text in FILES.items()}
    config = {"hosting": DECLARED | {"public": "public"}}
    program = firebase_emulator("hosting", "demo-hosting", config, public)
    try:
        yield f"http://{program.host}"
    finally:
        program.stop()


def got(hosting: str, path: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(hosting + path, timeout=30)


@pytest.mark.parametrize(
    "path", ["/", "/strategies", "/runs/0123abc?tab=trades", "/operations", "/auth/finish"]
)
def test_every_address_of_the_app_gives_its_page(hosting: str, path: str) -> None:
    answer = got(hosting, path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["Cache-Control"] == "no-cache"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
    }.items():
        assert answer.headers[name] == value
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_what_has_its_hash_in_its_name_is_kept_for_good(hosting: str) -> None:
    answer = got(hosting, "/assets/index-Ab12.js")
    assert answer.text == FILES["assets/index-Ab12.js"]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["sw.js", "manifest.webmanifest"])
def test_what_keeps_its_name_is_asked_for_anew(hosting: str, name: str) -> None:
    answer = got(hosting, f"/{name}")
    assert (answer.text, answer.headers["Cache-Control"]) == (FILES[name], "no-cache")


def test_an_asset_that_is_gone_is_no_page(hosting: str) -> None:
    answer = got(hosting, "/assets/gone-Cd34.js")
    assert answer.status_code == 404
    assert PAGE not in answer.text


def test_every_operation_reaches_the_function_that_serves_it() -> None:
    tree = ast.parse((ROOT / "functions" / "main.py").read_text(encoding="utf-8"))
    serves = {
        str(area.value): ast.unparse(node.targets[0])
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for area in node.value.args
        if isinstance(area, ast.Constant)
    }
    assert serves["admin"] == "admin"
    for area in areas_named(name for name in AREAS if name in serves):
        for route in area.routes:
            if not route.local:
                assert (
                    served_by(route.template.replace("{", "").replace("}", ""))
                    == (serves[area.name])
                ), route.template


def served_by(path: str) -> str:
    """Return what the first rewrite that fits an address leads to."""
    for rewrite in DECLARED["rewrites"]:
        pattern = re.escape(rewrite["source"]).replace(r"\*\*", ".*").replace(r"\*", "[^/]+")
        if re.fullmatch(pattern, path):
            return str(rewrite["run"]["serviceId"] if "run" in rewrite else rewrite["destination"])
    return ""

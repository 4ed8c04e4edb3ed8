"""The web app's files: served by one machine, and by Firebase Hosting as firebase.json says."""

from __future__ import annotations

import ast
import json
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.settings import read_settings
from hypertrade_functions.app import AREAS, areas_named
from hypertrade_functions.web.site import SITE_POLICY, Site, site_folder, with_site
from werkzeug.test import Client
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def api(_environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("418 Teapot", [("Content-Type", "text/plain")])
    return [b"the API"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>HyperTrade</title>")
    (tmp_path / "sw.js").write_text("// worker")
    (tmp_path / "assets" / "index-C2Hn2mpi.js").write_text("export {}")
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Client:
    return Client(Site(api, folder), Response)


@pytest.mark.parametrize("path", ["/", "/strategies", "/runs/0af3?tab=trades", "/account"])
def test_each_address_of_the_app_is_its_first_page(site: Client, path: str) -> None:
    answer = site.get(path, headers=PAGE, buffered=True)
    assert answer.status_code == 200
    assert "<title>HyperTrade</title>" in answer.text
    assert answer.headers["Content-Security-Policy"] == SITE_POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_assets_with_a_hash_in_their_names_are_kept_for_good(site: Client) -> None:
    answer = site.get("/assets/index-C2Hn2mpi.js", buffered=True)
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_service_worker_is_asked_for_again_each_time(site: Client) -> None:
    assert site.get("/sw.js", buffered=True).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/v1/strategies", "/healthz", "/readyz", "/assets/gone-12345678.js"]
)
def test_the_api_and_what_is_not_there_are_no_pages(site: Client, path: str) -> None:
    assert site.get(path, headers=PAGE, buffered=True).text == "the API"


def test_a_program_gets_no_page_for_an_unknown_address(site: Client) -> None:
    assert (
        site.get("/strategies", headers={"Accept": "application/json"}, buffered=True).text
        == "the API"
    )
    assert site.post("/strategies", headers=PAGE).text == "the API"


def test_no_file_beside_the_app_can_be_had(site: Client, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"):
        assert "secret" not in site.get(path, buffered=True).text


def test_the_folder_is_the_one_that_is_set(folder: Path, tmp_path_factory: Any) -> None:
    settings = read_settings({"HYPERTRADE_WEB": str(folder)})
    assert site_folder(settings) == folder
    assert isinstance(with_site(api, settings), Site)
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(Invalid, match="holds no built web app") as failure:
        site_folder(read_settings({"HYPERTRADE_WEB": str(empty)}))
    assert failure.value.field == "HYPERTRADE_WEB"


def test_hosting_hands_each_operation_to_the_function_that_serves_it(repo: Path) -> None:
    hosting = json.loads((repo / "firebase.json").read_text())["hosting"]
    served = dict(_entry_points(repo / "functions" / "main.py"))
    for area in areas_named(AREAS):
        for route in area.routes:
            if not route.local:
                path = re.sub(r"<[^>]+>", "x", route.path)
                assert _function(hosting, path) == served[area.name], path


def _entry_points(main: Path) -> Iterator[tuple[str, str]]:
    """Yield each area with the function that serves it, as the bundle's entry points say."""
    for node in ast.parse(main.read_text()).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=areas)):
                yield from ((ast.literal_eval(area), name) for area in areas)


def _function(hosting: dict[str, Any], path: str) -> str | None:
    for rewrite in hosting["rewrites"]:
        if fnmatchcase(path, rewrite["source"]):
            function: str | None = rewrite.get("run", {}).get("serviceId")
            return function
    return None


def test_hosting_protects_pages_as_one_machine_does(repo: Path) -> None:
    hosting = json.loads((repo / "firebase.json").read_text())["hosting"]
    (everywhere,) = [each["headers"] for each in hosting["headers"] if each["source"] == "**"]
    headers = {each["key"]: each["value"] for each in everywhere}
    there = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    here = dict(part.split(" ", 1) for part in SITE_POLICY.split("; "))
    for directive, sources in here.items():
        assert there[directive].startswith(sources), directive
    assert there["script-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"

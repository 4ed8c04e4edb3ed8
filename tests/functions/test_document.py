"""The OpenAPI document and the reference page: complete, valid, and true."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypertrade.settings import Settings
from hypertrade_functions.app import AREAS, areas_named, described

from tests.functions.reaching import Operation, Reach, operations
from tests.functions.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = described(Settings())
OPERATIONS = operations(DOCUMENT)
ROUTES = [route for area in areas_named(AREAS) for route in area.routes]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from _nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from _nodes(child)


def test_every_route_is_described_once() -> None:
    assert len({route.operation for route in ROUTES}) == len(ROUTES)
    assert {route.operation for route in ROUTES} == OPERATIONS.keys()
    assert all(route.summary.endswith(".") is False and route.summary for route in ROUTES)


def test_every_reference_leads_somewhere() -> None:
    for node in _nodes(DOCUMENT):
        reference = node.get("$ref")
        if isinstance(reference, str):
            found: Any = DOCUMENT
            for part in reference.removeprefix("#/").split("/"):
                found = found[part]


def test_every_schema_is_json_schema_2020_12() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_links_lead_to_operations_and_name_their_parameters() -> None:
    links = [
        link
        for operation in OPERATIONS.values()
        for answer in operation.told["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert len(links) > 20
    for link in links:
        target = OPERATIONS[link["operationId"]]
        known = {f"{one['in']}.{one['name']}" for one in target.told.get("parameters", ())}
        assert link["parameters"].keys() <= known, target.id


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda one: one.id)
def test_examples_are_what_the_schema_says(operation: Operation) -> None:
    for media, content in operation.told.get("requestBody", {}).get("content", {}).items():
        if media == "application/json" and "example" in content:
            schema = {**content["schema"], "components": DOCUMENT["components"]}
            jsonschema.validate(content["example"], schema)


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Reach:
    return Reach(make_world(tmp_path_factory.mktemp("document")), DOCUMENT)


NEEDS_MORE = {
    "compare_runs": "two finished backtests",
    "candle_quality": "candles that are stored",
    "preview": "candles that are stored",
    "admin_users": "an operator",
    "leave": "the address of the account",
}


@pytest.mark.parametrize(
    "operation",
    [
        one
        for one in OPERATIONS.values()
        if "idToken" in one.schemes and one.id not in NEEDS_MORE and "admin" not in one.scopes
    ],
    ids=lambda one: one.id,
)
def test_examples_work(reach: Reach, operation: Operation) -> None:
    """As they stand, on a new account; 409 where the state is not yet one to do it in."""
    who = reach.world.person(operation.id.replace("_", "-"))
    answer = reach.call(operation, reach.given(operation, who), who.headers)
    assert answer.status_code < 300 or answer.status_code == 409, answer.text
    assert str(answer.status_code) in operation.told["responses"]
    told = operation.told["responses"][str(answer.status_code)]
    for name, header in told["headers"].items():
        required = DOCUMENT["components"]["headers"][header["$ref"].rpartition("/")[2]]["required"]
        assert name in answer.headers or not required, name


def test_the_document_changes_its_etag_with_its_content(world: World) -> None:
    first = world.client.get("/v1/openapi.json")
    again = world.client.get("/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=300"


def test_what_is_local_is_not_described_elsewhere() -> None:
    cloud = Settings(
        platform="gcp",
        **dict.fromkeys(
            (
                *("project", "region", "bucket", "firebase_api_key", "kms_key"),
                "tasks_service_account",
            ),
            "x",
        ),
    )
    paths = described(cloud)["paths"]
    assert "/v1/blobs/{name}" not in paths
    assert "/" not in paths
    assert "/v1/runs" in paths


class _Page(HTMLParser):
    """What a page holds that matters: tags, ids, links to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.add(value or "")
            if name == "style" or name.startswith("on"):
                self.handlers.append(name)


def test_the_reference_shows_everything_and_runs_nothing(world: World) -> None:
    answer = world.client.get("/v1/reference")
    page = _Page()
    page.feed(answer.text)
    assert not page.tags & {"script", "iframe", "object", "img"}
    assert not page.handlers
    assert OPERATIONS.keys() <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(f"model-{name}" in page.ids for name in DOCUMENT["components"]["schemas"])
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    outside = {link for link in page.links if not link.startswith(("#", "/v1/", "data:"))}
    assert not outside
    policy = answer.headers["Content-Security-Policy"]
    assert "script" not in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_style_of_a_page_is_let_in_by_its_hash(world: World) -> None:
    import base64
    import hashlib

    for path in ("/", "/v1/reference"):
        answer = world.client.get(path)
        [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]


def test_problem_types_lead_to_the_reference(world: World) -> None:
    told = world.client.get("/v1/nowhere").get_json()["type"]
    assert told.endswith("/v1/reference#problem-not_found")
    assert 'id="problem-not_found"' in world.client.get("/v1/reference").text


def test_the_document_is_json_without_surprises(world: World) -> None:
    answer = world.client.get("/v1/openapi.json")
    assert json.loads(answer.text)["openapi"] == "3.1.0"
    assert answer.content_type == "application/json"

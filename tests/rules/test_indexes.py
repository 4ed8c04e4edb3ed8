"""Every question that the platform asks has its index, and is asked here."""

from __future__ import annotations

import ast
import itertools
import json
import sys
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.gcp.buckets import COLLECTION
from hypertrade.adapters.gcp.documents.values import MARK, REST
from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.accounts import OAuthState, User, Visit
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Principal, Scope
from hypertrade.domain.runs import RunKind, RunState
from hypertrade.domain.strategies import NewStrategy
from hypertrade.services.accounts.holdings import documents_of
from hypertrade.services.runs.reading import Filters
from hypertrade.settings import Settings
from hypertrade.stores.audit import AuditLog
from hypertrade.stores.oauth_states import OAuthStates
from hypertrade.stores.users import Users

from tests.rules.shapes import Recording, Shape, answered, composite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
DECLARED = json.loads((ROOT / "firestore.indexes.json").read_text(encoding="utf-8"))
LIBRARY = ROOT / "shared" / "hypertrade"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = "Buy when RSI(14) crosses below 30, sell when RSI(14) is above 70, 5% stop, 1h candles"


class Parts(LocalParts):
    """The embedded parts, over documents that note what is asked."""

    @cached_property
    def documents(self) -> Any:
        return Recording(super().documents)


def ask_everything(platform: Platform) -> None:
    """Ask every question that the platform has, in both orders where users choose one."""
    documents, now = platform.parts.documents, platform.parts.clock.now()
    ann = Principal(id="ann", scopes=frozenset(Scope), signed_in=now)
    users = Users(documents)
    users.create(User(id="ann", email="ann@example.com", created=now))
    users.create(User(id="bob", email="bob@example.com", created=now, leaving=now))
    users.by_email("ann@example.com")
    strategy = platform.strategies.create(ann, NewStrategy(words=WORDS)).strategy.value.id
    for descending in (True, False):
        list_everything(platform, ann, Asked(10, None, descending), strategy)
    OAuthStates(documents).begin(
        OAuthState(
            id="1", provider="google", redirect="", verifier="", nonce="", proof_digest="",
            expires=now,
        ),
        now,
    )  # fmt: skip
    list(documents_of(documents, "runs", "ann"))
    runs = platform.work.records.runs
    runs.queued_of("ann", 1)
    runs.active_of("ann")
    runs.queued_count("ann")
    platform.accounts.ownership.operators()
    platform.operations.overview(ann)
    platform.accounts.keys.create(ann, "key", {Scope.RUNS_READ}, Visit())
    be_told(platform, ann)
    platform.strategies.delete(ann, strategy)
    platform.sweep()  # which also deletes what Bob, who is leaving, has


def be_told(platform: Platform, ann: Principal) -> None:
    """Have Ann told by a channel, and then not any more."""
    channels = platform.channels
    url = "https://9.9.9.9/hook"
    made = channels.create(ann, "hook", "webhook", url, ["run.failed"], Visit())
    channel = made.shown.kept.value.id
    channels.test(ann, channel)
    channels.remove(ann, channel, Visit())


def list_everything(platform: Platform, ann: Principal, asked: Asked, strategy: str) -> None:
    platform.accounts.members.list(ann, asked)
    platform.accounts.members.list(ann, asked, "ann@")
    for state, owner in itertools.product((None, RunState.FAILED), (None, "ann")):
        platform.operations.runs(ann, asked, state=state, owner=owner)
    platform.accounts.keys.list(ann, asked)
    platform.channels.page(ann, asked)
    log = AuditLog(platform.parts.documents)
    log.own(ann, asked)
    log.about("ann", asked)
    log.everything(asked)
    platform.chat.page(ann, asked)
    platform.chat.page(ann, asked, strategy=strategy)
    platform.strategies.versions(ann, strategy, asked)
    for text, tag, kind, order in itertools.product(
        ("", "one", "one two"), (None, "tag"), (None, "spec"), ("updated", "created")
    ):
        platform.strategies.page(ann, asked, text=text, tag=tag, kind=kind, order=order)
    kinds: tuple[RunKind | None, ...] = (None, "backtest")
    for chosen, state, of, since in itertools.product(
        kinds, (None, RunState.QUEUED), (None, strategy), (None, NOW)
    ):
        filters = Filters(kind=chosen, state=state, strategy=of, since=since, until=since)
        platform.runs.page(ann, asked, filters)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Shape], set[str]]:
    """Return the shapes of every question, and the functions that were called to ask them."""
    settings = Settings(data=tmp_path_factory.mktemp("platform"))
    platform = Platform(settings, Parts(settings))
    called: set[str] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(str(LIBRARY)):
            called.add(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")

    sys.setprofile(note)
    try:
        ask_everything(platform)
    finally:
        sys.setprofile(None)
    documents: Any = platform.parts.documents
    return documents.shapes, called


def places_that_ask() -> Iterator[str]:
    """Yield the functions of the library that make a question or a part of one."""
    for folder in ("stores", "services"):
        for path in sorted((LIBRARY / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(
                    isinstance(part, ast.Call) and ast.unparse(part.func) in {"Where", "Query"}
                    for part in ast.walk(node)
                ):
                    yield f"{path}:{node.name}"


def test_every_place_that_asks_was_heard(asked: tuple[set[Shape], set[str]]) -> None:
    silent = sorted(set(places_that_ask()) - asked[1])
    assert not silent, "ask these in ask_everything"


def test_every_question_has_its_index(asked: tuple[set[Shape], set[str]]) -> None:
    indexes = composite(DECLARED)
    missing = sorted(str(shape) for shape in asked[0] if not answered(shape, indexes))
    assert not missing, "declare these in firestore.indexes.json"


def test_every_index_is_needed(asked: tuple[set[Shape], set[str]]) -> None:
    indexes = composite(DECLARED)
    for index in indexes:
        others = [other for other in indexes if other != index]
        assert not all(answered(shape, others) for shape in asked[0]), f"{index} is not needed"


def test_no_index_holds_what_nobody_asks_for(asked: tuple[set[Shape], set[str]]) -> None:
    exempt = {(item["collectionGroup"], item["fieldPath"]) for item in DECLARED["fieldOverrides"]}
    for collection in {shape.collection for shape in asked[0]} | {"usage"}:
        assert {(collection, f"`{field}`") for field in (REST, MARK)} <= exempt


def test_counters_of_requests_end_by_themselves() -> None:
    fields = [item for item in DECLARED["fieldOverrides"] if item["collectionGroup"] == COLLECTION]
    assert {item["fieldPath"]: item.get("ttl", False) for item in fields} == {
        "expires": True,
        "full_at": False,
    }


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Shape("runs", frozenset({"owner", "state"}), None, None, descending=False), True),
        (Shape("runs", frozenset({"owner"}), None, "created", descending=True), True),
        (Shape("runs", frozenset({"owner", "title"}), None, "created", descending=True), False),
        (Shape("runs", frozenset({"owner"}), None, "title", descending=False), False),
        (Shape("runs", frozenset(), None, "title", descending=False), True),
        (Shape("runs", frozenset({"owner"}), "tags", "created", descending=True), False),
        (Shape("outbox", frozenset({"owner"}), None, "created", descending=True), False),
    ],
    ids=str,
)
def test_what_is_answered(shape: Shape, *, expected: bool) -> None:
    assert answered(shape, composite(DECLARED)) is expected

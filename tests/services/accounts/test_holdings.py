"""The list of what is kept of a user is complete: a new store is in it, or this fails."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import hypertrade.stores
from hypertrade.bootstrap.local import LocalParts
from hypertrade.services.accounts.holdings import BLOBS, HOLDINGS
from hypertrade.services.runs.records import artifacts_folder
from hypertrade.settings import Settings
from hypertrade.stores.audit import COLLECTION
from hypertrade.stores.table import OwnedTable, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hypertrade.domain.base import Document
    from hypertrade.ports.documents import Documents

NOT_HELD = {
    "users": "the profile itself: exported apart, and deleted last",
    "oauth_states": "of nobody yet; each is forgotten within minutes",
}
HELD = {holding.collection for holding in HOLDINGS}


def tables(folder: Path) -> Iterator[Table[Document]]:
    """Yield every table that a module of the stores defines."""
    documents = LocalParts(Settings(data=folder)).documents
    for found in pkgutil.walk_packages(hypertrade.stores.__path__, "hypertrade.stores."):
        module = importlib.import_module(found.name)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Table) and kind not in {Table, OwnedTable}:
                make: Callable[[Documents], Table[Document]] = kind
                yield make(documents)


def test_every_collection_is_held_or_has_a_reason_not_to_be(tmp_path: Path) -> None:
    found = list(tables(tmp_path))
    collections = {table.collection for table in found} | {COLLECTION}
    assert collections == HELD | set(NOT_HELD)
    assert len(found) >= 10


def test_what_has_an_owner_is_held(tmp_path: Path) -> None:
    for table in tables(tmp_path):
        if isinstance(table, OwnedTable) or "owner" in table._model.model_fields:
            assert table.collection in HELD, table


def test_blobs_of_runs_are_held() -> None:
    assert artifacts_folder("ada", "run").startswith(tuple(one.format(user="ada") for one in BLOBS))

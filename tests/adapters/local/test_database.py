"""SQLite for many threads and processes: transactions, forks, files that are none."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from hypertrade.adapters.local import database
from hypertrade.adapters.local.database import Database
from hypertrade.adapters.local.documents import LocalDocuments
from hypertrade.domain.errors import Unavailable
from hypertrade.ports.documents import Query, Where, Write

SCHEMA = ("CREATE TABLE IF NOT EXISTS things (n INTEGER PRIMARY KEY)",)


@pytest.fixture
def opened(tmp_path: Path) -> Database:
    return Database(tmp_path / "things.sqlite", SCHEMA)


def numbers(opened: Database) -> list[int]:
    return [n for (n,) in opened.read("SELECT n FROM things ORDER BY n")]


def test_it_is_in_wal_mode_and_opened_again_as_it_was(opened: Database, tmp_path: Path) -> None:
    with opened.writing() as connection:
        connection.execute("INSERT INTO things VALUES (1)")
    again = Database(tmp_path / "things.sqlite", SCHEMA)
    assert numbers(again) == [1]
    assert again.read("PRAGMA journal_mode") == [("wal",)]
    assert again.read("PRAGMA synchronous") == [(1,)]


def test_an_exception_undoes_the_transaction(opened: Database) -> None:
    def interrupted() -> None:
        with opened.writing() as connection:
            connection.execute("INSERT INTO things VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert numbers(opened) == []
    with opened.writing() as connection:
        connection.execute("INSERT INTO things VALUES (2)")
    assert numbers(opened) == [2]


def test_readers_do_not_wait_for_a_writer(opened: Database) -> None:
    with opened.writing() as connection:
        connection.execute("INSERT INTO things VALUES (1)")
        seen: list[list[int]] = []
        thread = threading.Thread(target=lambda: seen.append(numbers(opened)))
        thread.start()
        thread.join(timeout=5)
        assert seen == [[]]
    assert numbers(opened) == [1]


def test_a_writer_waits_no_longer_than_its_patience(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    other = sqlite3.connect(tmp_path / "things.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"), opened.writing():
        pass
    other.execute("COMMIT")
    other.close()
    with opened.writing() as connection:
        connection.execute("INSERT INTO things VALUES (1)")


def test_a_child_of_a_fork_has_connections_of_its_own(opened: Database) -> None:
    assert numbers(opened) == []
    parents = opened.connection()
    child = os.fork()
    if child == 0:
        try:
            with opened.writing() as connection:
                connection.execute("INSERT INTO things VALUES (1)")
            own = opened.connection() is not parents
            os._exit(0 if own and numbers(opened) == [1] else 3)
        finally:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with opened.writing() as connection:
        connection.execute("INSERT INTO things VALUES (2)")
    assert numbers(opened) == [1, 2]


def test_the_connection_of_a_thread_ends_with_it(opened: Database) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    numbers(opened)
    before = descriptors()
    for _ in range(20):
        thread = threading.Thread(target=numbers, args=(opened,))
        thread.start()
        thread.join()
    assert descriptors() <= before + 2


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "things.sqlite"
    path.write_bytes(b"not a database at all, and long enough to be taken for one" * 100)
    with pytest.raises(Unavailable, match=r"things\.sqlite") as caught:
        Database(path, SCHEMA)
    assert caught.value.remedy


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"things\.sqlite"):
        Database(tmp_path / "nowhere" / "things.sqlite", SCHEMA)


QUESTIONS = [
    Query("runs", (Where("owner", "==", "ann"),), order="created", descending=True, limit=50),
    Query("runs", (Where("state", "in", ["queued", "starting"]),), order="turn", limit=50),
    Query("runs", (Where("owner", "==", "ann"), Where("kind", "==", "x")), after=(None, "r5")),
    Query(
        "runs",
        (Where("created", ">=", "2026"), Where("created", "<", "2027")),
        order="created",
        after=("2026-05", "r5"),
    ),
    Query("runs", after=(None, "r5")),
]


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_question_reads_no_more_than_it_returns(tmp_path: Path, query: Query) -> None:
    documents = LocalDocuments(tmp_path / "documents.sqlite")
    documents.commit(
        [
            Write(
                "runs",
                f"r{n}",
                {"owner": "ann", "state": "queued", "kind": "x", "turn": n, "created": f"2026-{n}"},
            )
            for n in range(200)
        ]
    )
    said: list[str] = []
    documents._database.connection().set_trace_callback(said.append)
    documents.find(query)
    documents._database.connection().set_trace_callback(None)
    asked = next(text for text in said if text.startswith("SELECT id, revision, fields FROM ("))
    plan = [row[3] for row in documents._database.read(f"EXPLAIN QUERY PLAN {asked}")]
    reads = [step for step in plan if "documents" in step]
    assert reads
    assert all(step.startswith("SEARCH documents USING INDEX") for step in reads), plan
    sorts = [step for step in plan if "TEMP B-TREE" in step]
    # Only what the limited parts gave is ever put in order.
    assert len(sorts) <= len(reads), plan


def test_an_index_is_made_once_whoever_asks_first(tmp_path: Path) -> None:
    path = tmp_path / "documents.sqlite"
    one, two = LocalDocuments(path), LocalDocuments(path)
    for documents in (one, two, one):
        documents.commit([Write("runs", "r1", {"owner": "ann", "created": "2026"})])
        assert len(documents.find(QUESTIONS[0])) == 1
    names = one._database.read(
        "SELECT name FROM sqlite_master WHERE name LIKE 'by\\_%' ESCAPE '\\'"
    )
    assert len(names) == 1

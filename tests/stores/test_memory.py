"""What tables remember: the same revision is not read twice, and nothing stale is ever shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.documents import LocalDocuments
from hypertrade.domain.base import Document
from hypertrade.ports.documents import ANY, Stored, Write
from hypertrade.stores.memory import LARGEST, Memory
from hypertrade.stores.table import Table

if TYPE_CHECKING:
    from pathlib import Path


class Note(Document):
    id: str
    text: str


@pytest.fixture
def notes(tmp_path: Path) -> Table[Note]:
    return table(tmp_path)


def table(folder: Path) -> Table[Note]:
    documents = LocalDocuments(folder / "documents.sqlite")
    return Table(documents, "notes", Note, key=lambda note: note.id, noun="note")


def test_the_same_revision_is_the_same_value(notes: Table[Note]) -> None:
    notes.create(Note(id="a", text="first"))
    assert notes.require("a").value is notes.require("a").value


def test_a_change_of_another_process_shows_at_once(notes: Table[Note], tmp_path: Path) -> None:
    notes.create(Note(id="a", text="first"))
    assert notes.require("a").value.text == "first"
    elsewhere = table(tmp_path)
    elsewhere.replace(elsewhere.require("a"), Note(id="a", text="second"))
    assert notes.require("a").value.text == "second"
    elsewhere.documents.commit([Write("notes", "a", None, ANY)])
    assert notes.find("a") is None


def test_large_documents_are_not_remembered(notes: Table[Note]) -> None:
    notes.create(Note(id="a", text="x" * LARGEST))
    first, second = notes.require("a").value, notes.require("a").value
    assert first == second
    assert first is not second


def _stored(name: str, size: int) -> Stored:
    return Stored("things", name, {}, "r1", size)


def test_what_was_asked_for_longest_ago_gives_way() -> None:
    memory: Memory[str] = Memory(room=100)
    for name in ("a", "b"):
        memory.keep(_stored(name, 50), name)
    assert memory.recall(_stored("a", 50)) == "a"
    memory.keep(_stored("c", 50), "c")
    assert [memory.recall(_stored(name, 50)) for name in ("a", "b", "c")] == ["a", None, "c"]


def test_what_has_no_size_is_not_remembered() -> None:
    memory: Memory[str] = Memory()
    memory.keep(_stored("a", 0), "a")
    assert memory.recall(_stored("a", 0)) is None

"""Blobs: bytes under names, generations, preconditions."""

from __future__ import annotations

import string
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Invalid, NotFound, Stale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.blobs import Blobs

PORT = "blobs"


def test_what_was_stored_is_read(subject: Blobs) -> None:
    content = bytes(range(256)) * 4000
    before = datetime.now(UTC) - timedelta(minutes=1)
    blob = subject.put("a/b.bin", content, content_type="application/x-thing")
    assert (blob.name, blob.size, blob.content_type) == (
        "a/b.bin",
        len(content),
        "application/x-thing",
    )
    assert blob.generation != 0
    assert blob.updated.utcoffset() == timedelta(0)
    assert before < blob.updated < datetime.now(UTC) + timedelta(minutes=1)
    assert subject.get("a/b.bin") == content
    assert b"".join(subject.chunks("a/b.bin")) == content
    assert subject.stat("a/b.bin") == blob


def test_nothing_is_something(subject: Blobs) -> None:
    assert subject.put("empty", b"").size == 0
    assert subject.get("empty") == b""
    assert list(subject.chunks("empty")) == []


def test_a_file_is_stored_and_left_where_it_is(subject: Blobs, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"<p>" * 200_000)
    assert subject.put("report.html", path, content_type="text/html").size == 600_000
    assert path.stat().st_size == 600_000
    assert subject.get("report.html") == path.read_bytes()


def test_what_is_not_there(subject: Blobs) -> None:
    for name in ("a", "../a", "/etc/passwd", "a//b", ""):
        assert subject.stat(name) is None
        with pytest.raises(NotFound):
            subject.get(name)
        with pytest.raises(NotFound):
            subject.chunks(name)
        subject.delete(name)
        subject.delete(name, if_generation=7)


def test_a_name_may_be_the_beginning_of_another(subject: Blobs) -> None:
    for name in ("a", "a/b", "a/b/c", "a.b", "a=b"):
        subject.put(name, name.encode())
    assert [subject.get(name) for name in ("a", "a/b", "a/b/c")] == [b"a", b"a/b", b"a/b/c"]
    subject.delete("a/b")
    assert subject.get("a/b/c") == b"a/b/c"
    assert subject.get("a") == b"a"


def test_every_write_is_another_generation(subject: Blobs) -> None:
    seen = []
    for _ in range(5):
        seen.append(subject.put("a", b"1").generation)
        subject.delete("a")
        seen.append(subject.put("a", b"1").generation)
    assert len(set(seen)) == 10
    assert 0 not in seen


def test_a_write_under_a_generation(subject: Blobs) -> None:
    first = subject.put("a", b"1", if_generation=0)
    with pytest.raises(Stale):
        subject.put("a", b"2", if_generation=0)
    second = subject.put("a", b"2", if_generation=first.generation)
    for wrong in (first.generation, second.generation + 1):
        with pytest.raises(Stale):
            subject.put("a", b"3", if_generation=wrong)
        with pytest.raises(Stale):
            subject.delete("a", if_generation=wrong)
    with pytest.raises(Stale):
        subject.put("b", b"1", if_generation=second.generation)
    assert subject.get("a") == b"2"
    assert subject.stat("b") is None
    subject.delete("a", if_generation=second.generation)
    assert subject.stat("a") is None
    subject.put("a", b"4", if_generation=0)


@pytest.mark.parametrize("exists", [False, True])
def test_one_of_sixteen_writers_wins(subject: Blobs, exists: bool) -> None:
    generation = subject.put("a", b"before").generation if exists else 0

    def store(number: int) -> bool:
        try:
            subject.put("a", f"{number}".encode() * 50_000, if_generation=generation)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(store, range(16)))
    assert sum(won) == 1
    assert subject.get("a") == f"{won.index(True)}".encode() * 50_000


def test_pieces_are_of_one_generation(subject: Blobs) -> None:
    old, new = b"o" * 3_000_000, b"n" * 3_000_000
    subject.put("a", old)
    pieces = subject.chunks("a")
    first = next(pieces)
    subject.put("a", new)
    assert first + b"".join(pieces) == old
    assert subject.get("a") == new


def test_readers_never_see_half(subject: Blobs) -> None:
    subject.put("a", b"0" * 300_000)

    def write(number: int) -> None:
        for _ in range(5):
            subject.put("a", f"{number}".encode() * 300_000)

    def read(_: int) -> set[tuple[int, int]]:
        found = [subject.get("a") for _ in range(10)]
        return {(len(content), len(set(content))) for content in found}

    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(write, number) for number in range(3)]
        seen = set().union(*pool.map(read, range(3)))
        for writer in writers:
            writer.result()
    assert seen == {(300_000, 1)}


def test_a_list_is_by_name(subject: Blobs) -> None:
    names = ["b/2", "b/10", "b/1", "a", "b", "b-", "b/A", "c/b/1"]
    made = {name: subject.put(name, name.encode()) for name in names}
    assert [blob.name for blob in subject.list("")] == sorted(names)
    assert list(subject.list("b/")) == [made[name] for name in sorted(names) if "b/" in name[:2]]
    assert [blob.name for blob in subject.list("b/1")] == ["b/1", "b/10"]
    assert list(subject.list("x")) == []
    assert list(subject.list("../")) == []


LETTERS = string.ascii_letters + string.digits + "_-="
PART = st.builds(
    lambda first, rest: first + rest,
    st.sampled_from(LETTERS),
    st.text(LETTERS + ".", max_size=300),
)
NAMES = st.lists(PART, min_size=1, max_size=6).map("/".join).filter(lambda n: len(n) <= 500)


@given(name=NAMES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_allowed_name_will_do(subject: Blobs, name: str) -> None:
    subject.put(name, name.encode())
    assert subject.get(name) == name.encode()
    assert name in [blob.name for blob in subject.list(name)]
    subject.delete(name)
    assert subject.stat(name) is None


BAD = [
    *("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", ".a", "a/.b", "a b"),
    *("a\\b", "a\0", "a\n", "é", "a?b", "a#b", "a%2e", "~", "a:b", "x" * 501, "a/" * 300 + "a"),
]


@pytest.mark.parametrize("name", BAD)
def test_other_names_are_refused(subject: Blobs, name: str) -> None:
    with pytest.raises(Invalid):
        subject.put(name, b"1")
    with pytest.raises(Invalid):
        subject.signed_url(name, lasts=timedelta(minutes=1))
    assert list(subject.list("")) == []

"""Documents: reading and writing, preconditions, names and sizes."""

from __future__ import annotations

import json
import string
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Invalid, Stale
from hypertrade.ports.documents import (
    ABSENT,
    ANY,
    LARGEST_DOCUMENT,
    MOST_WRITES,
    Documents,
    Write,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

PORT = "documents"


def put(subject: Documents, id_: str, fields: dict[str, Any], revision: str = ANY) -> str:
    return subject.commit([Write("things", id_, fields, revision)])[0]


def fields_of(subject: Documents, id_: str) -> dict[str, Any] | None:
    found = subject.get("things", id_)
    return None if found is None else found.fields


def test_what_was_written_is_read(subject: Documents) -> None:
    fields = {
        "text": "Größe ✓ \U0001f4c8",
        "whole": 2**53,
        "real": 0.1,
        "round": 2.0,
        "yes": True,
        "nothing": None,
        "list": [1, "two", [3.5, None], {"a": False}],
        "object": {"b": {"c": []}, "key with / and .": 1},
        "empty": {},
    }
    revision = put(subject, "one", fields)
    found = subject.get("things", "one")
    assert found is not None
    assert (found.collection, found.id, found.revision) == ("things", "one", revision)
    assert found.fields == fields
    assert json.dumps(found.fields, sort_keys=True) == json.dumps(fields, sort_keys=True)


def test_what_is_not_there_is_none(subject: Documents) -> None:
    put(subject, "one", {"a": 1})
    assert subject.get("things", "two") is None
    assert subject.get("others", "one") is None


def test_many_are_returned_in_the_order_asked_for(subject: Documents) -> None:
    for name in "abc":
        put(subject, name, {"is": name})
    found = subject.get_many("things", ["c", "x", "a", "c", "../a"])
    assert [stored and stored.fields["is"] for stored in found] == ["c", None, "a", "c", None]
    assert subject.get_many("things", []) == []


def test_a_write_replaces_the_whole_document(subject: Documents) -> None:
    put(subject, "one", {"a": 1, "b": 2})
    put(subject, "one", {"b": 3})
    assert fields_of(subject, "one") == {"b": 3}


def test_every_write_has_another_revision(subject: Documents) -> None:
    revisions = []
    for _ in range(3):
        revisions.append(put(subject, "one", {"a": 1}))
        revisions.append(put(subject, "one", {"a": 1}, revisions[-1]))
        assert subject.commit([Write("things", "one", None, revisions[-1])]) == [""]
    assert len(set(revisions)) == 6
    assert "" not in revisions


def test_a_revision_that_no_longer_stands_is_stale(subject: Documents) -> None:
    first = put(subject, "one", {"a": 1}, ABSENT)
    second = put(subject, "one", {"a": 2}, first)
    for write in (
        Write("things", "one", {"a": 3}, first),
        Write("things", "one", None, first),
        Write("things", "one", {"a": 3}, ABSENT),
        Write("things", "two", {"a": 3}, second),
        Write("things", "two", None, second),
    ):
        with pytest.raises(Stale):
            subject.commit([write])
    assert fields_of(subject, "one") == {"a": 2}
    assert fields_of(subject, "two") is None


def test_a_deleted_document_is_absent(subject: Documents) -> None:
    first = put(subject, "one", {"a": 1})
    subject.commit([Write("things", "one", None, first)])
    assert subject.get("things", "one") is None
    with pytest.raises(Stale):
        put(subject, "one", {"a": 2}, first)
    put(subject, "one", {"a": 2}, ABSENT)


def test_deleting_what_is_not_there_is_no_error(subject: Documents) -> None:
    assert subject.commit([Write("things", "one", None, ANY)]) == [""]


def test_a_commit_of_nothing_is_nothing(subject: Documents) -> None:
    assert subject.commit([]) == []


def test_a_commit_is_all_or_nothing(subject: Documents) -> None:
    kept = put(subject, "kept", {"a": 1})
    with pytest.raises(Stale):
        subject.commit(
            [
                Write("things", "new", {"a": 1}, ABSENT),
                Write("things", "kept", {"a": 2}, kept),
                Write("others", "gone", {"a": 1}, "123"),
            ]
        )
    assert fields_of(subject, "new") is None
    assert fields_of(subject, "kept") == {"a": 1}
    made = subject.commit(
        [
            Write("things", "new", {"a": 1}, ABSENT),
            Write("others", "new", {"a": 2}, ABSENT),
            Write("things", "kept", None, kept),
        ]
    )
    assert len(made) == 3
    assert made[2] == ""
    assert subject.get("others", "new") is not None
    assert fields_of(subject, "kept") is None


def test_one_of_sixteen_writers_wins(subject: Documents) -> None:
    revision = put(subject, "one", {"by": -1})

    def write(number: int) -> bool:
        try:
            put(subject, "one", {"by": number}, revision)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(write, range(16)))
    assert sum(won) == 1
    assert fields_of(subject, "one") == {"by": won.index(True)}


def test_one_of_sixteen_creators_wins(subject: Documents) -> None:
    def create(number: int) -> bool:
        try:
            subject.commit(
                [
                    Write("things", "one", {"by": number}, ABSENT),
                    Write("things", f"mark-{number}", {"by": number}, ABSENT),
                ]
            )
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(create, range(16)))
    assert sum(won) == 1
    winner = won.index(True)
    marks = subject.get_many("things", [f"mark-{number}" for number in range(16)])
    assert [stored is not None for stored in marks] == [n == winner for n in range(16)]


def test_as_many_writes_as_allowed_and_no_more(subject: Documents) -> None:
    writes = [Write("things", f"n{n}", {"n": n}, ABSENT) for n in range(MOST_WRITES)]
    assert len(set(subject.commit(writes))) >= 1
    assert subject.count("things", []) == MOST_WRITES
    with pytest.raises(Invalid, match="writes"):
        subject.commit([Write("others", f"n{n}", {"n": n}) for n in range(MOST_WRITES + 1)])
    assert subject.count("others", []) == 0


def test_a_document_is_written_once_in_a_commit(subject: Documents) -> None:
    with pytest.raises(Invalid, match="twice"):
        subject.commit([Write("things", "one", {"a": 1}), Write("things", "one", None)])
    subject.commit([Write("things", "one", {"a": 1}), Write("others", "one", {"a": 1})])


def test_a_document_has_a_largest_size(subject: Documents) -> None:
    frame = len(json.dumps({"text": ""}, separators=(",", ":")))
    put(subject, "large", {"text": "x" * (LARGEST_DOCUMENT - frame)})
    with pytest.raises(Invalid, match="large"):
        put(subject, "large", {"text": "x" * (LARGEST_DOCUMENT - frame + 1)})
    with pytest.raises(Invalid, match="large"):
        put(subject, "large", {"text": "é" * (LARGEST_DOCUMENT // 2 + 1)})


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"v": value}
    return value


@pytest.mark.parametrize(
    "fields",
    [
        {"a": float("nan")},
        {"a": float("inf")},
        {"a": object()},
        {"a": "\ud800"},
        {"a b": 1},
        {"": 1},
        {"__a__": 1},
        {"a": nested(101)},
        {"a": nested(100_000)},
    ],
    ids=["nan", "infinity", "object", "half", "space", "empty", "reserved", "deep", "deepest"],
)
def test_what_is_no_document_is_refused(subject: Documents, fields: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        put(subject, "one", fields)
    assert subject.get("things", "one") is None


LETTERS = string.ascii_letters + string.digits + "_-."
COLLECTIONS = st.text(LETTERS, min_size=1, max_size=60)
IDS = st.text(LETTERS + ":", min_size=1, max_size=400)


def reserved(name: str) -> bool:
    return name in {".", ".."} or (name.startswith("__") and name.endswith("__"))


@given(collection=COLLECTIONS.filter(lambda n: not reserved(n)), id_=IDS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_allowed_name_will_do(subject: Documents, collection: str, id_: str) -> None:
    if reserved(id_):
        return
    subject.commit([Write(collection, id_, {"id": id_})])
    found = subject.get(collection, id_)
    assert found is not None
    assert (found.collection, found.id, found.fields) == (collection, id_, {"id": id_})
    subject.commit([Write(collection, id_, None)])


BAD = ["", ".", "..", "a/b", "a b", "a\0", "é", "__a__", "a" * 401, "a\n", "'; --", "a%2fb", "a?"]


@pytest.mark.parametrize("name", BAD)
def test_other_names_are_refused(subject: Documents, name: str) -> None:
    for collection, id_ in (("things", name), (name, "one")):
        assert subject.get(collection, id_) is None
        with pytest.raises(Invalid):
            subject.commit([Write(collection, id_, {"a": 1})])


@given(name=st.text(max_size=20).filter(lambda n: n and not set(n) <= set(LETTERS + ":")))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_letter_is_refused(subject: Documents, name: str) -> None:
    assert subject.get("things", name) is None
    with pytest.raises(Invalid):
        subject.commit([Write("things", name, {"a": 1})])


def test_a_counter_counts_every_writer(subject: Documents) -> None:
    put(subject, "sum", {"n": 0})

    def add(times: int) -> None:
        for _ in range(times):
            while True:
                now = subject.get("things", "sum")
                assert now is not None
                try:
                    put(subject, "sum", {"n": now.fields["n"] + 1}, now.revision)
                except Stale:
                    continue
                break

    shares: Sequence[int] = [3] * 4
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, shares))
    assert fields_of(subject, "sum") == {"n": 12}

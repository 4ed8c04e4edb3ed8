"""Documents: every kind of question, its order, its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.ports.documents import ANY, MOST_ALTERNATIVES, Documents, Query, Where, Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Op

PORT = "documents"

THINGS: dict[str, dict[str, Any]] = {
    "a": {"n": 1, "text": "pear", "yes": True, "tags": ["x", "y"], "owner": "ann"},
    "b": {"n": 2.5, "text": "apple", "yes": False, "tags": ["y"], "owner": "ann"},
    "c": {"n": -3, "text": "Zebra", "yes": True, "tags": [], "owner": "bob"},
    "d": {"n": 1.0, "text": "äpfel", "tags": [1, True, None, "x"], "owner": "ann"},
    "e": {"n": "1", "text": "apple", "yes": None, "tags": "x", "owner": "bob"},
    "f": {"n": True, "text": "", "yes": "yes", "owner": "ann"},
    "g": {"n": None, "text": None, "tags": [["x"], {"x": 1}]},
    "h": {"text": "\U0001f4c8", "yes": 1, "tags": {"x": 1}},
}


@pytest.fixture
def things(subject: Documents) -> Documents:
    subject.commit([Write("things", name, fields, ANY) for name, fields in THINGS.items()])
    subject.commit([Write("others", "a", THINGS["a"], ANY)])
    return subject


def ids(found: Sequence[Any]) -> str:
    return "".join(stored.id for stored in found)


EQUAL: list[tuple[str, Op, Any, str]] = [
    ("n", "==", 1, "ad"),
    ("n", "==", 1.0, "ad"),
    ("n", "==", "1", "e"),
    ("n", "==", True, "f"),
    ("n", "==", None, "g"),
    ("n", "==", 4, ""),
    ("yes", "==", True, "ac"),
    ("yes", "==", False, "b"),
    ("yes", "==", None, "e"),
    ("yes", "==", 1, "h"),
    ("yes", "==", 0, ""),
    ("text", "==", "apple", "be"),
    ("text", "==", "Apple", ""),
    ("text", "==", "", "f"),
    ("text", "==", "\U0001f4c8", "h"),
    ("nowhere", "==", None, ""),
    ("owner", "in", ["ann"], "abdf"),
    ("owner", "in", ["bob", "ann", "bob"], "abcdef"),
    ("owner", "in", ["cyd"], ""),
    ("n", "in", [1, True, None, "1", 1.0], "adefg"),
    ("yes", "in", [True, 1], "ach"),
    ("tags", "contains", "x", "ad"),
    ("tags", "contains", "y", "ab"),
    ("tags", "contains", 1, "d"),
    ("tags", "contains", True, "d"),
    ("tags", "contains", False, ""),
    ("text", "contains", "apple", ""),
    ("nowhere", "contains", "x", ""),
]


@pytest.mark.parametrize(("field", "op", "value", "expected"), EQUAL)
def test_a_condition_matches(
    things: Documents, field: str, op: Op, value: Any, expected: str
) -> None:
    where = (Where(field, op, value),)
    assert ids(things.find(Query("things", where))) == expected
    assert things.count("things", where) == len(expected)


RANGES: list[tuple[str, list[tuple[Op, Any]], str]] = [
    ("n", [("<", 1)], "c"),
    ("n", [("<=", 1)], "cad"),
    ("n", [(">", 1)], "b"),
    ("n", [(">=", 1.0)], "adb"),
    ("n", [(">", -3), ("<", 2.5)], "ad"),
    ("n", [(">=", 2.5), ("<=", 2.5)], "b"),
    ("n", [(">", "0")], "e"),
    ("n", [("<", "")], ""),
    ("text", [(">=", "apple"), ("<", "b")], "be"),
    ("text", [(">", "a")], "beadh"),
    ("text", [("<", "a")], "fc"),
    ("text", [(">", "zzz")], "dh"),
    ("text", [("<=", 1e9)], ""),
    ("nowhere", [(">", "")], ""),
]


@pytest.mark.parametrize(("field", "bounds", "expected"), RANGES)
def test_a_range_matches_its_own_kind(
    things: Documents, field: str, bounds: list[tuple[Op, Any]], expected: str
) -> None:
    where = tuple(Where(field, op, value) for op, value in bounds)
    assert ids(things.find(Query("things", where, order=field))) == expected
    falling = Query("things", where, order=field, descending=True)
    assert ids(things.find(falling)) == expected[::-1]
    assert things.count("things", where) == len(expected)


def test_conditions_are_all_to_hold(things: Documents) -> None:
    ann, apples = Where("owner", "==", "ann"), Where("text", "in", ["apple", "pear"])
    assert ids(things.find(Query("things", (ann, apples)))) == "ab"
    assert things.count("things", (ann, apples)) == 2
    tagged = Where("tags", "contains", "y")
    assert ids(things.find(Query("things", (ann, apples, tagged), order="text"))) == "ba"
    both = (Where("owner", "in", ["ann", "bob"]), Where("yes", "in", [True, None]))
    assert ids(things.find(Query("things", both))) == "ace"


def test_a_range_is_counted_among_what_is_equal(things: Documents) -> None:
    late = Where("text", ">=", "b")
    for owners, expected in ((["ann"], "ad"), (["bob"], ""), (["ann", "bob"], "ad")):
        where = (Where("owner", "in", owners), late)
        assert ids(things.find(Query("things", where, order="text"))) == expected
        assert things.count("things", where) == len(expected)
    with pytest.raises(Invalid) as caught:
        things.count("things", (late, Where("n", ">", 0)))
    assert caught.value.field == "n"


def test_a_condition_on_the_order_field(things: Documents) -> None:
    same = Query("things", (Where("text", "==", "apple"),), order="text")
    assert ids(things.find(same)) == "be"
    some = Query("things", (Where("text", "in", ["pear", "apple"]),), order="text")
    assert ids(things.find(some)) == "bea"


def test_a_collection_is_by_itself(things: Documents) -> None:
    assert ids(things.find(Query("things"))) == "abcdefgh"
    assert ids(things.find(Query("others"))) == "a"
    assert things.find(Query("none")) == []
    assert things.count("none", []) == 0


def test_without_an_order_ids_are_the_order(things: Documents) -> None:
    assert ids(things.find(Query("things", limit=3))) == "abc"
    assert ids(things.find(Query("things", limit=3, after=(None, "c")))) == "def"


def test_documents_without_the_order_field_are_left_out_and_null_comes_first(
    things: Documents,
) -> None:
    assert ids(things.find(Query("things", order="text"))) == "gfcbeadh"
    assert ids(things.find(Query("things", order="text", descending=True))) == "hdaebcfg"
    numbers = things.find(Query("things", order="n"))
    assert "h" not in ids(numbers)
    assert ids(numbers)[0] == "g"


def pages(
    subject: Documents, order: str | None, size: int, *where: Where, descending: bool = False
) -> list[list[str]]:
    """Return the ids of page after page, as a list would be read."""
    after: tuple[Any, str] | None = None
    found: list[list[str]] = []
    while True:
        query = Query("many", where, order=order, limit=size, after=after, descending=descending)
        page = subject.find(query)
        if not page:
            return found
        assert len(page) <= size
        found.append([stored.id for stored in page])
        after = (page[-1].fields[order] if order else None, page[-1].id)


@pytest.fixture
def many(subject: Documents) -> Documents:
    """Return 60 documents of which 20 have each date, 6 none, and ids in another order."""
    subject.commit(
        [
            Write(
                "many",
                f"m{n * 37 % 60:02d}",
                {
                    "created": None if n % 10 == 9 else f"2026-01-0{n // 20 + 1}T00:00:00Z",
                    "kind": "xyz"[n % 3],
                },
            )
            for n in range(60)
        ]
    )
    return subject


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 7, 20, 100])
def test_pages_hold_each_document_once_under_equal_values(
    many: Documents, size: int, descending: bool
) -> None:
    found = pages(many, "created", size, descending=descending)
    flat = [name for page in found for name in page]
    whole = many.find(Query("many", order="created", descending=descending))
    assert flat == [stored.id for stored in whole]
    keys = [(stored.fields["created"] or "", stored.id) for stored in whole]
    assert keys == sorted(keys, reverse=descending)
    assert len(flat) == len(set(flat)) == 60


@pytest.mark.parametrize("descending", [False, True])
def test_pages_of_alternatives_are_one_list(many: Documents, descending: bool) -> None:
    where = Where("kind", "in", ["x", "z"])
    found = pages(many, "created", 7, where, descending=descending)
    keys = [
        (stored.fields["created"] or "", stored.id)
        for stored in many.get_many("many", [name for page in found for name in page])
        if stored is not None
    ]
    assert len(keys) == 40
    assert keys == sorted(keys, reverse=descending)


def test_pages_by_id_hold_each_document_once(many: Documents) -> None:
    flat = [name for page in pages(many, None, 7) for name in page]
    assert flat == [f"m{n:02d}" for n in range(60)]


def test_a_page_goes_on_though_its_last_document_is_gone(many: Documents) -> None:
    first = many.find(Query("many", order="created", limit=10))
    rest = many.find(
        Query("many", order="created", after=(first[-1].fields["created"], first[-1].id))
    )
    many.commit([Write("many", first[-1].id, None)])
    again = many.find(
        Query("many", order="created", after=(first[-1].fields["created"], first[-1].id))
    )
    assert [stored.id for stored in again] == [stored.id for stored in rest]


def test_what_changed_is_found_by_what_it_says_now(things: Documents) -> None:
    query = Query("things", (Where("owner", "==", "ann"),), order="text")
    assert ids(things.find(query)) == "fbad"
    things.commit(
        [
            Write("things", "b", {"owner": "ann", "text": "zoo"}),
            Write("things", "a", {"owner": "bob", "text": "pear"}),
            Write("things", "f", None),
            Write("things", "i", {"owner": "ann", "text": "new"}),
        ]
    )
    assert ids(things.find(query)) == "ibd"
    assert things.count("things", query.where) == 3


def test_fields_differ_by_case(subject: Documents) -> None:
    subject.commit([Write("things", "one", {"ab": 1, "aB": 2, "AB": 3})])
    for field, value in (("ab", 1), ("aB", 2), ("AB", 3)):
        assert subject.count("things", [Where(field, "==", value)]) == 1
        assert subject.count("things", [Where(field, "==", value % 3 + 1)]) == 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (Query("things", limit=0), "limit"),
        (Query("things", limit=-1), "limit"),
        (Query("a/b"), "collection"),
        (Query("things' OR 1 --"), "collection"),
        (Query("things", order="a b"), "field"),
        (Query("things", order="a'"), "field"),
        (Query("things", (Where('n"', "==", 1),)), "field"),
        (Query("things", (Where("n", "<", 1),)), "n"),
        (Query("things", (Where("n", "<", 1),), order="text"), "n"),
        (Query("things", (Where("n", ">", None),), order="n"), "n"),
        (Query("things", (Where("n", ">", True),), order="n"), "n"),
        (Query("things", (Where("n", "==", [1]),)), "n"),
        (Query("things", (Where("n", "contains", {"a": 1}),)), "n"),
        (Query("things", (Where("n", "contains", None),)), "n"),
        (Query("things", (Where("n", "contains", 1), Where("text", "contains", "a"))), "text"),
        (Query("things", descending=True), "descending"),
        (Query("things", (Where("n", "in", []),)), "n"),
        (Query("things", (Where("n", "in", "abc"),)), "n"),
        (Query("things", (Where("n", "in", [[1]]),)), "n"),
        (Query("things", (Where("n", "in", list(range(MOST_ALTERNATIVES + 1))),)), "n"),
        (
            Query("things", (Where("n", "in", [1, 2, 3, 4, 5, 6]), Where("text", "in", ["a"] * 6))),
            None,
        ),
        (
            Query("things", (Where("n", "in", [*range(6)]), Where("text", "in", [*"abcdef"]))),
            "n",
        ),
    ],
)
def test_an_impossible_question_is_refused(
    things: Documents, query: Query, field: str | None
) -> None:
    if field is None:
        assert things.find(query) == []
        return
    with pytest.raises(Invalid) as caught:
        things.find(query)
    assert caught.value.field == field
    assert caught.value.remedy


def test_as_many_alternatives_as_allowed(things: Documents) -> None:
    every = tuple(Where("n", "in", list(range(MOST_ALTERNATIVES))) for _ in range(1))
    assert ids(things.find(Query("things", every))) == "ad"

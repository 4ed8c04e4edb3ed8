"""Documents: any question about any documents is answered as a plain reading of the port says."""

from __future__ import annotations

import itertools
from typing import Any

from hypertrade.ports.documents import Documents, Query, Where, Write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PORT = "documents"

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from([-1.5, 0.0, 0.5, 1.0, 2.5]),
    st.text("aB1é\U0001f4c8", max_size=2),
)
FIELDS = ("p", "q", "Q")
DOCUMENTS = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), SCALARS | st.lists(SCALARS, max_size=3)),
    max_size=12,
)
PLACES = st.one_of(st.integers(-2, 2), st.text("aB1é", max_size=2))
NUMBER = itertools.count()


@st.composite
def queries(draw: st.DrawFn) -> Query:
    order = draw(st.sampled_from([None, *FIELDS]))
    where = [
        Where(draw(st.sampled_from(FIELDS)), "==", draw(SCALARS))
        for _ in range(draw(st.integers(0, 1)))
    ]
    if draw(st.booleans()):
        where.append(
            Where(
                draw(st.sampled_from(FIELDS)), "in", draw(st.lists(SCALARS, min_size=1, max_size=4))
            )
        )
    if draw(st.booleans()):
        held = draw(SCALARS.filter(lambda value: value is not None))
        where.append(Where(draw(st.sampled_from(FIELDS)), "contains", held))
    if order is not None and draw(st.booleans()):
        op = draw(st.sampled_from(["<", "<=", ">", ">="]))
        where.append(Where(order, op, draw(PLACES)))  # type: ignore[arg-type]
    return Query(
        f"made-{next(NUMBER)}",
        tuple(where),
        order=order,
        descending=order is not None and draw(st.booleans()),
        limit=draw(st.integers(1, 15)),
    )


def same(one: Any, other: Any) -> bool:
    return kind(one) == kind(other) and bool(one == other)


def kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


def fits(fields: dict[str, Any], where: Where) -> bool:
    if where.field not in fields:
        return False
    value = fields[where.field]
    if where.op == "==":
        return same(value, where.value)
    if where.op == "in":
        return any(same(value, one) for one in where.value)
    if where.op == "contains":
        return isinstance(value, list) and any(same(one, where.value) for one in value)
    if kind(value) != kind(where.value):
        return False
    compared = {
        "<": value < where.value,
        "<=": value <= where.value,
        ">": value > where.value,
        ">=": value >= where.value,
    }
    return bool(compared[where.op])


def place(value: Any) -> tuple[int, Any]:
    """Return the place of a value among its own kind; kinds among each other are not promised."""
    return (0, 0) if value is None else (1, value)


@given(documents=DOCUMENTS, query=queries())
@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question(subject: Documents, documents: list[dict[str, Any]], query: Query) -> None:
    named = {f"d{n:02d}": fields for n, fields in enumerate(documents)}
    if query.order is not None:
        # Values of one kind only in the order field, so that their order is promised.
        named = {
            name: fields
            for name, fields in named.items()
            if kind(fields.get(query.order)) in {"NoneType", "str"} or query.order not in fields
        }
    subject.commit([Write(query.collection, name, fields) for name, fields in named.items()])
    matching = [
        name
        for name, fields in named.items()
        if all(fits(fields, where) for where in query.where)
        and (query.order is None or query.order in fields)
    ]
    if query.order is None:
        matching.sort()
    else:
        by = query.order
        matching.sort(key=lambda name: (place(named[name][by]), name), reverse=query.descending)
    found = subject.find(query)
    assert [stored.id for stored in found] == matching[: query.limit]
    assert [stored.fields for stored in found] == [named[stored.id] for stored in found]
    if len(found) < len(matching):
        last = found[-1]
        after = (last.fields[query.order] if query.order else None, last.id)
        rest = subject.find(
            Query(query.collection, query.where, query.order, query.descending, 100, after)
        )
        assert [stored.id for stored in rest] == matching[query.limit :]

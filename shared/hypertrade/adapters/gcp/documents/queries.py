"""Questions as Firestore is asked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from google.cloud.firestore_v1.types import StructuredQuery

from hypertrade.adapters.gcp.documents.names import field_path
from hypertrade.adapters.gcp.documents.values import value_of
from hypertrade.ports.checks import checked_count, checked_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Op, Query, Where

_OPERATORS: dict[Op, str] = {
    "==": "EQUAL",
    "<": "LESS_THAN",
    "<=": "LESS_THAN_OR_EQUAL",
    ">": "GREATER_THAN",
    ">=": "GREATER_THAN_OR_EQUAL",
    "contains": "ARRAY_CONTAINS",
}
_NAME = "__name__"


def counted(collection: str, where: Sequence[Where]) -> StructuredQuery:
    """Return the query for the documents of ``collection`` that match ``where``.

    Raises:
        Invalid: as ``checked_count`` says.
    """
    alternatives, _ = checked_count(collection, where)
    return _matching(collection, alternatives, {})


def paged(query: Query, root: str) -> StructuredQuery:
    """Return the whole of ``query``; ``root`` is the resource name of the database's documents.

    Raises:
        Invalid: as ``checked_query`` says.
    """
    direction = "DESCENDING" if query.descending else "ASCENDING"
    fields = [_NAME] if query.order is None else [field_path(query.order), _NAME]
    page: dict[str, Any] = {
        "order_by": [{"field": {"field_path": path}, "direction": direction} for path in fields],
        "limit": query.limit,
    }
    if query.after is not None:
        value, id_ = query.after
        last = {"reference_value": f"{root}/{query.collection}/{id_}"}
        values = [last] if query.order is None else [value_of(value), last]
        page["start_at"] = {"values": values, "before": False}
    return _matching(query.collection, checked_query(query), page)


def _matching(
    collection: str, alternatives: list[tuple[Where, ...]], page: dict[str, Any]
) -> StructuredQuery:
    filters = [
        _joined("AND", [_condition(item) for item in where]) for where in alternatives if where
    ]
    if filters:
        page = {**page, "where": _joined("OR", filters)}
    return StructuredQuery({"from_": [{"collection_id": collection}], **page})


def _joined(op: str, filters: list[dict[str, Any]]) -> dict[str, Any]:
    return filters[0] if len(filters) == 1 else {"composite_filter": {"op": op, "filters": filters}}


def _condition(where: Where) -> dict[str, Any]:
    field = {"field_path": field_path(where.field)}
    if where.op == "==" and where.value is None:
        return {"unary_filter": {"op": "IS_NULL", "field": field}}
    return {
        "field_filter": {
            "field": field,
            "op": _OPERATORS[where.op],
            "value": value_of(where.value),
        }
    }

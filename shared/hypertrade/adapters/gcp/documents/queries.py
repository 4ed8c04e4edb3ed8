"""Questions as Firestore is asked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from google.cloud.firestore_v1.types import StructuredQuery

from hypertrade.adapters.gcp.documents.names import collection_name, document_name, field_path
from hypertrade.adapters.gcp.documents.values import value_of
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.ports.documents import Op, Query, Where

_OPERATORS: dict[Op, str] = {
    "==": "EQUAL",
    "<": "LESS_THAN",
    "<=": "LESS_THAN_OR_EQUAL",
    ">": "GREATER_THAN",
    ">=": "GREATER_THAN_OR_EQUAL",
    "in": "IN",
    "contains": "ARRAY_CONTAINS",
}
_MOST_CHOICES = 30
_NAME = "__name__"


def nothing_can_match(where: Sequence[Where]) -> bool:
    """Whether a condition chooses among no values at all, which Firestore will not be asked."""
    return any(condition.op == "in" and not condition.value for condition in where)


def filtered(collection: str, where: Sequence[Where]) -> StructuredQuery:
    """Return the query for the documents of ``collection`` that match ``where``.

    Raises:
        Invalid: a name is not allowed, or a value cannot be asked for.
    """
    query = StructuredQuery(
        from_=[StructuredQuery.CollectionSelector(collection_id=collection_name(collection))]
    )
    if where:
        query.where = StructuredQuery.Filter(
            composite_filter={"op": "AND", "filters": [_condition(item) for item in where]}
        )
    return query


def paged(query: Query, parent: str) -> StructuredQuery:
    """Return the whole of ``query``; ``parent`` is the resource name of the database's documents.

    Raises:
        Invalid: as for ``filtered``.
    """
    asked = filtered(query.collection, query.where)
    direction = "DESCENDING" if query.descending else "ASCENDING"
    fields = [_NAME] if query.order is None else [field_path(query.order), _NAME]
    asked.order_by = [
        StructuredQuery.Order(field={"field_path": path}, direction=direction) for path in fields
    ]
    asked.limit = query.limit
    if query.after is not None:
        value, id_ = query.after
        last: dict[str, Any] = {
            "reference_value": (
                f"{parent}/{collection_name(query.collection)}/{document_name(id_)}"
            )
        }
        values = [last] if query.order is None else [value_of(value), last]
        asked.start_at = {"values": values, "before": False}
    return asked


def _condition(where: Where) -> dict[str, Any]:
    field = {"field_path": field_path(where.field)}
    if where.op == "==" and where.value is None:
        return {"unary_filter": {"op": "IS_NULL", "field": field}}
    if where.op == "in" and (len(where.value) > _MOST_CHOICES or None in where.value):
        raise Invalid(
            f"{where.field} cannot be compared with these {len(where.value)} values",
            field=where.field,
            remedy=f"Ask for at most {_MOST_CHOICES} values, and for null by itself.",
        )
    return {
        "field_filter": {
            "field": field,
            "op": _OPERATORS[where.op],
            "value": value_of(where.value),
        }
    }

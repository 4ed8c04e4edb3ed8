"""Values: JSON as Firestore keeps it, and back, exactly.

Firestore can be asked for scalars and lists of scalars, and its rules can read small plain objects:
these are stored as its own. Everything else (deep objects, lists of lists, which it refuses, what
would fill its indexes) stands as JSON text in one field that no index holds. Another such field
holds a mark that differs with every write: a write that changes nothing keeps a document's
``update_time``, and then two writers would both believe that they had won.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.gcp.documents.names import OWN
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.ports.documents import Fields

REST = f"{OWN}json"
MARK = f"{OWN}write"

_SCALARS = (
    (bool, "boolean_value"),  # before int, which it is too
    (int, "integer_value"),
    (float, "double_value"),
    (str, "string_value"),
)
_SMALL_OBJECT = 32
_INT64 = 2**63
_STORED_MOST = 1_040_000
"""Bytes as Firestore counts them: its 1 MiB, less room for the document's name."""


def encoded(fields: Fields, mark: str) -> dict[str, Any]:
    """Return ``fields`` as the fields of a Firestore document, marked with ``mark``.

    Raises:
        Invalid: they are lists of so many numbers that they take more room here than as JSON.
    """
    own = {name: value for name, value in fields.items() if _plain(value)}
    rest = {name: value for name, value in fields.items() if name not in own}
    text = json.dumps(rest, separators=(",", ":"), ensure_ascii=False) if rest else ""
    if _size(own) + _size(text) > _STORED_MOST:
        raise Invalid(
            "a document is too large for Firestore",
            field="fields",
            remedy="Keep large content in a blob, and its name in the document.",
        )
    stored = {name: value_of(value) for name, value in own.items()}
    if rest:
        stored[REST] = value_of(text)
    return {**stored, MARK: value_of(mark)}


def decoded(stored: Mapping[str, Any]) -> Fields:
    """Return the fields that a document's protobuf ``fields`` hold."""
    found: Fields = {}
    for name, value in stored.items():
        if name == REST:
            found.update(json.loads(value.string_value))
        elif name != MARK:
            found[name] = _read(value)
    return found


def value_of(value: Any) -> dict[str, Any]:
    """Return a plain value as Firestore writes it."""
    if value is None:
        return {"null_value": 0}
    if isinstance(value, int) and not _fits(value):
        return {"double_value": float(value)}  # compared as JSON's other readers would
    for kind, name in _SCALARS:
        if isinstance(value, kind):
            return {name: value}
    if isinstance(value, dict):
        return {"map_value": {"fields": {key: value_of(item) for key, item in value.items()}}}
    return {"array_value": {"values": [value_of(item) for item in value]}}


def _fits(value: int) -> bool:
    return -_INT64 <= value < _INT64


def _scalar(value: Any) -> bool:
    if isinstance(value, int):
        return isinstance(value, bool) or _fits(value)
    return value is None or isinstance(value, float | str)


def _plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_scalar(item) for item in value)
    if isinstance(value, dict):
        return len(value) <= _SMALL_OBJECT and all(
            isinstance(key, str) and key and not key.startswith("__") and _scalar(item)
            for key, item in value.items()
        )
    return _scalar(value)


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value.encode()) + 1
    if isinstance(value, list | tuple):
        return sum(_size(item) for item in value)
    if isinstance(value, dict):
        return sum(_size(key) + _size(item) for key, item in value.items())
    return 8


def _read(value: Any) -> Any:
    kind = value.WhichOneof("value_type")
    if kind == "null_value":
        return None
    if kind == "array_value":
        return [_read(item) for item in value.array_value.values]
    if kind == "map_value":
        return {key: _read(item) for key, item in value.map_value.fields.items()}
    return getattr(value, kind)

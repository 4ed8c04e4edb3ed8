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

from hypertrade.adapters.gcp.documents.names import ESCAPE, field_name
from hypertrade.domain.errors import Invalid
from hypertrade.ports.documents import LARGEST_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.ports.documents import Fields

REST = f"{ESCAPE}json"
MARK = f"{ESCAPE}write"
UNINDEXED = (REST, MARK)
"""Fields that ``firestore.indexes.json`` exempts from indexes."""

_SMALL_OBJECT = 32
_INT64 = 2**63
_STORED_MOST = 1_040_000
"""Bytes as Firestore counts them: its 1 MiB, less room for the document's name."""


def encoded(fields: Fields, mark: str) -> dict[str, Any]:
    """Return ``fields`` as the fields of a Firestore document, marked with ``mark``.

    Raises:
        Invalid: they are no JSON, or too large.
    """
    check_size(fields)
    own = {name: value for name, value in fields.items() if _plain(value)}
    rest = {name: value for name, value in fields.items() if name not in own}
    stored = {field_name(name): value_of(value) for name, value in own.items()}
    for name in rest:
        field_name(name)
    if rest:
        stored[REST] = value_of(json.dumps(rest, separators=(",", ":"), ensure_ascii=False))
    stored[MARK] = value_of(mark)
    if sum(len(name) + 1 + _size(value) for name, value in {**own, REST: ""}.items()) > _STORED_MOST:
        raise too_large()
    return stored


def decoded(stored: Mapping[str, Any]) -> Fields:
    """Return the fields that a document's protobuf ``fields`` hold."""
    found: Fields = {}
    for name, value in stored.items():
        if name == REST:
            found.update(json.loads(value.string_value))
        elif name != MARK:
            found[name.removeprefix(ESCAPE)] = _read(value)
    return found


def value_of(value: Any) -> dict[str, Any]:
    """Return one plain value as Firestore writes it.

    Raises:
        Invalid: it is not plain, so that Firestore cannot be asked for it.
    """
    if value is None:
        return {"null_value": 0}
    if isinstance(value, bool):
        return {"boolean_value": value}
    if isinstance(value, int) and -_INT64 <= value < _INT64:
        return {"integer_value": value}
    if isinstance(value, float):
        return {"double_value": value}
    if isinstance(value, str):
        return {"string_value": value}
    if isinstance(value, list | tuple):
        return {"array_value": {"values": [value_of(item) for item in value]}}
    if isinstance(value, dict) and _plain(value):
        return {"map_value": {"fields": {key: value_of(item) for key, item in value.items()}}}
    raise Invalid(
        f"a {type(value).__name__} of this kind cannot be asked for",
        field="where",
        remedy="Ask for a text, a number, true, false or null.",
    )


def check_size(fields: Fields) -> None:
    """Return if ``fields`` are JSON of at most ``LARGEST_DOCUMENT`` bytes.

    Raises:
        Invalid: they are not.
    """
    try:
        text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except (TypeError, ValueError) as error:
        raise Invalid(
            f"a document is no JSON: {error}", field="fields", remedy="Store JSON values."
        ) from error
    if size > LARGEST_DOCUMENT:
        raise too_large()


def too_large() -> Invalid:
    """Return the error of a document that is too large."""
    return Invalid(
        f"a document is larger than {LARGEST_DOCUMENT:,} bytes",
        field="fields",
        remedy="Keep large content in a blob, and its name in the document.",
    )


def _scalar(value: Any) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return -_INT64 <= value < _INT64
    return value is None or isinstance(value, bool | float | str)


def _plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_scalar(item) for item in value)
    if isinstance(value, dict):
        return len(value) <= _SMALL_OBJECT and all(
            key and not (key.startswith("__") and key.endswith("__")) and _scalar(item)
            for key, item in value.items()
        )
    return _scalar(value)


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value.encode()) + 1
    if isinstance(value, list | tuple):
        return sum(_size(item) for item in value)
    if isinstance(value, dict):
        return sum(len(key.encode()) + 1 + _size(item) for key, item in value.items())
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

"""JSON of what does not change: made once, and sent again to whoever may see it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.base import Document
    from pydantic import BaseModel

ROOM = 1 << 21
"""Bytes of JSON that are kept together."""
LARGEST = 1 << 16
"""Bytes of JSON that are kept at all."""

_Key = tuple[Any, ...]
# The values stand beside their text, so that no other value can come to their place in memory.
_known: LRUCache[_Key, tuple[bytes, _Key]] = LRUCache(ROOM, lambda entry: len(entry[0]))
_lock = threading.Lock()


def json_of(model: BaseModel) -> bytes:
    """Return a model as JSON."""
    return model.__pydantic_serializer__.to_json(model, by_alias=True)


def rendered(view: Callable[..., BaseModel], *values: Document) -> bytes:
    """Return the JSON of ``view(*values)``.

    Tables give the same value for the same revision of a document, and a value never changes: its
    identity is enough to know what was made of it before. Whether somebody may see it is for the
    caller to know.
    """
    key = (view, *map(id, values))
    with _lock:
        found = _known.get(key)
    if found is not None:
        return found[0]
    text = json_of(view(*values))
    if len(text) <= LARGEST:
        with _lock:
            _known[key] = (text, values)
    return text

"""Names: ours are letters, digits and ``_-.:``; Firestore keeps a few of those to itself.

It reserves ``.``, ``..`` and names that begin and end with two underscores. Such an id gets a
``!``, which no id of ours holds and which sorts before every character that one may hold, so that
ids keep their order; such a field gets a ``~`` in front.
"""

from __future__ import annotations

import re

from hypertrade.domain.errors import Invalid

_COLLECTION = re.compile(r"[A-Za-z0-9_.-]{1,400}")
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,400}")
_FIELD = re.compile(r"[A-Za-z0-9_]{1,400}")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = re.compile(r"\.|\.\.|__.*__", re.DOTALL)

ESCAPE = "~"


def collection_name(collection: str) -> str:
    """Return the name that ``collection`` has in Firestore.

    Raises:
        Invalid: it is not allowed.
    """
    return _kept(collection, _COLLECTION, "collection", "letters, digits and _-.")


def document_name(id_: str) -> str:
    """Return the name that the document ``id_`` has in its collection.

    Raises:
        Invalid: it is not allowed.
    """
    return _kept(id_, _ID, "id", "letters, digits and _-.:")


def document_id(name: str) -> str:
    """Return the id of the document with this (full) resource name."""
    return name.rpartition("/")[2].removesuffix("!")


def field_name(field: str) -> str:
    """Return the name that a top-level field has in Firestore.

    Raises:
        Invalid: it is not allowed.
    """
    if not _FIELD.fullmatch(field):
        raise Invalid(
            f"no field can be named {field[:50]!r}",
            field="fields",
            remedy="Use letters, digits and _.",
        )
    return f"{ESCAPE}{field}" if _RESERVED.fullmatch(field) else field


def field_path(field: str) -> str:
    """Return a field as queries name it."""
    name = field_name(field)
    return name if _SIMPLE.fullmatch(name) else f"`{name}`"


def _kept(name: str, allowed: re.Pattern[str], what: str, letters: str) -> str:
    if not allowed.fullmatch(name):
        raise Invalid(
            f"no {what} can be named {name[:50]!r}", field=what, remedy=f"Use 1 to 400 {letters}."
        )
    return f"{name}!" if _RESERVED.fullmatch(name) else name

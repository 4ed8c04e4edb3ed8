"""Names as Firestore writes them."""

from __future__ import annotations

import re

OWN = "~"
"""Begins the names of fields that the adapter adds; no field of ours holds it."""

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def field_path(field: str) -> str:
    """Return a top-level field as questions, rules and indexes name it."""
    return field if _SIMPLE.fullmatch(field) else f"`{field}`"


def document_id(name: str) -> str:
    """Return the id of the document with this (full) resource name."""
    return name.rpartition("/")[2]

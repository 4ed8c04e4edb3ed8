"""What may stand in an address where a parameter does."""

from __future__ import annotations

from typing import Any

from werkzeug.routing import BaseConverter


class IdConverter(BaseConverter):
    """An id of ours: longer than any word that stands in its place in another address."""

    regex = "[A-Za-z0-9_-]{12,128}"


class FileConverter(BaseConverter):
    """The name of a file, in folders or not; no part of it starts with a dot."""

    regex = r"[A-Za-z0-9_=-][A-Za-z0-9_.=-]*(?:/[A-Za-z0-9_=-][A-Za-z0-9_.=-]*){0,15}"
    part_isolating = False


class NumberConverter(BaseConverter):
    """A number that counts from 1."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return it as a number."""
        return int(value)


class ProviderConverter(BaseConverter):
    """Whom one can sign in at."""

    regex = "google|github"


class QueueConverter(BaseConverter):
    """A queue of tasks."""

    regex = "runs|notices|sweep"


CONVERTERS: dict[str, type[BaseConverter]] = {
    "id": IdConverter,
    "file": FileConverter,
    "number": NumberConverter,
    "provider": ProviderConverter,
    "queue": QueueConverter,
}


CHOICES = ("provider", "queue")
"""Converters that take a few words and no others."""


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a parameter by its converter."""
    if kind == "number":
        return {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    if kind in CHOICES:
        return {"type": "string", "enum": CONVERTERS[kind].regex.split("|")}
    return {"type": "string", "pattern": f"^{CONVERTERS[kind].regex}$"}

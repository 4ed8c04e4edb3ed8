"""The floor of the HTTP measurements: a functions-framework handler that answers and no more."""

from __future__ import annotations

from typing import Any

import functions_framework


@functions_framework.http
def bare(_request: Any) -> dict[str, Any]:
    """Answer as little JSON as a list of one strategy takes."""
    return {"items": [{"id": "x" * 20, "name": "a strategy", "tags": []}], "next": None}

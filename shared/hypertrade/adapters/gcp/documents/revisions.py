"""Revisions: the time of a document's last write, as text."""

from __future__ import annotations

import re
from typing import Any

from hypertrade.domain.errors import Stale
from hypertrade.ports.documents import ABSENT, ANY

_REVISION = re.compile(r"(\d{1,12})\.(\d{9})")


def revision_of(written: Any) -> str:
    """Return the revision that a document or the result of a write shows."""
    moment = type(written).pb(written).update_time
    return f"{moment.seconds}.{moment.nanos:09d}"


def precondition(revision: str) -> dict[str, Any] | None:
    """Return what Firestore must find for a write to be made, ``None`` for nothing in particular.

    Raises:
        Stale: no document ever had this revision.
    """
    if revision == ANY:
        return None
    if revision == ABSENT:
        return {"exists": False}
    found = _REVISION.fullmatch(revision)
    if found is None:
        raise Stale(
            "this revision is none of ours",
            field="revision",
            remedy="Read the document again, and repeat the change.",
        )
    from google.protobuf.timestamp_pb2 import Timestamp

    return {"update_time": Timestamp(seconds=int(found[1]), nanos=int(found[2]))}

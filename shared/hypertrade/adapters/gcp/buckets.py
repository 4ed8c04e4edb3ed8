"""Token buckets in each instance, shared through Firestore by those who use them much."""

from __future__ import annotations

import hashlib
import logging
import math
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from google.cloud.firestore_v1.types import CommitRequest, DocumentTransform
from google.cloud.firestore_v1.types import Write as FirestoreWrite

from hypertrade.adapters.gcp.calling import talking_to
from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from google.cloud.firestore_v1.services.firestore import FirestoreClient

COLLECTION = "buckets"

_SHARE = 0.25
"""The part of a bucket that an instance may empty before it tells the others."""
_PAUSE = 1.0
"""Seconds between two tellings of one key: Firestore takes about one write a second of it."""
_MOST_KEYS = 20_000
_CALL_SECONDS = 0.5
_KEPT = timedelta(hours=1)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Bucket:
    """``full_at`` is when it will be full again; ``untold`` how many seconds that moved untold."""

    full_at: float
    untold: float = 0.0
    told: float = -math.inf


class GoogleBuckets:
    """Counts requests, as ``ports.buckets.Buckets`` says; decision 11 has the reasons.

    A bucket is one number: when it will be full again. Taking moves it into the future, and a
    commit of two transforms (not before now; later by what was taken) adds up what all instances
    took without reading first. Where Firestore does not answer, the instance's own count stands.
    """

    def __init__(
        self, client: FirestoreClient, project: str, *, now: Callable[[], float] = time.time
    ) -> None:
        """Share through the database of ``project``; ``now`` is in seconds since 1970."""
        self._client = client
        self._database = f"projects/{project}/databases/(default)"
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, *, rate: float, burst: int, cost: float = 1.0) -> tuple[float, float]:
        """Take ``cost`` tokens, as ``Buckets.take`` says; infinity if it can never be had."""
        if rate <= 0 or cost > burst:
            return 0.0, math.inf
        now = self._now()
        untold = 0.0
        with self._lock:
            bucket = self._bucket(key, now)
            wait = bucket.full_at + cost / rate - now - burst / rate
            if wait <= 0:
                bucket.full_at += cost / rate
                bucket.untold += cost / rate
            if bucket.untold >= _SHARE * burst / rate and now - bucket.told >= _PAUSE:
                untold, bucket.untold, bucket.told = bucket.untold, 0.0, now
            left = burst - (bucket.full_at - now) * rate
        if untold:
            self._tell(key, bucket, untold, now)
        return max(0.0, left), max(0.0, wait)

    def _bucket(self, key: str, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(now)
            if len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        bucket.full_at = max(bucket.full_at, now)
        return bucket

    def _tell(self, key: str, bucket: _Bucket, untold: float, now: float) -> None:
        """Add what was taken here to what all took, and learn the sum."""
        try:
            shared = self._added(key, untold, now)
        except Unavailable as error:
            _log.warning("rate limits are counted by this instance alone: %s", error)
            return
        with self._lock:
            # What was taken while we asked is untold, and not in the sum.
            bucket.full_at = max(bucket.full_at, shared + bucket.untold)

    def _added(self, key: str, seconds: float, now: float) -> float:
        name = hashlib.sha256(key.encode()).hexdigest()
        document = f"{self._database}/documents/{COLLECTION}/{name}"
        ends = datetime.fromtimestamp(now + seconds, UTC) + _KEPT
        writes = [
            FirestoreWrite(
                update={"name": document, "fields": {"expires": {"timestamp_value": ends}}},
                update_mask={"field_paths": ["expires"]},
                update_transforms=[_transform(maximum=now)],
            ),
            FirestoreWrite(
                update={"name": document},
                update_mask={"field_paths": []},
                update_transforms=[_transform(increment=seconds)],
            ),
        ]
        with talking_to("Firestore"):
            answer = self._client.commit(
                CommitRequest(database=self._database, writes=writes),
                retry=None,
                timeout=_CALL_SECONDS,
            )
        return float(answer.write_results[1].transform_results[0].double_value)


def _transform(**change: float) -> DocumentTransform.FieldTransform:
    return DocumentTransform.FieldTransform(
        field_path="full_at", **{how: {"double_value": value} for how, value in change.items()}
    )

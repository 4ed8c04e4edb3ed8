"""Events in a topic of Pub/Sub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from google.pubsub_v1 import PubsubMessage

from hypertrade.adapters.gcp.calling import CALL_SECONDS, patiently, talking_to
from hypertrade.domain.base import moment_text

if TYPE_CHECKING:
    from google.pubsub_v1 import PublisherClient

    from hypertrade.ports.events import Event


class GoogleEvents:
    """Tells events to one topic, each as JSON; what subscriptions filter by are attributes.

    No ordering key: events are heard in any order, and a listener reads the document. ``id`` is an
    attribute, by which a listener tells an event that it has heard before.
    """

    def __init__(self, client: PublisherClient, *, project: str, topic: str) -> None:
        """Publish to ``topic`` of ``project``."""
        self._client = client
        self._topic = f"projects/{project}/topics/{topic}"

    def publish(self, event: Event) -> None:
        """Tell an event, as ``Events.publish`` says; it is told once this returns."""
        known = {
            "id": event.id,
            "kind": event.kind,
            "owner": event.owner,
            "subject": event.subject,
            "at": moment_text(event.at),
        }
        message = PubsubMessage(
            data=json.dumps({**known, "details": event.details}, ensure_ascii=False).encode(),
            attributes=known,
        )
        with talking_to("Pub/Sub"):
            self._client.publish(
                topic=self._topic, messages=[message], retry=patiently(), timeout=CALL_SECONDS
            )

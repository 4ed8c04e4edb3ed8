"""Token buckets of several instances: each counts by itself, and what is much used is shared."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import grpc
import pytest
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport
from hypertrade.adapters.gcp.buckets import COLLECTION, GoogleBuckets

from tests.stand_ins.google.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.bootstrap.google import GoogleParts

RATE, BURST = 10.0, 100


class Instances:
    """Several instances, and the clock that they go by."""

    def __init__(self, parts: GoogleParts, number: int) -> None:
        self.now = 1_700_000_000.0
        self.parts = parts
        self.each = [self.another() for _ in range(number)]

    def another(self) -> GoogleBuckets:
        project = str(self.parts.settings.project)
        return GoogleBuckets(self.parts.connections.firestore, project, now=lambda: self.now)

    def second(self, asked: int, instances: list[GoogleBuckets] | None = None) -> int:
        """Have each ask so often, a hundredth of a second apart, and return how many passed."""
        passed = 0
        for turn in range(100):
            self.now += 0.01
            for instance in self.each if instances is None else instances:
                for _ in range(asked // 100 + (turn < asked % 100)):
                    passed += instance.take("key", rate=RATE, burst=BURST)[1] == 0
        return passed


@pytest.fixture
def instances(google_project: Callable[..., GoogleParts]) -> Instances:
    return Instances(google_project(["firestore"]), 4)


@pytest.mark.emulator
def test_what_four_instances_let_pass_is_little_more_than_one(instances: Instances) -> None:
    first = instances.second(100)
    assert BURST <= first <= 4 * (BURST + RATE)
    later = sum(instances.second(100) for _ in range(30))
    # In the long run the rate is everybody's: what is above it pays back the first burst.
    assert later <= 30 * RATE + 4 * BURST * 0.25 + RATE


@pytest.mark.emulator
def test_a_new_instance_learns_of_the_others(instances: Instances) -> None:
    old, new = instances.each[0], instances.another()
    for _ in range(3):
        instances.second(100, [old])
    assert instances.second(100, [new]) <= BURST * 0.25 + RATE + 1


@pytest.mark.emulator
def test_who_asks_little_costs_no_call(instances: Instances) -> None:
    for _ in range(24):
        instances.each[0].take("quiet", rate=RATE, burst=BURST)
    assert instances.parts.documents.count(COLLECTION, []) == 0
    instances.each[0].take("quiet", rate=RATE, burst=BURST)
    assert instances.parts.documents.count(COLLECTION, []) == 1


def test_without_firestore_each_counts_alone(caplog: pytest.LogCaptureFixture) -> None:
    channel = grpc.insecure_channel(f"127.0.0.1:{free_port()}")
    client = FirestoreClient(transport=FirestoreGrpcTransport(channel=channel))
    buckets = GoogleBuckets(client, "nowhere")
    with caplog.at_level(logging.WARNING):
        passed = sum(buckets.take("key", rate=1e-6, burst=BURST)[1] == 0 for _ in range(300))
    assert passed == BURST
    assert "counted by this instance alone" in caplog.text

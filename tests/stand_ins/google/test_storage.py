"""Cloud Storage's stand-in: what the emulator behind it lets pass, it does not."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import requests
from google.api_core.exceptions import NotFound, PreconditionFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.bootstrap.google import GoogleParts

pytestmark = pytest.mark.emulator

RESUMABLE = 9_000_000
"""Bytes from which Google's client uploads in several requests."""


@pytest.fixture
def parts(google_project: Callable[..., GoogleParts]) -> GoogleParts:
    return google_project(["storage"])


@pytest.fixture
def bucket(parts: GoogleParts) -> Any:
    return parts.connections.storage.bucket(parts.settings.bucket)


@pytest.mark.parametrize("size", [10, RESUMABLE])
def test_one_of_sixteen_writers_wins(bucket: Any, size: int) -> None:
    writers = 16 if size < RESUMABLE else 4
    first = bucket.blob("one")
    first.upload_from_string(b"first")

    def write(number: int) -> bool:
        try:
            bucket.blob("one").upload_from_string(
                bytes([number]) * size, if_generation_match=first.generation
            )
        except PreconditionFailed:
            return False
        return True

    with ThreadPoolExecutor(writers) as pool:
        won = list(pool.map(write, range(writers)))
    assert sum(won) == 1
    assert bucket.blob("one").download_as_bytes() == bytes([won.index(True)]) * size


def test_bytes_arrive_as_they_were_sent(bucket: Any) -> None:
    for content in (
        b"",
        b"\r\n",
        b"a\r\n\r\nb\r\n",
        b"--",
        bytes(range(256)) * 3,
        os.urandom(9999),
    ):
        bucket.blob("one").upload_from_string(content)
        assert bucket.blob("one").download_as_bytes() == content


def test_a_generation_that_is_gone_is_not_found(bucket: Any) -> None:
    old = bucket.blob("one")
    old.upload_from_string(b"old")
    bucket.blob("one").upload_from_string(b"new")
    with pytest.raises(NotFound):
        bucket.blob("one", generation=old.generation).download_as_bytes()


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_unsigned_address_gives_and_takes_nothing(
    parts: GoogleParts, bucket: Any, method: str
) -> None:
    bucket.blob("one").upload_from_string(b"secret")
    address = f"{parts.connections.address('storage')}/{bucket.name}/one"
    answer = requests.request(method, address, data=b"forged", timeout=10)
    assert answer.status_code == 403
    assert bucket.blob("one").download_as_bytes() == b"secret"

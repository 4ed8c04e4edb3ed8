"""Clients: only those asked for are loaded, and stand-ins are talked to only where it is safe."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.settings import Settings, read_settings

GOOGLE = {
    "HYPERTRADE_PLATFORM": "gcp",
    "HYPERTRADE_PROJECT": "p",
    "HYPERTRADE_REGION": "r",
    "HYPERTRADE_BUCKET": "b",
    "HYPERTRADE_FIREBASE_API_KEY": "k",
    "HYPERTRADE_KMS_KEY": "k",
    "HYPERTRADE_TASKS_SERVICE_ACCOUNT": "a",
    "HYPERTRADE_PUBLIC_URL": "https://api.example.com",
}
EVERY = "firestore=127.0.0.1:1,storage=http://127.0.0.1:2"
LOADED = """
import sys
from hypertrade.bootstrap.google import GoogleParts
from hypertrade.settings import read_settings
parts = GoogleParts(read_settings())
{part}
names = ("firestore_v1", "storage", "bigquery", "tasks_v2", "run_v2", "secretmanager_v1", "kms_v1")
loaded = [name for name in names if f"google.cloud.{{name}}" in sys.modules]
print(*loaded, *(["pubsub"] if "google.pubsub_v1" in sys.modules else []))
"""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("", ""),
        ("parts.clock", ""),
        ("parts.callers", ""),
        ("parts.documents", "firestore_v1"),
        ("parts.buckets", "firestore_v1"),
        ("parts.blobs", "storage"),
        ("parts.events", "pubsub"),
    ],
)
def test_a_part_loads_its_own_package_alone(part: str, expected: str) -> None:
    every = ",".join(f"{name}=127.0.0.1:1" for name in ("firestore", "pubsub"))
    addresses = f"{every},storage=http://127.0.0.1:1"
    environment = {**GOOGLE, "HYPERTRADE_GOOGLE_ADDRESSES": addresses}
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(part=part)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_addresses_are_read() -> None:
    settings = read_settings({**GOOGLE, "HYPERTRADE_GOOGLE_ADDRESSES": EVERY})
    assert settings.stand_ins == {
        "firestore": "127.0.0.1:1",
        "storage": "http://127.0.0.1:2",
    }
    assert Settings().stand_ins == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HYPERTRADE_GOOGLE_ADDRESSES", EVERY),
        ("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1"),
        ("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:1"),
    ],
)
def test_production_talks_to_no_stand_in(name: str, value: str) -> None:
    production = {**GOOGLE, "HYPERTRADE_ENV": "production"}
    assert read_settings(production).platform == "gcp"
    with pytest.raises(Invalid, match=r"stand-in|emulator"):
        read_settings({**production, name: value})

"""Google's own emulators of Firestore and Pub/Sub: Java programs of the Cloud SDK."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.stand_ins.google.processes import Program, free_port

_PLACES = (
    "/usr/lib/google-cloud-sdk",
    "/usr/share/google-cloud-sdk",
    "/opt/google-cloud-sdk",
    "/usr/local/google-cloud-sdk",
    "~/google-cloud-sdk",
)
_FIRESTORE = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"
_FIRESTORE_MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
_PUBSUB = "platform/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar"


def start_firestore() -> Program:
    """Start Firestore's emulator, which keeps each project by itself; skip where it is not."""
    port = free_port()
    jar = _jar(_FIRESTORE, "google-cloud-cli-firestore-emulator")
    command = [_java(), "-Xmx512m", "-Duser.language=en", "-cp", str(jar), _FIRESTORE_MAIN]
    return Program(
        "firestore", [*command, "start", "--host=127.0.0.1", f"--port={port}"], port=port
    )


def start_pubsub() -> Program:
    """Start Pub/Sub's emulator; skip where it is not."""
    port = free_port()
    jar = _jar(_PUBSUB, "google-cloud-cli-pubsub-emulator")
    command = [_java(), "-Xmx256m", "-jar", str(jar), "--host=127.0.0.1", f"--port={port}"]
    return Program("pubsub", command, port=port)


@cache
def _java() -> str:
    found = shutil.which("java")
    if found is None:
        pytest.skip("no Java, which Google's emulators run on: apt-get install default-jre")
    return found


def _jar(pattern: str, package: str) -> Path:
    for place in _places():
        found = sorted(place.glob(pattern))
        if found:
            return found[-1]
    pytest.skip(f"no emulator in the Cloud SDK: apt-get install {package}")


@cache
def _places() -> tuple[Path, ...]:
    """Return where a Cloud SDK may lie; the command itself is asked last, for it takes a second."""
    known = [Path(place).expanduser() for place in _PLACES]
    command = shutil.which("gcloud")
    if command is None:
        return tuple(known)
    known.append(Path(command).resolve().parents[1])
    if not any((place / "platform").is_dir() for place in known):
        asked = subprocess.run(
            [command, "info", "--format=value(installation.sdk_root)"],
            capture_output=True,
            text=True,
            check=False,
        )
        known.append(Path(asked.stdout.strip() or "/nowhere"))
    return tuple(known)

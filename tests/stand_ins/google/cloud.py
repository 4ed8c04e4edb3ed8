"""Google Cloud on loopback: each service starts when it is first needed, and ends with the tests.

Every service keeps projects apart, so a test that wants an empty cloud takes a project of its own.
"""

from __future__ import annotations

import tempfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tests.stand_ins.google.bigquery import start_bigquery
from tests.stand_ins.google.cloud_run import CloudRun
from tests.stand_ins.google.cloud_tasks import CloudTasks
from tests.stand_ins.google.jars import start_firestore, start_pubsub
from tests.stand_ins.google.kms import Keys
from tests.stand_ins.google.secret_manager import Secrets
from tests.stand_ins.google.signed_addresses import Signer
from tests.stand_ins.google.storage import Storage
from tests.stand_ins.google.tokens import Tokens

if TYPE_CHECKING:
    from tests.stand_ins.google.processes import Program

S = TypeVar("S")

ACCOUNT = "platform@{project}.iam.gserviceaccount.com"
SERVICES = (
    "firestore", "storage", "bigquery", "tasks", "run", "secrets", "kms", "pubsub", "certificates",
)  # fmt: skip


class GoogleCloud:
    """The services by name; ``deploying.deploy`` makes a project in them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="google-cloud-")
        self._started: list[Any] = []
        self.signer = Signer(ACCOUNT.format(project="stand-in"))
        self.credentials = Path(self._folder.name) / "service-account.json"
        self.signer.write(self.credentials, "stand-in")

    @cached_property
    def firestore(self) -> Program:
        return self._keep(start_firestore())

    @cached_property
    def pubsub(self) -> Program:
        return self._keep(start_pubsub())

    @cached_property
    def bigquery(self) -> Program:
        return self._keep(start_bigquery())

    @cached_property
    def storage(self) -> Storage:
        return self._keep(Storage(self.signer))

    @cached_property
    def tokens(self) -> Tokens:
        return self._keep(Tokens())

    @cached_property
    def tasks(self) -> CloudTasks:
        return self._keep(CloudTasks(self.tokens))

    @cached_property
    def run(self) -> CloudRun:
        return self._keep(CloudRun())

    @cached_property
    def secrets(self) -> Secrets:
        return self._keep(Secrets())

    @cached_property
    def kms(self) -> Keys:
        return self._keep(Keys())

    def address(self, service: str) -> str:
        """Return where ``service`` listens; it starts if it does not run yet."""
        if service == "certificates":
            return self.tokens.certificates
        host: str = getattr(self, service).host
        return f"http://{host}" if service in {"storage", "bigquery"} else host

    def stop(self) -> None:
        """End every service, the last started first."""
        while self._started:
            self._started.pop().stop()
        self._folder.cleanup()

    def _keep(self, service: S) -> S:
        self._started.append(service)
        return service

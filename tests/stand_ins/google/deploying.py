"""What Terraform makes on Google Cloud, made in the stand-ins: a project that is ready to use."""

from __future__ import annotations

import sys
import uuid
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.gcp.connecting import Connections
from hypertrade.domain.queues import QUEUES
from hypertrade.settings import Settings

from tests.stand_ins.google.cloud import ACCOUNT, SERVICES
from tests.stand_ins.google.cloud_run import Job
from tests.stand_ins.google.queues import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.stand_ins.google.cloud import GoogleCloud

REGION = "europe-west1"
WORKER = (sys.executable, "-m", "hypertrade_jobs.execute")


def deploy(
    cloud: GoogleCloud,
    services: Sequence[str] | None = None,
    *,
    project: str | None = None,
    addresses: Mapping[str, str] | None = None,
    **settings: Any,
) -> Settings:
    """Return the settings of a new project, made ready in ``services`` (default: in all).

    ``addresses`` are those of stand-ins beside the cloud's own.
    """
    services = SERVICES if services is None else services
    project = project or f"test-{uuid.uuid4().hex[:12]}"
    found = {service: cloud.address(service) for service in services} | {**(addresses or {})}
    place = f"projects/{project}/locations/{REGION}"
    made = Settings.model_validate(
        {
            "platform": "gcp",
            "project": project,
            "region": REGION,
            "bucket": f"{project}-artifacts",
            "firebase_api_key": "stand-in",
            "kms_key": f"{place}/keyRings/hypertrade/cryptoKeys/secrets",
            "tasks_service_account": ACCOUNT.format(project=project),
            "google_addresses": ",".join(f"{name}={at}" for name, at in found.items()),
            **settings,
        }
    )
    for service in services:
        if service in _READY:
            _READY[service](cloud, made)
    return made


def queue_name(settings: Settings, queue: str) -> str:
    """Return the full name of a queue."""
    return f"projects/{settings.project}/locations/{settings.region}/queues/{queue}"


def environment(cloud: GoogleCloud, settings: Settings) -> dict[str, str]:
    """Return the environment in which a process finds what ``settings`` say."""
    values = settings.model_dump(exclude_defaults=True, exclude_none=True)
    own = {f"HYPERTRADE_{name.upper()}": str(value) for name, value in values.items()}
    return {**own, "GOOGLE_APPLICATION_CREDENTIALS": str(cloud.credentials)}


def deploy_worker(
    cloud: GoogleCloud, settings: Settings, command: Sequence[str] = WORKER, **job: Any
) -> None:
    """Put the job of backtests in place: ``command``, with the environment of ``settings``."""
    cloud.run.deploy(
        f"projects/{settings.project}/locations/{settings.region}/jobs/{settings.backtest_job}",
        Job(command, environment(cloud, settings), **job),
    )


def _bucket(cloud: GoogleCloud, settings: Settings) -> None:
    cloud.storage.create(str(settings.bucket))


def _dataset(_: GoogleCloud, settings: Settings) -> None:
    connections = Connections(str(settings.project), settings.stand_ins)
    connections.bigquery.create_dataset(settings.dataset, timeout=30)


def _queues(cloud: GoogleCloud, settings: Settings) -> None:
    for queue in QUEUES.values():
        pace = Pace(
            rate=queue.rate,
            concurrent=queue.concurrency,
            least_pause=queue.shortest_pause,
            most_pause=queue.longest_pause,
            attempts=queue.most_attempts,
        )
        cloud.tasks.create(queue_name(settings, queue.name), pace=pace)


def _key(cloud: GoogleCloud, settings: Settings) -> None:
    cloud.kms.create(str(settings.kms_key))


def _topic(_: GoogleCloud, settings: Settings) -> None:
    connections = Connections(str(settings.project), settings.stand_ins)
    connections.publisher.create_topic(
        name=f"projects/{settings.project}/topics/{settings.events_topic}", timeout=30
    )


_READY = {
    "storage": _bucket,
    "bigquery": _dataset,
    "tasks": _queues,
    "run": deploy_worker,
    "kms": _key,
    "pubsub": _topic,
}

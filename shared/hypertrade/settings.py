"""Settings from the environment, validated once; unsafe values are refused outside development."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.domain.mailing import MailServer, Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Confinement = Literal["required", "off"]

_NEEDED_ON_GCP = (
    "project",
    "region",
    "bucket",
    "firebase_api_key",
    "kms_key",
    "tasks_service_account",
)


class Settings(Document):
    """What an operator may set; ``HYPERTRADE_`` plus the upper-case name in the environment.

    ``data`` is the folder of stored candles, and of everything else on one machine. ``confine``
    says what happens to users' own Python: ``required`` runs it confined or not at all, ``off``
    runs it with this process's rights. ``worker`` is the socket of a resident worker
    (``python -m hypertrade_jobs.serve``), if jobs are to go to one. ``api_key`` is what
    the command shows to a platform elsewhere, instead of a session of ``hypertrade login``.

    ``platform`` chooses the adapters: ``local`` (SQLite, folders, processes) or ``gcp``.
    ``firebase_auth_domain`` is where Firebase shows its sign-in pages: with it, the web app signs
    people in with Firebase itself, else through the API. ``public_url`` is where the API is reached
    from outside, ``web_origins`` (comma-separated) whose pages may call it from a browser, ``web``
    the folder of the built web app that one machine serves (default: what ``make web`` built),
    ``operators`` (comma-separated) the verified e-mail addresses of those who become operators when
    they sign in, ``demo_email`` whose account is marked as the demo's when it is made (``hypertrade
    up`` sets it).

    ``smtp_url`` (``smtp://`` or ``smtps://``, with user and password) and ``mail_from`` let people
    be told by mail, ``telegram_token`` by a bot at Telegram, whose API is at ``telegram_url``.
    ``webhooks_private`` lets webhooks be http, and near us: on one's own machine alone.

    ``google_addresses`` (``firestore=127.0.0.1:8681,storage=http://127.0.0.1:9023``) says where
    stand-ins of Google's services listen, in development alone.

    ``capacity`` is how many runs are worked on at once (default: one a core on one machine, 100 on
    Google Cloud). ``otlp_endpoint`` takes traces and metrics (OTLP over HTTP), none if unset.
    ``log_level`` is Python's. ``image`` names what runs, for fingerprints.
    """

    env: Literal["development", "production"] = "development"
    data: Path = Path("hypertrade-data")
    confine: Confinement = "required"
    worker: Path | None = None
    api_key: SecretStr | None = None

    platform: Literal["local", "gcp"] = "local"
    public_url: str = Field(default="http://localhost:8080", pattern=r"^https?://[^/\s]+$")
    web_origins: str = ""
    web: Path | None = None
    operators: str = ""
    demo_email: str | None = None
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    capacity: int | None = Field(default=None, ge=1)
    otlp_endpoint: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    image: str | None = None

    google_client_id: str | None = None
    google_client_secret: SecretStr | None = None
    github_client_id: str | None = None
    github_client_secret: SecretStr | None = None

    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    telegram_token: SecretStr | None = None
    telegram_url: str = Field(default="https://api.telegram.org", pattern=r"^https?://[^\s?#@]+$")
    webhooks_private: bool = False

    project: str | None = None
    region: str | None = None
    bucket: str | None = None
    dataset: str = "hypertrade"
    backtest_job: str = "hypertrade-backtest"
    events_topic: str = "hypertrade-events"
    firebase_api_key: str | None = None
    firebase_auth_domain: str | None = Field(default=None, pattern=r"^[A-Za-z0-9.-]+(:\d{1,5})?$")
    kms_key: str | None = None
    tasks_service_account: str | None = None
    google_addresses: str = ""

    @property
    def origins(self) -> frozenset[str]:
        """The origins whose pages may call the API: the platform's own, and the web app's."""
        return frozenset(_listed(self.web_origins)) | {self.public_url}

    @property
    def pages(self) -> str:
        """Where people open the web app: at the first of ``web_origins``, else the API's place."""
        return next(iter(_listed(self.web_origins)), self.public_url).rstrip("/")

    @property
    def operator_emails(self) -> frozenset[str]:
        """Who becomes an operator, in lower case."""
        return frozenset(email.lower() for email in _listed(self.operators))

    @property
    def stand_ins(self) -> dict[str, str]:
        """Where a stand-in of each Google service listens, by the service's name."""
        pairs = (pair.partition("=") for pair in _listed(self.google_addresses))
        return {service: address for service, _, address in pairs}

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            _said_as_value(lambda: MailServer.of(url.get_secret_value()))
        return url

    @field_validator("mail_from")
    @classmethod
    def _names_a_sender(cls, text: str | None) -> str | None:
        if text is not None:
            _said_as_value(lambda: Sender.of(text))
        return text

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.env == "production":
            for unsafe, why in self._unsafe_in_production():
                if unsafe:
                    raise ValueError(why)
        if (self.smtp_url is None) != (self.mail_from is None):
            msg = "HYPERTRADE_SMTP_URL and HYPERTRADE_MAIL_FROM are set together, or not at all"
            raise ValueError(msg)
        if self.platform == "gcp":
            for name in _NEEDED_ON_GCP:
                if not getattr(self, name):
                    msg = f"HYPERTRADE_PLATFORM=gcp needs HYPERTRADE_{name.upper()}"
                    raise ValueError(msg)
        return self

    def _unsafe_in_production(self) -> tuple[tuple[bool, str], ...]:
        return (
            (
                self.confine == "off",
                "HYPERTRADE_CONFINE=off would run strangers' code unconfined in production",
            ),
            (
                not self.public_url.startswith("https://"),
                "HYPERTRADE_PUBLIC_URL must start with https:// in production",
            ),
            (
                self.platform == "local",
                "HYPERTRADE_PLATFORM=local keeps everything on one machine, not in production",
            ),
            (
                bool(self.google_addresses),
                "HYPERTRADE_GOOGLE_ADDRESSES would keep production's data in stand-ins",
            ),
            (
                self.webhooks_private,
                "HYPERTRADE_WEBHOOKS_PRIVATE would let users call what is near us, in production",
            ),
            (
                not self.telegram_url.startswith("https://"),
                "HYPERTRADE_TELEGRAM_URL must start with https:// in production",
            ),
        )


def _said_as_value(check: Callable[[], object]) -> None:
    """Have pydantic name the field of what ``check`` refuses."""
    try:
        check()
    except Invalid as error:
        msg = f"{error.problem}. {error.remedy}"
        raise ValueError(msg) from None


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that ``environment`` (default: the process's own) holds.

    Raises:
        Invalid: a value is unknown, or unsafe outside development.
    """
    source = os.environ if environment is None else environment
    values = {
        name: source[f"HYPERTRADE_{name.upper()}"]
        for name in Settings.model_fields
        if source.get(f"HYPERTRADE_{name.upper()}")
    }
    emulated = sorted(name for name in source if name.endswith("_EMULATOR_HOST"))
    if emulated and values.get("env") == "production":
        raise Invalid(
            "Google's clients would talk to an emulator, in production",
            field=emulated[0],
            remedy="Unset it.",
        )
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=f"HYPERTRADE_{name}" if name else "environment",
            remedy="Unset it, or set a value named in docs/commands.md.",
        ) from error

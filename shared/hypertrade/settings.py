"""Settings from the environment, validated once; unsafe values are refused outside development."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import ValidationError, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

Confinement = Literal["required", "off"]


class Settings(Document):
    """What an operator may set; ``HYPERTRADE_`` plus the upper-case name in the environment.

    ``data`` is the folder of stored candles. ``confine`` says what happens to users' own Python:
    ``required`` runs it confined or not at all, ``off`` runs it with this process's rights.
    ``worker`` is the socket of a resident worker (``python -m hypertrade_jobs.serve``), if jobs are
    to go to one.
    """

    env: Literal["development", "production"] = "development"
    data: Path = Path("hypertrade-data")
    confine: Confinement = "required"
    worker: Path | None = None

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.env == "production" and self.confine == "off":
            msg = "HYPERTRADE_CONFINE=off would run strangers' code unconfined in production"
            raise ValueError(msg)
        return self


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

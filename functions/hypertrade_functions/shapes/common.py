"""What every area's requests and answers are made of."""

from __future__ import annotations

from typing import Annotated

from hypertrade.domain.base import Moment
from hypertrade.domain.paging import MOST_ITEMS, Asked
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LONGEST_CURSOR = 1000


def _written(text: str) -> str:
    if "T" not in text.upper():
        msg = "a time is written like 2026-01-31T12:00:00Z"
        raise ValueError(msg)
    return text


WrittenMoment = Annotated[Moment, BeforeValidator(_written)]
"""A moment in an address: there a number would be read as one too."""


class Sent(BaseModel):
    """The base of what is sent to us: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class PageQuery(Sent):
    """Which part of a list is wanted, newest first."""

    limit: int = Field(default=50, ge=1, le=MOST_ITEMS, description="Items of a page.")
    cursor: str | None = Field(
        default=None, max_length=LONGEST_CURSOR, description="`next` of the page before."
    )

    def asked(self) -> Asked:
        """Return it as stores are asked."""
        return Asked(limit=self.limit, cursor=self.cursor)

"""What every area's requests and answers are made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hypertrade.domain.paging import MOST_ITEMS, Asked

LONGEST_CURSOR = 1000


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

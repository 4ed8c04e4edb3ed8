"""What each plan allows, what a run costs, and what somebody has used."""

from __future__ import annotations

from pydantic import Field

from hypertrade.domain.base import Document


class Plan(Document):
    """The limits of one plan. A candle-year is a pair's candles over a year of one timeframe.

    ``concurrent_runs`` at once, ``runs_a_day`` and ``candle_years_a_day`` from midnight UTC on,
    ``storage_mb`` of artifacts, ``queued_runs`` waiting. ``requests_a_minute`` and ``burst`` are
    the token bucket of the API.
    """

    name: str
    concurrent_runs: int = Field(ge=1)
    queued_runs: int = Field(ge=1)
    runs_a_day: int = Field(ge=1)
    candle_years_a_day: float = Field(gt=0)
    storage_mb: int = Field(ge=1)
    requests_a_minute: int = Field(ge=1)
    burst: int = Field(ge=1)


PLANS = {
    plan.name: plan
    for plan in (
        Plan(
            name="free",
            concurrent_runs=2,
            queued_runs=50,
            runs_a_day=200,
            candle_years_a_day=500,
            storage_mb=1_000,
            requests_a_minute=600,
            burst=120,
        ),
        Plan(
            name="pro",
            concurrent_runs=10,
            queued_runs=2_000,
            runs_a_day=5_000,
            candle_years_a_day=20_000,
            storage_mb=20_000,
            requests_a_minute=3_000,
            burst=600,
        ),
        Plan(
            # Whoever runs the platform on their own machine is limited by the machine alone.
            name="own",
            concurrent_runs=16,
            queued_runs=100_000,
            runs_a_day=1_000_000,
            candle_years_a_day=1e9,
            storage_mb=1_000_000,
            requests_a_minute=1_000_000,
            burst=100_000,
        ),
    )
}


class Cost(Document):
    """What a run takes, estimated before it starts: quota, and seconds on an idle machine.

    ``candles`` counts every pair's; ``engine`` is the one that will most likely trade it.
    """

    candles: int = Field(ge=0)
    candle_years: float = Field(ge=0)
    seconds: float = Field(ge=0)
    engine: str = "hypertrade"


class Usage(Document):
    """What somebody used on one day (UTC): ``day`` reads ``YYYY-MM-DD``.

    A run is charged in the commit that creates it and refunded in the one that marks it refunded,
    so neither can happen twice.
    """

    owner: str
    day: str
    runs: int = Field(default=0, ge=0)
    candle_years: float = Field(default=0.0, ge=0)

    def charged(self, cost: Cost) -> Usage:
        """Return this with one run more."""
        return self.model_copy(
            update={"runs": self.runs + 1, "candle_years": self.candle_years + cost.candle_years}
        )

    def refunded(self, cost: Cost) -> Usage:
        """Return this with one run less."""
        return self.model_copy(
            update={
                "runs": max(self.runs - 1, 0),
                "candle_years": max(self.candle_years - cost.candle_years, 0.0),
            }
        )


class Allowance(Document):
    """What is used and what is allowed, for the account page."""

    plan: Plan
    running: int
    queued: int
    runs_today: int
    candle_years_today: float
    storage_bytes: int

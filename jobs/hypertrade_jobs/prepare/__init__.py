"""The parent's part of a run: whatever the child reads, made from the job and the candle store."""

from hypertrade_jobs.prepare.inputs import Prepared, prepare

__all__ = ["Prepared", "prepare"]

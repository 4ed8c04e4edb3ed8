"""The parent's part of a run: whatever the child reads, made from the job and the candle store."""

from hypertrade_jobs.prepare.inputs import (
    Gathered,
    Prepared,
    gather,
    prepare,
    prepared_of,
    put,
    request_of,
)

__all__ = ["Gathered", "Prepared", "gather", "prepare", "prepared_of", "put", "request_of"]

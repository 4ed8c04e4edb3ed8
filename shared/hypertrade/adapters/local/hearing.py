"""What processes of ours say: events as lines of JSON, and the errors in the last of them."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
from typing import IO, TYPE_CHECKING, Any

from hypertrade.domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLL_SECONDS = 0.1
_CHUNK = 1 << 16
_GRACE_SECONDS = 0.7
"""How long a worker may take to end by itself; its child dies with it in any case."""

_KINDS: dict[str, type[errors.HyperTradeError]] = {
    kind.__name__: kind
    for kind in (
        errors.Invalid,
        errors.NotFound,
        errors.Conflict,
        errors.Denied,
        errors.QuotaExceeded,
        errors.Unavailable,
        errors.Cancelled,
        errors.StrategyFailed,
    )
}


def events_of(stream: int) -> Iterator[dict[str, Any]]:
    """Yield the worker's events, and an empty one whenever there was none for a moment."""
    rest = b""
    with selectors.DefaultSelector() as ready:
        ready.register(stream, selectors.EVENT_READ)
        while True:
            if not ready.select(_POLL_SECONDS):
                yield {}
                continue
            data = os.read(stream, _CHUNK)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            yield from (json.loads(line) for line in lines)


def stream_of(process: subprocess.Popen[bytes]) -> IO[bytes]:
    """Return the pipe that ``process`` writes its events to."""
    if process.stdout is None:
        msg = "the worker was started without a pipe"
        raise RuntimeError(msg)
    return process.stdout


def see_off(process: subprocess.Popen[bytes], *, asked: bool) -> None:
    """See the worker off: asked first, if it has not ended by itself, then made to."""
    if asked:
        process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    stream_of(process).close()


def silence(code: int | None, said: bytes) -> dict[str, Any]:
    """Return the error of a worker that ended without a last event."""
    nothing = "it hung up" if code is None else f"exit code {code}"
    lines = said.decode(errors="replace").strip().splitlines() or [nothing]
    return {
        "code": "Internal",
        "problem": f"the worker process died ({lines[-1]})",
        "remedy": "Try again; if it happens again, please report it as a bug.",
    }


def error_of(told: dict[str, Any]) -> errors.HyperTradeError:
    """Return the error of a failed event."""
    # A bug of ours is nothing the user can correct: all there is to do is try again and report it.
    kind = _KINDS.get(told["code"], errors.Unavailable)
    named = {"field": told.get("field", ""), "remedy": told.get("remedy", "")}
    if kind is errors.StrategyFailed:
        return errors.StrategyFailed(told["problem"], line=told.get("line"), **named)
    return kind(told["problem"], **named)

"""What processes of ours say: events as lines of JSON, and the errors in the last of them."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from hypertrade.domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLL_SECONDS = 0.1
_CHUNK = 1 << 16
_GRACE_SECONDS = 0.7
"""How long a worker may take to end by itself; its child dies with it in any case."""

_INTERNAL = "Internal"
"""The code of a failure that is a bug of ours, or the death of a process of ours."""
_LONGEST_PART = 30_000
"""Of what a failed process left, this many characters of the start and of the end are told."""

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


class WorkerFailed(Exception):
    """A process of ours met a bug or died. The text is all it left, for operators alone."""


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
        "code": _INTERNAL,
        "problem": f"the worker process died ({lines[-1]})",
        "remedy": "Try again; if it happens again, please report it as a bug.",
        "said": "\n".join(lines),
    }


def raised_of(told: dict[str, Any], *, on_platform: bool) -> Exception:
    """Return what a failed event is raised as.

    On a platform a bug of ours is nobody's but the operators': it is a ``WorkerFailed`` with the
    log in it, which is removed. Elsewhere it is an error whose remedy says where the log is.
    """
    if not on_platform or told["code"] != _INTERNAL:
        return error_of(told)
    left = [str(told["problem"]), str(told.get("said", ""))]
    if log := told.get("log"):
        file = Path(log)
        left.append(file.read_text(encoding="utf-8", errors="replace") if file.exists() else "")
        file.unlink(missing_ok=True)
    return WorkerFailed("\n".join(_shortened(part) for part in left if part))


def _shortened(text: str) -> str:
    left_out = len(text) - 2 * _LONGEST_PART
    if left_out <= 0:
        return text
    return f"{text[:_LONGEST_PART]}\n[{left_out} left out]\n{text[-_LONGEST_PART:]}"


def error_of(told: dict[str, Any]) -> errors.HyperTradeError:
    """Return the error of a failed event."""
    # A bug of ours is nothing the user can correct: all there is to do is try again and report it.
    kind = _KINDS.get(told["code"], errors.Unavailable)
    named = {"field": told.get("field", ""), "remedy": told.get("remedy", "")}
    if kind is errors.StrategyFailed:
        return errors.StrategyFailed(told["problem"], line=told.get("line"), **named)
    return kind(told["problem"], **named)

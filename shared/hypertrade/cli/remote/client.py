"""HTTP to a platform: JSON in and out, problems as the domain's errors, events as they come."""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hypertrade.domain import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import requests

_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 60
_CHUNK = 1 << 16
_KINDS: dict[str, type[errors.HyperTradeError]] = {
    "invalid": errors.Invalid,
    "not_found": errors.NotFound,
    "conflict": errors.Conflict,
    "stale": errors.Stale,
    "denied": errors.Denied,
    "unauthenticated": errors.Unauthenticated,
    "second_factor_required": errors.SecondFactorRequired,
    "quota_exceeded": errors.QuotaExceeded,
    "rate_limited": errors.RateLimited,
    "unavailable": errors.Unavailable,
    "cancelled": errors.Cancelled,
    "strategy_failed": errors.StrategyFailed,
}


class Client:
    """Speaks to one platform; ``authorize`` returns the ``Authorization`` header, if there is one.

    ``server`` is its address without a path.
    """

    def __init__(self, server: str, authorize: Callable[[], str | None] = lambda: None) -> None:
        """Speak to ``server``."""
        import requests

        self.server = server.rstrip("/")
        self._authorize = authorize
        self._session = requests.Session()
        # Proxies and .netrc of the environment are for the wide world, not for one's own platform.
        self._session.trust_env = not self.server.startswith("http://")

    def get(self, path: str, **query: Any) -> Any:
        """Return what ``path`` answers.

        Raises:
            HyperTradeError: the platform's own answer, as the domain's error.
            Unavailable: it cannot be reached.
        """
        return self._call("GET", path, params={k: v for k, v in query.items() if v is not None})

    def post(self, path: str, body: Any = None) -> Any:
        """Send ``body``; asked again under the same key after a lost answer, it is done once.

        Raises:
            HyperTradeError: as ``get`` does.
        """
        return self._call(
            "POST",
            path,
            json={} if body is None else body,
            headers={"Idempotency-Key": secrets.token_hex(16)},
        )

    def delete(self, path: str) -> Any:
        """Delete what ``path`` names.

        Raises:
            HyperTradeError: as ``get`` does.
        """
        return self._call("DELETE", path)

    def events(self, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield ``(id, data)`` of a stream of events, taken up again where the line broke.

        Raises:
            HyperTradeError: as ``get`` does.
        """
        last = ""
        while True:
            headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
            with self._answer("GET", path, headers=headers, stream=True) as answer:
                answer.encoding = "utf-8"
                for id_, data in _events(map(str, answer.iter_lines(decode_unicode=True))):
                    last = id_
                    yield id_, data

    def save(self, url: str, to: Path) -> None:
        """Write what an address gives, with or without our own server in it, to a file.

        Raises:
            HyperTradeError: as ``get`` does.
        """
        with self._answer("GET", url, stream=True) as answer, to.open("wb") as file:
            for chunk in answer.iter_content(_CHUNK):
                file.write(chunk)

    def _call(self, method: str, path: str, **options: Any) -> Any:
        with self._answer(method, path, **options) as answer:
            return answer.json() if answer.content else None

    @contextmanager
    def _answer(self, method: str, path: str, **options: Any) -> Iterator[requests.Response]:
        import requests

        own = path.startswith("/")
        address = self.server + path if own else path
        headers = dict(options.pop("headers", {}))
        # A signed address carries its own permission: ours stays here.
        if own and (authorization := self._authorize()):
            headers["Authorization"] = authorization
        try:
            answer = self._session.request(
                method,
                address,
                headers=headers,
                timeout=(_CONNECT_SECONDS, _ANSWER_SECONDS),
                allow_redirects=False,
                **options,
            )
        except requests.RequestException as error:
            raise errors.Unavailable(
                f"{self.server} cannot be reached ({_reason(error)})",
                field="--server",
                remedy="Check the address; for one on this machine: hypertrade up.",
            ) from error
        with answer:
            if not answer.ok:
                raise problem(answer.status_code, answer.content)
            yield answer


def problem(status: int, content: bytes) -> errors.HyperTradeError:
    """Return the error that an answer stands for."""
    try:
        told = json.loads(content)
        code = str(told["code"])
    except (ValueError, KeyError, TypeError):
        return errors.Unavailable(
            f"the server answered with status {status}",
            field="--server",
            remedy="Is this a HyperTrade platform? Its address has no path: https://example.org",
        )
    said = str(told.get("detail") or told.get("title") or "the server refused")
    named = {"field": told.get("field") or "", "remedy": told.get("remedy") or ""}
    kind = _KINDS.get(code)
    if kind is None:
        return errors.Unavailable(said, **named)
    if kind is errors.StrategyFailed:
        return errors.StrategyFailed(said, line=told.get("line"), **named)
    return kind(said, **named)


def _reason(error: Exception) -> str:
    cause: BaseException = error
    while (deeper := cause.__cause__ or cause.__context__) is not None:
        cause = deeper
    return getattr(cause, "strerror", None) or type(cause).__name__


def _events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events of a stream, as the HTML standard frames them."""
    id_, data = "", ""
    for line in lines:
        if not line:
            if data:
                yield id_, json.loads(data)
            data = ""
        elif line.startswith("id:"):
            id_ = line[3:].strip()
        elif line.startswith("data:"):
            data += line[5:].strip()

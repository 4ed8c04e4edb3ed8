"""A channel that loses answers: the server did what it was asked, and the client hears an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import grpc

if TYPE_CHECKING:
    from collections.abc import Callable


class Lost(grpc.RpcError):  # type: ignore[misc]
    """What a client sees where a connection broke."""

    def __init__(self, status: grpc.StatusCode) -> None:
        super().__init__(status.name)
        self._status = status

    def code(self) -> grpc.StatusCode:
        return self._status

    def details(self) -> str:
        return "the connection broke"

    def trailing_metadata(self) -> tuple[()]:
        return ()

    def result(self, timeout: float | None = None) -> NoReturn:  # noqa: ARG002 - the call's
        raise self


class Losing(grpc.UnaryUnaryClientInterceptor):  # type: ignore[misc]
    """Loses the answers to the next ``times`` calls of ``method``; ``before`` keeps them from us.

    ``meanwhile`` is what others do after the first lost one.
    """

    def __init__(
        self,
        method: str,
        times: int,
        *,
        status: grpc.StatusCode = grpc.StatusCode.UNAVAILABLE,
        before: bool = False,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        self.calls = 0
        self._method = method
        self._left = times
        self._status = status
        self._before = before
        self._meanwhile = meanwhile

    def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        if not details.method.endswith(f"/{self._method}"):
            return continuation(details, request)
        self.calls += 1
        if self._left == 0:
            return continuation(details, request)
        self._left -= 1
        if not self._before:
            continuation(details, request).result()
        if self._meanwhile is not None:
            self._meanwhile()
            self._meanwhile = None
        raise Lost(self._status)


def through(address: str, losing: Losing) -> grpc.Channel:
    """Return a channel to ``address`` that loses what ``losing`` says."""
    return grpc.intercept_channel(grpc.insecure_channel(address), losing)

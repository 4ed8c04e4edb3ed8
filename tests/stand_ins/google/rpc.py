"""gRPC services over the types of Google's packages, without generated stubs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn

import grpc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Method = tuple["Callable[[Any], Any]", Any]
"""What answers a request, and the type of that."""


class Refusal(Exception):
    """What a service answers instead: a status and why."""

    def __init__(self, code: grpc.StatusCode, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


class Server:
    """A gRPC server on a free port of loopback."""

    def __init__(self, services: Mapping[str, Mapping[str, Method]]) -> None:
        """Serve ``services``: by a service's full name, its methods by theirs."""
        self._server = grpc.server(ThreadPoolExecutor(16, thread_name_prefix="stand-in"))
        self._server.add_generic_rpc_handlers(
            tuple(
                grpc.method_handlers_generic_handler(
                    service, {name: _handler(*method) for name, method in methods.items()}
                )
                for service, methods in services.items()
            )
        )
        self.host = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()

    def stop(self) -> None:
        self._server.stop(grace=None).wait()


def _handler(function: Callable[[Any], Any], asked: Any) -> grpc.RpcMethodHandler:
    def answer(request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return function(request)
        except Refusal as refusal:
            context.abort(refusal.code, refusal.why)

    return grpc.unary_unary_rpc_method_handler(
        answer, request_deserializer=asked.deserialize, response_serializer=_bytes
    )


def _bytes(message: Any) -> bytes:
    raw = message if hasattr(message, "SerializeToString") else type(message).pb(message)
    content: bytes = raw.SerializeToString()
    return content


def not_found(what: str) -> NoReturn:
    raise Refusal(grpc.StatusCode.NOT_FOUND, f"{what} not found")


def invalid(why: str) -> NoReturn:
    raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, why)


def exists(what: str) -> NoReturn:
    raise Refusal(grpc.StatusCode.ALREADY_EXISTS, f"{what} already exists")


def unfit(why: str) -> NoReturn:
    raise Refusal(grpc.StatusCode.FAILED_PRECONDITION, why)

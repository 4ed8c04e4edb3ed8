"""Tests reach loopback and Unix sockets, and nothing else."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from pytest_socket import SocketConnectBlockedError

if TYPE_CHECKING:
    from pathlib import Path


def test_loopback_answers() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()[:2], timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_unix_sockets_answer(tmp_path: Path) -> None:
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)


def test_the_world_does_not() -> None:
    # 192.0.2.0/24 is reserved for documentation: nobody is there.
    # Blocked with a warning, which is an error here before the exception is.
    blocked = pytest.raises((SocketConnectBlockedError, UserWarning), match="tried to use socket")
    with socket.socket() as client, blocked:
        client.connect(("192.0.2.1", 443))

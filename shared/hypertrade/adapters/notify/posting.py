"""A POST to a stranger's server: to the address that was checked, and over in some seconds.

What is guarded against is server-side request forgery: an address of a user's that leads to
ourselves, our network, or the metadata of the machine. So the name is looked up once, every address
it has must be on the public internet, and the connection goes to one of these very addresses; it
goes by no proxy, and no redirect is followed. And against receivers that never end: whatever one
does, it is left after ``Limits.total`` seconds.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hypertrade.domain.addresses import is_public
from hypertrade.domain.errors import Unavailable
from hypertrade.domain.webhooks import checked_url, near, port_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

Resolve = Callable[[str, int], Sequence[str]]
"""Looks a host and port up: its addresses; raises ``OSError`` if there are none."""

_MOST_HOSTS_ASKED = threading.BoundedSemaphore(16)
"""Names that are looked up at once: the system gives no way to break one off."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to look a name up, to connect, and for everything; bytes of an answer."""

    lookup: float = 5.0
    connect: float = 5.0
    total: float = 10.0
    answer: int = 1 << 16


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered; ``body`` is empty unless it was to be read."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def system_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as this machine looks them up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class Poster:
    """Posts to addresses of users; ``private`` allows http, and hosts near us."""

    def __init__(
        self,
        *,
        private: bool = False,
        resolve: Resolve = system_addresses,
        context: ssl.SSLContext | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Look names up by ``resolve``, verify certificates by ``context``."""
        self._private = private
        self._resolve = resolve
        self._given = context
        self._limits = limits or Limits()

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """What verifies certificates; reading all that are trusted takes a while."""
        return self._given or ssl.create_default_context()

    def check(self, url: str) -> SplitResult:
        """Return the parts of an address that may be posted to.

        A host that has no address now is let pass: it may have one when something is posted, and
        is checked again then.

        Raises:
            Invalid: it may not; the error says why.
        """
        parts = checked_url(url, private=self._private)
        deadline = time.monotonic() + self._limits.lookup
        try:
            self._addresses(parts, deadline)
        except Unavailable:
            return parts
        return parts

    def post(
        self, url: str, headers: Mapping[str, str], body: bytes, *, read: bool = False
    ) -> Answered:
        """Post ``body``, and return the answer; its own body only to ``read`` it.

        Raises:
            Unavailable: no answer was had; the error says why, without the address.
            Invalid: the address is none that may be posted to.
        """
        parts = checked_url(url, private=self._private)
        deadline = time.monotonic() + self._limits.total
        try:
            with self._connected(parts, deadline) as connected:
                line = _Line(connected, deadline, self._limits.answer)
                return _asked(line, parts, headers, body, read=read)
        except TimeoutError as error:
            raise Unavailable("the receiver did not answer in time") from error
        except ssl.SSLCertVerificationError as error:
            problem = f"the receiver's certificate does not hold: {error.verify_message}"
            raise Unavailable(problem) from error
        except ssl.SSLError as error:
            raise Unavailable("the receiver does not speak TLS as it should") from error
        except http.client.HTTPException as error:
            raise Unavailable("the receiver's answer is no HTTP") from error
        except OSError as error:
            raise Unavailable("the receiver cannot be reached") from error

    def _connected(self, parts: SplitResult, deadline: float) -> socket.socket:
        host, port = parts.hostname or "", port_of(parts)
        addresses = self._addresses(parts, min(deadline, time.monotonic() + self._limits.lookup))
        connecting = min(deadline, time.monotonic() + self._limits.connect)
        plain = _first_that_answers(addresses, port, connecting)
        if parts.scheme == "http":
            return plain
        try:
            plain.settimeout(_left(deadline))
            return self._context.wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
        except ValueError as error:
            plain.close()
            raise Unavailable("the receiver's name is none that TLS knows") from error

    def _addresses(self, parts: SplitResult, deadline: float) -> Sequence[str]:
        """Return the addresses of a host.

        Raises:
            Invalid: one of them is not on the public internet.
            Unavailable: it has none now, or nobody said so in time.
        """
        host = parts.hostname or ""
        addresses = _looked_up(self._resolve, host, port_of(parts), deadline)
        if not addresses:
            raise Unavailable("the receiver's name has no address")
        if not self._private and not all(is_public(address) for address in addresses):
            raise near(host)
        return addresses


class _Line:
    """A connection until a moment (monotonic seconds), of which so many bytes are read."""

    def __init__(self, connected: socket.socket, deadline: float, most: int) -> None:
        self._socket = connected
        self._deadline = deadline
        self._most = most

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``."""
        view = memoryview(data)
        while view:
            self._socket.settimeout(_left(self._deadline))
            view = view[self._socket.send(view) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what is to be read, as ``http.client`` wants it."""
        del mode
        return io.BufferedReader(_Reading(self._socket, self._deadline, self._most))

    def close(self) -> None:
        """Stay open: ``http.client`` lets go of a line before the body has been read."""


class _Reading(io.RawIOBase):
    """What comes in; each read is given what is left of the time, so that drops fill no hour."""

    def __init__(self, connected: socket.socket, deadline: float, most: int) -> None:
        super().__init__()
        self._socket = connected
        self._deadline = deadline
        self._room = most

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into ``buffer``; the end comes when the room is used up."""
        self._socket.settimeout(_left(self._deadline))
        view = memoryview(buffer)[: self._room]
        count = self._socket.recv_into(view) if view else 0
        self._room -= count
        return count


def _asked(
    line: _Line, parts: SplitResult, headers: Mapping[str, str], body: bytes, *, read: bool
) -> Answered:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection("receiver")  # the line is there already
    connection.sock = line
    given = {"Host": parts.netloc, "Connection": "close", **headers}
    connection.request("POST", path, body, given)
    answer = connection.getresponse()
    return Answered(answer.status, dict(answer.headers), answer.read() if read else b"")


def _first_that_answers(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    problem: OSError = TimeoutError()
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.settimeout(_left(deadline))
            made.connect((address, port))
        except OSError as error:
            made.close()
            problem = error
        else:
            return made
    raise problem


def _looked_up(resolve: Resolve, host: str, port: int, deadline: float) -> Sequence[str]:
    """Return what ``resolve`` finds by then.

    Raises:
        Unavailable: it finds nothing, or has not by then.
    """
    answer: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()

    def ask() -> None:
        with _MOST_HOSTS_ASKED:
            try:
                answer.put(resolve(host, port))
            except (OSError, UnicodeError):
                answer.put(())

    threading.Thread(target=ask, name="looking-up", daemon=True).start()
    try:
        return answer.get(timeout=_left(deadline))
    except (queue.Empty, TimeoutError) as error:
        raise Unavailable("the receiver's name could not be looked up in time") from error


def _left(deadline: float) -> float:
    """Return the seconds until ``deadline``.

    Raises:
        TimeoutError: there are none.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left

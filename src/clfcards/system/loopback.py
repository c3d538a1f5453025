"""One HTTP request to another program on this computer, bounded in time and size."""

import ipaddress
import socket
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from clfcards.errors import UsageError

_LONGEST_HEAD = 65_536  # bytes of a response's status line and headers
_CHUNK = 262_144

Failure = Literal["refused", "silent", "flood", "nonsense", "forbidden"]


class NoAnswerError(Exception):
    """No usable answer came. `failure` says why; `beginning` is what came instead, if it is not HTTP."""

    def __init__(self, failure: Failure, beginning: bytes = b"") -> None:
        super().__init__(failure)
        self.failure: Failure = failure
        self.beginning = beginning

    @property
    def is_end(self) -> bool:
        """Whether the program ended, or closes its connections without a word."""
        return self.failure == "refused" or (self.failure == "nonsense" and not self.beginning)


@dataclass(frozen=True, slots=True)
class LoopbackAddress:
    """The address of a program on this computer. `host` is an IP address of the loopback interface."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def loopback_address(given: str) -> LoopbackAddress:
    """The address in a text such as `127.0.0.1:8765`, `[::1]:8765` or `http://localhost:8765`.

    Raises UsageError for any host that is not this computer. No name is looked up: `localhost` is 127.0.0.1.
    """
    host, _, port = given.removeprefix("http://").rstrip("/").rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65_536:
        raise UsageError(f"'{given}' is not an address: write it as HOST:PORT, such as 127.0.0.1:8765")
    host = host.removeprefix("[").removesuffix("]")
    try:
        ip = ipaddress.ip_address("127.0.0.1" if host.casefold() == "localhost" else host)
    except ValueError:
        ip = None
    if ip is None or not ip.is_loopback:
        raise UsageError(
            f"'{given}' is not on this computer, and clfcards connects to nothing else: use 127.0.0.1, ::1 or localhost"
        )
    return LoopbackAddress(str(ip), int(port))


def post(address: LoopbackAddress, body: bytes, seconds: float, most: int) -> bytes:
    """The body of the response to a POST. It takes at most `seconds`, and at most `most` bytes are read.

    Raises NoAnswerError if there is none.
    """
    end = time.monotonic() + seconds
    head = (
        f"POST / HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    try:
        with closing(socket.create_connection((address.host, address.port), seconds)) as connection:
            _send(connection, head.encode() + body, end)
            return _body(_Response(connection, end, most))
    except TimeoutError as error:
        raise NoAnswerError("silent") from error
    except OSError as error:
        raise NoAnswerError("refused") from error


def _send(connection: socket.socket, data: bytes, end: float) -> None:
    view = memoryview(data)
    while view:
        connection.settimeout(_left(end))
        view = view[connection.send(view) :]


def _left(end: float) -> float:
    """The seconds until the end. Raises TimeoutError when it has come, however steadily bytes arrive."""
    if (left := end - time.monotonic()) <= 0:
        raise TimeoutError
    return left


class _Response:
    """The bytes of a response, read as they are needed."""

    def __init__(self, connection: socket.socket, end: float, most: int) -> None:
        self._connection = connection
        self._end = end
        self._most = most
        self.data = bytearray()

    def read_more(self) -> bool:
        """Reads some bytes; False at the end."""
        self._connection.settimeout(_left(self._end))
        chunk = self._connection.recv(_CHUNK)
        self.data += chunk
        if len(self.data) > self._most + _LONGEST_HEAD:
            raise NoAnswerError("flood")
        return bool(chunk)


def _body(response: _Response) -> bytes:
    while (split := response.data.find(b"\r\n\r\n")) < 0:
        if len(response.data) > _LONGEST_HEAD or not response.read_more():
            raise NoAnswerError("nonsense", bytes(response.data[:60]))
    lines = bytes(response.data[:split]).split(b"\r\n")
    status = lines[0].split(b" ")
    if not lines[0].startswith(b"HTTP/1.") or len(status) < 2:
        raise NoAnswerError("nonsense", lines[0][:60])
    if status[1] == b"403":
        raise NoAnswerError("forbidden")
    length = _length(lines[1:], response)
    while length is None or len(response.data) < split + 4 + length:
        if not response.read_more():
            if length is None:
                break
            raise NoAnswerError("nonsense")
    return bytes(response.data[split + 4 :])[:length]


def _length(headers: list[bytes], response: _Response) -> int | None:
    """The length that the headers state; None if the body ends with the connection."""
    for header in headers:
        name, _, value = header.partition(b":")
        if name.strip().lower() == b"content-length":
            if not value.strip().isdigit():
                raise NoAnswerError("nonsense", header[:60])
            if (length := int(value.strip()[:20])) > response._most:
                raise NoAnswerError("flood")
            return length
    return None

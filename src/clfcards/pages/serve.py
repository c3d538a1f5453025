"""A server on the loopback interface for a page that follows its sources."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from clfcards import codec
from clfcards.pages.policy import policy_in

HOST = "127.0.0.1"
_SILENCE_SECONDS = 10  # how long a connection may be silent; browsers open some in advance and send nothing
_HTML, _TEXT, _JSON = "text/html; charset=utf-8", "text/plain; charset=utf-8", "application/json"


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page. If it only stands in for one that cannot be made, `problems` are the reasons."""

    html: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a page asks for when its server has a newer version: whether that version can be shown, or why not."""

    version: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer, and the policy of a page."""

    content_type: str
    body: bytes
    policy: str = "default-src 'none'"


class PageServer(ThreadingHTTPServer):
    """Serves one page to this machine only, to many readers at once.

    `version` is called often and must be quick. `page` makes the page of a version. It is called once for each
    version that is requested, and never twice at a time. `complain` gets a sentence if something unforeseen fails.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    # On Windows, this option would let two servers listen on one port, and requests would reach either of them.
    allow_reuse_address = sys.platform != "win32"

    def __init__(
        self,
        port: int,
        version: Callable[[], str],
        page: Callable[[str], ServedPage],
        complain: Callable[[str], None],
    ) -> None:
        """Raises OSError if the port is in use. Port 0 chooses a free one."""
        super().__init__((HOST, port), _Handler)
        self._version = version
        self._page = page
        self._complain = complain
        self._lock = threading.Lock()
        self._made: tuple[str, ServedPage] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def answer(self, path: str) -> Answer | None:
        """The answer for a path, or None if there is nothing."""
        if path == "/version":
            return Answer(_TEXT, self._version().encode())
        if path not in ("/", "/state"):
            return None
        version, page = self._newest()
        if path == "/state":
            return Answer(_JSON, codec.encode(State(version, page.problems)))
        return Answer(_HTML, page.html.encode(), policy_in(page.html))

    def _newest(self) -> tuple[str, ServedPage]:
        """The newest version and its page."""
        with self._lock:
            version = self._version()
            if self._made is None or self._made[0] != version:
                self._made = version, self._page(version)
            return self._made

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ends a connection after an error. Readers who leave before the answer is complete are no error."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self._complain(f"a request could not be answered: {type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    timeout = _SILENCE_SECONDS

    def do_GET(self) -> None:  # http.server's name
        # A page of another site could reach this server under a name of its own (DNS rebinding).
        names = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        found = self.server.answer(self.path.partition("?")[0]) if self.headers.get("Host") in names else None
        if found is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", found.content_type)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Content-Security-Policy", f"{found.policy}; frame-ancestors 'none'")
        self.end_headers()
        self.wfile.write(found.body)

    def end_headers(self) -> None:
        """Adds what every answer has, also one that reports an error."""
        for name, value in (
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """Nothing about the version of Python."""
        return "clfcards"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
        """Logs nothing: a line for every poll would hide everything else."""

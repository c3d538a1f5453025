"""A server on the loopback interface for a page that follows its sources."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer

HOST = "127.0.0.1"


class PageServer(HTTPServer):
    """Serves one page to this machine only.

    `version` is called often and must be quick. `page` makes the HTML of a version, and is called once for
    each version that is requested.
    """

    def __init__(self, port: int, version: Callable[[], str], page: Callable[[str], str]) -> None:
        """Raises OSError if the port is in use. Port 0 chooses a free one."""
        super().__init__((HOST, port), _Handler)
        self._version = version
        self._page = page
        self._made: tuple[str, bytes] = ("", b"")

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """The content type and body for a path, or None if there is nothing."""
        version = self._version()
        if path == "/version":
            return "text/plain; charset=utf-8", version.encode()
        if path != "/":
            return None
        if self._made[0] != version:
            self._made = version, self._page(version).encode()
        return "text/html; charset=utf-8", self._made[1]


class _Handler(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:  # http.server's name
        # A page of another site could reach this server under a name of its own (DNS rebinding).
        names = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        found = self.server.answer(self.path.partition("?")[0]) if self.headers.get("Host") in names else None
        if found is None:
            self.send_error(404)
            return
        content_type, body = found
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
        """Logs nothing: a line for every poll would hide everything else."""

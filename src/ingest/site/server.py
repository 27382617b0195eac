"""The pages on loopback, for a look: this machine only, and nothing but the folder's files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ingest.errors import UsageError

HOST = "127.0.0.1"


def serve_site(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `ready` is told the address. Raises UsageError if the port is taken."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; name another with --port, or 0 for any") from None
    with server, suppress(KeyboardInterrupt):
        ready(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()


class _Quiet(SimpleHTTPRequestHandler):
    """No line a request on standard error; no browser keeps a page that was made anew."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Pages are made anew under the same names."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

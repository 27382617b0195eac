"""The pages on loopback, for a look: this machine only, and nothing but the folder's files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ingest.errors import UsageError

HOST = "127.0.0.1"
_OURS = re.compile(r"(?i)(127\.0\.0\.1|localhost)(:\d+)?")
_PATIENCE = 60  # seconds that a connection may say nothing


def serve_site(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `ready` is called with the address. Raises UsageError if the port is taken."""
    try:
        server = _Server((HOST, port), partial(_Quiet, directory=os.path.realpath(folder)))
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; name another with --port, or 0 for any") from None
    with server, suppress(KeyboardInterrupt):
        ready(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()


class _Server(ThreadingHTTPServer):
    """Browsers hang up whenever they like: that is nothing to tell."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that is gone."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Quiet(SimpleHTTPRequestHandler):
    """No line a request on standard error; no browser keeps a page that was made anew.

    A page of another host whose name leads here is refused, so that it cannot read what is served.
    """

    timeout = _PATIENCE

    def send_head(self) -> Any:
        """Answer a GET or HEAD request. Everything except a file of the folder is not found."""
        if not self._is_for_us():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if not self._is_a_page():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Pages are made anew under the same names."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _is_for_us(self) -> bool:
        """Whether the request names this server, and nobody else's domain that was made to lead here."""
        return bool(_OURS.fullmatch(self.headers.get("Host", "")))

    def _is_a_page(self) -> bool:
        """Whether a file of the folder is asked for, links followed. Names that begin with a dot are for no browser."""
        asked, folder = self.translate_path(self.path), Path(self.directory)
        if "\0" in asked:
            return False
        file = Path(os.path.realpath(asked))
        if file == folder:
            file = Path(os.path.realpath(folder / "index.html"))
        hidden = not file.is_relative_to(folder) or any(part.startswith(".") for part in file.relative_to(folder).parts)
        try:
            return not hidden and file.is_file()
        except OSError:  # a name that is too long
            return False

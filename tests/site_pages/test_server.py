"""`ingest site --serve`: the files of the site, for this machine, and nothing else."""

from __future__ import annotations

import shutil
import signal
import socket
import struct
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from processes import PROGRAM, started


@pytest.fixture(scope="module")
def served(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A site, with links and hidden files in its folder, and the port it is served at."""
    place = tmp_path_factory.mktemp("served")
    (place / "secret.txt").write_text("secret", "utf-8")
    (place / "elsewhere").mkdir()
    (place / "elsewhere/index.html").write_text("secret", "utf-8")
    command = [PROGRAM, "site", "-d", dataset, "-o", place / "site", "--serve", "--port", "0"]
    with started(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        address = next(line for line in server.stdout if line.startswith("serving at ")).split()[2]
        (place / "site/secret.txt").symlink_to("../secret.txt")
        (place / "site/elsewhere").symlink_to("../elsewhere")
        (place / "site/here.html").symlink_to("index.html")
        (place / "site/.git").mkdir()
        (place / "site/.git/config").write_text("secret", "utf-8")
        yield place / "site", int(address.rstrip("/;").rpartition(":")[2])
        server.send_signal(signal.SIGINT)
        assert server.wait() == 0
        assert server.stderr is not None
        told = [line for line in server.stderr if not line.startswith("ingest: ")]
        assert told == [], "whatever was asked, nothing is told"
    shutil.rmtree(place)


def _ask(port: int, path: str, host: str = "127.0.0.1", method: str = "GET") -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port)
    connection.putrequest(method, path, skip_host=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80"])
def test_this_machine_is_answered(served: tuple[Path, int], host: str) -> None:
    site, port = served
    assert _ask(port, "/", host) == (200, (site / "index.html").read_bytes())
    assert _ask(port, "/assets/chunks.js?1", host)[0] == 200
    assert _ask(port, "/here.html", host)[0] == 200, "a link to a file of the folder"
    assert _ask(port, "/index.html", host, "HEAD") == (200, b"")


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::1", "@localhost:x"]
)
def test_another_name_for_this_machine_is_refused(served: tuple[Path, int], host: str) -> None:
    status, body = _ask(served[1], "/index.html", host)
    assert status == 421
    assert b"Catalogue" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt", "/elsewhere/", "/elsewhere/index.html", "/../secret.txt", "/%2e%2e/secret.txt", "/%00",
        "/index.html%00", "/profiles/", "/profiles", "/assets", "/.git/config", "/nowhere.html", "/index.html/",
        "//evil.example/", "/" + "a" * 5000, "/%ff%fe", "*",
    ],
)  # fmt: skip
def test_what_is_no_page_is_not_found(served: tuple[Path, int], path: str) -> None:
    status, body = _ask(served[1], path)
    assert status == 404
    assert b"secret" not in body.replace(path.encode(), b"")


@pytest.mark.parametrize(
    "said", [b"", b"GET /index.html HTTP/1.0\r\nHost: localhost\r\n\r\n", b"GET /", b"\x16\x03\x01", b"\r\n"]
)
def test_hanging_up_is_quiet(served: tuple[Path, int], said: bytes) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", served[1])) as connection:
            connection.sendall(said)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset
    assert _ask(served[1], "/")[0] == 200

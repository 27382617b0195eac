"""One warm process that runs the programs of a document: `ingest` and `python`, each call in a child forked from it.

A shell finds small clients by these names. A client hands over its streams, folder, environment and arguments, and ends
with the exit code that comes back, so that pipes, files and `$?` work as with the programs themselves. What is saved is
what every start of a program does again: import its modules and read the grammars.

`python -m docs.warm SOCKET` serves until its standard input is closed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from commands import with_few_workers
from ingest.cli import main
from ingest.cli.commands import COMMANDS
from ingest.grammar import load_grammars

_CLIENT = """\
#!{python} -IS
import json, os, socket, sys
if {name!r} == "python" and sys.argv[1:] != ["-"]:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    socket.send_fds(server, [b"-"], [0, 1, 2])
    server.sendall(json.dumps([{name!r}, sys.argv[1:], os.getcwd(), dict(os.environ)]).encode())
    server.shutdown(socket.SHUT_WR)
    told = server.recv(16)
sys.exit(int(told) if told else "{name} died")
"""

_LATER = [  # what commands import when they come to it
    "bs4", "duckdb", "ingest.catalogue.reviews", "ingest.panel", "ingest.pipeline.reading", "ingest.shard.staging",
    "ingest.site.build", "jinja2", "lxml.html", "markdownify", "numpy.ma", "pandas", "pyarrow.parquet", "rich.table",
]  # fmt: skip


@contextlib.contextmanager
def warm_programs() -> Iterator[Path]:
    """A folder with the programs, to put on the PATH; they are served as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="warm-") as name:
        folder, address = Path(name), f"{name}/socket"
        for program in _SERVED:
            client = folder / program
            client.write_text(_CLIENT.format(python=sys.executable, name=program, address=address), "utf-8")
            client.chmod(0o755)
        tests = str(Path(__file__).parent.parent)
        command = [sys.executable, "-m", "docs.warm", address]
        with subprocess.Popen(command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            assert server.stdout.readline() == b"ready\n"
            yield folder
            server.communicate()
        assert server.returncode == 0


def _ingest(arguments: list[str]) -> int:
    os.environ.update(with_few_workers(arguments, os.environ))
    return main(arguments)


def _python(_: list[str]) -> int:
    names = {"__name__": "__main__"}
    sys.argv, sys.path[0] = ["-"], ""
    exec(compile(sys.stdin.read(), "<stdin>", "exec", dont_inherit=True), names)
    return 0


_SERVED: dict[str, Callable[[list[str]], int]] = {"ingest": _ingest, "python": _python}


def _warm_up() -> None:
    """Import what commands import, and read the grammars; but start no thread: a fork has none of them."""
    commands = [f"ingest.cli.{name}" for part in COMMANDS.values() for name in part]
    for name in [*commands, *_LATER]:
        import_module(name)
    load_grammars().compile_all()
    assert threading.active_count() == 1
    gc.freeze()  # no child's search for cycles writes to what it shares with this process


def _serve(address: str) -> None:
    with socket.create_server(address, family=socket.AF_UNIX) as server, selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print("ready", flush=True)
        while all(key.fileobj is server for key, _ in selector.select()):
            client, _ = server.accept()
            if os.fork() == 0:
                _child(client)
            client.close()
            _bury(os.WNOHANG)
    gc.unfreeze()  # or DuckDB tells of leaks at the end
    _bury()


def _bury(how: int = 0) -> None:
    """Wait for children that have ended, or for all of them. What they took is counted as this process's then."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def _child(client: socket.socket) -> None:
    """Be the program that the client wants, and tell it the exit code."""
    code = 1
    try:
        code = _call(client)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.flush()
        client.sendall(str(code).encode())
        os._exit(0)


def _call(client: socket.socket) -> int:
    _, handles, _, _ = socket.recv_fds(client, 1, 3)
    for number, handle in enumerate(handles):
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(at, mode, encoding="utf-8") for at, mode in enumerate("rww"))
    told: Any = json.loads(b"".join(iter(lambda: client.recv(65536), b"")))
    name, arguments, folder, environ = told
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    return _SERVED[name](arguments)


if __name__ == "__main__":
    _warm_up()
    _serve(sys.argv[1])

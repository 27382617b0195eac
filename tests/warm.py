"""One warm process that runs programs for tests: `ingest` and `python`, each call in a child forked from it.

A shell or a test finds small clients by these names. A client hands over its streams, folder, environment and
arguments, and ends with the exit code that comes back, so that pipes, files, closed streams and `$?` work as with the
programs themselves. What is saved is what every start of a program does again: import its modules and read the
grammars. A signal to the client does not reach the program: tests of signals start the program itself.

`python -m warm SOCKET` serves until its standard input is closed.
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
from unittest import mock

import ingest
from commands import with_few_workers
from ingest.cli import main
from ingest.cli.commands import COMMANDS
from ingest.grammar import load_grammars

_CLIENT = """\
#!{python} -IS
import json, os, socket, sys
def is_open(handle):
    try: return os.fstat(handle) and True
    except OSError: return False
if {name!r} == "python" and sys.argv[1:] != ["-"]:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
streams = [handle for handle in range(3) if is_open(handle)]
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    socket.send_fds(server, [b"-"], [*streams, os.open(".", os.O_RDONLY)])
    server.sendall(json.dumps([{name!r}, sys.argv[1:], streams, dict(os.environ)]).encode())
    server.shutdown(socket.SHUT_WR)
    told = server.recv(16)
    os._exit(int(told) if told else 70)  # 70: the program died
"""

SAMPLES = Path(__file__).parent.parent / "raw"
_LATER = [  # what commands import when they come to it
    "duckdb", "ingest.catalogue.reviews", "ingest.panel", "ingest.pipeline.read_stage", "ingest.shard.staging",
    "ingest.site.build", "jinja2", "lxml.etree", "numpy.ma", "pandas", "pyarrow.parquet", "rich.table",
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
        tests = str(Path(__file__).parent)
        command = [sys.executable, "-m", "warm", address]
        with subprocess.Popen(command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            assert server.stdout.readline() == b"ready\n"
            yield folder
            server.communicate()
        assert server.returncode == 0


def _ingest(arguments: list[str]) -> int:
    os.environ.update(with_few_workers(arguments, os.environ))
    sys.path[1:1] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    return main(arguments)


def _python(_: list[str]) -> int:
    names = {"__name__": "__main__"}
    sys.argv, sys.path[0] = ["-"], ""
    exec(compile(sys.stdin.read(), "<stdin>", "exec", dont_inherit=True), names)
    return 0


_SERVED: dict[str, Callable[[list[str]], int]] = {"ingest": _ingest, "python": _python}


def warm_up() -> None:
    """Import what commands import, and make what they make first; but start no thread, which no fork would have."""
    commands = [f"ingest.cli.{name}" for part in COMMANDS.values() for name in part]
    for name in [*commands, *_LATER]:
        import_module(name)
    load_grammars().compile_all()
    import_module("ingest.pipeline.exports").schemas()
    for sample in sorted(SAMPLES.rglob("*-p4.txt")):
        ingest.parse(sample.read_text("utf-8"))
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
        client.sendall(str(code if _flush() else 120).encode())
        os._exit(0)


def _flush() -> bool:
    """Flush the streams as Python does at its end. Returns False if one of them cannot be written."""
    done = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError as error:
            done = False
            if stream is sys.stdout and sys.stderr:
                print(f"Exception ignored while flushing sys.stdout:\n{error!r}", file=sys.stderr)
    return done


def _call(client: socket.socket) -> int:
    """Take over what the client hands over, and do what it asks for. Returns the exit code."""
    _, handles, _, _ = socket.recv_fds(client, 1, 4)
    told: Any = json.loads(b"".join(iter(lambda: client.recv(65536), b"")))
    name, arguments, streams, environ = told
    *given, folder = handles
    os.fchdir(folder)
    os.close(folder)
    for number, handle in zip(streams, given, strict=True):
        os.dup2(handle, number)
        os.close(handle)
    for number in {0, 1, 2} - set(streams):
        os.close(number)
    sys.stdin, sys.stdout = (_stream(at, mode, "strict") if at in streams else None for at, mode in enumerate("rw"))
    sys.stderr = _stream(2, "w", "backslashreplace", 1) if 2 in streams else None
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    os.environ.clear()
    os.environ.update(environ)
    return _SERVED[name](arguments)


def _stream(handle: int, mode: str, errors: str, buffering: int = -1) -> Any:
    return os.fdopen(handle, mode, buffering, encoding="utf-8", errors=errors)


if __name__ == "__main__":
    warm_up()
    with mock.patch.object(os, "fsync"):  # only a power cut would show that nobody waits for the disk
        _serve(sys.argv[1])

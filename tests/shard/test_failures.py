"""A bug of ours, wherever it shows, costs the dump it shows on: E202, with the traceback in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import ingest
from ingest import read as reader
from ingest.pipeline import Report
from ingest.shard import staging, worker_call

PAGE = "Baker {n} — P2\nBREAD{n}.OVEN.P2\n{note}\nSkills\n- Kneading\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        note = "Stops the oven. CURSED" if number == 3 else "Stops the oven."
        (folder / f"{number}.txt").write_text(PAGE.format(n=number, note=note), "utf-8")
    return folder


def _run(place: Path) -> Report:
    return ingest.run([place], out=place.parent / "out", workers=0)


def _cursed(function: Callable[..., Any], seen: Callable[[Any], str], error: Exception) -> Callable[..., Any]:
    def deal(first: Any, *rest: Any, **named: Any) -> Any:
        if "CURSED" in seen(first):
            raise error
        return function(first, *rest, **named)

    return deal


def _data(data: bytes) -> str:
    return data.decode()


def _outcomes(outcomes: Iterable[Any]) -> str:
    return str([item.profiles for item in outcomes])


def _file(dump: Any) -> str:
    return Path(dump.path).read_text("utf-8")


@pytest.mark.parametrize("error", [MemoryError("no room"), RecursionError("too deep"), ValueError("\ud800")], ids=repr)
@pytest.mark.parametrize(
    ("module", "name", "seen"),
    [
        (reader, "decode", _data),
        (reader, "read_text", str),
        (staging, "collect", _outcomes),
        (worker_call, "items", _file),
    ],
    ids=["decode", "read", "collect", "items"],
)
def test_it_costs_one_dump(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, seen: Callable[[Any], str], error: Exception
) -> None:
    monkeypatch.setattr(module, name, _cursed(getattr(module, name), seen, error))
    report = _run(place)
    assert report.exit_code == 3
    assert [(found.uri, found.code) for found in report.findings] == [("in/3.txt", "E202")]
    assert type(error).__name__ in report.findings[0].message
    assert list(report.failures) == ["in/3.txt"]
    assert f"raise error\n{type(error).__name__}" in report.failures["in/3.txt"]
    data = ingest.open(place.parent / "out")
    assert sorted(data.profiles.to_pandas()["uri"]) == [f"in/{n}.txt" for n in (0, 1, 2, 4)]
    assert len(data.documents.to_pandas()) == 5
    assert report.accounting is not None
    assert (report.accounting.published, report.accounting.quarantined, report.accounting.total) == (4, 1, 5)


def test_a_whole_fragment_of_them(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than wait together: what was collected before stays, once."""
    for number in range(5, 70):
        (place / f"{number}.txt").write_text(PAGE.format(n=number, note="Stops the oven."), "utf-8")
    monkeypatch.setattr(staging, "collect", _cursed(staging.collect, _outcomes, KeyError("gone")))
    _run(place)
    uris = ingest.open(place.parent / "out").profiles.to_pandas()["uri"]
    assert sorted(uris) == sorted(f"in/{n}.txt" for n in range(70) if n != 3)

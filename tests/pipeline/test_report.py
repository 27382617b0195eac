"""The report: it fits its published schema, however a run ends, and holds no secret."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ingest.errors import LockHeld, SettingsError, StoreError
from ingest.pipeline.report import report_schema
from ingest.settings_precedence import load_settings
from ingest.store.layout import Layout
from ingest.store.lock import lock

from .faults import Failing
from .world import World, page

SECRET = "hunter2-and-then-some"


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    page = Path(__file__).parents[2] / "docs" / "report.schema.json"
    read = json.loads(page.read_text("utf-8"))
    assert read == report_schema(), "run: ingest schema report > docs/report.schema.json"
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


def _reports(world: World) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((world.out / "runs").glob("*.json"))]


def test_every_report_fits_its_schema(world: World, schema: jsonschema.Draft202012Validator) -> None:
    world.write("1.txt", page(1))
    world.write("bad.txt", b"%PDF-1.7\n")
    world.write("empty.txt", b"")
    world.run()
    world.run()
    world.write("worse.txt", b"%PDF-1.8\n")
    world.run(max_failures="0")
    with pytest.raises(StoreError, match="No space left"):
        world.run(files=Failing(3))
    reports = _reports(world)
    assert [report["exit_code"] for report in reports] == [3, 0, 4, 1]
    for report in reports:
        schema.validate(report)


def test_what_is_not_in_the_schema_does_not_fit(world: World, schema: jsonschema.Draft202012Validator) -> None:
    world.write("1.txt", page(1))
    world.run()
    (report,) = _reports(world)
    for wrong in (
        report | {"colour": "red"},
        report | {"exit_code": "none"},
        {k: report[k] for k in report if k != "id"},
    ):
        assert list(schema.iter_errors(wrong))


def test_durations_are_monotonic_and_stamps_are_utc(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock goes back by an hour at every look; nothing lasts less than no time."""
    wall = iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(wall)))
    world.write("1.txt", page(1))
    report = world.run()
    assert 0 <= sum(report.stages.values()) <= report.seconds
    assert all(seconds >= 0 for seconds in report.stages.values())
    assert all(slow.seconds >= 0 for slow in report.slowest)
    assert report.started.endswith("+00:00")


def test_no_secret_is_told(world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither what the environment holds nor what a settings file holds besides settings of ours."""
    for name in ("AWS_SECRET_ACCESS_KEY", "INGEST_TOKEN", "INGEST_PASSWORD", "DATABASE_URL"):
        monkeypatch.setenv(name, SECRET)
    world.write("1.txt", page(1))
    world.write("bad.txt", b"%PDF-1.7\n")
    settings = load_settings({"inputs": (str(world.raw),), "out": world.out, "workers": 2})
    world.run(settings.inputs[0], workers=2)
    with lock(Layout(world.out).lock, 0.0), pytest.raises(LockHeld, match="pid") as held:
        world.run()
    written = [path.read_bytes() for path in world.out.rglob("*") if path.is_file()]
    told = "".join(capfd.readouterr()).encode()
    assert SECRET.encode() not in b"".join([*written, told, str(held.value).encode()])


def test_a_secret_in_a_settings_file_is_not_repeated(tmp_path: Path) -> None:
    config = tmp_path / "ingest.toml"
    config.write_text(f'password = "{SECRET}"\n', "utf-8")
    with pytest.raises(SettingsError, match="there is no setting 'password'") as told:
        load_settings({}, {}, config)
    assert SECRET not in str(told.value)

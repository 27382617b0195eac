"""Settings: which of the four places wins, and that each value tells where it came from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import Settings
from ingest.settings_precedence import load_settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ingest.toml"
    path.write_text('inputs = ["raw", "jobs=more", "-"]\nout = "data"\nworkers = 3\nmax-bytes = "2KiB"\nwait = 5\n')
    return path


@pytest.mark.usefixtures("config")
def test_flag_over_environment_over_file_over_default() -> None:
    environ = {"INGEST_WORKERS": "4", "INGEST_WAIT": "6", "INGEST_EXPORT": "parquet, csv", "INGEST_OTHER": "?"}
    settings = load_settings({"workers": 5, "accept": None, "inputs": ()}, environ)
    assert (settings.workers, settings.wait, settings.max_bytes) == (5, 6.0, 2048)
    assert settings.export == ("parquet", "csv")
    assert load_settings({"export": "csv"}, environ).export == ("parquet", "csv"), "Parquet is the dataset itself"
    assert settings.inputs == ("raw", "jobs=more", "-")
    assert (settings.out, settings.accept) == (Path("data"), "profiles")
    names = ("workers", "wait", "max_bytes", "out", "accept", "inputs")
    assert [settings.origins[name] for name in names] == [
        "--workers", "INGEST_WAIT", "ingest.toml", "ingest.toml", "default", "ingest.toml",
    ]  # fmt: skip


def test_paths_of_a_file_are_relative_to_it(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    settings = load_settings({}, {"INGEST_CONFIG": str(config)})
    assert settings.out == tmp_path / "data"
    assert settings.inputs == (str(tmp_path / "raw"), f"jobs={tmp_path / 'more'}", "-")


@pytest.mark.parametrize(
    ("flags", "environ", "told"),
    [
        ({"workers": -1}, {}, "--workers: -1: "),
        ({}, {"INGEST_WORKERS": "many"}, "INGEST_WORKERS: 'many': "),
        ({}, {"INGEST_MAX_BYTES": "lots"}, "INGEST_MAX_BYTES: 'lots': a size is a number of bytes"),
        ({"max_failures": "half"}, {}, "--max-failures: 'half': an error budget is"),
        ({"colour": "red"}, {}, "--colour: there is no setting 'colour'"),
        ({}, {"INGEST_CONFIG": "nowhere.toml"}, "nowhere.toml: there is no such file"),
    ],
)
@pytest.mark.usefixtures("config")
def test_what_has_no_meaning_is_told_with_its_place(
    flags: dict[str, object], environ: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(told)):
        load_settings(flags, environ)


@pytest.mark.parametrize("text", ["workers = [", "colour = 1\n"])
def test_a_bad_file(config: Path, text: str) -> None:
    config.write_text(text)
    with pytest.raises(SettingsError, match=r"^ingest\.toml:1: "):
        load_settings({}, {})


@pytest.mark.parametrize(("budget", "dumps", "allowed"), [("5%", 200, 10), ("7", 200, 7), ("100%", 3, 3), ("0", 9, 0)])
def test_the_error_budget_as_a_number(budget: str, dumps: int, allowed: float) -> None:
    assert Settings(max_failures=budget).allowed_failures(dumps) == allowed


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().workers = 3  # type: ignore[misc]

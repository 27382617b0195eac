from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import ingest
from commands import run_cli
from ingest.dataset_api import RunSettings
from ingest.errors import UnreadableDump
from ingest.grammar import load_grammars
from ingest.settings import Settings


@pytest.mark.parametrize("name", ingest.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(ingest, name)
    assert value if name == "__version__" else value.__doc__
    assert name in dir(ingest)


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="module 'ingest' has no attribute 'prase'"):
        ingest.prase  # type: ignore[attr-defined]  # noqa: B018


def test_parse_gives_the_one_record() -> None:
    assert ingest.parse("Baker — P1\nA.B.P1\n").code == "A.B.P1"


def test_parse_refuses_what_is_not_one_record() -> None:
    two = "Baker — P1\nA.B.P1\nSkills\n- Kneading\n\nBaker — P2\nA.B.P2\nSkills\n- Baking\n"
    with pytest.raises(ingest.ParseError, match="holds 2 profiles, which start in lines 1, 6"):
        ingest.parse(two)
    with pytest.raises(ingest.ParseError, match="empty or blank"):
        ingest.parse(" \n\t\n")
    assert [profile.code for profile in ingest.parse_all(two)] == ["A.B.P1", "A.B.P2"]
    assert ingest.parse_all(" \n") == []


def test_parse_file_gives_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "two #1.md").write_text(
        "Baker — P1\nA.B.P1\nSkills\n- Rye\n\nBaker — P2\nA.B.P2\nSkills\n- Oat\n", "utf-8"
    )
    monkeypatch.chdir(folder)
    done = run_cli("parse", "two #1.md")
    assert done.returncode == 0
    for path in ("two #1.md", folder / "two #1.md", "../jobs/./two #1.md"):
        assert [json.loads(profile.model_dump_json()) for profile in ingest.parse_file(path)] == json.loads(done.stdout)
    (folder / "blank.md").write_bytes(b"\n\n")
    assert ingest.parse_file("blank.md") == []
    (folder / "old.txt").write_bytes("Bäcker (P1)\n\nAufgaben\n- Brot\n".encode("cp850"))
    assert ingest.parse_file("old.txt", encoding="cp850")[0].name == "Bäcker"
    (folder / "page.txt").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(UnreadableDump, match="PDF"):
        ingest.parse_file("page.txt")
    with pytest.raises(FileNotFoundError):
        ingest.parse_file("nowhere.md")


@pytest.mark.parametrize("given", [b"Baker", None, Path("baker.txt"), 3])
def test_what_is_no_text(given: Any) -> None:
    for function in (ingest.parse, ingest.parse_all, ingest.read_blocks):
        with pytest.raises(TypeError, match=r"a text \(str\) is wanted, not (bytes|None|PosixPath|int); for a file: "):
            function(given)
    with pytest.raises(TypeError, match="a Document is wanted"):
        ingest.build_profiles(given)


def test_grammars_are_a_folder_or_loaded(root: Path, tmp_path: Path) -> None:
    text = "Baker — P1\nA.B.P1\n"
    folder = root / "grammars"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(text, "utf-8")
    for number, grammars in enumerate((str(folder), folder, load_grammars(folder))):
        assert ingest.parse(text, grammars=grammars).code == "A.B.P1"
        assert len(ingest.parse_all(text, grammars=grammars)) == 1
        document = ingest.read_blocks(text, grammars)
        assert [profile.code for profile in ingest.build_profiles(document, grammars)] == ["A.B.P1"]
        out = tmp_path / f"out-{number}"
        report = ingest.run(tmp_path / "raw", out, grammars=grammars, workers=0, export="parquet")
        assert report.settings["grammars"] == str(folder)
        assert not (out / "current/csv").exists()
    with pytest.raises(ingest.UsageError, match=r"nowhere"):
        ingest.parse(text, grammars="nowhere")
    with pytest.raises(TypeError, match="grammars is a folder"):
        ingest.parse(text, grammars=3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"export": "excel"}, "export=: 'excel': must be 'parquet', 'json' or 'csv'"),
        ({"workers": "many"}, "workers=: 'many': must be a whole number"),
        ({"workers": -1}, "workers=: -1: must be at least 0"),
        ({"deadline": 0}, "deadline=: 0: must be greater than 0"),
        ({"csv_raw": "perhaps"}, "csv_raw=: 'perhaps': must be true or false"),
        ({"grammars": 3}, "grammars=: 3: must be a path"),
        ({"exports": "csv"}, "exports=: there is no setting 'exports'; did you mean export?"),
        ({"workers": True}, "workers=: True: must be a whole number"),
        ({"allow_drift": "yes"}, "allow_drift=: 'yes': must be true or false"),
    ],
)
def test_errors_name_the_parameter(raw: Path, tmp_path: Path, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ingest.UsageError, match=f"^{re.escape(said)}$"):
        ingest.run(raw, tmp_path / "out", **settings)
    assert not (tmp_path / "out").exists()


def test_every_setting_has_a_type_as_an_argument_of_run(raw: Path, tmp_path: Path) -> None:
    assert RunSettings.__annotations__.keys() == Settings.model_fields.keys() - {"inputs", "out", "origins"}
    with pytest.raises(ingest.UsageError, match="there is no setting 'wrokers'; did you mean workers"):
        ingest.run(raw, tmp_path / "out", wrokers=1)  # type: ignore[call-arg]  # mypy says so if it finds nothing here


@pytest.mark.parametrize("inputs", [None, 3, ["raw", None], [b"raw"]])
def test_inputs_are_paths(inputs: Any) -> None:
    with pytest.raises(TypeError, match=r"inputs are a path \(str or Path\) or several, not "):
        ingest.run(inputs)


def test_parse_says_that_a_text_is_no_profile() -> None:
    assert [finding.code for finding in ingest.parse("Only a sentence here.").diagnostics] == ["E201"]

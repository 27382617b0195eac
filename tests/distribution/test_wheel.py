"""The wheel as it would be installed elsewhere: built here, unpacked into an environment of its own, offline.

The environment finds the dependencies in the running one through a `.pth` file. That does not lend it the editable
install, because the `.pth` files of a folder that a `.pth` file adds are not read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    [built] = folder.glob("ingest-*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python3*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [
        sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install",
        "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return folder


def clean_environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "INGEST_"))}


def test_the_wheel_holds_every_grammar_and_table(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = root / "grammars"
    grammars = [path.relative_to(folder) for kind in ("*.lark", "*.toml", "words/*.toml") for path in folder.glob(kind)]
    assert {"page.lark", "phrases.lark", "words/en.toml"} <= {name.as_posix() for name in grammars}
    assert {f"ingest/grammars/{name}" for name in grammars} <= names
    assert {"ingest/py.typed", "ingest/soc/soc_2018.csv"} <= names
    pages = [path for kind in ("assets", "templates") for path in (root / "src/ingest/site" / kind).iterdir()]
    assert {"uplot-LICENSE.txt", "profile.html"} <= {path.name for path in pages}
    assert {f"ingest/site/{path.parent.name}/{path.name}" for path in pages} <= names
    assert not {name for name in names if name.startswith(("tests", "benchmarks", "raw", "out"))}
    assert not {name for name in names if "__pycache__" in name}


def test_the_installed_program_reads_a_dump(environment: Path, raw: Path, tmp_path: Path) -> None:
    program = environment / "bin" / "ingest"
    done = subprocess.run(
        [program, "parse", raw / "data/data-pipelines-p4.txt"],
        cwd=tmp_path, env=clean_environ(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    [record] = json.loads(done.stdout)
    assert record["code"] == "DATAPL4.PIPELN7C2.P4"
    assert len(record["responsibilities"]) == 25


def test_the_installed_program_knows_occupations(environment: Path, tmp_path: Path) -> None:
    page = "Baker — P2\nBREAD.OVEN.P2\nClassification mappings\nSOC\n- 51-3011\n- 51-3019\n"
    done = subprocess.run(
        [environment / "bin" / "ingest", "parse", "-"],
        cwd=tmp_path, env=clean_environ(), input=page, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    [record] = json.loads(done.stdout)
    assert [(found["code"], found["span"]["line_start"]) for found in record["diagnostics"]] == [("W508", 6)]


def where(python: Path, environ: dict[str, str], folder: Path) -> tuple[Path, Path]:
    """Where this Python has the package and its grammars."""
    probe = "import ingest, ingest.grammar as g; print(ingest.__file__); print(g.load_grammars().directory)"
    done = subprocess.run(
        [python, "-c", probe], cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=True
    )
    package, grammars = done.stdout.splitlines()
    return Path(package).parent, Path(grammars)


def test_grammars_of_the_wheel(environment: Path, tmp_path: Path) -> None:
    package, grammars = where(environment / "bin" / "python", clean_environ(), tmp_path)
    assert package.is_relative_to(environment)
    assert grammars == package / "grammars"


def test_grammars_of_the_editable_install(root: Path, tmp_path: Path) -> None:
    assert where(Path(sys.executable), clean_environ(), tmp_path) == (root / "src" / "ingest", root / "grammars")


def test_grammars_of_a_source_folder_on_the_path(environment: Path, root: Path, tmp_path: Path) -> None:
    environ = clean_environ() | {"PYTHONPATH": str(root / "src")}
    assert where(environment / "bin" / "python", environ, tmp_path) == (root / "src" / "ingest", root / "grammars")

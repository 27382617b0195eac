from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from ingest.errors import UsageError


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Path:
    out = tmp_path_factory.mktemp("queried") / "out"
    assert library.run([raw / "data"], out=out, workers=0, export=("parquet",)).published
    return out


@pytest.mark.parametrize("sql", ["", "  ", ";", "/* a remark */"])
def test_no_statement(ingest: Run, published: Path, sql: str) -> None:
    done = ingest("query", sql, "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ingest: the query is no statement; such as: SELECT ")


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT nmae FROM skills", "SELECT * FROM nowhere", "SELECT 1; SELECT 2"])
def test_what_is_wrong_is_said(ingest: Run, published: Path, sql: str) -> None:
    done = ingest("query", sql, "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ingest: the query ")


@pytest.mark.parametrize(
    "sql",
    [
        "COPY skills TO '{folder}/stolen.csv'",
        "COPY (SELECT 1) TO '{part}' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{part}' (USE_TMP_FILE false)",
        "ATTACH '{folder}/stolen.csv'",
        "EXPORT DATABASE '{folder}/stolen.csv'",
        "SET enable_external_access = true",
        "SELECT * FROM read_text('{folder}/secret.txt')",
        "SELECT * FROM '{folder}/secret.csv'",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM paths",
    ],
)
def test_nothing_else_is_written_or_read(ingest: Run, published: Path, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret.csv").write_text("a,b\nsecret,1\n")
    part = next(published.resolve().glob("current/parquet/skills/*.parquet")).resolve()
    before = part.read_bytes()
    done = ingest("query", sql.format(folder=tmp_path, part=part), "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the query " in done.stderr
    assert "secret\n" not in done.stderr
    assert part.read_bytes() == before
    assert not (tmp_path / "stolen.csv").exists()


def test_variables_of_the_caller_are_no_tables(published: Path) -> None:
    secret = library.open(published).skills.to_pandas()
    with pytest.raises(UsageError, match="secret does not exist"):
        library.open(published).query("SELECT * FROM secret")
    assert len(secret)


def test_forms_of_a_select(ingest: Run, published: Path) -> None:
    count = library.open(published).skills.arrow().num_rows
    for sql in ("SELECT count(*) AS n FROM skills", "WITH s AS (FROM skills) SELECT count(*) AS n FROM s -- all"):
        assert json.loads(ingest("query", sql, "-d", published, "--format", "json").stdout) == [{"n": count}]
    assert "description" in ingest("query", "DESCRIBE skills", "-d", published).stdout


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM skill", 'Table with name skill does not exist! Did you mean "skills"?\n'),
        ("SELECT nam FROM skills", 'not found in FROM clause! Candidate bindings: "name"\n'),
        ("PIVOT roles ON level_code USING count(*)", "PIVOT has to say which values become columns: "),
        ("SELECT 1; SELECT 2", "the query is not one SELECT"),
        ("SELECT 'caf\udce9'", "the query has bytes that are no UTF-8"),
    ],
)
def test_a_mistake_is_told_in_one_line(ingest: Run, published: Path, sql: str, told: str) -> None:
    done = ingest("query", sql, "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\\x0a" not in done.stderr


def test_a_pivot(ingest: Run, published: Path) -> None:
    sql = "PIVOT (SELECT level_code, family_code FROM roles) ON level_code IN ('P1', 'P2') USING count(*) ORDER BY P2"
    rows = json.loads(ingest("query", sql, "-d", published, "--format", "json").stdout)
    assert {"family_code": "DATAPL4", "P1": 1, "P2": 2} in rows


@pytest.mark.parametrize("keep", [0, 20, 500])
def test_a_damaged_part(ingest: Run, published: Path, tmp_path: Path, keep: int) -> None:
    """`keep`: bytes that are left at both ends; with many, only what is between them is wrong."""
    shutil.copytree(published, tmp_path / "out", symlinks=True)
    part = next((tmp_path / "out/current/parquet/responsibilities").glob("*.parquet"))
    data = part.read_bytes()
    assert len(data) > 3 * keep
    part.chmod(0o644)
    part.write_bytes(data[:keep] + b"\xff" * (len(data) - 2 * keep) + data[len(data) - keep :] if keep else b"")
    done = ingest("query", "SELECT max(text) FROM responsibilities", "-d", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "`ingest verify`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_slip_is_told_without_a_drawing_of_it(ingest: Run, published: Path) -> None:
    done = ingest("query", "selec", "-d", published)
    assert done.returncode == 2
    assert done.stderr.startswith("ingest: the query failed: Parser Error: syntax error")
    assert "LINE" not in done.stderr
    assert "^" not in done.stderr

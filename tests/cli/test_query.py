from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from ingest.errors import UsageError
from processes import PROGRAM, started, wait_until


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
def test_a_mistake_is_told_in_one_line_and_shown(ingest: Run, published: Path, sql: str, told: str) -> None:
    done = ingest("query", sql, "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    message, *drawing = done.stderr.splitlines()
    assert message.startswith("ingest: ")
    assert len(drawing) in (0, 2)
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


def test_the_caret_of_a_slip_is_kept(ingest: Run, published: Path) -> None:
    done = ingest("query", "SELECT name,\n  nmae\tFROM skills", "-d", published)
    assert done.returncode == 2
    message, line, caret = done.stderr.splitlines()
    assert message.startswith('ingest: the query failed: Binder Error: Referenced column "nmae" not found')
    assert line == "LINE 2:   nmae FROM skills"
    assert line[caret.index("^") :].startswith("nmae")


def test_two_columns_of_one_name(ingest: Run, published: Path) -> None:
    sql = "SELECT profile.code, role.code, 'x' AS code_1 FROM profiles AS profile JOIN roles AS role USING (profile_id)"
    rows = json.loads(ingest("query", sql, "-d", published, "--format", "json").stdout)
    assert list(rows[0]) == ["code", "code_2", "code_1"]
    assert all(row["code"] == row["code_2"] for row in rows)
    head = ingest("query", "SELECT * FROM profiles JOIN roles USING (profile_id)", "-d", published).stdout.split("\n")[
        0
    ]
    assert {"code", "code_1", "title", "title_1"} <= set(head.split())


@pytest.mark.parametrize(
    ("value", "shown", "as_json"),
    [
        (
            "170141183460469231731687303715884105727::HUGEINT",
            "170,141,183,460,469,231,731,687,303,715,884,105,727",
            2**127 - 1,
        ),
        ("340282366920938463463374607431768211455::UHUGEINT", f"{2**128 - 1}", f"{2**128 - 1}"),
        ("DATE '5877642-06-25'", "5877642-06-25", "5877642-06-25"),
        ("DATE '2020-02-29'", "2020-02-29", "2020-02-29"),
        ("TIMESTAMP 'infinity'", "infinity", "infinity"),
        ("TIMESTAMP '0044-03-15 (BC) 10:00:00'", "0044-03-15 (BC) 10:00:00", "0044-03-15 (BC) 10:00:00"),
        ("TIME '24:00:00'", "24:00:00", "24:00:00"),
        ("INTERVAL '1000000 years'", "1000000 years", "1000000 years"),
        ("'NaN'::DOUBLE", "nan", None),
        ("'-infinity'::DOUBLE", "-inf", None),
        ("[1.5, 'NaN'::DOUBLE]", "[1.5, nan]", [1.5, None]),
        ("{'d': DATE '2020-02-29'}", "{'d': datetime.date(2020, 2, 29)}", {"d": "2020-02-29"}),
        ("{'d': DATE '5877642-06-25'}", "{'d': 5877642-06-25}", "{'d': 5877642-06-25}"),
        ("'\\xAA'::BLOB", "\\xAA", "\\xAA"),
        ("'101'::BIT", "101", "101"),
        ("CAST(NULL AS DATE)", "–", None),
    ],
)
def test_whatever_sql_can_say_is_shown(ingest: Run, published: Path, value: str, shown: str, as_json: object) -> None:
    sql = f"SELECT {value} AS v FROM range(1)"
    done = ingest("query", sql, "-d", published)
    assert (done.returncode, done.stdout.split("\n")[1]) == (0, shown), done.stderr
    done = ingest("query", sql, "-d", published, "--format", "json")

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    assert json.loads(done.stdout, parse_constant=refuse) == [{"v": as_json}]


def test_names_of_columns_steer_no_terminal(ingest: Run, published: Path) -> None:
    done = ingest("query", 'SELECT 1 AS "\x1b[31mred\u202e"', "-d", published)
    assert "\x1b" not in done.stdout
    assert done.stdout.startswith("\\x1b[31mred\\u202e")


def test_sql_from_standard_input_and_from_a_file(ingest: Run, published: Path, workplace: Path) -> None:
    sql = "SELECT 'café' AS word -- a remark\n"
    (workplace / "q.sql").write_text("\ufeff" + sql, "utf-8")
    answers = [
        ingest("query", "-", "-d", published, "--format", "json", input=sql),
        ingest("query", "--file", "q.sql", "-d", published, "--format", "json"),
    ]
    assert [json.loads(done.stdout) for done in answers] == [[{"word": "café"}]] * 2
    (workplace / "q.sql").write_bytes(b"SELECT '\xff'")
    for arguments, said in [
        (["-f", "q.sql"], "q.sql: is no UTF-8"),
        (["SELECT 1", "-f", "q.sql"], "give the SQL either"),
        ([], "give the SQL either"),
        (["-f", "nowhere.sql"], "'nowhere.sql' does not exist"),
    ]:
        done = ingest("query", *arguments, "-d", published)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_ctrl_c_ends_a_long_query(published: Path) -> None:
    sql = "SELECT count(*) FROM range(10000000) a(i), range(1000000) b(j) WHERE (i * j) % 7 = 3"
    with started([PROGRAM, "query", sql, "-d", published], stdout=subprocess.DEVNULL) as process:
        wait_until(lambda: _has_loaded_duckdb(process.pid), "DuckDB")
        begun = _seconds(process.pid)
        wait_until(lambda: _seconds(process.pid) > begun + 1, "the query")
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""


def _has_loaded_duckdb(pid: int) -> bool:
    return "duckdb" in Path(f"/proc/{pid}/maps").read_text()


def _seconds(pid: int) -> float:
    """The processor time of a process. All that DuckDB takes from when it is loaded to its first query is a tenth."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("table", ["responsibilities", "guidelines"])
def test_levels_of_items_join_the_table_of_levels(ingest: Run, published: Path, table: str) -> None:
    sql = f"""SELECT count(*) AS items, count(l.label) AS joined, count(DISTINCT l.label) AS levels
        FROM {table} i LEFT JOIN levels l USING (profile_id, level_code) WHERE i.level_code IS NOT NULL"""
    [counted] = json.loads(ingest("query", sql, "-d", published, "--format", "json").stdout)
    assert counted["items"] == counted["joined"] > 0
    assert counted["levels"] == 8  # P1 to P5, M1 to M3

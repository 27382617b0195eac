from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_for_people(ingest: Run, published: Path) -> None:
    done = ingest("search", "etl", "develloper", "-d", published)
    assert (done.returncode, done.stderr) == (0, "")
    heading, row = done.stdout.splitlines()
    assert heading.split() == ["code", "title", "why", "score", "line", "dump", "matched"]
    assert row.split("  ")[0] == "DATAPL4.PIPELN7C2.P2"
    assert "alias, fuzzy" in row
    assert row.endswith("raw/data/data-pipelines-p2.txt  ETL Developer")


def test_for_programs(ingest: Run, published: Path) -> None:
    hits = json.loads(ingest("search", "data pipelines", "--format", "json", "-d", published).stdout)
    assert [hit["code"][-2:] for hit in hits] == ["P1", "P2", "P3", "P4", "P5"]
    first = {name: value for name, value in hits[0].items() if name != "profile_id"}
    assert first == {
        "code": "DATAPL4.PIPELN7C2.P1",
        "title": "Data Pipelines — P1",
        "score": 1.0,
        "field": "name",
        "matched": "Data Pipelines",
        "kind": "exact",
        "uri": "raw/data/data-pipelines-p1.txt",
        "line_start": 1,
        "line_end": 1,
    }


def test_every_hit_names_the_line_that_has_it(ingest: Run, published: Path, raw: Path) -> None:
    for words in ("renewals", "SQL", "clerk", "DATAPL4", "P4"):
        hits = json.loads(ingest("search", words, "--format", "json", "--limit", "0", "-d", published).stdout)
        assert hits
        for hit in hits:
            if hit["uri"].endswith(".txt") and hit["field"] != "classification":
                lines = (raw.parent / hit["uri"]).read_text("utf-8-sig").split("\n")
                assert hit["matched"] in lines[hit["line_start"] - 1].replace("\u00a0", " "), hit


def test_a_limit(ingest: Run, published: Path) -> None:
    every = json.loads(ingest("search", "SQL", "--format", "json", "--limit", "0", "-d", published).stdout)
    few = ingest("search", "SQL", "--limit", "2", "-d", published).stdout.splitlines()
    assert few[-1] == f"… {len(every) - 2} more; --limit 0 shows all"
    assert len(json.loads(ingest("search", "SQL", "--format", "json", "--limit", "2", "-d", published).stdout)) == 2


def test_json_has_all_profiles_unless_fewer_are_asked_for(ingest: Run, published: Path) -> None:
    every, found = (
        json.loads(ingest("search", "an", "--format", "json", *given, "-d", published).stdout)
        for given in (("--limit", "0"), ())
    )
    assert len(every) > 20
    assert found == every


def test_some_fields(ingest: Run, published: Path) -> None:
    hits = json.loads(ingest("search", "data", "--in", "alias, skill", "--format", "json", "-d", published).stdout)
    assert {hit["field"] for hit in hits} == {"alias", "skill"}
    done = ingest("search", "data", "--in", "aliases", "-d", published)
    assert done.returncode == 2
    assert done.stderr == (
        "ingest: there is no field 'aliases' to search in; there are: code, title, name, alias, skill, classification\n"
    )


def test_nothing_found(ingest: Run, published: Path) -> None:
    done = ingest("search", "renewal", "dsk", "manager", "-d", published)
    assert done.returncode == 0
    assert done.stdout.startswith("nothing found for 'renewal dsk manager'; near: Renewals Manager, Renewal Desk")
    done = ingest("search", "\x1b[31mqwzx", "--format", "json", "-d", published)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert done.stderr == "nothing found for '\\x1b[31mqwzx'\n"


@pytest.mark.parametrize("words", [[], ["—"], [""]])
def test_nothing_to_look_for(ingest: Run, published: Path, words: list[str]) -> None:
    done = ingest("search", "-d", published, *words)
    assert done.returncode == 2
    assert ("nothing to look for" in done.stderr) == bool(words)


def test_a_terminal_keeps_why(terminal: Callable[..., str], published: Path) -> None:
    shown = terminal(80, "search", "etl", "developer", "-d", published)
    assert "ETL Developer" in shown
    assert "alias, exact" in shown
    assert "not shown, for want of width: dump" in shown
    assert max(len(ANSI.sub("", line)) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize("table", ["profiles", "skills", "roles"])
def test_a_flipped_bit_is_said_or_does_no_harm(ingest: Run, published: Path, tmp_path: Path, table: str) -> None:
    """Whichever bit it is: the answer is the one of the whole part, or the part is named."""
    good = ingest("search", "data", "--format", "json", "-d", published).stdout
    out = tmp_path / "out"
    subprocess.run(["cp", "-a", published, out], check=True)
    [part] = (out / "current/parquet" / table).iterdir()
    whole = part.read_bytes()
    part.chmod(0o644)
    codes = set()
    for number in range(12):
        damaged = bytearray(whole)
        damaged[number * (len(whole) - 1) // 11] ^= 1 << number % 8
        part.write_bytes(damaged)
        done = ingest("search", "data", "--format", "json", "-d", out)
        codes.add(done.returncode)
        assert done.returncode == 1 or (done.returncode, done.stdout) == (0, good)
        assert done.returncode == 0 or "`ingest verify`" in done.stderr
    assert 1 in codes

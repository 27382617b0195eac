"""Guards through the real command: what an operator is told, by summary, log, report, page and plan."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from cli.conftest import Run
from ingest.shard import versions

_DUTIES = "".join(f"- Duty {n} is done by noon.\n" for n in range(5))


def _page(number: int) -> str:
    code = f"BREAD{number}.OVEN{number}.P2"
    return f"Baker {number} — P2\n{code}\n\nSkills\n- Kneading\n- Works the dough.\n\nResponsibilities\n{_DUTIES}"


@pytest.fixture
def pages(ingest: Run, workplace: Path) -> Path:
    folder = workplace / "pages"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_text(_page(number), "utf-8")
    first = ingest("run", "pages")
    assert first.returncode == 0
    assert "lost" not in first.stdout
    return folder


def _report(folder: Path, stdout: str) -> dict[str, object]:
    path = re.search(r"^report: (.+\.json)$", stdout, re.MULTILINE)
    assert path
    found: dict[str, object] = json.loads((folder / path[1]).read_text("utf-8"))
    return found


def test_pages_that_are_empty_now(ingest: Run, pages: Path) -> None:
    for number in range(5):
        (pages / f"{number}.txt").write_text("")
    told = "source 'pages': 5 of 10 published dumps are lost (5 empty): pages/0.txt, pages/1.txt, pages/2.txt"
    told += " and 2 more"
    way_out = "did an export go wrong? restore or export the files and run again; --allow-mass-loss publishes the loss"
    plan = ingest("run", "pages", "--plan", env=_wide())
    assert plan.returncode == 0
    assert f"\nforeseen: {told}\n" in plan.stdout
    assert f"\nthe run would be refused: {way_out}\n" in plan.stdout
    assert plan.stdout.count("are lost") == 1
    planned = json.loads(ingest("run", "pages", "--plan", "--format", "json").stdout)
    [loss] = planned["losses"]
    assert (loss["kinds"], loss["verdict"]) == ({"empty": 5}, "refused")
    assert planned["refused"].startswith(told)

    done = ingest("run", "pages", "--report", "html", env=_wide())
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1] == f"ingest: {told}; {way_out}"
    assert f"\nrefused  {told}\n" in done.stdout
    assert "\nnothing was published: out is still at snapshot 1" in done.stdout
    page = max((pages.parent / "out/runs").glob("*.html")).read_text("utf-8")
    assert "5 of 10 published dumps are lost (5 empty) (refused)" in page
    assert "<code>pages/4.txt</code>" in page

    allowed = ingest("run", "pages", "--allow-mass-loss", env=_wide())
    assert allowed.returncode == 0
    assert f"\nallowed  {told}\n" in allowed.stdout
    assert "\nsnapshot 1, the one before this, stays: `ingest rollback 1` goes back to it\n" in allowed.stdout


def test_the_last_event_of_the_log_says_it_too(ingest: Run, pages: Path) -> None:
    for number in range(10):
        (pages / f"{number}.txt").write_text(_page(number).replace("Responsibilities", "Zuständig"), "utf-8")
    done = ingest("run", "pages", "--log", "json")
    assert done.returncode == 4
    last = json.loads(done.stderr.splitlines()[-1])
    assert (last["event"], last["level"], last["exit_code"]) == ("refused", "error", 4)
    [fall] = [fall for fall in last["falls"] if fall["what"] == "rows of responsibilities"]
    assert (fall["source"], fall["before"], fall["after"], fall["verdict"]) == ("pages", 50, 0, "refused")
    assert set(fall["where"]) <= {f"pages/{number}.txt" for number in range(10)}
    assert last["falls"] == _report(pages.parent, done.stdout)["falls"]
    allowed = json.loads(ingest("run", "pages", "--log", "json", "--allow-drift").stderr.splitlines()[-1])
    assert (allowed["event"], allowed["level"], allowed["exit_code"]) == ("finished", "warning", 0)


def test_limits_are_settings(ingest: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pages / "0.txt").write_text("")
    shown = ingest("config").stdout
    assert re.search(r"^max_loss +20% +default$", shown, re.MULTILINE)
    assert re.search(r"^max_drift +20% +default$", shown, re.MULTILINE)
    assert re.search(r"^max_failures +10% +default$", shown, re.MULTILINE)
    assert ingest("init").returncode == 0
    template = (pages.parent / "ingest.toml").read_text("utf-8")
    assert '# max_loss = "20%"\n' in template
    (pages.parent / "ingest.toml").write_text('max_loss = "5%"\n')
    assert ingest("run", "pages").returncode == 4
    monkeypatch.setenv("INGEST_ALLOW_MASS_LOSS", "true")
    assert ingest("run", "pages", "--no-allow-mass-loss").returncode == 4
    assert ingest("run", "pages").returncode == 0
    for wrong in ("lots", "120%", "3", "-1%"):
        done = ingest("run", "pages", "--max-loss", wrong)
        assert done.returncode == 2
        assert f"--max-loss: {wrong!r}: must be a share from 0% to 100%, such as 20%" in done.stderr


def test_other_words_than_before_are_said_everywhere(ingest: Run, pages: Path) -> None:
    (pages.parent / "mine.toml").write_text('[headings]\nbenefits = ["perks we throw in"]\n', "utf-8")
    said = "the words differ from those of snapshot {} ({}): 10 dumps were read anew"
    done = ingest("run", "pages", "--words", "mine.toml", "--report", "html", env=_wide())
    assert done.returncode == 0
    told = said.format(1, "none of your own then, mine.toml now")
    assert f"\nnote  {told}\n" in done.stdout
    assert told in max((pages.parent / "out/runs").glob("*.html")).read_text("utf-8")
    (pages / "10.txt").write_text(_page(10), "utf-8")
    assert "read anew" not in ingest("run", "pages", "--words", "mine.toml").stdout, "one is new, all are read alike"

    (pages / "11.txt").write_text(_page(11), "utf-8")
    forgot = ingest("run", "pages", "--log", "json")
    last = json.loads(forgot.stderr.splitlines()[-1])
    assert (last["event"], last["level"]) == ("finished", "warning")
    told = {"what": "words", "snapshot": 3, "dumps": 11, "before": ["mine.toml"], "now": []}
    assert last["anew"] == [told]
    assert _report(pages.parent, forgot.stdout)["anew"] == [told]


def test_a_file_of_words_with_other_words_is_said(ingest: Run, pages: Path) -> None:
    (pages.parent / "mine.toml").write_text('[headings]\nbenefits = ["perks we throw in"]\n', "utf-8")
    assert ingest("run", "pages", "--words", "mine.toml").returncode == 0
    (pages.parent / "mine.toml").write_text('[headings]\npay = ["perks we throw in"]\n', "utf-8")
    done = ingest("run", "pages", "--words", "mine.toml", env=_wide())
    assert "\nnote  the words or grammars differ from those of snapshot 2: 10 dumps were read anew\n" in done.stdout


def test_another_reader_than_before_is_said(ingest: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages.is_dir()
    monkeypatch.setattr(versions, "PARSER_VERSION", "another")
    done = ingest("run", "pages", env=_wide())
    assert "\nnote  the reader is another version than that of snapshot 1: 10 dumps were read anew\n" in done.stdout


def test_how_much_is_understood_is_the_same_everywhere(ingest: Run, pages: Path) -> None:
    (pages / "0.txt").write_text(_page(0) + "\nZyzzyva of the month\nNobody knows what this is.\n", "utf-8")
    told = re.search(
        r"^([\d,]+) lines of content: [\d.]+ % typed, [\d.]+ % kept, [\d.]+ % undecided; 1 section under unknown .+",
        ingest("check", "pages").stdout,
        re.MULTILINE,
    )
    assert told
    done = ingest("run", "pages")
    assert f"\n{told[0]}\n" in done.stdout
    assert f"{told[0]}\n`ingest words suggest -d out` lists these headings" in done.stdout
    assert f"\n{told[0]}\n" in ingest("check", "-d", "out").stdout
    assert f"\n{told[0]}\n" in ingest("run", "pages").stdout, "it stays true when nothing is new"
    totals = json.loads(ingest("check", "pages", "--format", "json").stdout)["totals"]["coverage"]
    figures = _report(pages.parent, done.stdout)["figures"]
    assert figures == {"pages": 10, "titled": 10} | totals
    assert totals["undecided"] == 1


def test_a_folder_that_is_gone_is_usage_and_an_empty_one_a_guard(ingest: Run, pages: Path) -> None:
    for path in pages.iterdir():
        path.unlink()
    done = ingest("run", "pages")
    assert done.returncode == 4
    told = (
        "10 of 10 dumps would be deleted; is a folder not mounted? restore or export the files and run again; "
        "--allow-mass-delete lets them go"
    )
    assert told in done.stderr
    pages.rmdir()
    assert ingest("run", "pages").returncode == 2


def test_dumps_that_cannot_be_read_are_told_with_the_way_out(ingest: Run, workplace: Path) -> None:
    folder = workplace / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(_page(number), "utf-8")
        (folder / f"{number}.pdf.txt").write_bytes(b"%PDF-1.7\n")
    told = (
        "6 of 12 dumps cannot be read (pages/0.pdf.txt, pages/1.pdf.txt, pages/2.pdf.txt and 3 more), more than "
        "--max-failures 10% allows (1); the summary and the report say why; restore or export the files and run again; "
        "--max-failures 6 publishes the rest"
    )
    done = ingest("run", "pages", env=_wide())
    assert done.returncode == 4
    assert f"\nrefused  {told}\nnothing was published: out has no snapshot yet\n" in done.stdout
    assert done.stderr.endswith(f"ingest: {told}\n")
    assert ingest("run", "pages", "--max-failures", "6").returncode == 3


def test_a_folder_without_a_dump_that_can_be_read(ingest: Run, workplace: Path) -> None:
    (workplace / "pages").mkdir()
    (workplace / "pages/1.txt").write_bytes(b"%PDF-1.7\n")
    done = ingest("run", "pages", env=_wide())
    assert done.returncode == 4
    assert "\nrefused  every dump fails, 1 of 1 (pages/1.txt); the summary and the report say why; " in done.stdout


def _wide() -> dict[str, str]:
    return os.environ | {"COLUMNS": "400"}

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import ingest as library
from cli.conftest import Run
from ingest.grammar import default_directory
from ingest.sources.ids import document_id, profile_id
from processes import PROGRAM, started, wait_until

SAMPLE = "raw/data/data-pipelines-p4.txt"


def test_prints_an_array_with_one_record(ingest: Run, raw: Path) -> None:
    done = ingest("parse", SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    [record] = json.loads(done.stdout)
    expected = library.parse((raw / "data/data-pipelines-p4.txt").read_text("utf-8")).model_dump(mode="json")
    known = {"uri": "data/data-pipelines-p4.txt", "encoding": "utf-8", "encoding_basis": "detected"}
    assert record.pop("source") == expected.pop("source") | known
    document = document_id("data/data-pipelines-p4.txt")
    ids = {"document_id": document, "profile_id": profile_id(document, "DATAPL4.PIPELN7C2.P4", 1)}
    assert record == expected | ids


def test_several_profiles(ingest: Run) -> None:
    done = ingest("parse", "raw/finance-operations/accounts-payable-p4-p5.txt")
    assert [record["level"]["code"] for record in json.loads(done.stdout)] == ["P4", "P5"]


def test_the_rows_of_a_table(ingest: Run, workplace: Path) -> None:
    rows = "".join(f'{key},"{key} — P1\nA.{key.upper()}.P1\nSkills\n- Kneading\n"\n' for key in ("Baker", "Miller"))
    (workplace / "jobs.csv").write_text(f"key,page\n{rows}", "utf-8")
    done = ingest("parse", "jobs.csv", "--text-column", "page", "--id-column", "key")
    assert [record["code"] for record in json.loads(done.stdout)] == ["A.BAKER.P1", "A.MILLER.P1"]
    (workplace / "jobs.csv").write_text("key,page\n", "utf-8")
    assert json.loads(ingest("parse", "jobs.csv", "--text-column", "page").stdout) == []


def test_standard_input(ingest: Run, raw: Path) -> None:
    text = (raw / "data/data-pipelines-p4.txt").read_text("utf-8")
    [record] = json.loads(ingest("parse", "-", input=text).stdout)
    assert record["source"]["uri"] == "stdin/-"
    assert record["code"] == "DATAPL4.PIPELN7C2.P4"


def test_a_text_that_is_no_profile_is_read_all_the_same(ingest: Run) -> None:
    done = ingest("parse", "-", input="Some sentences about nothing in particular.\n")
    [record] = json.loads(done.stdout)
    assert done.returncode == 0
    assert [finding["code"] for finding in record["diagnostics"]] == ["E201"]


def test_a_blank_text_holds_no_record(ingest: Run) -> None:
    done = ingest("parse", "-", input=" \n\n")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert done.stderr.startswith("-:1:1: I605 the dump is empty\n")


def test_bytes_that_are_no_text(ingest: Run, workplace: Path) -> None:
    (workplace / "page.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    done = ingest("parse", "page.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("page.txt:1:1: E102 binary content: this is a PDF\n    hint: ")


def test_usage_errors_say_what_to_do(ingest: Run) -> None:
    for arguments, said in [
        (("parse",), "Missing argument 'FILE'"),
        (("parse", "nowhere.txt"), "nowhere.txt: there is no such file"),
        (("parse", "raw/data"), "`ingest check raw/data`"),
        (("parse", SAMPLE, "--grammars", "nowhere"), "nowhere/page.lark"),
        (("prase", SAMPLE), "No such command 'prase'"),
    ]:
        done = ingest(*arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr
        assert done.stdout == ""


def test_other_grammars(ingest: Run, workplace: Path) -> None:
    folder = workplace / "mine"
    folder.mkdir()
    for path in default_directory().glob("*.lark"):
        (folder / path.name).write_bytes(path.read_bytes())
    words = (default_directory() / "words/en.toml").read_text("utf-8")
    assert '"skills", "key skills"' in words
    (folder / "words").mkdir()
    (folder / "words/en.toml").write_text(words.replace('"skills", "key skills"', '"post pantry"'), "utf-8")
    dump = "Baker — P1\nA.B.P1\nPost pantry\n- Kneading\n- Works the dough until it is smooth and springs back.\n"
    with_mine = json.loads(ingest("parse", "-", "--grammars", folder, input=dump).stdout)
    without = json.loads(ingest("parse", "-", input=dump).stdout)
    assert [skill["name"] for skill in with_mine[0]["skills"]] == ["Kneading"]
    assert without[0]["skills"] == []


def test_a_broken_grammar_is_named_with_its_line(ingest: Run, workplace: Path) -> None:
    folder = workplace / "broken"
    folder.mkdir()
    for path in default_directory().glob("*.lark"):
        (folder / path.name).write_bytes(path.read_bytes())
    lines = (folder / "phrases.lark").read_text("utf-8").splitlines()
    (folder / "phrases.lark").write_text("\n".join([*lines, "fact: : KEY"]) + "\n")
    done = ingest("parse", SAMPLE, "--grammars", folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ingest: {folder}/phrases.lark:{len(lines) + 1}: ")


def test_a_reader_that_leaves_early(workplace: Path, programs: Path) -> None:
    for command in ("parse", "explain", "check"):
        line = f"set -o pipefail; {programs}/ingest {command} {SAMPLE} | head -n 1"
        done = subprocess.run(["bash", "-c", line], cwd=workplace, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), command
        assert done.stdout.count(b"\n") == 1


def test_output_that_cannot_be_written_is_a_failure(workplace: Path, programs: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [programs / "ingest", "parse", SAMPLE],
            cwd=workplace, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("ingest: ")
    assert "No space left" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_interrupt_ends_with_130(workplace: Path) -> None:
    with started([PROGRAM, "parse", "-"], cwd=workplace, stdin=subprocess.PIPE) as process:
        wait_until(lambda: "pipe" in _waits_in(process.pid), "the program to wait for its standard input")
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
        assert process.wait() == 130


def _waits_in(pid: int) -> str:
    return Path(f"/proc/{pid}/wchan").read_text()


def test_escape_sequences_of_a_dump_never_reach_a_terminal(ingest: Run, workplace: Path) -> None:
    dump = "Baker — P1\nA.B.P1\nSkills\n- \x1b]0;owned\x07Kneading\x9b31m \u202eelbbod\n- x\x1b[2J\n"
    name = "bad\x1b[31mname.txt"
    (workplace / name).write_text(dump, "utf-8")
    for command in ("parse", "explain", "check"):
        done = ingest(command, name)
        shown = done.stdout + done.stderr
        assert "Kneading" in shown or command == "check"
        assert not set(shown) & set("\x1b\x07\x9b\u202e"), command
    [record] = json.loads(ingest("parse", name).stdout)
    assert "\u202e" in record["skills"][0]["name"]  # inert on a terminal, but still what the page says

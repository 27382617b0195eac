from __future__ import annotations

from pathlib import Path

import pytest

from docs.console import Step, matches, run, sessions, workplaces

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_EXAMPLES = [path for path in DOCUMENTS if any(True for _ in sessions(path))]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return workplaces(tmp_path_factory.mktemp("documents"), ROOT, [path.name for path in WITH_EXAMPLES])


@pytest.mark.timeout(600)  # dozens of commands, one after the other
@pytest.mark.parametrize("document", WITH_EXAMPLES, ids=lambda path: path.name)
def test_every_example_does_what_the_document_says(document: Path, places: dict[str, Path], programs: Path) -> None:
    for steps in sessions(document):
        status = 0
        for step, after in zip(steps, [*steps[1:], None], strict=True):
            code, printed = run(step, places[document.name], status, programs)
            where = f"{document.name}:{step.line}: {step.command}"
            assert matches(step.expected, printed), f"{where}\nprints\n{printed}"
            status = 0 if step.command == "echo $?" else code
            assert status == 0 or (after and after.command == "echo $?"), f"{where} ends with {code}"


def test_the_main_documents_have_examples() -> None:
    assert {"README.md", "commands.md"} <= {path.name for path in WITH_EXAMPLES}


def test_expectations_can_fail() -> None:
    assert matches(["a", "...", "z [..] z"], "a\nb\nc\nz 12 z\n")
    assert matches(["..."], "")
    assert not matches(["a"], "a\nb\n")
    assert not matches(["a.b"], "axb\n")
    assert not matches([], "a\n")


def test_commands_go_on_and_programs_print(tmp_path: Path, programs: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo 'a\n> b'\na\nb\n```\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n", "utf-8")
    [[session], [program]] = sessions(page)
    for step, expected in ((session, ["a", "b"]), (program, ["1"])):
        assert step.expected == expected
        assert matches(step.expected, run(step, tmp_path, 0, programs)[1])


def test_a_step_sees_the_status_of_the_one_before(tmp_path: Path, programs: Path) -> None:
    assert run(Step("exit 6", 1), tmp_path, 0, programs) == (6, "")
    assert run(Step("echo $?", 1), tmp_path, 6, programs) == (0, "6\n")


def test_the_warm_programs_are_programs(tmp_path: Path, programs: Path) -> None:
    """Pipes, standard input, exit codes and errors are theirs, and none sees what another has done."""
    page = "Baker — P2\\nA.B.P2\\n"
    for command, told in {
        f"printf '{page}' | ingest parse - | grep -c A.B.P2": (0, "1\n"),
        "echo 'No profile.' | ingest check - > out.txt": (6, ""),
        "ingest --help | head -n 1": (0, "Usage: ingest [OPTIONS] COMMAND [ARGS]...\n"),
        "ingest nonsense 2>&1 | tail -n 1": (0, "Error: No such command 'nonsense'.\n"),
        "ingest show": (2, ""),
        "python - <<'END'\nimport sys, ingest; ingest.marked = 1; print(sys.argv); sys.exit(3)\nEND": (3, "['-']\n"),
        "python - <<'END'\nimport ingest; print(hasattr(ingest, 'marked')); 1 / 0\nEND": (1, "False\n"),
        "python -c 'print(1)'": (0, "1\n"),
    }.items():
        assert run(Step(command, 1), tmp_path, 0, programs) == told, command

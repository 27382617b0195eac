from __future__ import annotations

from pathlib import Path

import pytest

from docs.console import Step, matches, run, sessions, workplace

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_EXAMPLES = [path for path in DOCUMENTS if any(True for _ in sessions(path))]


@pytest.mark.timeout(600)  # dozens of commands, one after the other
@pytest.mark.parametrize("document", WITH_EXAMPLES, ids=lambda path: path.name)
def test_every_example_does_what_the_document_says(document: Path, tmp_path: Path) -> None:
    workplace(tmp_path, ROOT)
    for steps in sessions(document):
        status = 0
        for step, after in zip(steps, [*steps[1:], None], strict=True):
            code, printed = run(step, tmp_path, status)
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


def test_commands_go_on_and_programs_print(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo 'a\n> b'\na\nb\n```\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n", "utf-8")
    [[session], [program]] = sessions(page)
    for step, expected in ((session, ["a", "b"]), (program, ["1"])):
        assert step.expected == expected
        assert matches(step.expected, run(step, tmp_path, 0)[1])


def test_a_step_sees_the_status_of_the_one_before(tmp_path: Path) -> None:
    assert run(Step("exit 6", 1), tmp_path, 0) == (6, "")
    assert run(Step("echo $?", 1), tmp_path, 6) == (0, "6\n")

r"""Case files: a dump, then what its record must say. One file a subject, many cases a file.

    ~~~~ name of the case
    the dump, to the letter (`␍` stands for CR, `␣` for a blank at a line's end)
    ~~~~ expect
    level.code = "P4"
    skills[*].name = ["SQL", "Writing"]
    diagnostics[*].code contains "W305"

The left side is a path into the JSON of the first record (`[n]:` before it: of the n-th); `[*]` maps over a list.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

_EXPECTATION = re.compile(r"(?:\[(?P<n>\d+)\]:)?(?P<path>\S+) (?P<how>=|contains|lacks) (?P<value>.+)$")


class Expectation(NamedTuple):
    line: str
    n: int
    path: str
    how: str
    value: Any


class Case(NamedTuple):
    name: str
    text: str
    expectations: list[Expectation]


def load_cases(folder: Path) -> list[Case]:
    """All cases of a folder; an empty folder or a case without expectations is an error."""
    cases = [case for path in sorted(folder.glob("*.txt")) for case in _read(path)]
    assert cases, f"no cases in {folder}"
    return cases


def _read(path: Path) -> list[Case]:
    cases = []
    for chunk in re.split(r"^~~~~ (?!expect$)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = chunk.partition("\n")
        text, _, wanted = rest.partition("~~~~ expect\n")
        expectations = [_expectation(line) for line in wanted.splitlines() if line.strip() and not line.startswith("#")]
        assert expectations, f"{path.name}: {name}: expects nothing"
        cases.append(Case(f"{path.stem}: {name}", text.replace("␍", "\r").replace("␣", " "), expectations))
    return cases


def _expectation(line: str) -> Expectation:
    match = _EXPECTATION.match(line)
    assert match, f"not an expectation: {line}"
    return Expectation(line, int(match["n"] or 0), match["path"], match["how"], json.loads(match["value"]))


def assert_holds(expectation: Expectation, got: Any) -> None:
    """Fail with the case's own line unless what was got is what it expects."""
    if expectation.how == "=":
        assert got == expectation.value, expectation.line
    elif expectation.how == "contains":
        assert expectation.value in got, expectation.line
    else:
        assert expectation.value not in got, expectation.line


def select(record: Any, path: str) -> Any:
    """The value at `a.b[0].c`, or the list of values at `a[*].c`."""
    if not path:
        return record
    match = re.match(r"\.?([^.\[]+)|\[(\*|-?\d+)\]", path)
    assert match, path
    rest = path[match.end() :]
    if match[2] == "*":
        return [select(item, rest) for item in record]
    return select(record[int(match[2])] if match[2] else record[match[1]], rest)

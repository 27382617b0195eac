"""Does twice the text of a family take twice the time? `python growth.py CHARACTERS` prints those where it takes more.

A program of its own, in which each family has a fresh child: in a process that has run a thousand tests, memory and its
collector are what is measured.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable

from ingest.read import read_text

HEAD = "Baker — P2\nBREAD.OVEN.P2\n"
TABLE = HEAD + "Level guidelines\n| Level | Knowledge & Application |\n|---|---|\n"


def _indent(line: int) -> str:
    """Up to 195 columns; again and again, for the text of a few lines has to grow with their number as well."""
    return " " * (5 * (line % 40))


FAMILIES: dict[str, Callable[[int], str]] = {
    "pipes": lambda size: HEAD + "|" * size,
    "blanks": lambda size: HEAD + "Skills\n" + " " * size + "x",
    "stars": lambda size: HEAD + "*" * size,
    "emphasis": lambda size: HEAD + "*x" * (size // 2),
    "hashes": lambda size: HEAD + "#" * size,
    "backticks": lambda size: HEAD + "`" * size,
    "brackets": lambda size: HEAD + "[a](" * (size // 4),
    "backslashes": lambda size: HEAD + "\\" * size,
    "blank lines": lambda size: HEAD + "\n" * (size // 8),
    "nested bullets": lambda size: HEAD + "Skills\n" + "".join(_indent(n) + "- x\n" for n in range(size // 100)),
    "texts below one name": lambda size: HEAD + "Skills\n- Bread\n" + "  - goes on\n" * (size // 50),
    "definitions of one term": lambda size: HEAD + "Skills\nBread\n" + ":   goes on\n" * (size // 50),
    "one line": lambda size: HEAD + "words and " * (size // 10),
    "drawn tables": lambda size: HEAD + "+---+---+\n| a | b |\n" * (size // 400),
    "an unclosed grid": lambda size: HEAD + "+---+---+\n" + "|a|\n" * (size // 100),
    "rules of tables": lambda size: HEAD + "|---|---|\n" * (size // 100),
    "lines of dashes": lambda size: HEAD + "--- ---\n" * (size // 100),
    "spaced lines": lambda size: HEAD + "Level  Scope\n" * (size // 200),
    "centred rows": lambda size: (
        HEAD + "Level  Scope  Craft\n" + "       x      y\nP1\n       x      y\n\n" * (size // 400)
    ),
    "names in the middle of no row": lambda size: (
        HEAD + "Level  Scope  Craft\n" + "       x      y\nP1     x      y\nP1     x      y\n\n" * (size // 400)
    ),
    "headers with an empty corner": lambda size: HEAD + "       Scope  Craft\n" * (size // 200),
    "rows that were filled": lambda size: HEAD + "Level| Scope\n---|---\n" + "P1| goes\non  \n" * (size // 200),
    "tables of rows that were filled": lambda size: HEAD + "| Scope\n---|---\nP1| x\n\n" * (size // 400),
    "lists in cells": lambda size: HEAD + "Level| Scope\n---|---\n" + "P1|\n\n  * x\n\n" * (size // 400),
    "lists of levels": lambda size: "# Baker\n\n" + "## Craft\n- Junior: x\n- Senior: y\n" * (size // 1000),
    "tables in tags": lambda size: HEAD + "<table>\n<tr><td>a\n</table>\n" * (size // 1000),
    "tables in tags that nothing closes": lambda size: HEAD + "<table>\n<tr><td>a\n" * (size // 200),
    "tables in code": lambda size: HEAD + "```\na  b\n" * (size // 400),
    "tabs": lambda size: HEAD + "a\tb\tc\n" * (size // 100),
    "headings over a line each": lambda size: HEAD + "## Skills\n\n" + "### A\n\nb\n\n" * (size // 400),
    "equals": lambda size: HEAD + "Title\n" + "=" * size,
    "columns": lambda size: HEAD + "| a " * (size // 4) + "|\n" + "|---" * (size // 4) + "|\n",
    "rows": lambda size: TABLE + "| P1 | Follows a recipe. |\n" * (size // 125),
    "ragged rows": lambda size: TABLE + "| P1 \n" * (size // 125),
    "headings": lambda size: HEAD + "Heading\n\n" * (size // 60),
    "letters": lambda size: HEAD + "Skills\n" + "A. x\nB. y\n" * (size // 200),
    "letters inside of letters": lambda size: HEAD + "".join(_indent(n) + "a. x\n" for n in range(size // 100)),
    "numbered headings": lambda size: HEAD + "1. Skills\n2. x\n\n" * (size // 200),
    "levels alone": lambda size: HEAD + "P1\n" * (size // 100),
    "cells": lambda size: HEAD + "Level\nKnowledge\nP1\nReads.\nP2\nWrites.\nSkills\n" * (size // 500),
    "titles": lambda size: "Baker — P2\nSkills\n- x\n" * (size // 500),
    "codes far below": lambda size: "Baker\n" * (size // 500) + "Skills\n- x\n" + "a.P2\n\n" * (size // 500),
    "anchors": lambda size: HEAD + '<a id="' * (size // 7),
    "tags": lambda size: HEAD + "<div " * (size // 5),
    "tables with blank lines": lambda size: HEAD + "--- ---\na   b\n\n" * (size // 400),
    "signs": lambda size: HEAD + "Skills\n" + "❖ x\n" * (size // 200),
    "glued marks": lambda size: HEAD + "Skills\n" + "•x\n-y\n" * (size // 400),
    "glued headings": lambda size: HEAD + "##Skills\n\n-x\n" * (size // 1000),
    "wrapped headings": lambda size: HEAD + f"# {'a ' * 36}\nb\n\n" * (size // 1000),
    "entities": lambda size: HEAD + "&amp;" * (size // 5),
    "comments": lambda size: HEAD + "<!--" * (size // 4),
    "profiles": lambda size: HEAD * (size // 500),
    "keys": lambda size: HEAD + "".join(f"Key {n}: value\n" for n in range(size // 200)),
    "paragraphs with a colon": lambda size: HEAD + "You will:\n\n" * (size // 200),
    "announced lists": lambda size: HEAD + "As a baker you will do many things, such as:\n\n- x\n\n" * (size // 1000),
    "roles": lambda size: (
        "# Bakery\n\n" + "".join(f"## Baker {n}\n### Duties\n- x\n### Skills\n- y\n" for n in range(size // 500))
    ),
    "names over lists": lambda size: "# Baker\n\n## Duties\n\n" + "Part\n\n- x\n\n" * (size // 12),
    "rungs": lambda size: "# Baker\n\n" + "".join(f"## Level {n}\n- x\n" for n in range(size // 1000)),
    "dimensions of a rung": lambda size: (
        "# Baker\n## Level 1\n"
        + "".join(f"### D {n}\n- x\n" for n in range(size // 1000))
        + "## Level 2\n### D 1\n- x\n"
    ),
    "one dimension of a rung": lambda size: (
        "# Baker\n## Level 1\n" + "- Scope: x\n" * (size // 100) + "## Level 2\n- Scope: x\n- Craft: x\n"
    ),
    "lists below a rung": lambda size: "# Baker\n## Level 1\n" + "- x\n\n---\n" * (size // 400) + "## Level 2\n- x\n",
    "sections that join": lambda size: HEAD + "## Skills\n- x\n## Responsibilities\n- x\n" * (size // 2000),
    "descriptions that join": lambda size: HEAD + "".join(f"## Summary\nBakes {n}.\n" for n in range(size // 1000)),
    "tables that join": lambda size: (
        HEAD + "## Level guidelines\n| Level | Scope |\n|-|-|\n| P1 | x |\n" * (size // 4000)
    ),
    "guidelines over duties": lambda size: (
        TABLE + "| P1 | x |\n" * (size // 2000) + "## Responsibilities\n- x\n" * (size // 2000)
    ),
    "texts below bullets": lambda size: HEAD + "## Responsibilities\n- x.\n\n" + "Bakes.\n\n" * (size // 400),
    "attributes that recur": lambda size: HEAD + "Level\n" + "Scope: x\n" * (size // 400),
}
LARGEST = 400_000
MEASURABLE = 0.02  # seconds: less is noise
TRIES = 8
LIMIT = 2.5  # a square gives 4; long texts cost a little more than twice where memory is taken anew


def main(smallest: int) -> None:
    gc.disable()  # workers search for cycles seldom; here it would be the collector's growth that is measured
    for family in FAMILIES.values():
        read_text(family(smallest // 10))  # what is made once, such as patterns, is made
    gc.freeze()
    told = {name: _in_child(lambda family=family: _superlinear(family, smallest)) for name, family in FAMILIES.items()}
    print(json.dumps({name: text for name, text in told.items() if text}))


def _in_child(task: Callable[[], str]) -> str:
    """The text that a task gives in a child of this process."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(theirs, task().encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        text = told.read()
    assert os.waitpid(child, 0)[1] == 0
    return text


def _superlinear(family: Callable[[int], str], size: int) -> str:
    """What doubling costs, if in no try it costs about twice as much. No text is read twice: it might be remembered.

    Half of the tries are at twice the size: caches of the processor make steps, which are not met twice.
    """
    while size < LARGEST and _seconds(family(size)) < MEASURABLE:
        size *= 2
    ratios: list[float] = []
    read: set[str] = set()
    for tried in range(TRIES):
        gc.collect()
        base = (1 + 2 * tried // TRIES) * size + (tried + 1) * size // 50
        once = min(_seconds(_unread(family, base, read)) for _ in range(2))
        ratios.append(_seconds(_unread(family, 2 * base, read)) / once)
        if ratios[-1] < LIMIT:
            return ""
    return f"{size:,} characters more take {min(ratios):.2f} times as long, in the best of {TRIES} tries"


def _unread(family: Callable[[int], str], size: int, read: set[str]) -> str:
    """A text of about so many characters that was not read before: a family may grow by a thousand at a time."""
    text = family(size)
    while text in read:
        size += size // 100
        text = family(size)
    read.add(text)
    return text


def _seconds(text: str) -> float:
    start = time.process_time()
    read_text(text)
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]))

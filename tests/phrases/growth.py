"""Does twice the text of a family take twice the time? `python growth.py` prints the families where it takes more.

A program of its own, as its namesake of the reader is.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable
from itertools import count

from ingest.grammar import load_grammars

FAMILIES: dict[str, tuple[str, ...]] = {
    "years": (
        "3 years ", "3 years-", "3-", "(3) ", "or 3 years ", "one ", "years ", "3 years or ", "at least ", "3年", "of ",
        "( ", "3 years (", "and a half ", "3 years, 2 ", "12 months and 1 year ", "~", "Grade 3 or 3 years ",
        "for 3 years we ", "3-year thing ", "3 years (or ",
    ),
    "plain": (
        "*", "_", "**a ", "[a](", "[", "](", "`", "``", "<!--", "<b", "&amp;", "&", "~~", "{:", "{{", "<sup>", "[a][",
        "![", "\\", "* a *b* ", "<a href=", "> ", "[^a] ", "<del>", "_a ", "***", "[![a](b)](",
    ),
    "read_pay": (
        "$1 ", "$", "1,", "1 ", "$1-", "annual ", "k", "1.000.", "per ", "per year ", "between ", "and ", "$1 and ",
        "(", "$70,000 plus ", "/", "万", "budget ", "1'", "a ", "between 1 and ",
    ),
}  # fmt: skip
SMALLEST, LARGEST = 2_500, 40_000  # characters
MEASURABLE = 0.02  # seconds: less is noise
LEAST = 0.002  # seconds: what takes less, even of the largest text, is not measured
TRIES = 8
LIMIT = 2.3
_ASKED = count()


def main() -> None:
    gc.disable()
    grammars = load_grammars()
    told = {question: _superlinear(getattr(grammars, question), families) for question, families in FAMILIES.items()}
    print(json.dumps(told))


def _superlinear(ask: Callable[[str], object], families: Iterable[str]) -> list[str]:
    ask("3 years, $1 to 2")  # what is made once, such as parsers, is made
    return [family for family in families if not _is_linear(ask, family)]


def _is_linear(ask: Callable[[str], object], family: str) -> bool:
    size = SMALLEST
    while size < LARGEST and _seconds(ask, _text(family, size)) < MEASURABLE:
        size *= 2
    once, twice = _text(family, size), _text(family, 2 * size)
    for _ in range(TRIES):
        first = min(_seconds(ask, once) for _ in range(2))
        if _seconds(ask, twice) < LIMIT * max(first, LEAST):
            return True
    return False


def _text(family: str, size: int) -> str:
    return family * (size // len(family))


def _seconds(ask: Callable[[str], object], text: str) -> float:
    unasked = text + " " * next(_ASKED)  # answers are remembered
    start = time.process_time()
    ask(unasked)
    return time.process_time() - start


if __name__ == "__main__":
    main()

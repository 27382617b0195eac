"""Does twice the text of a family take twice the time? `python -m phrases.growth QUESTION` ends with 0 if it does.

A program of its own, as its namesake of the reader is.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
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
SIZE = 40_000
TRIES = 8
LIMIT = 2.3
_ASKED = count()
LEAST = 0.002  # seconds: what takes less is not measured


def main(question: str) -> int:
    gc.disable()
    ask = getattr(load_grammars(), question)
    slow = [family for family in FAMILIES[question] if not _is_linear(ask, family)]
    for family in slow:
        print(f"twice as much of {family!r} takes more than {LIMIT} times as long")
    return len(slow)


def _is_linear(ask: Callable[[str], object], family: str) -> bool:
    once, twice = (family * (size // len(family)) for size in (SIZE, 2 * SIZE))
    _seconds(ask, once)
    for _ in range(TRIES):
        first, second = (min(_seconds(ask, text) for _ in range(2)) for text in (once, twice))
        if second < LIMIT * max(first, LEAST):
            return True
    return False


def _seconds(ask: Callable[[str], object], text: str) -> float:
    unasked = text + " " * next(_ASKED)  # answers are remembered
    start = time.process_time()
    ask(unasked)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

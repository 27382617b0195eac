"""Where the reader's time goes: the stack, looked at every millisecond of processor time, or at every call.

    python benchmarks/where.py "sharing nothing" --rounds 20
    python benchmarks/where.py "sharing nothing" --calls

Corpora are those of `reader.py`. The pages of all other corpora are read between rounds, uncounted, so that no answer
of the round before is remembered. Calls make short functions look dear, and a loop inside of one looks cheap; but they
are the same whoever uses the machine, so that a change of one in a hundred is seen.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from collections import Counter
from collections.abc import Callable
from itertools import islice
from time import process_time
from types import FrameType

from corpus import CATALOGUES, catalogue, real_pages, varied
from reader import NEW_OBJECTS

EVERY = 0.001  # seconds between two looks
PAGES = 60


class Looks:
    """How often each function was found running, itself or something that it called."""

    def __init__(self) -> None:
        self.count = 0
        self.itself: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()

    def look(self, _: int, frame: FrameType | None) -> None:
        """One look, as a signal's handler."""
        names = []
        while frame is not None:
            code = frame.f_code
            names.append(f"{'/'.join(code.co_filename.split('/')[-2:])}:{code.co_name}")
            frame = frame.f_back
        self.count += 1
        self.itself[names[0]] += 1
        self.inside.update(set(names))


def main() -> None:
    corpora = {name: catalogue(PAGES, sharing=sharing) for name, sharing in CATALOGUES.items()}
    corpora |= {"copies": varied(26), **real_pages()}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=corpora)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--calls", action="store_true", help="calls of functions of Python and C, instead of time")
    options = parser.parse_args()
    pages = corpora.pop(options.corpus)
    others = [page for corpus in corpora.values() for page in corpus]
    if options.calls:
        looks, unit = at_calls(pages), "calls"
        a_page = looks.count / len(pages)
    else:
        looks, seconds = sample(pages, others, options.rounds)
        a_page, unit = 1e6 * seconds / options.rounds / len(pages), "µs"
    print(f"{a_page:.0f} {unit} a page; {unit} inside, {unit} itself:")
    for name, inside in islice(looks.inside.most_common(), options.lines):
        print(f"{inside * a_page / looks.count:8.0f}{looks.itself[name] * a_page / looks.count:8.0f}  {name}")


def sample(pages: list[str], others: list[str], rounds: int) -> tuple[Looks, float]:
    """Looks at the reading of pages, and the seconds that it took."""
    from ingest.read import read_text

    looks, seconds = Looks(), 0.0
    _read_all(read_text, pages)
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    signal.signal(signal.SIGPROF, looks.look)
    for _ in range(rounds):
        _read_all(read_text, others)
        start = process_time()
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        _read_all(read_text, pages)
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds += process_time() - start
    return looks, seconds


def at_calls(pages: list[str]) -> Looks:
    """A look at each call of a function while the pages are read, none of which was read just before."""
    from ingest.read import read_text

    looks = Looks()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event in ("call", "c_call"):
            looks.look(0, frame)

    _read_all(read_text, catalogue(PAGES, sharing=False, seed=13))
    sys.setprofile(look)
    _read_all(read_text, pages)
    sys.setprofile(None)
    return looks


def _read_all(read: Callable[[str], object], pages: list[str]) -> None:
    for page in pages:
        read(page)


if __name__ == "__main__":
    main()

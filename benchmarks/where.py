"""Where the reader's time goes: the stack, looked at every millisecond of processor time, and calls a page.

    python benchmarks/where.py "sharing nothing" --rounds 20

Corpora are those of `reader.py`. The pages of all other corpora are read between rounds, uncounted, so that no answer
of the round before is remembered. A profiler that counts calls makes short functions look dear; this one does not.
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
    options = parser.parse_args()
    pages = corpora.pop(options.corpus)
    others = [page for corpus in corpora.values() for page in corpus]
    looks, seconds = sample(pages, others, options.rounds)
    micro = 1e6 * seconds / options.rounds / len(pages)
    print(f"{micro:.0f} µs and {calls(pages) / len(pages):.0f} calls a page; µs inside, µs itself:")
    for name, inside in islice(looks.inside.most_common(), options.lines):
        print(f"{inside * micro / looks.count:8.0f}{looks.itself[name] * micro / looks.count:8.0f}  {name}")


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


def calls(pages: list[str]) -> int:
    """How many functions of Python and C are called to read the pages, none of which was read just before."""
    from ingest.read import read_text

    counted = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    _read_all(read_text, catalogue(PAGES, sharing=False, seed=13))
    sys.setprofile(count)
    _read_all(read_text, pages)
    sys.setprofile(None)
    return counted


def _read_all(read: Callable[[str], object], pages: list[str]) -> None:
    for page in pages:
        read(page)


if __name__ == "__main__":
    main()

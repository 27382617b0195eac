"""Hold today's reader against that of one commit: better, worse or undecided, by page and field.

python benchmarks/judge.py            raw/, tests/cases/, and the real dumps: seconds
python benchmarks/judge.py --full     also gold/, negatives/ and 2,000 generated pages: a minute or two
python benchmarks/judge.py --record   write the old answers' digests anew

`judging/README.md` says how to read it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from judging import accepted, digests, old, report
from judging.answer import STORED, fields_of, load_known
from judging.pages import SETS, Page, Unavailable, pages_of
from judging.trial import Judged, try_set

QUICK = ("raw", "cases", "dumps")


def main() -> int:
    options = parse_options()
    names = options.set or (list(SETS) if options.full or options.record else QUICK)
    if options.record:
        record(names)
        return 0
    lines = accepted.load()
    trials: dict[str, Judged] = {}
    for name in names:
        try:
            trials[name] = try_set(name, options.only, lines)
        except Unavailable as error:
            print(f"{name}: left out, {error}")
    print(report.page(trials, lines, limit=None if options.verbose else options.limit))
    return int(any(change.is_open for trial in trials.values() for change in trial.changes))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all sets")
    parser.add_argument("--set", action="append", choices=list(SETS), help="this set only; repeatable")
    parser.add_argument("--only", default="", metavar="TEXT", help="only pages whose name contains TEXT")
    parser.add_argument("--limit", type=int, default=2, help="pages listed for each verdict and field (default: 2)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list all changes, with both values")
    parser.add_argument("--record", action="store_true", help="write the digests of the old answers")
    return parser.parse_args()


def record(names: Sequence[str]) -> None:
    """Ask the old reader for every page, and write what it says as digests."""
    known = {"commit": old.COMMIT, **json.loads(old.known())}
    (STORED / "shape.json").write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    for name in names:
        pages: list[Page] = list(pages_of(name))
        answers = old.read(pages)
        rows = ((page, fields_of(answer, load_known())) for page, answer in zip(pages, answers, strict=True))
        print(f"{name}: {digests.write(name, rows)} pages")


if __name__ == "__main__":
    sys.exit(main())

"""Everything that is about speed, one after the other, into RESULTS.md: what `make bench` does.

    python benchmarks/bench.py --minutes 45 --scratch /dev/shm

The minutes are shared out; a part that cannot do all its rounds in its share does fewer, and says how many. The
machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import compileall
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = {  # what is run, and its share of the time
    "reader.py --rounds 7": None,
    "start.py --rounds 15": None,
    "whole_run.py --dumps 10000 --rounds 5": 0.25,
    "workers.py --dumps 5000 --rounds 5": 0.15,
    "second_run.py --dumps 100000 --rounds 7": 0.15,
    "growth.py --most 1000000": 0.45,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--scratch", type=Path, help="folder to work in")
    options = parser.parse_args()
    compileall.compile_dir(HERE.parent / "src", quiet=1)  # as an installed package is
    codes = []
    for part, share in PARTS.items():
        command = [sys.executable, *_at(part), "--write"]
        if share:
            command += ["--minutes", f"{share * options.minutes:g}"]
            command += ["--scratch", str(options.scratch)] if options.scratch else []
        print(shlex.join(command), flush=True)
        codes.append(subprocess.run(command).returncode)
    return int(any(codes))


def _at(part: str) -> list[str]:
    script, *flags = part.split()
    return [str(HERE / script), *flags]


if __name__ == "__main__":
    sys.exit(main())

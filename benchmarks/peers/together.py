"""Several programs at once: `together.py PROGRAM ARGUMENT... -- PROGRAM ARGUMENT...`."""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby


def main() -> int:
    commands = [list(words) for apart, words in groupby(sys.argv[1:], "--".__eq__) if not apart]
    running = [subprocess.Popen(command) for command in commands]
    return max(abs(program.wait()) for program in running)


if __name__ == "__main__":
    sys.exit(main())

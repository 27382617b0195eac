"""Show what a change of the reader does to the golden record; write it only with --accept."""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path

from ingest.read import read_text

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "data-pipelines-p4.json"


def main() -> int:
    text = (ROOT / "raw" / "data" / "data-pipelines-p4.txt").read_text(encoding="utf-8")
    (profile,) = read_text(text).profiles
    new = json.dumps(json.loads(profile.model_dump_json()), indent=1, ensure_ascii=False) + "\n"
    old = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "golden", "now"))
    if "--accept" in sys.argv[1:]:
        GOLDEN.write_text(new, encoding="utf-8")
    return int(old != new and "--accept" not in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

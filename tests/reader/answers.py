"""What the reader answers to every dump in `raw/`, as digests, with the version that answers so.

Dumps that are published are read again only when PARSER_VERSION or the grammars change. So a change of the reader's
Python that changes an answer has to raise PARSER_VERSION, or datasets would go on with the old one.
`python tests/reader/answers.py` says what to do; `--accept` writes the digests anew once that is done.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ingest.grammar import load_grammars
from ingest.read import read_text
from ingest.shard.versions import PARSER_VERSION
from ingest.sources.decode import decode
from ingest.sources.file_formats import format_of, why_not

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = ROOT / "tests" / "golden" / "answers.json"


class Answers(NamedTuple):
    """Digests of each dump's bytes and of what was made of them, by its path in `raw/`."""

    parser_version: str
    grammars: str
    dumps: dict[str, tuple[str, str]]


def answers() -> Answers:
    """The answers of the reader as it is."""
    raw = ROOT / "raw"
    names = [path.relative_to(raw).as_posix() for path in sorted(raw.rglob("*.*")) if not why_not(path.name)]
    dumps = {name: _answer(name, (raw / name).read_bytes()) for name in names}
    return Answers(PARSER_VERSION, load_grammars().digest, dumps)


def _answer(name: str, data: bytes) -> tuple[str, str]:
    decoded = decode(data, format_of(name))
    reading = read_text(decoded.text, uri=name, noticed=decoded.findings, format=format_of(name))
    told = [profile.model_dump_json() for profile in reading.profiles]
    told.append(json.dumps(sorted(Counter(reading.owners).items())))
    return _digest(data), _digest("\n".join(told).encode())


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def stored() -> Answers:
    """The answers that were accepted."""
    found = json.loads(STORED.read_text("utf-8"))
    dumps = {name: (dump, answer) for name, (dump, answer) in found["dumps"].items()}
    return Answers(found["parser_version"], found["grammars"], dumps)


def changed(old: Answers, new: Answers) -> list[str]:
    """Dumps of the same bytes that have another answer."""
    both = old.dumps.keys() & new.dumps.keys()
    return sorted(n for n in both if old.dumps[n][0] == new.dumps[n][0] and old.dumps[n] != new.dumps[n])


def to_do(old: Answers, new: Answers) -> str | None:
    """What a developer has to do; None if all is as it was accepted."""
    others = changed(old, new)
    if others and (old.parser_version, old.grammars) == (new.parser_version, new.grammars):
        return (
            f"the reader answers otherwise to {', '.join(others)}: raise PARSER_VERSION in "
            "src/ingest/shard/versions.py, so that published dumps are read again, then run "
            "`python tests/reader/answers.py --accept`"
        )
    if old != new:
        return "the reader's version, grammars or samples changed: run `python tests/reader/answers.py --accept`"
    return None


def main() -> int:
    """Say what to do, or do it."""
    new = answers()
    old = stored() if STORED.exists() else Answers("", "", {})
    task = to_do(old, new)
    print(task or "all is as it was accepted")
    if task is None or "--accept" not in sys.argv[1:] or "raise PARSER_VERSION" in task:
        return int(task is not None)
    STORED.write_text(json.dumps(new._asdict(), indent=1) + "\n", "utf-8")
    print(f"accepted {len(new.dumps)} answers, {len(changed(old, new))} of them new to a known dump")
    return 0


if __name__ == "__main__":
    sys.exit(main())

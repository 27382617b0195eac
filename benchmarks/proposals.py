"""How often `ingest words suggest` is right about a heading that nobody knows.

    REAL_DUMPS=shared python benchmarks/proposals.py --write

Two measures. **Taken away**: each known heading of the pages of `gold/`, `raw/` and `tests/truth/spanish/` in turn is
asked for without the words that it is known by, with the lines that stand below it on all pages. **Unknown**: headings
of these pages that no word says today. What a heading means is what people wrote of the lines below it; in `raw/`, what
the words say. A proposal is right if it names the kind of most lines, or one that the truth accepts for them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ingest.grammar import Grammars, default_directory, load_grammars
from ingest.grammar.folding import fold
from ingest.grammar.word_dictionaries import tables_of
from ingest.grammar.word_files import WordFile
from ingest.grammar.word_lookup import Words
from ingest.read import read_text
from ingest.records import Profile
from ingest.scoring import labelled_pages
from ingest.scoring.line_verdicts import ALSO_RIGHT
from ingest.scoring.truth import Truth
from ingest.sources.decode import decode
from ingest.sources.file_formats import format_of
from ingest.suggestions import Met, Suggestion, met_in, suggest
from results import table, write_section

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "fact": "facts", "requirements/required": "requirements", "requirements/preferred": "requirements",
    "required": "requirements", "preferred": "requirements", "adjacent_roles": "career", "focus": "description",
}  # fmt: skip


class Page(NamedTuple):
    """A page's text, and its truth if people wrote one."""

    name: str
    text: str
    truth: Truth | None


@dataclass
class Tally:
    """Proposals that were right and wrong, and headings that got none."""

    right: int = 0
    wrong: int = 0
    none: int = 0
    misses: list[str] = field(default_factory=list)

    def row(self, name: str) -> list[str]:
        proposed = self.right + self.wrong
        share = f"{self.right / proposed:.1%}" if proposed else "–"
        return [name, str(proposed + self.none), str(self.right), str(self.wrong), str(self.none), share]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every proposal")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    if "REAL_DUMPS" not in os.environ:
        sys.exit("REAL_DUMPS names no folder")
    pages = list(read_pages(Path(os.environ["REAL_DUMPS"])))
    full = load_grammars()
    away, unknown = taken_away(pages, full.word_files, full), never_known(pages, full)
    rows = []
    for name, tallies in (("taken away", away), ("unknown", unknown)):
        rows += [tally.row(f"{name}: {reason}") for reason, tally in sorted(tallies.items()) if reason]
        rows.append(sum_of(tallies.values()).row(f"**{name}, all**"))
        if options.verbose:
            print("\n".join(line for tally in tallies.values() for line in tally.misses))
    body = table(["headings", "asked", "right", "wrong", "none", "right of those proposed"], rows)
    print(body)
    if options.write:
        command = "REAL_DUMPS=shared python benchmarks/proposals.py --write"
        write_section("proposals", "Words: what is proposed for headings that nobody knows", command, ("ingest",), body)


def read_pages(shared: Path) -> Iterator[Page]:
    """Pages about roles, of other people and of ours."""
    for folder in (shared / "gold", ROOT / "tests" / "truth" / "spanish"):
        for page in labelled_pages(folder):
            if page.truth.profile:
                yield Page(page.path.name, decode(page.path.read_bytes()).text, page.truth)
    for path in sorted((ROOT / "raw").rglob("*.*")):
        if path.name != "README.md":
            yield Page(path.name, decode(path.read_bytes()).text, None)


def taken_away(pages: Sequence[Page], files: Sequence[WordFile], full: Grammars) -> dict[str, Tally]:
    """What is proposed for each known heading without its words, by the source of the proposal."""
    asked: dict[str, list[tuple[Page, Met]]] = defaultdict(list)
    for page in pages:
        for met in known_headings(page, full):
            asked[fold(met.text)].append((page, met))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for where in asked.values():
        kept = without(files, where[0][1].text)
        if kept is not None:
            judge(where, grammars_of(kept), full, tallies)
    return tallies


def never_known(pages: Sequence[Page], full: Grammars) -> dict[str, Tally]:
    """What is proposed for the headings of pages with truth that no word says."""
    asked: dict[str, list[tuple[Page, Met]]] = defaultdict(list)
    for page in pages:
        for profile in profiles_of(page, full) if page.truth else ():
            for met in met_in(profile, page.name):
                if met.table == "headings":
                    asked[fold(met.text)].append((page, met))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for where in asked.values():
        judge(where, full, full, tallies)
    return tallies


def known_headings(page: Page, full: Grammars) -> Iterator[Met]:
    """The headings of a page that say themselves what they mean, with the lines below each."""
    lines = page.text.splitlines()
    for profile in profiles_of(page, full):
        starts = sorted({entry.span.line_start for entry in profile.outline} | {len(lines) + 1})
        for entry in profile.outline:
            if entry.heading and entry.kind_basis == "stated" and entry.kind not in (None, "level"):
                end = next(line for line in starts if line > entry.span.line_start)
                below = tuple(filter(None, map(str.strip, lines[entry.span.line_start : end - 1])))
                if full.words.heading(entry.heading) and below:
                    yield Met("headings", entry.heading, page.name, entry.span.line_start, below)


def judge(where: Sequence[tuple[Page, Met]], grammars: Grammars, full: Grammars, tallies: dict[str, Tally]) -> None:
    """Ask what a heading means, and hold the answer against what stands below it."""
    meant: Counter[str] = Counter()
    for page, met in where:
        meant.update(kinds_below(met, page, full))
    found = suggest((met for _, met in where), grammars)
    if not found or not meant:
        return
    [one] = found
    most = max(meant.values())
    right = {kind for kind, count in meant.items() if count == most}
    tally = tallies[reason_of(one)]
    proposed = KINDS.get(one.key or "", one.key)
    said = f"{one.text!r} is {'/'.join(sorted(right))}, proposed: {one.key} ({one.reason}) {one.places}"
    if proposed is None:
        tally.none += 1
        tally.misses.append(f"none   {said}")
    elif proposed in right:
        tally.right += 1
        tally.misses.append(f"right  {said}")
    else:
        tally.wrong += 1
        tally.misses.append(f"WRONG  {said}")


def reason_of(one: Suggestion) -> str:
    """The source of a proposal, as its reason says it; "" where there is no proposal."""
    if one.key is None or one.reason is None:
        return ""
    sources = {"like ": "like a known word", "it holds ": "holds a known heading", '"': "a word inside"}
    found = next((source for start, source in sources.items() if one.reason.startswith(start)), "lines below")
    return f"{found}, and lines below" if ", and " in one.reason else found


def kinds_below(met: Met, page: Page, full: Grammars) -> Counter[str]:
    """The kinds of the lines below a heading, and those that are right as well, by the number of lines."""
    found: Counter[str] = Counter()
    if page.truth is None:
        meaning = full.words.heading(met.text)
        if meaning:
            found[KINDS.get(meaning.kind, meaning.kind)] += 1
        return found
    last = met.line + len(met.below) + 1
    for label in page.truth.labels:
        lines = min(label.last, last) - max(label.first, met.line) + 1
        if lines > 0:
            kinds = {KINDS.get(kind, kind) for kind in label.kinds}
            also = {KINDS.get(kind, kind) for accepted in label.kinds for kind in ALSO_RIGHT.get(accepted, ())}
            found.update(dict.fromkeys(kinds | also, lines))
    return found


def profiles_of(page: Page, grammars: Grammars) -> tuple[Profile, ...]:
    return read_text(page.text, format=format_of(page.name), grammars=grammars).profiles


def grammars_of(files: Sequence[WordFile]) -> Grammars:
    """The grammars with the words of some files."""
    grammars = Grammars(default_directory())
    grammars.__dict__.update(word_files=tuple(files), words=Words(tables_of(files)))
    return grammars


def without(files: Sequence[WordFile], heading: str) -> list[WordFile] | None:
    """The files without the words that a heading is known by; None if it is known by something else."""
    kept = list(files)
    while (meaning := Words(tables_of(kept)).heading(heading)) is not None:
        word = next(iter(saying(kept, heading, meaning.kind)), None)
        if word is None:
            return None
        for at, file in enumerate(kept):
            tables = {name: dict(keys) for name, keys in file.tables.items()}
            for name, words in tables.get("headings", {}).items():
                tables["headings"][name] = tuple(other for other in words if fold(other) != fold(word))
            kept[at] = file._replace(tables=tables)
    return kept


def saying(files: Iterable[WordFile], heading: str, kind: str) -> list[str]:
    """The words of headings that stand in a heading, longest first."""
    folded = f" {fold(heading)} "
    found = []
    for file in files:
        for words in file.tables.get("headings", {}).values():
            for word in words:
                parts = [fold(part) for part in word.split("{}") if fold(part)]
                if all(f" {part} " in folded or (not folded.isascii() and part in folded) for part in parts):
                    found.append(word)
    return sorted(set(found), key=lambda word: (-len(fold(word)), word))


def sum_of(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.right += tally.right
        total.wrong += tally.wrong
        total.none += tally.none
    return total


if __name__ == "__main__":
    main()

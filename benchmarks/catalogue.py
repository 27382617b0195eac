"""Pages with known truth, through real extraction tools, into records, held against the truth value by value.

python benchmarks/catalogue.py --pages 100 --seed 1 --seed 2 --seed 3 --write
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from extractors.extract import extract
from extractors.tools import TOOLS, Tool
from pages.catalogue import make_catalogue
from pages.html import render_page
from pages.truth import Truth
from readers import READERS
from results import table, write_section
from verdict.finding import VERDICTS, Finding, Verdict

WRONG: tuple[Verdict, ...] = ("silent", "marked")


class Outcome(NamedTuple):
    """One page through one tool and one reader."""

    truth: Truth
    dump: str
    findings: list[Finding]


class Run(NamedTuple):
    """All pages of all seeds through one tool and one reader."""

    tool: Tool
    reader: str
    outcomes: list[Outcome]

    def verdicts(self) -> Counter[Verdict]:
        """Values by verdict."""
        return Counter(finding.verdict for outcome in self.outcomes for finding in outcome.findings)

    def clean_pages(self) -> int:
        """Pages without a wrong value, marked or not."""
        return sum(all(f.verdict not in WRONG for f in outcome.findings) for outcome in self.outcomes)


def main() -> None:
    options = parse_options()
    tools = [tool for tool in TOOLS if not options.tool or any(part in tool.name for part in options.tool)]
    parts = []
    silent = 0
    seeds = options.seed or [1]
    for rate in options.rate or [0.0, 0.3]:
        runs = []
        for tool in tools:
            read = list(dumps(tool, seeds, rate, options.pages, sharing=not options.no_sharing))
            runs += [judge(tool, name, read) for name in READERS]
        own = [run for run in runs if run.reader == "ingest"]
        silent += sum(run.verdicts()["silent"] for run in own)
        told = f"{options.pages} pages of {'each of the seeds' if len(seeds) > 1 else 'seed'} {_listed(seeds)}"
        parts.append(f"### Hazard rate {rate:g}, {told}\n\n{own_verdicts(own)}\n\n{comparison(runs)}")
        if options.examples:
            listed = "\n".join(examples(own, options.examples))
            parts.append(f"Wrong values, first examples of each field:\n\n```text\n{listed}\n```")
    legend = "\n".join(f"* **{name}**: {meaning}" for name, meaning in VERDICTS.items())
    body = "\n\n".join([legend, *parts])
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/catalogue.py", *sys.argv[1:]])
        packages = ("ingest", "mistune", "markdown-it-py")
        write_section("catalogue", "Right, flagged, wrong: a catalogue with known truth", command, packages, body)
    sys.exit(1 if silent and options.check else 0)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120, help="pages of the catalogue")
    parser.add_argument("--rate", type=float, action="append", help="0 to 1; repeatable (default: 0 and 0.3)")
    parser.add_argument("--seed", type=int, action="append", help="of the pages' chance; repeatable (default: 1)")
    parser.add_argument("--no-sharing", action="store_true", help="every page has texts of its own")
    parser.add_argument("--tool", action="append", help="only tools whose name contains this; repeatable")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="list N wrong values per field")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    parser.add_argument("--check", action="store_true", help="exit with 1 if any value is silently wrong")
    return parser.parse_args()


def dumps(tool: Tool, seeds: Sequence[int], rate: float, pages: int, *, sharing: bool) -> Iterator[tuple[Truth, str]]:
    """What the tool makes of the pages of every seed, each with its truth."""
    for seed in seeds:
        truths = list(make_catalogue(pages, seed=seed, rate=rate, sharing=sharing))
        yield from zip(
            truths, extract(tool, [render_page(truth, seed=seed, rate=rate) for truth in truths]), strict=True
        )


def judge(tool: Tool, reader: str, read: Sequence[tuple[Truth, str]]) -> Run:
    """All dumps of a tool, read by one reader and judged."""
    return Run(tool, reader, [Outcome(truth, dump, READERS[reader](truth, dump)) for truth, dump in read])


def _listed(seeds: Sequence[int]) -> str:
    return ", ".join(map(str, seeds))


def own_verdicts(runs: Sequence[Run]) -> str:
    """Our values by verdict, a line a tool."""
    rows = []
    for run in runs:
        counts = run.verdicts()
        rows.append([run.tool.name, *(counts[name] for name in VERDICTS), f"{run.clean_pages()}/{len(run.outcomes)}"])
    return table(["values", *VERDICTS, "pages without a wrong value"], rows)


def comparison(runs: Sequence[Run]) -> str:
    """True values (right or repaired) and silently wrong ones in percent of all values, reader by reader."""
    rows = []
    for tool in dict.fromkeys(run.tool for run in runs):
        row = [tool.name]
        for run in (run for run in runs if run.tool is tool):
            counts = run.verdicts()
            all_values = sum(counts.values()) or 1
            true = 100 * (counts["right"] + counts["repaired"]) / all_values
            row.append(f"{true:.1f} / {100 * counts['silent'] / all_values:.2f}")
        rows.append(row)
    return table(["true % / silently wrong %", *READERS], rows)


def examples(runs: Sequence[Run], limit: int) -> list[str]:
    """Wrong values, `limit` a field, from different tools where they can be had, with the dump's lines around them."""
    found: dict[tuple[str, str], list[tuple[Run, Outcome, Finding]]] = {}
    for run in runs:
        for outcome in run.outcomes:
            for finding in (finding for finding in outcome.findings if finding.verdict in WRONG):
                found.setdefault((finding.verdict, finding.field), []).append((run, outcome, finding))
    lines = []
    for (verdict, field), cases in sorted(found.items(), key=lambda entry: (entry[0][0] != "silent", -len(entry[1]))):
        tools = Counter(run.tool.name for run, _, _ in cases)
        lines.append(f"{verdict} {field}: " + ", ".join(f"{tool} {count}" for tool, count in tools.items()))
        step = max(1, len(cases) // limit)
        for run, outcome, finding in islice(cases, 0, limit * step, step):
            lines += [f"  {outcome.truth.code} ({run.tool.name})"]
            lines += [f"    truth: {finding.truth[:150]}", f"    ours:  {finding.ours[:150]}"]
            lines += _context(outcome.dump, finding)
    return lines


def _context(dump: str, finding: Finding) -> list[str]:
    if not finding.lines:
        return []
    first, last = finding.lines
    numbered = list(enumerate(dump.split("\n"), 1))
    return [f"    {number:5} {line[:140]}" for number, line in numbered[max(0, first - 3) : last + 2]]


if __name__ == "__main__":
    main()

"""Pages without labels: one page in several forms has to give the same record.

Where two forms claim a text as two things, and no finding stands on it, one of them is silently wrong.

python benchmarks/agreement.py FOLDER         pages of Markdown and HTML, in folders or not
python benchmarks/agreement.py FOLDER -v      and the texts that forms disagree on
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from agreeing.forms import forms_of
from agreeing.held import Claimed, Held, held, titles_differ
from results import table

WRONG = ("kind", "role", "level")
HEADER = ("form", "pages", "rejected", "other title", "texts", "other kind", "other role", "other level", "silently")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="pages, `.md` and `.html`")
    parser.add_argument("-v", "--verbose", action="store_true", help="the texts that forms disagree on")
    options = parser.parse_args()
    pages = sorted(page for page in options.folder.rglob("*") if page.suffix in (".md", ".html"))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: Counter[tuple[str, str, str]] = Counter()
    for page, (itself, *others) in zip(pages, forms_of(pages), strict=True):
        if not itself.reading.is_profile:
            continue
        one = Claimed(itself)
        for form in others:
            count = counts[form.name]
            count["pages"] += 1
            count["rejected"] += not form.reading.is_profile
            if not form.reading.is_profile:
                continue
            other = Claimed(form)
            count["titles"] += titles_differ(one, other)
            for text in held(one, other):
                count[text.verdict] += 1
                if text.verdict in WRONG:
                    kinds[text.verdict, text.one, text.other] += text.verdict == "kind"
                    if options.verbose:
                        print(_line(page, form.name, text))
    print(table(HEADER, [_row(name, count) for name, count in counts.items()]))
    said = [[f"{one}, {other}", count] for (verdict, one, other), count in kinds.most_common() if verdict == "kind"]
    if said:
        print("\n" + table(["the page says, and a form", "texts"], said))


def _row(name: str, count: Counter[str]) -> list[object]:
    """`texts` are those that the page and the form claim; `silently`, the share that they claim as two things."""
    texts = sum(count[verdict] for verdict in ("agree", "said", *WRONG))
    share = sum(count[verdict] for verdict in WRONG) / (texts or 1)
    wrong = [count[verdict] for verdict in WRONG]
    return [name, count["pages"], count["rejected"], count["titles"], texts, *wrong, f"{share:.2%}"]


def _line(page: Path, form: str, text: Held) -> str:
    return f"{page.name}, {form}: {text.verdict}: {text.one} | {text.other}: {text.text[:90]}"


if __name__ == "__main__":
    main()

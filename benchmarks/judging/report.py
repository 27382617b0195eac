"""What the judge found, as one page of text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from judging.accepted import Line
from judging.old import COMMIT
from judging.trial import Change, Judged

COLUMNS = ("worse", "undecided", "better", "accepted")
WIDTH = 150


def page(trials: Mapping[str, Judged], lines: Sequence[Line], limit: int | None) -> str:
    """Counts by set and by field, then `limit` changes of each verdict and field; for None all, with both values."""
    changes = [change for trial in trials.values() for change in trial.changes]
    told = [f"Answers of {COMMIT} and of today. A change counts once for each page and field.", ""]
    told += _sets(trials)
    told += ["", *_counts("field", ((change.field, change) for change in changes))] if changes else []
    for verdict in ("worse", "undecided", "better"):
        found = [change for change in changes if change.ruling.verdict == verdict and change.accepted is None]
        if found and (verdict != "better" or limit is None):
            told += ["", f"{verdict}:", *_listed(found, limit)]
    unused = [line for line in lines if _is_unused(line, trials)]
    if unused:
        told += ["", "accepted lines that nothing needed here: " + "; ".join(f"{x.pages} {x.fields}" for x in unused)]
    return "\n".join(told)


def _is_unused(line: Line, trials: Mapping[str, Judged]) -> bool:
    """Whether a line is about pages that were read here, and accepts no change of theirs."""
    changes = [(change.page, change.field) for trial in trials.values() for change in trial.changes]
    about = any(line.covers_page(page) for trial in trials.values() for page in trial.pages)
    return about and not any(line.covers(page, field) for page, field in changes)


def _sets(trials: Mapping[str, Judged]) -> list[str]:
    told = []
    for name, trial in trials.items():
        differ = len({change.page for change in trial.changes})
        counts = Counter(map(_column, trial.changes))
        verdicts = ", ".join(f"{counts[column]} {column}" for column in COLUMNS if counts[column])
        told.append(
            f"{name:10} {len(trial.pages):5} pages, {len(trial.pages) - differ} the same"
            + (f", {differ} differ: {verdicts}" if differ else "")
        )
        if trial.others:
            told.append(f"{'':10} {len(trial.others):5} gone or of another text: {', '.join(trial.others[:3])} …")
    return told


def _counts(title: str, named: Iterable[tuple[str, Change]]) -> list[str]:
    counts: dict[str, Counter[str]] = {}
    for name, change in named:
        counts.setdefault(name, Counter())[_column(change)] += 1
    rows = [f"{title:24}" + "".join(f"{column:>11}" for column in COLUMNS)]
    for name, found in sorted(counts.items(), key=lambda entry: (-entry[1]["worse"], -entry[1].total(), entry[0])):
        rows.append(f"{name:24}" + "".join(f"{found[column] or '':>11}" for column in COLUMNS))
    return rows


def _column(change: Change) -> str:
    return "accepted" if change.accepted is not None else change.ruling.verdict


def _listed(changes: Sequence[Change], limit: int | None) -> list[str]:
    """By field, the field with the most changes first, each with its first `limit` pages."""
    by_field: dict[str, list[Change]] = {}
    for change in changes:
        by_field.setdefault(change.field, []).append(change)
    told = []
    for field, found in sorted(by_field.items(), key=lambda entry: -len(entry[1])):
        for change in found[:limit]:
            note = f"  ({change.ruling.note})" if change.ruling.note else ""
            told.append(f"  {field}: {change.page}{note}")
            if limit is None or not note:
                told += _difference(change.old, change.new, None if limit is None else WIDTH)
        if limit is not None and len(found) > limit:
            told.append(f"  {field}: … and {len(found) - limit} pages more")
    return told


def _difference(old: object, new: object, width: int | None) -> list[str]:
    """Both values, from a little before the first place where they differ."""
    if old is None and new is None:
        return []
    texts = [json.dumps(value, ensure_ascii=False) for value in (old, new)]
    same = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), min(map(len, texts)))
    start = max(0, same - 30)
    end = start + (width or 2000)
    return [f"    {sign} {'…' if start else ''}{text[start:end]}" for sign, text in zip("-+", texts, strict=True)]

"""One set of pages, read by today's reader and held against the stored digests; what differs is read by both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from judging import digests, old, reader
from judging.accepted import Line
from judging.answer import Answer, Field, Known, fields_of, load_known
from judging.marks import without_marks
from judging.pages import Page, pages_of
from judging.rulings import cases, generated, gold, reference
from judging.rulings.ruling import Ruling, Rulings


class Change(NamedTuple):
    """A field of a page whose answer is another one. `accepted` is the reason, where a line accepts it."""

    page: str
    field: str
    ruling: Ruling
    accepted: str | None
    old: object
    new: object

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.accepted is None and self.ruling.verdict != "better"


class Judged(NamedTuple):
    """A set: the pages that were read, those that are not the texts that the old reader saw, and all changes."""

    pages: list[str]
    others: list[str]
    changes: list[Change]


class Differing(NamedTuple):
    """A page, today's answer to it, and the fields in which that is another one."""

    page: Page
    answer: Answer
    fields: list[str]


class Compared(NamedTuple):
    """A set held against the digests: pages of the same texts, those of others, and what differs."""

    pages: list[str]
    others: list[str]
    differing: list[Differing]


def compare(name: str, only: str = "", *, known: Known) -> Compared:
    """Hold a set against the stored digests; the old reader is not needed. Raises Unavailable without its pages."""
    stored = digests.load(name)
    pages = {page.name: page for page in pages_of(name) if only in page.name}
    same = [page for page in pages.values() if page.name in stored and digests.dump_of(page) == stored[page.name].dump]
    differing = []
    for page in same:
        answer = reader.read(page)
        if fields := digests.changed(stored[page.name].cells, fields_of(answer, known)):
            differing.append(Differing(page, answer, fields))
    names = [page.name for page in same]
    return Compared(names, sorted(page for page in stored.keys() - set(names) if only in page), differing)


def try_set(name: str, only: str, lines: Sequence[Line]) -> Judged:
    """Judge a set. Raises Unavailable where its pages are not at hand."""
    known = load_known()
    found = compare(name, only, known=known)
    reference_page = [page for page in pages_of(name) if page.name == reference.REFERENCE] if found.differing else []
    before = old.read([*(page for page, *_ in found.differing), *reference_page])
    true = before[-1] if reference_page else None
    changes = []
    for (page, answer, fields), was in zip(found.differing, before[: len(found.differing)], strict=True):
        rulings = _rule(name, page, was, answer, true)
        values = fields_of(was, known), fields_of(answer, known)
        changes += [_change(page, field, rulings, lines, *values) for field in fields]
        changes += [
            Change(page.name, field, ruling, _reason(lines, page, field, ruling), None, None)
            for field, ruling in rulings.items()
            if field not in values[0]
        ]
    return Judged(found.pages, found.others, changes)


def _rule(name: str, page: Page, was: Answer, answer: Answer, true: Answer | None) -> Rulings:
    if name == "cases":
        return cases.rule(page, was, answer)
    if name in ("gold", "negatives"):
        return gold.rule(page, was, answer)
    if name == "generated":
        return generated.rule(page, was, answer._replace(findings=reader.findings(page)))
    if true and page.name.startswith(reference.SAME_PAGE):
        return reference.rule(true, was, answer)
    return {}


def _change(
    page: Page, field: str, rulings: Rulings, lines: Sequence[Line], old: dict[str, Field], new: dict[str, Field]
) -> Change:
    name, _, only_lines = field.partition(".")
    ruling = rulings.get(name, Ruling("undecided"))
    pick = (lambda found: found.lines) if only_lines else (lambda found: found.value)
    before, now = pick(old[name]), pick(new[name])
    if not only_lines and ruling.verdict == "undecided" and without_marks(before) == without_marks(now):
        field = f"{name}.marks"
    return Change(page.name, field, ruling, _reason(lines, page, field, ruling), before, now)


def _reason(lines: Sequence[Line], page: Page, field: str, ruling: Ruling) -> str | None:
    worse = ruling.verdict == "worse"
    return next((line.reason for line in lines if line.covers(page.name, field, worse=worse)), None)

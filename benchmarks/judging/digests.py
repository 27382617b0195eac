"""The old answers as digests: a file a set, a line a page, a cell a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from judging.answer import EMPTY, STORED, Field, cell, digest
from judging.pages import Page


class Stored(NamedTuple):
    """What is stored of a page: a digest of its text, and of each field of its answer."""

    dump: str
    cells: dict[str, str]


def dump_of(page: Page) -> str:
    """The digest of a page's text."""
    return digest(page.text)


def write(name: str, rows: Iterable[tuple[Page, Mapping[str, Field]]]) -> int:
    """Write a set's digests; how many pages it has."""
    lines: list[str] = []
    for page, fields in rows:
        if not lines:
            lines.append("\t".join(["page", "dump", *fields]))
        lines.append("\t".join([page.name, dump_of(page), *map(cell, fields.values())]))
    (STORED / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines) - 1


def load(name: str) -> dict[str, Stored]:
    """A set's digests by the page's name."""
    header, *lines = (STORED / f"{name}.tsv").read_text("utf-8").splitlines()
    fields = header.split("\t")[2:]
    rows = (line.split("\t") for line in lines)
    return {page: Stored(dump, dict(zip(fields, cells, strict=True))) for page, dump, *cells in rows}


def changed(old: Mapping[str, str], new: Mapping[str, Field]) -> list[str]:
    """Fields whose digests differ; `FIELD.lines` where the value is the same and only its lines are others."""
    found = []
    for name, before in old.items():
        now = cell(new[name]) if name in new else EMPTY
        if before.split("/")[0] != now.split("/")[0]:
            found.append(name)
        elif before != now:
            found.append(f"{name}.lines")
    return found

"""Outlines by hand: pages of `tests/cases/outline/`, and what differs between one and the records of its page.

The format is described in `tests/cases/outline/README.md`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ingest.grammar import load_grammars
from ingest.records import Guideline, Item, Level, Profile
from ingest.scoring.line_claims import Claims, claims_of

FOLDER = Path(__file__).parent.parent / "cases" / "outline"
TOGETHER = {
    "title": {"code", "level", "facts"},
    "code": {"facts", "title", "level"},
    "facts": {"code", "title", "level", "pay", "requirements"},
    "level": {"title", "facts"},
    "pay": {"facts", "level"},
}
"""Kinds that a line of some kind may have besides: a fact's owner is `facts`, and a level or pay is made of it, too."""


class Outline(NamedTuple):
    """A page, and the profiles that a reader finds in it."""

    name: str
    text: str
    profiles: list[dict[str, Any]]


def load_outlines() -> list[Outline]:
    """All pages of the folder."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        page = next(path.with_suffix(suffix) for suffix in (".md", ".txt") if path.with_suffix(suffix).exists())
        found.append(Outline(path.stem, page.read_text("utf-8"), tomllib.loads(path.read_text("utf-8"))["profile"]))
    return found


def wrong_profiles(outline: Outline, profiles: Sequence[Profile]) -> Iterator[str]:
    """Number, order, shapes, titles."""
    if any(d.code == "E201" for profile in profiles for d in profile.diagnostics):
        yield "the page is rejected"
    if len(profiles) != len(outline.profiles):
        yield f"{len(profiles)} profiles, not {len(outline.profiles)}: {[p.title for p in profiles]}"
    for wanted, got in zip(outline.profiles, profiles, strict=False):
        for key in ("shape", "part_of"):
            if getattr(got, key) != wanted.get(key):
                yield f"{got.title!r}: {key} is {getattr(got, key)!r}, not {wanted.get(key)!r}"
        if "title" in wanted and _plain(wanted["title"]) != _plain(got.title):
            yield f"title is {got.title!r}, not {wanted['title']!r}"


def wrong_levels(outline: Outline, profiles: Sequence[Profile]) -> Iterator[str]:
    """The level of a role, and the levels of a ladder in their order."""
    for wanted, got in zip(outline.profiles, profiles, strict=False):
        if "level" in wanted and not (got.level and _is_called(got.level, wanted["level"])):
            yield f"{got.title!r}: level is {got.level and got.level.label!r}, not {wanted['level']!r}"
        labels = wanted.get("levels")
        if labels is None:
            continue
        if len(labels) != len(got.levels) or not all(map(_is_called, got.levels, labels)):
            yield f"{got.title!r}: levels are {[level.label for level in got.levels]}, not {labels}"


def wrong_headings(outline: Outline, profiles: Sequence[Profile]) -> Iterator[str]:
    """Sections: where they begin, their kinds, and the basis of these. No others."""
    entries = {entry.span.line_start: (at, entry) for at, p in enumerate(profiles) for entry in p.outline}
    lines = outline.text.split("\n")
    for at, wanted in enumerate(outline.profiles):
        for line, kinds, *rest in wanted.get("headings", []):
            basis, level, group = [*rest, "", "", ""][:3]
            where = f"{line}: {lines[line - 1]!r}"
            found_at, entry = entries.get(line, (at, None))
            if entry is None or not entry.heading:
                if not (kinds == "level" and _has_sections(profiles, level)):
                    yield f"{where} heads no section"
                continue
            if found_at != at:
                yield f"{where} is in profile {found_at + 1}, not {at + 1}"
            if (entry.kind or "none") not in _listed(kinds):
                yield f"{where} is {entry.kind}, not {kinds}"
            if basis and entry.kind_basis != basis:
                yield f"{where} is {entry.kind} by {entry.kind_basis}, not {basis}"
            if level and entry.level not in _keys(profiles[found_at], level):
                yield f"{where} has level {entry.level!r}, not {level!r}"
            if group and _plain(entry.group) != _plain(group):
                yield f"{where} has group {entry.group!r}, not {group!r}"
    content = {n for w in outline.profiles for first, last, *_ in w["lines"] for n in range(first, last + 1)}
    heads = {line for wanted in outline.profiles for line, *_ in wanted.get("headings", [])}
    for line, (_, entry) in sorted(entries.items()):
        if entry.heading and line in content - heads and "title" not in _kinds_at(outline, line):
            yield f"{line}: {lines[line - 1]!r} is no heading"


def wrong_lines(outline: Outline, profiles: Sequence[Profile]) -> Iterator[str]:
    """Every line: its profile, its kind, its level and group."""
    claims, items = claims_of(profiles), _items(profiles)
    lines = outline.text.split("\n")
    for at, wanted in enumerate(outline.profiles):
        for first, last, kinds, *rest in wanted["lines"]:
            level, group = [*rest, "", ""][:2]
            for line in (n for n in range(first, last + 1) if lines[n - 1].strip()):
                where = f"{line}: {lines[line - 1].strip()[:60]!r}"
                if fault := _wrong_kind(claims, line, at, _listed(kinds)):
                    yield f"{where}: {fault}"
                for found_at, item in items.get(line, []):
                    if level and item.level not in _keys(profiles[found_at], level):
                        yield f"{where}: level {item.level!r}, not {level!r}"
                    if group and _plain(item.group) != _plain(group):
                        yield f"{where}: group {item.group!r}, not {group!r}"


def wrong_cells(outline: Outline, profiles: Sequence[Profile]) -> Iterator[str]:
    """Guidelines: the text of a level in a dimension."""
    for wanted, got in zip(outline.profiles, profiles, strict=False):
        for level, dimension, begin in wanted.get("cells", []):
            texts = [
                text for row in got.guidelines if row.level in _keys(got, level) for text in _cells(row, dimension)
            ]
            if not any(text.startswith(begin) for text in texts):
                yield f"{level}, {dimension}: {texts}, not {begin!r}"


PARTS: dict[str, Callable[[Outline, Sequence[Profile]], Iterator[str]]] = {
    "profiles": wrong_profiles,
    "levels": wrong_levels,
    "headings": wrong_headings,
    "lines": wrong_lines,
    "cells": wrong_cells,
}
"""The parts of an outline, each with what finds the differences."""


def asks(outline: Outline, part: str) -> bool:
    """Whether the outline says anything of the part."""
    keys = {"levels": ("level", "levels"), "headings": ("headings",), "cells": ("cells",)}.get(part)
    return keys is None or any(key in profile for profile in outline.profiles for key in keys)


def _has_sections(profiles: Sequence[Profile], level: str) -> bool:
    """Whether sections say that they are below the level: it may have nothing besides."""
    return any(entry.level in _keys(profile, level) for profile in profiles for entry in profile.outline)


def _wrong_kind(claims: Claims, line: int, at: int, kinds: list[str]) -> str | None:
    found = [claim for claim in claims.get(line, ()) if claim.is_typed]
    got = {"facts" if claim.kind == "fact" else claim.kind for claim in found}
    if not found:
        kept = bool(claims.get(line))
        right = ("none" in kinds and kept) or ("furniture" in kinds and not kept)
        return None if right else f"{'kept' if kept else 'in no field'}, not {' or '.join(kinds)}"
    if {claim.profile for claim in found} != {at}:
        return f"in profile {sorted({claim.profile + 1 for claim in found})}, not {at + 1}"
    general = {kind.split("/")[0] for kind in kinds}
    together = set().union(*(TOGETHER.get(kind, set()) for kind in kinds), kinds)
    main = any(kind in kinds or (kind.split("/")[0] in kinds) or kind in general for kind in got)
    others = {kind for kind in got if kind not in together and kind.split("/")[0] not in together | general}
    said_otherwise = "requirements" not in kinds and any(
        kind.startswith("requirements/") and kind not in kinds for kind in got
    )
    return None if main and not others and not said_otherwise else f"{sorted(got)}, not {' or '.join(kinds)}"


def _items(profiles: Sequence[Profile]) -> dict[int, list[tuple[int, Item]]]:
    """The items of each line that carry a level, each with its profile's index."""
    found: dict[int, list[tuple[int, Item]]] = {}
    for at, profile in enumerate(profiles):
        for item in (*profile.responsibilities, *profile.requirements, *profile.skills, *profile.guidelines):
            places = [span for spans in item.spans.values() for span in spans] if isinstance(item, Guideline) else []
            for span in places or [item.span]:
                for line in range(span.line_start, span.line_end + 1):
                    found.setdefault(line, []).append((at, item))
    return found


def _cells(row: Guideline, dimension: str) -> list[str]:
    other = {_plain(key): text for key, text in row.other.items()}
    field = load_grammars().column(dimension)
    return [text for text in (row.cells.get(field or ""), other.get(_plain(dimension))) if text]


def _keys(profile: Profile, label: str) -> set[str | None]:
    """The keys of the levels that a page calls so: what items carry."""
    own = [profile.level] if profile.level else []
    return {level.key for level in (*profile.levels, *own) if _is_called(level, label)} | {label}


def _is_called(level: Level, label: str) -> bool:
    return _plain(label) in {_plain(level.label), _plain(level.code), _plain(level.name)}


def _kinds_at(outline: Outline, line: int) -> set[str]:
    rows = [row for profile in outline.profiles for row in profile["lines"] if row[0] <= line <= row[1]]
    return {kind for _, _, kinds, *_ in rows for kind in _listed(kinds)}


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds


def _plain(text: str | None) -> str:
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()

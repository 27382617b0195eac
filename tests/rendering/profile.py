"""A profile's sections in the order of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ingest.grammar import Grammars, load_grammars
from ingest.records import Profile, Section
from rendering.adjacent_roles import render_adjacent_roles
from rendering.classifications import render_classifications
from rendering.dialect import Dialect
from rendering.guidelines import render_guidelines
from rendering.html2text import Html2Text
from rendering.items import render_requirements, render_responsibilities
from rendering.kept import render_blocks, render_kept
from rendering.level import render_level
from rendering.markdown import Markdown
from rendering.plain import Plain
from rendering.provenance import render_provenance
from rendering.skills import render_skills

Blocks = Iterator[list[str]]
DIALECTS: dict[str, Dialect] = {"plain": Plain(), "markdown": Markdown(), "html2text": Html2Text()}


class Entry(NamedTuple):
    """A section of a page: the record's field, its heading, and what writes the blocks below.

    `heading` also tells whether the heading alone says something: the focus's name, the level's.
    """

    field: str
    heading: Callable[[Profile], tuple[str, bool]]
    render: Callable[[Profile, Dialect], Blocks]


def render(profile: Profile, dialect: str = "plain", *, grammars: Grammars | None = None) -> str:
    """The text of a page that reads as this record. Raises KeyError for a dialect that is not in `DIALECTS`.

    What is derived (name, path, experience in years, scale) comes back by being read again; spans, diagnostics and
    the record's source are those of the new text. What a dialect cannot say is listed in docs/dialect.md.
    """
    style = DIALECTS[dialect]
    blocks = list(_blocks(profile, style, grammars or load_grammars()))
    lines: list[str] = []
    for block in filter(None, blocks):
        lines += [*(style.between if lines else ()), *block]
    return "\n".join([*lines, ""])


def _blocks(profile: Profile, style: Dialect, grammars: Grammars) -> Blocks:
    stray, leftovers, sections = _sort(profile, grammars)
    yield from (block for section in stray if _is_preamble(section, profile) for block in render_blocks(section, style))
    if profile.title:
        yield style.title(profile.title)
    if profile.code:
        yield style.paragraph(profile.code)
    for text in (profile.description or "").split("\n\n"):
        if text:
            yield style.paragraph(text)
    for section in stray:
        if not _is_preamble(section, profile):
            yield from render_blocks(section, style)
    for section in sections:  # before the sections that take in headings below them
        yield from render_kept(section, style)
    for entry in ENTRIES:
        body = [block for block in entry.render(profile, style) if block]
        body += [block for section in leftovers.get(entry.field, ()) for block in render_blocks(section, style)]
        intro = [style.paragraph(text) for text in profile.intros.get(entry.field, "").split("\n") if text]
        heading, says_more = entry.heading(profile)
        if body or intro or says_more:
            yield style.heading(heading)
            yield from intro
            yield from body


def _sort(profile: Profile, grammars: Grammars) -> tuple[list[Section], dict[str, list[Section]], list[Section]]:
    """Kept sections without a heading; those under a heading that the page has anyway, by field; all others."""
    stray: list[Section] = []
    leftovers: dict[str, list[Section]] = {}
    others: list[Section] = []
    for section in profile.sections:
        meaning = grammars.heading(section.heading) if section.heading else None
        if section.heading is None:
            stray.append(section)
        elif meaning and getattr(profile, meaning.section, None):
            leftovers.setdefault(meaning.section, []).append(section)
        else:
            others.append(section)
    return stray, leftovers, others


def _is_preamble(section: Section, profile: Profile) -> bool:
    title = profile.spans.get("title") or profile.spans.get("code")
    return title is not None and section.span.line_start < title[0].line_start


def _just(heading: str) -> Callable[[Profile], tuple[str, bool]]:
    return lambda _: (heading, False)


def _focus_heading(profile: Profile) -> tuple[str, bool]:
    return (f"Focus — {profile.focus.name}", True) if profile.focus else ("Focus", False)


def _level_heading(profile: Profile) -> tuple[str, bool]:
    level = profile.level
    if level is None:
        return "Level", False
    # Where neither title nor code says the level, its own block is the only one to do so.
    alone = profile.code is None and not (profile.title or "").endswith(level.key)
    return " — ".join(["Level", *filter(None, (level.key, level.name))]), bool(level.name) or alone


def _focus(profile: Profile, style: Dialect) -> Blocks:
    for text in ((profile.focus and profile.focus.description) or "").split("\n\n"):
        if text:
            yield style.paragraph(text)


def _title_aliases(profile: Profile, style: Dialect) -> Blocks:
    yield style.bullets((0, alias.title) for alias in profile.title_aliases)


ENTRIES = (
    Entry("focus", _focus_heading, _focus),
    Entry("responsibilities", _just("Responsibilities by level"), render_responsibilities),
    Entry("requirements", _just("Requirements"), render_requirements),
    Entry("guidelines", _just("Level guidelines"), render_guidelines),
    Entry("skills", _just("Skills"), render_skills),
    Entry("provenance", _just("Provenance"), render_provenance),
    Entry("level", _level_heading, render_level),
    Entry("adjacent_roles", _just("Adjacent roles"), render_adjacent_roles),
    Entry("title_aliases", _just("Title aliases"), _title_aliases),
    Entry("classifications", _just("Classification mappings"), render_classifications),
)

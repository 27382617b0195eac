"""Title, name, code and path of a profile, and the level that they state."""

from __future__ import annotations

from ingest.blocks import Heading
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars, LevelCode
from ingest.outline.profile_segments import Segment
from ingest.outline.role_name_in_title import clean_title, role_name, title_text, without_employer
from ingest.profiles.draft import Draft
from ingest.profiles.line_owners import Owners
from ingest.sections.reader_interface import span


def read_identity(segment: Segment, draft: Draft, owners: Owners, grammars: Grammars) -> LevelCode | None:
    """Title, name, code and path; returns the level that they state."""
    title = title_text(segment.title.text, grammars) if segment.title else ""
    if segment.title and not title:
        owners.own("furniture", segment.title)  # marks alone
    elif segment.title:
        draft.title = title if segment.label or segment.code else clean_title(title, grammars)
        draft.name = (
            without_employer(grammars.words.roles.without_template(segment.label.text) or segment.label.text, grammars)
            if segment.label and segment.label.text
            else _name(segment, draft.title, grammars)
        )
        stated = [block for block in (segment.title, segment.again) if block is not None]
        draft.spans["title"] = draft.spans["name"] = tuple(map(span, stated))
        for block in stated:
            owners.give("title", block)  # a heading by its marks, but the record's title first of all
    if segment.code and segment.code_block:
        draft.code, draft.path = segment.code.code, segment.code.path
        draft.spans["code"] = draft.spans["path"] = (span(segment.code_block),)
        if segment.code.code not in segment.code_block.text:
            detail = f"{segment.code.code} in half-width letters"
            draft.diagnostics.append(diagnose("I606", segment.code_block.start, detail=detail))
        owners.own("code", segment.code_block)
        return segment.code.level
    if segment.label and segment.title:
        draft.diagnostics.append(diagnose("W411", segment.title.start, detail=segment.label.level.code))
        return segment.label.level
    if (
        segment.title
        and not (isinstance(segment.title, Heading) and segment.title.depth)
        and not _is_keyed(segment, owners)
    ):
        draft.diagnostics.append(diagnose("W427", segment.title.start, segment.title.end))
    return None


def _is_keyed(segment: Segment, owners: Owners) -> bool:
    """Whether a key states the title: `Post title: Baker`."""
    assert segment.title is not None
    _, colon, behind = owners.lines[segment.title.start - 1].partition(":")
    return bool(colon) and segment.title.text in behind


def _name(segment: Segment, title: str, grammars: Grammars) -> str:
    """A title without its level, its employer and words for the kind of page."""
    if segment.code is not None:
        return title
    plain = without_employer(role_name(title, grammars), grammars)
    name, notation = grammars.levels.split_title(plain)
    return name if notation and name else plain

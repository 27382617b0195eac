"""The records of a document: its profiles, each line with its owner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.blocks import Block, BulletList, Document, Heading, Part, Rule, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.outline import Role, outline_of
from ingest.profiles.columns import with_columns
from ingest.profiles.evidence import why_no_profile
from ingest.profiles.given_title import take_title
from ingest.profiles.profile import ProfileBuilder
from ingest.profiles.repairs import said_once
from ingest.records import Profile
from ingest.sources.identity import Named, document_id, profile_ids


def build_profiles(
    document: Document, source: Mapping[str, str | None], grammars: Grammars, title: str | None = None
) -> tuple[tuple[Profile, ...], tuple[str, ...]]:
    """The profiles of a document in page order, and the owner of each line.

    `source` holds what is known of the dump: fields of Source. `title` is what stands beside the page as its title.
    """
    structure = _structure(document)
    owners = list(structure)
    visible = any(line.strip() for line in document.lines)
    text = "\n".join(document.lines)
    language = grammars.words.language_of(text)
    schemes = grammars.levels.schemes_of(text)
    roles = outline_of(document.parts, language, grammars) if visible else []
    starts = [_first_line(role) for role in roles]
    ends = [*(start - 1 for start in starts[1:]), len(document.lines)][: len(starts)]
    noticed: list[list[Diagnostic]] = [[] for _ in roles]
    for diagnostic in document.diagnostics if roles else ():
        noticed[_profile_at(starts, diagnostic.span.line_start)].append(diagnostic)
    furniture: list[list[int]] = [[] for _ in roles]
    for line in sorted(document.furniture) if roles else ():
        furniture[_profile_at(starts, line)].append(line)
    builders = [ProfileBuilder(role, document.lines, structure, owners, schemes, grammars) for role in roles]
    built = [builder.build() for builder in builders]
    if title is not None and len(built) == 1:
        builders[0].diagnostics += take_title(title, built[0], owners, grammars)
    if built and (why := why_no_profile(roles, built, grammars)):
        builders[0].diagnostics.append(diagnose("E201", 1, detail=why))
    family = next((n for n, role in enumerate(roles, 1) if role.shape == "family"), None)
    for n, (builder, values, end) in enumerate(zip(builders, built, ends, strict=True)):
        start = 1 if n == 0 else starts[n]
        values["position"] = n + 1
        values["part_of"] = family if n + 1 != family else None
        values["source"] = {
            **source,
            "language": language,
            "format": document.format,
            "line_start": start,
            "line_end": end,
        }
        found = [*builder.diagnostics, *noticed[n]]
        if furniture[n]:
            found.append(diagnose("I602", furniture[n][0], detail=_counted(len(furniture[n]), "line")))
        found.sort(key=lambda d: (d.span.line_start, d.span.line_end, d.code))
        values["diagnostics"] = [with_columns(diagnostic, document.lines) for diagnostic in said_once(found)]
    _identify(built, source.get("uri"))
    return tuple(map(Profile.model_validate, built)), tuple(owners)


def _identify(profiles: Sequence[dict[str, Any]], uri: str | None) -> None:
    """Give the plain `profiles` of a dump their ids, which depend on its uri."""
    if uri is None:
        return
    document = document_id(uri)
    named = [Named(values["shape"], values.get("code"), values.get("title")) for values in profiles]
    for values, identity in zip(profiles, profile_ids(document, named), strict=True):
        values["document_id"], values["profile_id"] = document, identity


def _profile_at(starts: list[int], line: int) -> int:
    """Which profile a line belongs to; what stands above the first belongs to it."""
    return max(0, bisect_right(starts, line) - 1)


def _structure(document: Document) -> list[str]:
    """Owners before any builder: headings, rules and separators are structure, navigation is furniture."""
    owners: list[str] = []
    for part in document.parts:
        owners += part.remember("structure", _structure_of, part, document.lines)
    return owners


def _structure_of(part: Part, lines: Sequence[str]) -> list[str]:
    """The same for one part. `lines` are the dump's."""
    owners = [""] * (part.last - part.first + 1)
    for block in part.blocks:
        if isinstance(block, Heading | Rule):
            for number in range(block.start, block.end + 1):
                owners[number - part.first] = "structure"
        elif isinstance(block, Table | BulletList):
            # Separators, and marks without text.
            texts = block.items if isinstance(block, BulletList) else (block.header, *block.rows)
            said = [range(text.start, text.end + 1) for text in texts if text]
            for number in set(range(block.start, block.end + 1)).difference(*said):
                if lines[number - 1].strip():
                    owners[number - part.first] = "structure"
    for at, line in enumerate(lines[part.first - 1 : part.last]):
        if line[:1] == ">" and not line.strip(" >"):
            owners[at] = "structure"  # a blank line of a quoted page
    for number in part.furniture:
        owners[number - part.first] = "furniture"
    return owners


def _first_line(role: Role) -> int:
    if role.shape == "family":
        return 1
    first: Block | None = role.segment.title or role.segment.code_block
    return first.start if first else 1


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

"""Classification mappings: codes in outside schemes, under a heading that names the scheme."""

from __future__ import annotations

import re
from typing import Any

from ingest.blocks import Block, BulletList, Heading, Paragraph, Table
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.sections.bare_codes import read_codes
from ingest.sections.claim import Claim, Context, Lined, lines, span
from ingest.sections.entries import Line, as_paragraphs, flatten
from ingest.sections.intro import take_intro
from ingest.sections.ragged import whole_rows
from ingest.soc import edition_of, read_code

_KEY_VALUE = re.compile(r"\b(\w{1,30}) ?[:=] ?([^\s=]+)(?:[\s,;|]+|$)")
FACTS_LENGTH = 500
_FIELDS = ("scheme", "code", "title", "source")
_GLUED_KEY = re.compile(r"\w(?:source|confidence|version)=")


def build_classifications(section: Section, context: Context) -> Claim:
    """A classification for each line of facts; the scheme is the nearest sub-heading above it."""
    claim = Claim()
    mappings: list[dict[str, Any]] = []
    scheme: Heading | None = None
    unused: Heading | None = None
    body = _without_scheme_paragraphs(section.blocks)
    first = body[0] if body else None
    begins = isinstance(first, Paragraph | Heading) and bool(_mapped(first.text, context.grammars))
    for block in body if begins else take_intro(body, claim, context.grammars):
        if isinstance(block, Heading) and not _mapped(block.text, context.grammars):
            _give_back(unused, claim)
            scheme = unused = block
            continue
        if unused:
            claim.owned.append(unused)
            unused = None
        if isinstance(block, Table):
            mappings += _table(block, scheme, context.grammars, claim)
        elif isinstance(block, Paragraph) and context.grammars.is_placeholder(block.text):
            claim.diagnostics.append(diagnose("I601", block.start, block.end))
            claim.furniture.append(block)
        else:
            code = Paragraph(block.text, block.start, block.end) if isinstance(block, Heading) else block
            for line in flatten([code]):
                mapped = _mapped(line.text, context.grammars, scheme.text if scheme else None)
                if not mapped and _completes(line, mappings, context.grammars):
                    claim.diagnostics.append(diagnose("W307", mappings[-1]["span"]["line_start"], line.end, line.text))
                    claim.owned.append(line)
                    continue
                if not mapped:
                    claim.rest += as_paragraphs([line])
                    if _GLUED_KEY.search(line.text):
                        claim.diagnostics.append(diagnose("W406", line.start, line.end, line.text[:80]))
                    continue
                if _GLUED_KEY.search(line.text):
                    claim.diagnostics.append(diagnose("W405", line.start, line.end, line.text[:80]))
                mappings += [_mapping(facts, scheme.text if scheme else None, line) for facts in mapped]
                claim.owned.append(line)
    _give_back(unused, claim)
    claim.values["classifications"] = mappings
    return claim


def _completes(line: Line, mappings: list[dict[str, Any]], grammars: Grammars) -> bool:
    """Facts without a code, right below those with one, that say nothing twice are facts of that code."""
    facts = read_facts(line.text, grammars)
    last = mappings[-1] if mappings else None
    if not facts or last is None or last["span"]["line_end"] != line.start - 1:
        return False
    known = {"code", "scheme", *last["attributes"], *(["source"] if last["source"] else [])}
    if known & facts.keys():
        return False
    last["source"] = facts.pop("source", last["source"])
    last["attributes"] |= facts
    last["span"] = lines(last["span"]["line_start"], line.end)
    return True


def _give_back(scheme: Heading | None, claim: Claim) -> None:
    """A heading with nothing under it is the scheme of nothing."""
    if scheme:
        claim.rest.append(Paragraph(scheme.text, scheme.start, scheme.end))


def absorbs_classifications(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """A heading whose lines are facts names their scheme; a known scheme, or a code, may itself look like a heading."""
    if section.is_bare and section.heading:
        text = section.heading.text
        if edition_of(text) or _mapped(text, grammars):
            return True
    texts = [line.text for line in flatten(section.blocks)]
    return any(_mapped(text, grammars) for text in texts) or (bool(texts) and all("=" in text for text in texts))


def _mapped(text: str, grammars: Grammars, scheme: str | None = None) -> list[dict[str, str]]:
    """The facts of each code that a line states, below the heading of its scheme."""
    facts = read_facts(text, grammars)
    if facts and "code" in facts:
        return [facts]
    stated = grammars.read_code(grammars.plain(text), scheme)
    if stated and (stated.scheme or read_code(stated.code) is None):
        return [{key: value for key, value in stated._asdict().items() if value}]
    return read_codes(text)


def read_facts(text: str, grammars: Grammars) -> dict[str, str] | None:
    """`code=43-4051source=resolver`, or `code: 43-4051, note: x` with blanks between; None for anything else."""
    facts = grammars.facts(text)
    if facts is not None:
        return dict(facts)
    text = " ".join(text.split())
    if len(text) > FACTS_LENGTH:
        return None
    pairs = _KEY_VALUE.findall(text)
    rest = _KEY_VALUE.sub("", text).strip()
    if not pairs or rest or len({key.lower() for key, _ in pairs}) < len(pairs):
        return None
    return {key.lower(): value.rstrip(",;") for key, value in pairs}


def _without_scheme_paragraphs(blocks: tuple[Block, ...]) -> list[Block]:
    """A short line right above a list is its scheme even where it was not taken for a heading."""
    body = list(blocks)
    for i, block in enumerate(body[:-1]):
        below = body[i + 1]
        over_facts = isinstance(below, BulletList) or (
            isinstance(below, Paragraph) and ("=" in below.text or below.mark == ":")
        )
        if isinstance(block, Paragraph) and over_facts and _names(block.text):
            body[i] = Heading(block.text, None, "bare", block.start, block.end)
    return body


def _names(text: str) -> bool:
    return len(text) <= 40 and "=" not in text and not text.endswith((".", "!", "?", ":"))


def _mapping(facts: dict[str, str], scheme: str | None, lined: Lined) -> dict[str, Any]:
    stated = facts.get("scheme", scheme)
    return {
        "scheme": stated,
        "code": facts["code"],
        "title": facts.get("title"),
        "source": facts.get("source"),
        "attributes": {key: value for key, value in facts.items() if key not in _FIELDS},
        "span": span(lined),
    }


def _table(table: Table, scheme: Heading | None, grammars: Grammars, claim: Claim) -> list[dict[str, Any]]:
    names = list(table.header.cells) if table.header else []
    fields = [grammars.column(cell) or cell.lower() for cell in names]
    if "code" not in fields:
        claim.rest.append(table)
        return []
    return [
        _mapping(
            {field: cell for field, cell in zip(fields, row.cells, strict=True) if cell},
            scheme.text if scheme else None,
            row,
        )
        for row in whole_rows(table, len(fields), claim)
        if row.cells[fields.index("code")]
    ]

"""Classification mappings: codes in outside schemes, under a heading that names the scheme."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.blocks import Heading, Paragraph, Table
from ingest.grammar import Grammars
from ingest.outline.classification_codes import attributes_of, codes_of
from ingest.outline.model import Section
from ingest.records import Classification
from ingest.sections.definition_lists import Line, as_paragraphs, flatten
from ingest.sections.prose import take_intro
from ingest.sections.reader_interface import Claim, Context, Lined, span
from ingest.sections.table_rows import fields_of, read_rows

_FIELDS = ("scheme", "code", "title", "source")
_GLUED_KEY = re.compile(r"\w(?:source|confidence|version)=")


@dataclass(slots=True)
class _Mapping:
    """A code while further lines may say more of it."""

    scheme: str | None
    code: str
    title: str | None
    source: str | None
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)

    def record(self, context: Context) -> Classification:
        """Return the record, when its text is complete."""
        return Classification(
            scheme=context.plain_or_none(self.scheme),
            code=self.code,
            title=context.plain_or_none(self.title),
            source=context.plain_or_none(self.source),
            attributes={context.plain(key): context.plain(value) for key, value in self.attributes.items()},
            span=span(self),
        )


def read_classifications(section: Section, context: Context) -> Claim:
    """A classification for each line of facts; the scheme is the nearest sub-heading above it."""
    claim = Claim()
    mappings: list[_Mapping] = []
    scheme: Heading | None = None
    unused: Heading | None = None
    body = section.blocks
    first = body[0] if body else None
    begins = isinstance(first, Paragraph) and bool(codes_of(first.text, context.grammars))
    for block in body if begins else take_intro(body, claim, context.grammars):
        if isinstance(block, Heading):
            _give_back(unused, claim)
            scheme = unused = block
            continue
        known, kept = len(mappings), len(claim.rest)
        if isinstance(block, Table):
            mappings += _table(block, scheme, context.grammars, claim)
        elif isinstance(block, Paragraph) and context.grammars.is_placeholder(block.text):
            claim.say_empty(block)
        else:
            for line in flatten([block]):
                mapped = codes_of(line.text, context.grammars, scheme.text if scheme else None)
                if not mapped and _completes(line, mappings, context.grammars):
                    claim.say("W307", mappings[-1], line.text, last=line)
                    continue
                if not mapped:
                    claim.rest += as_paragraphs([line])
                    if _GLUED_KEY.search(line.text):
                        claim.say("W406", line, line.text[:80])
                    continue
                if _GLUED_KEY.search(line.text):
                    claim.say("W405", line, line.text[:80])
                mappings += [_mapping(facts, scheme.text if scheme else None, line) for facts in mapped]
        if unused and len(claim.rest) > kept and len(mappings) == known:
            claim.rest.insert(kept, unused)
            unused = None
        elif unused and (len(mappings) > known or isinstance(block, Paragraph)):
            claim.owned.append(unused)
            unused = None
    _give_back(unused, claim)
    claim.records += [mapping.record(context) for mapping in mappings]
    return claim


def _completes(line: Line, mappings: list[_Mapping], grammars: Grammars) -> bool:
    """Facts without a code, right below those with one, that say nothing twice are facts of that code."""
    facts = attributes_of(line.text, grammars)
    last = mappings[-1] if mappings else None
    if not facts or last is None or last.end != line.start - 1:
        return False
    known = {"code", "scheme", *last.attributes, *(["source"] if last.source else [])}
    if known & facts.keys():
        return False
    last.source = facts.pop("source", last.source)
    last.attributes |= facts
    last.end = line.end
    return True


def _give_back(scheme: Heading | None, claim: Claim) -> None:
    """A heading with nothing under it is the scheme of nothing."""
    if scheme:
        claim.rest.append(Paragraph(scheme.text, scheme.start, scheme.end))


def _mapping(facts: dict[str, str], scheme: str | None, lined: Lined) -> _Mapping:
    attributes = {key: value for key, value in facts.items() if key not in _FIELDS}
    title, source = facts.get("title"), facts.get("source")
    return _Mapping(facts.get("scheme", scheme), facts["code"], title, source, lined.start, lined.end, attributes)


def _table(table: Table, scheme: Heading | None, grammars: Grammars, claim: Claim) -> list[_Mapping]:
    names = table.header.cells if table.header else ()
    fields = [field or name.lower() for field, name in zip(fields_of(table, grammars), names, strict=True)]
    above = scheme.text if scheme else None
    rows = read_rows(table, fields, "code", claim)
    return [_mapping(values, above, row) for values, row in rows if "code" in values]

"""Classifications held against the table of the SOC. Nothing is corrected; codes and titles stay as stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.records import Classification
from ingest.soc import SocCode, edition_of, find_occupation, read_code

_WORD = rare(r"[^\W\d_]{3,}")
_STEM = 5  # letters that `Accountant` and `Accounting` share
_WHOLE = (None, "00")  # details of O*NET codes that are the SOC occupation itself


def check_occupations(classifications: Sequence[Classification], lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Findings about codes whose scheme is the SOC or O*NET. `lines` are the dump's, the first at 0."""
    for mapping in classifications:
        edition = edition_of(mapping.scheme, mapping.attributes.get("version")) if mapping.scheme else None
        if edition is None:
            continue
        stated, read = mapping.code, read_code(mapping.code)
        if read is None and mapping.scheme and _may_be_of_another_country(mapping.scheme, stated):
            continue
        if read is None:
            yield _at("W509", stated, mapping, lines, f"`{stated}`")
            continue
        if not read.printed:
            yield _at("W422", stated, mapping, lines, f"`{stated}` as {read.code}")
        if edition == "other":
            yield _at("I610", stated, mapping, lines, f"{stated} ({mapping.scheme})")
        elif find_occupation(read.code) is None:
            yield _at("W508", stated, mapping, lines, read.code)
        elif mapping.title:
            yield from _title(mapping.title, read, mapping, lines)


def _may_be_of_another_country(scheme: str, code: str) -> bool:
    """Whether a code of a mere `SOC` has four digits, as those of the United Kingdom have."""
    return re.fullmatch(r"\d{4}", code) is not None and re.fullmatch(r"(?i)soc(?: codes?)?", scheme.strip()) is not None


def _title(stated: str, read: SocCode, mapping: Classification, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """A stated title that has no word of the table's. O*NET's own details have titles of their own."""
    occupation = find_occupation(read.code)
    if occupation and read.detail in _WHOLE and _stems(stated) and not _stems(stated) & _stems(occupation.title):
        yield _at("W510", stated, mapping, lines, f"`{stated}` and {read.code} {occupation.title}")


def _stems(title: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(title)}


def _at(code: str, text: str, mapping: Classification, lines: Sequence[str], detail: str) -> Diagnostic:
    """A diagnostic with its columns under `text`, where one of the mapping's lines has it as it is."""
    start, end = mapping.span.line_start, mapping.span.line_end
    for number in range(start, end + 1):
        column = lines[number - 1].find(text)
        if column >= 0:
            return diagnose(code, number, detail=detail, col_start=column + 1, col_end=column + len(text))
    return diagnose(code, start, end, detail)

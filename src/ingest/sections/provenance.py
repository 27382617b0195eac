"""Provenance: the statement, the scale it names, and scores where the page gives them."""

from __future__ import annotations

import re

from ingest.blocks import Block, Paragraph
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.punctuation import DASH
from ingest.records import Provenance, Span
from ingest.sections.definition_lists import flatten
from ingest.sections.reader_interface import Claim, Context, lines, put, span
from ingest.text.normalise import without_links

_SCORE = rare(rf"(?P<name>[^\W\d][^:=\d]*?) ?[:={DASH}]? ?(?P<score>\d{{1,3}}(?:\.\d{{1,4}})?)(?: ?/ ?\d{{1,3}})?$")
SCORE_LENGTH = 80
_NO_MARKS = str.maketrans("", "", "*_`")
_NUMBER = rare(r"\d{1,3}(?:\.\d{1,4})?$")


def read_provenance(section: Section, context: Context) -> Claim:
    """Statement, scale, pass mark; a list under it holds scores only if every one of its lines does."""
    claim = Claim()
    statements: list[Paragraph] = []
    rest: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, Paragraph) or _scores([(block.text, block.start, block.end)]):
            rest.append(block)
        elif context.grammars.is_placeholder(block.text):
            claim.say_empty(block)
        else:
            statements.append(block)
    claim.owned += statements
    text = "\n".join(without_links(block.text) for block in statements)
    evidence = context.grammars.evidence(_plain(text))
    spans: dict[str, tuple[Span, ...]] = {}
    scale = evidence.scale if evidence.scale and _is_scale(evidence.scale, _plain(text)) else (None, None)
    if statements:
        where = [span(block) for block in statements if context.grammars.evidence(_plain(block.text)) != (None, None)]
        spans["statement"] = tuple(map(span, statements))
        spans |= dict.fromkeys(("scale_min", "scale_max"), tuple(where)) if scale[0] is not None else {}
        spans |= {"pass_mark": tuple(where)} if evidence.pass_mark is not None else {}
    named: dict[str, float] = {}
    for block in rest:
        scores = _scores([(line.text, line.start, line.end) for line in flatten([block])])
        for name, score, _ in scores:
            put(named, name, score)
        if scores:
            spans["scores"] = (*spans.get("scores", ()), *(at for _, _, at in scores))
            claim.owned.append(block)
        else:
            claim.rest.append(block)
    if statements or named:
        claim.records.append(
            Provenance(
                statement=context.plain(text) if statements else None,
                scale_min=scale[0],
                scale_max=scale[1],
                pass_mark=evidence.pass_mark,
                scores={context.plain(name): score for name, score in named.items()},
                spans=spans,
            )
        )
    return claim


def _is_scale(scale: tuple[float, float], text: str) -> bool:
    """Whether a range is called a scale or a score, or is first in parentheses; else it counts things."""
    low, high = (re.escape(f"{bound:g}") for bound in scale)
    span = rf"{low}\s?(?:[{DASH}]{{1,3}}|to)\s?{high}\b"
    return (
        re.search(rf"\b(?:scal|scor|rat)(?:e|ed|es|ing)\b[^\d.]{{0,25}}{span}|\(\s*{span}", text, re.IGNORECASE)
        is not None
    )


def _plain(text: str) -> str:
    """A sentence without links, emphasis and the marks of code."""
    return without_links(text).translate(_NO_MARKS)


def _scores(texts: list[tuple[str, int, int]]) -> list[tuple[str, float, Span]]:
    """`Fidelity 4.5` a line, or names and numbers in turn; nothing unless every line fits."""
    matches = [_SCORE.match(" ".join(text.split())) if len(text) <= SCORE_LENGTH else None for text, _, _ in texts]
    if texts and all(matches):
        return [
            (match["name"].strip(), float(match["score"]), lines(start, end))
            for match, (_, start, end) in zip(matches, texts, strict=True)
            if match
        ]
    names, numbers = texts[::2], texts[1::2]
    if len(names) != len(numbers) or not all(_NUMBER.match(number) for number, _, _ in numbers):
        return []
    return [
        (name, float(number), lines(start, end))
        for (name, start, _), (number, _, end) in zip(names, numbers, strict=True)
    ]

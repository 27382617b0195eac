"""A gold page's truth is what a person labelled: profile or not, titles, levels, and a kind for each line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from judging.answer import Answer, spans_of
from judging.pages import Page
from judging.rulings.ruling import Rulings, merged, of_agreement, of_counts

KINDS = {
    "title": "title", "name": "title", "code": "code", "path": "code", "level": "level", "levels": "level",
    "description": "description", "focus": "description", "responsibilities": "responsibilities",
    "guidelines": "guidelines", "skills": "skills", "requirements": "requirements", "facts": "fact", "pay": "pay",
    "provenance": "provenance", "adjacent_roles": "career", "title_aliases": "aliases",
    "classifications": "classification",
}  # fmt: skip
ALSO = {
    "skills": {"requirements"},
    "fact": {"relationships", "conditions", "pay", "level"},
    "level": {"fact"},
    "description": {"level"},
}
RIGHT, KEPT, WRONG = 2, 1, 0
Claims = Mapping[int, set[tuple[str, str]]]
"""By line: the record's fields that it stands in, each with the kind of what stands there."""


def rule(page: Page, old: Answer, new: Answer) -> Rulings:
    """Lines count for the fields that claim them in one answer only."""
    truth = page.truth
    rulings: Rulings = {}
    if ruling := of_agreement(old.accepted == truth["profile"], new.accepted == truth["profile"], "accepted or not"):
        rulings["profile"] = ruling
    if not truth["profile"] or "labels" not in truth:
        return rulings
    rulings |= merged(_lines(page, old, new), "lines")
    for field, texts in (("title", _titles), ("level", _levels)):
        wanted = {_folded(_wanted(role, field)) for role in truth["roles"]} - {""}
        before, now = (wanted & texts(answer) for answer in (old, new))
        if ruling := of_counts(len(now - before), len(before - now), f"{field}s"):
            rulings[field] = ruling
    return rulings


def _lines(page: Page, old: Answer, new: Answer) -> dict[str, list[int]]:
    """[gained, lost] lines of each field."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    before, now = _claims(old), _claims(new)
    text = page.text.replace("\r\n", "\n").split("\n")
    for first, last, kind, *_ in page.truth["labels"]:
        kinds = kind if isinstance(kind, list) else [kind]
        for line in range(first, min(last, len(text)) + 1):
            was, is_ = _state(kinds, before.get(line, set())), _state(kinds, now.get(line, set()))
            if text[line - 1].strip() and was != is_:
                for field in {field for field, _ in before.get(line, set()) ^ now.get(line, set())} | {"owners"}:
                    counts[field][was > is_] += 1
    return counts


def _claims(answer: Answer) -> Claims:
    claims: dict[int, set[tuple[str, str]]] = defaultdict(set)

    def claim(field: str, kind: str, value: Any) -> None:
        for first, last in spans_of(value):
            for line in range(first, last + 1):
                claims[line].add((field, kind))

    for record in answer.records:
        for field, spans in record["spans"].items():
            name = field.removeprefix("intros.")
            claim(name, KINDS.get(name, name), spans)
        for field, kind in KINDS.items():
            for item in _items(record.get(field)):
                of_kind = kind == "requirements" and item.get("kind")
                claim(field, f"{kind}/{of_kind}" if of_kind else kind, item)
        for section in record["sections"]:
            claim("sections", section.get("kind") or "", section["blocks"] or section["span"])
            if section.get("heading"):
                claims[section["span"]["line_start"]].add(("sections", ""))
    return claims


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _state(kinds: list[str], claims: set[tuple[str, str]]) -> int:
    typed = {kind for _, kind in claims} - {""}
    if kinds[0] in ("furniture", "other"):
        return RIGHT if not typed or any(_matches(kinds, kind) for kind in typed) else WRONG
    if not claims:  # lost, or taken for a menu
        return RIGHT if "furniture" in kinds else WRONG
    if not typed:
        return KEPT
    return RIGHT if all(_matches(kinds, kind) for kind in typed) else WRONG


def _matches(kinds: list[str], kind: str) -> bool:
    general = kind.split("/")[0]
    return any(
        want == kind or (general == want.split("/")[0] and general in (kind, want)) or general in ALSO.get(want, ())
        for want in kinds
    )


def _wanted(role: Mapping[str, Any], field: str) -> str:
    return str((role.get("level") or {}).get("label") or "" if field == "level" else role["title"] or "")


def _titles(answer: Answer) -> set[str]:
    return {_folded(record.get(name)) for record in answer.records for name in ("title", "name")}


def _levels(answer: Answer) -> set[str]:
    levels = [record.get("level") or {} for record in answer.records]
    levels += [level for record in answer.records for level in record.get("levels") or ()]
    labels = {_folded(level.get(key)) for level in levels for key in ("label", "code", "name")}
    items = [
        item
        for record in answer.records
        for field in ("responsibilities", "guidelines", "requirements")
        for item in record.get(field) or ()
    ]
    return labels | {_folded(item.get("level")) for item in items}


def _folded(text: Any) -> str:
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()

"""The straightforward script: split at known headings, then a pattern a section. Written in good faith, ~80 lines."""

from __future__ import annotations

import re
from typing import Any

HEADINGS = {
    "responsibilities": r"(?:key )?responsibilities(?: by level)?|what you will do|duties and responsibilities",
    "guidelines": r"level(?:l?ing)? (?:guidelines|expectations|rubric)",
    "skills": r"(?:core )?skills(?: & competencies)?",
    "provenance": r"provenance|evidence base|sources & quality",
    "focus": r"focus [—–-] (?P<focus>.+)",
    "level": r"level [—–-] (?P<code>[A-Z]{1,4}\d{1,2}) [—–-] (?P<level>.+)",
    "adjacent_roles": r"(?:adjacent|related|neighbouring) roles",
    "title_aliases": r"title aliases|also known as|alternative titles",
    "classifications": r"classification mappings|(?:occupational|external) classifications?",
}
HEADING = {
    name: re.compile(rf"(?:#+ |\*\*)?(?:{pattern})(?:\*\*)?(?: ?show ▾)?$", re.I) for name, pattern in HEADINGS.items()
}
CODE = re.compile(r"^(?P<path>[\w-]+(?:\.[\w-]+)*)\.(?P<track>[A-Z]{1,4})(?P<rank>\d{1,2})$", re.M)
BULLET = re.compile(r"\s*(?:[-*•+]|\d+\.)\s+(.*)")
LABEL = re.compile(r"(?:#+ |\*\*)?([A-Z]{1,4}\d{1,2})(?:$|\*\*$| [—–-] | |(?=[A-Z][a-z]))")
YEARS = re.compile(r"(\d+)\s*(?:[–-]|to)\s*(\d+)\s*(?:years|yrs)|(\d+)\+\s*(?:years|yrs)|at least (\d+) years", re.I)
SCALE = re.compile(r"(\d+)\s*(?:[–-]|to)\s*(\d+)")
PASS = re.compile(r"(?:≥|pass mark is |threshold )\s*(\d+)")
CARD = re.compile(r"(.+? — [A-Z]{1,4}\d)\s*(\d\.\d\d)\s*(strong|partial|weak)")
FACTS = re.compile(r"code=(.+?)source=(\S+?)(?:confidence=(\S+))?$")
ATTRIBUTES = ("scope", "autonomy", "complexity", "impact", "decision rights", "leadership", "typical experience")
DIMENSIONS = ("knowledge_application", "complexity_problem_solving", "collaboration_interaction", "degree_experience")


def read(text: str) -> dict[str, Any]:
    """The fields of one record that the patterns find."""
    lines = [line.rstrip() for line in text.split("\n")]
    code = CODE.search(text)
    start = next((i for i, line in enumerate(lines) if code and line.strip() == code[0]), 0)
    title = next((line.lstrip("# ").strip() for line in reversed(lines[:start]) if line.strip()), "")
    sections: dict[str, list[str]] = {"description": []}
    record: dict[str, Any] = {"title": title, "name": re.split(r" [—–-] |[(,]", title)[0].strip()}
    current = sections["description"]
    for line in lines[start + 1 :]:
        name, match = next(((n, m) for n, p in HEADING.items() if (m := p.match(line.strip()))), (None, None))
        if name and match:
            current = sections.setdefault(name, [])
            record |= {f"heading_{key}": value for key, value in match.groupdict().items()}
        elif line.strip():
            current.append(line)
    if code:
        record |= {"code": code[0], "path": code["path"].split("."), "track": code["track"], "rank": int(code["rank"])}
    record["description"] = "\n\n".join(dict.fromkeys(line.strip() for line in sections["description"]))
    record["focus_description"] = "\n\n".join(line.strip() for line in sections.get("focus", []))
    level = None
    for line in sections.get("responsibilities", []):
        bullet, label = BULLET.match(line), LABEL.match(line.strip())
        if bullet:
            record.setdefault("responsibilities", []).append((level, bullet[1]))
        elif label:
            level = label[1]
    for line in sections.get("guidelines", []):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if LABEL.match(cells[0]) and len(cells) > 1:
            experience = [read_years(match) for match in YEARS.finditer(cells[-1])]
            row = dict(zip(DIMENSIONS, cells[1:], strict=False))
            record.setdefault("guidelines", []).append((LABEL.match(cells[0])[1], row, experience))  # type: ignore[index]
    record["skills"] = pairs(sections.get("skills", []))
    statement = "\n".join(sections.get("provenance", []))
    record |= {"statement": statement, "scale": SCALE.search(statement), "pass_mark": PASS.search(statement)}
    attributes = pairs(sections.get("level", []))
    record["attributes"] = {key.lower(): value for key, value in attributes if key.lower() in ATTRIBUTES}
    plain = [line for line in sections.get("level", []) if not BULLET.match(line) and "|" not in line]
    record["summary"] = plain[0].strip() if plain else None
    record["cards"] = CARD.findall("\n".join(sections.get("adjacent_roles", [])))
    record["aliases"] = [bullet[1] for line in sections.get("title_aliases", []) if (bullet := BULLET.match(line))]
    scheme = None
    for line in sections.get("classifications", []):
        bullet = BULLET.match(line)
        facts = FACTS.match(bullet[1]) if bullet else None
        if facts:
            record.setdefault("classifications", []).append((scheme, *facts.groups()))
        else:
            scheme = line.lstrip("# ").replace("\\", "").strip()
    first = {name: lines[0].strip() for name, lines in sections.items() if lines}
    record["intros"] = {name: line for name, line in first.items() if not BULLET.match(line)}
    return record


def pairs(lines: list[str]) -> list[tuple[str, str | None]]:
    """Name and description in turn, from bullets or from lines."""
    bullets = [bullet[1] for line in lines if (bullet := BULLET.match(line))]
    texts = bullets or [line.lstrip(": ").strip() for line in lines[1:]]
    return [(name, texts[i + 1] if i + 1 < len(texts) else None) for i, name in enumerate(texts) if i % 2 == 0]


def read_years(match: re.Match[str]) -> tuple[float, float | None]:
    """The interval that a match of YEARS states."""
    low, high = match[1] or match[3] or match[4], match[2]
    return float(low), float(high) if high else None

"""A peer's findings in the shape of our record, so that one comparison judges all. No spans, no diagnostics."""

from __future__ import annotations

import re
from typing import Any

from ingest.records import Profile
from peers.regex_script import YEARS, read_years

NOWHERE = {"line_start": 1, "line_end": 1}
_QUALIFIER = re.compile(r"(.+?) \(([^()]+)\)$")


def as_profile(found: dict[str, Any]) -> Profile:
    """The record of what `regex_script.read` or `markdown.read` found."""
    attributes = dict(found.get("attributes", {}))
    typical = attributes.pop("typical experience", None)
    scale = found.get("scale")
    return Profile.model_validate(
        {
            "code": found.get("code"),
            "title": found.get("title"),
            "name": found.get("name"),
            "path": tuple(found.get("path", ())),
            "level": _level(found, attributes, typical),
            "focus": {"name": found["heading_focus"].strip("* "), "description": found["focus_description"] or None}
            if found.get("heading_focus")
            else None,
            "description": found.get("description") or None,
            "responsibilities": [
                {
                    "level": level,
                    "level_basis": "stated" if level else None,
                    "ordinal": n,
                    "text": text,
                    "span": NOWHERE,
                }
                for n, (level, text) in enumerate(found.get("responsibilities", []), 1)
            ],
            "guidelines": [
                {
                    "level": level,
                    **{key: cell or None for key, cell in cells.items()},
                    "experience": [_years(low, high) for low, high in years],
                    "raw": "",
                    "span": NOWHERE,
                }
                for level, cells, years in found.get("guidelines", [])
            ],
            "skills": [_skill(name, text) for name, text in found.get("skills", [])],
            "provenance": {
                "statement": found["statement"],
                "scale_min": float(scale[1]) if scale else None,
                "scale_max": float(scale[2]) if scale else None,
                "pass_mark": float(found["pass_mark"][1]) if found.get("pass_mark") else None,
            }
            if found.get("statement")
            else None,
            "adjacent_roles": [
                {"title": title, "distance": float(distance), "band": band, "span": NOWHERE}
                for title, distance, band in found.get("cards", [])
            ],
            "title_aliases": [{"title": alias, "span": NOWHERE} for alias in found.get("aliases", [])],
            "classifications": [
                {
                    "scheme": scheme,
                    "code": code,
                    "source": source,
                    "attributes": {"confidence": confidence} if confidence else {},
                    "span": NOWHERE,
                }
                for scheme, code, source, confidence in found.get("classifications", [])
            ],
            "intros": found.get("intros", {}),
            "source": {"sha256": "", **NOWHERE},
        }
    )


def _level(found: dict[str, Any], attributes: dict[str, str | None], typical: str | None) -> dict[str, Any] | None:
    if "track" not in found:
        return None
    return {
        "label": f"{found['track']}{found['rank']}",
        "code": f"{found['track']}{found['rank']}",
        "track": found["track"],
        "rank": found["rank"],
        "name": (found.get("heading_level") or "").strip("* ") or None,
        "summary": found.get("summary"),
        **{key.replace(" ", "_"): value for key, value in attributes.items()},
        "typical_experience": _typical(typical) if typical else None,
    }


def _typical(text: str) -> dict[str, Any]:
    match = YEARS.search(text)
    low, high = read_years(match) if match else (None, None)
    return {"text": text, "min_years": low, "max_years": high, "span": NOWHERE}


def _years(low: float, high: float | None) -> dict[str, Any]:
    return {"text": "", "min_years": low, "max_years": high, "span": NOWHERE}


def _skill(name: str, text: str | None) -> dict[str, Any]:
    match = _QUALIFIER.match(name)
    return {
        "name": match[1] if match else name,
        "qualifier": match[2] if match else None,
        "description": text or None,
        "span": NOWHERE,
    }

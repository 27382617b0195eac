"""Records to be rendered: every field a page can state, and what is derived from it as the reader derives it.

Where a strategy holds back, the reason stands beside it.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ingest.grammar import load_grammars
from ingest.records import Profile
from round_trip.texts import free, name, sentence, token

AT = {"line_start": 1, "line_end": 1}
TRACKS = st.sampled_from(["P", "M", "S", "T", "E", "IC"])
Draw = st.DrawFn
Plain = dict[str, Any]


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def years(draw: Draw) -> Plain:
    """An interval, in one of the ways a phrase says it."""
    low = draw(st.integers(0, 20).filter(lambda years: years not in (16, 18)))  # which may be ages
    high = draw(maybe(st.integers(low + 1, 30)))
    qualification = draw(maybe(st.sampled_from(["bachelor's", "master's", "no degree"])))
    text = f"{low}–{high} years" if high else f"{low}+ years"
    text += f" ({qualification})" if qualification else ""
    return {"text": text, "min_years": low, "max_years": high, "qualification": qualification, "span": AT}


@st.composite
def levels(draw: Draw, code: str, track: str, rank: int) -> Plain:
    """A level block. Keys of its own stand beside at least one known key: by these a page's pairs are told apart."""
    attributes = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership")
    known = load_grammars().levels.read(code, where="fact")
    level: Plain = {
        "label": code,
        "code": code,
        "track": track,
        "rank": rank,
        "scheme": known.scheme if known else None,
        "order": known.order if known else None,
        "name": draw(maybe(name)),
        "summary": draw(maybe(sentence)),
    }
    level |= {field: draw(maybe(st.one_of(name, sentence))) for field in attributes}
    if draw(st.booleans()):
        level["typical_experience"] = draw(years())
    if any(level.get(field) for field in attributes):
        level["other"] = draw(st.dictionaries(name, sentence, max_size=2))
    return level


@st.composite
def responsibilities(draw: Draw, track: str, has_guidelines: bool) -> list[Plain]:
    """Bullets under labels, nested. Bullets without labels do not follow labels, which would claim them, and do not
    stand above guidelines, which might prove their levels."""
    groups: list[Plain] = []
    if not has_guidelines and draw(st.booleans()):
        groups.append({"level": None, "level_basis": None, "level_title": None})
    ranks = sorted(draw(st.sets(st.integers(1, 9), max_size=4)))
    groups += [{"level": f"{track}{rank}", "level_basis": "stated", "level_title": draw(maybe(name))} for rank in ranks]
    rows: list[Plain] = []
    for group in groups:
        parents: list[int] = []
        for text in draw(st.lists(free, min_size=1, max_size=4)):
            depth = draw(st.integers(0, len(parents)))
            del parents[depth:]
            rows.append(
                {
                    **group,
                    "ordinal": len(rows) + 1,
                    "parent": parents[-1] if parents else None,
                    "text": text,
                    "span": AT,
                }
            )
            parents.append(len(rows))
    return rows


@st.composite
def guidelines(draw: Draw, track: str) -> list[Plain]:
    """Rows of distinct levels. One column is filled in every row: an empty cell at a row's end may be what moved. A
    column of figures alone, which no word names, would say something of the levels."""
    said = free.filter(lambda text: any(map(str.isalpha, text)))
    ranks = sorted(draw(st.sets(st.integers(1, 9), max_size=4)))
    others = draw(st.lists(name, max_size=2, unique_by=str.lower))
    rows = []
    for rank in ranks:
        asked = draw(st.lists(years(), max_size=2))
        phrase = ", ".join(interval["text"] for interval in asked) or None
        row: Plain = {"level": f"{track}{rank}", "level_basis": "stated", "raw": "", "span": AT}
        row["knowledge_application"] = draw(free)
        row |= {field: draw(maybe(free)) for field in ("complexity_problem_solving", "collaboration_interaction")}
        row |= {"degree_experience": phrase, "experience": asked}
        row["other"] = {other: text for other in others if (text := draw(maybe(said)))}
        rows.append(row)
    return rows


@st.composite
def skills(draw: Draw, dialect: str) -> list[Plain]:
    """Names and descriptions in turn are paired by position where some are missing: there, all or none are described.
    Elsewhere the first one is: a name alone above definitions would be the section's intro."""
    names = draw(st.lists(name, max_size=5))
    described = [sentence, *[maybe(sentence)] * len(names)][: len(names)]
    if dialect == "plain":
        described = [draw(st.sampled_from([st.none(), sentence]))] * len(names)
    return [
        {"name": text, "qualifier": draw(maybe(name)), "description": draw(some), "span": AT}
        for text, some in zip(names, described, strict=True)
    ]


@st.composite
def provenances(draw: Draw) -> Plain | None:
    """Scale and pass mark stand in the statement, in words that mention each once."""
    scale = draw(maybe(st.tuples(st.integers(0, 4), st.integers(5, 10))))
    mark = draw(maybe(st.integers(1, 9)))
    scores = draw(st.dictionaries(name, st.integers(0, 50).map(lambda n: n / 10), max_size=3))
    statement = draw(maybe(name.map(lambda text: f"{text} keeps what every layer rests on")))
    if statement is None:
        return {"scores": scores} if scores else None
    statement += f", scored on a scale {scale[0]}–{scale[1]}" if scale else ""
    statement += f", passes at ≥{mark}" if mark is not None else ""
    low, high = scale or (None, None)
    return {"statement": f"{statement}.", "scale_min": low, "scale_max": high, "pass_mark": mark, "scores": scores}


@st.composite
def adjacent_roles(draw: Draw) -> list[Plain]:
    """Either whole cards or parts of some; a role of which only the title is known states its level in it."""
    titles = [f"{text} — P{draw(st.integers(1, 9))}" for text in draw(st.lists(name, max_size=3))]
    hundredths = st.integers(0, 100).map(lambda n: n / 100)
    bands = st.sampled_from(["strong", "partial", "weak"])
    whole = draw(st.booleans())
    known = (lambda strategy: strategy) if whole else maybe
    return [
        {
            "title": title,
            "code": draw(maybe(codes())),
            "distance": draw(known(hundredths)),
            "band": draw(known(bands)),
            "span": AT,
        }
        for title in titles
    ]


@st.composite
def codes(draw: Draw, level: str | None = None) -> str:
    segments = draw(
        st.lists(st.text("ABCDEFGHKLMNPQRSTUVWXYZ0123456789", min_size=2, max_size=9), min_size=1, max_size=3)
    )
    return ".".join([*segments, level or f"{draw(TRACKS)}{draw(st.integers(1, 9))}"])


@st.composite
def classifications(draw: Draw) -> list[Plain]:
    """Facts of one scheme stand together. Without a scheme only the first may be: any later one is under a heading."""
    schemes = draw(st.lists(name, max_size=2, unique=True))
    first: list[str | None] = [None] if draw(st.booleans()) else []
    mappings = []
    for scheme in [*first, *schemes]:
        for _ in range(draw(st.integers(1, 2))):
            if draw(st.booleans()):
                number = draw(st.sampled_from(["43-4051", "15-1299.08", "43–4051", "43 – 4051", "4222"]))
                title = draw(maybe(st.sampled_from(["Bakers", "Claims Adjusters, Examiners, and Investigators"])))
                stated_so = {"scheme": scheme, "code": number, "title": title}
                mappings.append({**stated_so, "source": None, "attributes": {}, "span": AT})
                continue
            attributes = {"confidence": draw(maybe(st.sampled_from(["0.9", "1"]))), "note": draw(maybe(token))}
            stated = {key: value for key, value in attributes.items() if value}
            source = draw(maybe(token))
            mappings.append({"scheme": scheme, "code": draw(token), "source": source, "attributes": stated, "span": AT})
    return mappings


@st.composite
def sections(draw: Draw) -> list[Plain]:
    """Kept sections, one of them perhaps below another. Each ends in a list: headings with no list between them are
    taken for a run from outer to inner ones."""
    kept: list[Plain] = []
    above: tuple[str, ...] = ()
    for heading in draw(st.lists(name, max_size=3, unique=True)):
        path = above if draw(st.booleans()) else ()
        blocks = [_block("paragraph", text=text) for text in draw(st.lists(sentence, max_size=2))]
        items = draw(st.lists(free, min_size=1, max_size=3))
        blocks.append(_block("list", items=[{"text": text, "span": AT} for text in items]))
        kept.append({"heading": heading, "basis": "marked", "path": path, "blocks": blocks, "span": AT})
        above = (heading,) if not path else above
    return kept


def _block(kind: str, **values: Any) -> Plain:
    return {"kind": kind, "raw": "", "span": AT, **values}


@st.composite
def profiles(draw: Draw, dialect: str) -> Profile:
    """A record with any of its parts, as far as a dialect can say them."""
    track, rank = draw(TRACKS), draw(st.integers(1, 9))
    level = f"{track}{rank}"
    words = draw(name)
    title = f"{words} — {level}"
    code = draw(maybe(codes(level)))
    if code and draw(st.booleans()):
        title = words
    rubric = draw(guidelines(track))
    values: Plain = {
        "title": title,
        "name": words,
        "code": code,
        "path": code.split(".")[:-1] if code else (),
        "level": draw(levels(level, track, rank)),
        "description": draw(maybe(st.lists(sentence, min_size=1, max_size=3, unique=True).map("\n\n".join))),
        "guidelines": rubric,
        "responsibilities": draw(responsibilities(track, bool(rubric))),
        "skills": draw(skills(dialect)),
        "provenance": draw(provenances()),
        "adjacent_roles": draw(adjacent_roles()),
        "title_aliases": [{"title": text, "span": AT} for text in draw(st.lists(name, max_size=3))],
        "classifications": draw(classifications()),
        "source": {"sha256": "", **AT},
    }
    if values["description"]:  # right below the code a short line would begin the description
        values["sections"] = draw(sections())
    if draw(st.booleans()):
        values["focus"] = {"name": draw(name), "description": draw(maybe(sentence))}
    introduced = [field for field in ("responsibilities", "guidelines", "skills", "classifications") if values[field]]
    values["intros"] = {field: draw(sentence) for field in introduced if draw(st.booleans())}
    return Profile.model_validate(values)

"""Pages without codes, written by hand as records: a family with its roles, and a ladder."""

from __future__ import annotations

from ingest.records import (
    Experience,
    Fact,
    Guideline,
    Level,
    OutlineEntry,
    Pay,
    Profile,
    Requirement,
    Responsibility,
    Section,
    SectionBlock,
    Skill,
    Source,
)
from ingest.sources.ids import Named, document_id, profile_ids
from tables.sample import lines

FAMILY_URI, LADDER_URI = "raw/bakery.txt", "raw/growers.txt"


def family() -> tuple[Profile, ...]:
    """The job family `Bakery jobs` with three roles; two of them have one title."""
    senior = Level(label="Senior Hand", name="Senior", summary="Runs an oven alone.", spans={"label": (lines(5),)})
    baker = Profile(
        position=2,
        part_of=1,
        title="Baker",
        level=senior,
        description="Bakes before the town wakes.",
        responsibilities=(
            Responsibility(
                level="Senior Hand", level_basis="stated", ordinal=1, text="Lights the oven.", span=lines(8)
            ),
            Responsibility(group="At noon", ordinal=2, text="Sweeps the floor.", span=lines(9)),
        ),
        requirements=(
            Requirement(
                kind="required",
                group="You bring",
                ordinal=1,
                text="3 years at an oven",
                experience=(Experience(text="3 years", min_years=3, max_years=3, span=lines(11)),),
                span=lines(11),
            ),
            Requirement(kind="preferred", ordinal=2, text="A driving licence", span=lines(12)),
        ),
        skills=(Skill(name="Kneading", description="Until it comes off.", proficiency="expert", span=lines(14)),),
        facts=(Fact(key="location", label="Place", value="Mill Lane", span=lines(6)),),
        pay=(Pay(text="€ 18 an hour", min=18, max=18, currency="EUR", period="hour", span=lines(7)),),
        sections=(
            Section(
                kind="benefits",
                kind_basis="stated",
                heading="What we offer",
                basis="marked",
                blocks=(SectionBlock(kind="paragraph", text="Free bread.", raw="Free bread.", span=lines(16)),),
                span=lines(15, 16),
            ),
        ),
        outline=(
            OutlineEntry(heading="Duties", span=lines(8, 9), kind="responsibilities", kind_basis="stated"),
            OutlineEntry(heading="Oddments", span=lines(13)),
        ),
        source=_source(FAMILY_URI, 4, 16),
        spans={"title": (lines(4),), "description": (lines(4),)},
    )
    second = baker.model_copy(update={"position": 3, "level": None, "source": _source(FAMILY_URI, 17, 29)})
    cook = Profile(
        position=4,
        part_of=1,
        title="Pastry Cook",
        skills=(Skill(name="Folding", span=lines(31)),),
        source=_source(FAMILY_URI, 30, 31),
        spans={"title": (lines(30),)},
    )
    whole = Profile(
        shape="family",
        title="Bakery jobs",
        description="Who works at the bakery.",
        facts=(Fact(key="employer", label="Employer", value="Crust & Sons", span=lines(3)),),
        source=_source(FAMILY_URI, 1, 3),
        spans={"title": (lines(1),), "description": (lines(2),)},
    )
    return _identified(whole, baker, second, cook)


def ladder() -> tuple[Profile, ...]:
    """One page about three levels, which no scheme orders."""
    named = ("Picker", "Grower", "Head Grower")
    levels = tuple(
        Level(label=name, summary=f"{name}s know trees.", spans={"label": (lines(at),)})
        for at, name in enumerate(named, 2)
    )
    duties = tuple(
        Responsibility(
            level=name, level_basis="stated", ordinal=at, text=f"{name}: counts crates.", span=lines(10 + at)
        )
        for at, name in enumerate(named, 1)
    )
    rows = tuple(
        Guideline(
            level=name,
            level_basis="stated",
            knowledge_application="Knows pruning.",
            degree_experience=f"{4 - at} years",
            experience=(Experience(text=f"{4 - at} years", min_years=4 - at, max_years=4 - at, span=lines(20 + at)),),
            other={"Tools": f"Ladder of {at} rungs"},
            raw=f"{name} | Knows pruning.",
            span=lines(20 + at),
        )
        for at, name in enumerate(named, 1)
    )
    return _identified(
        Profile(
            shape="ladder",
            title="Growing",
            levels=levels,
            responsibilities=duties,
            guidelines=rows,
            source=_source(LADDER_URI, 1, 24),
            spans={"title": (lines(1),)},
        )
    )


def _source(uri: str, start: int, end: int) -> Source:
    return Source(uri=uri, sha256="1" * 64, encoding="utf-8", language="en", line_start=start, line_end=end)


def _identified(*profiles: Profile) -> tuple[Profile, ...]:
    document = document_id(str(profiles[0].source.uri))
    ids = profile_ids(document, [Named(one.shape, one.code, one.title) for one in profiles])
    return tuple(
        one.model_copy(update={"document_id": document, "profile_id": identity})
        for one, identity in zip(profiles, ids, strict=True)
    )

"""A profile written by hand, with a value in every field, and dumps made of it."""

from __future__ import annotations

from ingest.diagnostics import diagnose
from ingest.records import (
    AdjacentRole,
    Classification,
    Experience,
    Fact,
    Focus,
    Guideline,
    Level,
    OutlineEntry,
    Pay,
    Profile,
    Provenance,
    Requirement,
    Responsibility,
    Section,
    SectionBlock,
    SectionItem,
    Skill,
    Source,
    Span,
    TitleAlias,
)
from ingest.sources.ids import document_id
from ingest.tables import Lines, Outcome, Versions

DESCRIPTION = "Keeps the orchard's books so that growers know what each row of trees earns."


def lines(start: int, end: int | None = None) -> Span:
    return Span(line_start=start, line_end=end or start)


LISTS = tuple(name for name, value in Profile.model_fields.items() if value.default == ())
"""The fields of a profile that are lists."""


def profile(
    code: str | None = "ORCH1.BOOKS2.P2", *, duty: str = "Counts crates twice.", uri: str = "raw/books-p2.txt"
) -> Profile:
    years = Experience(text="2–4 yrs", min_years=2, max_years=4, span=lines(30))
    degree = Experience(text="1+ years (master's)", min_years=1, qualification="master's", span=lines(20))
    return Profile(
        code=code,
        title="Orchard Bookkeeping — P2",
        name="Orchard Bookkeeping",
        path=("ORCH1", "BOOKS2"),
        level=Level(
            label="P2",
            code="P2",
            track="P",
            rank=2,
            scheme="career ladder (P)",
            order=2,
            name="Professional",
            summary="Works alone on known books.",
            scope="One orchard",
            autonomy="Weekly review",
            complexity="Known cases",
            impact="Own team",
            decision_rights="Posts entries",
            leadership="None",
            typical_experience=years,
            other={"Travel": "Harvest weeks"},
            spans={"summary": (lines(25),), "scope": (lines(26),), "other": (lines(31),)},
        ),
        levels=(
            Level(label="P1", code="P1", track="P", rank=1, scheme="P", order=1, spans={"label": (lines(9),)}),
            Level(label="Head Grower", typical_experience=years, spans={"label": (lines(13),)}),
        ),
        focus=Focus(name="Books", description=DESCRIPTION, spans={"description": (lines(6),)}),
        description=DESCRIPTION,
        responsibilities=(
            Responsibility(level="P1", level_basis="stated", ordinal=1, text="Files slips.", span=lines(10)),
            Responsibility(level="P2", level_basis="stated", ordinal=2, text=duty, span=lines(11)),
            Responsibility(ordinal=3, parent=2, text="Asks the foreman.", span=lines(12)),
        ),
        requirements=(
            Requirement(kind="required", group="You bring", ordinal=1, text="A cart licence", span=lines(44)),
            Requirement(
                level="Head Grower",
                level_basis="stated",
                ordinal=2,
                parent=1,
                text="1+ years (master's)",
                experience=(degree,),
                span=lines(45),
            ),
        ),
        guidelines=(
            Guideline(
                level="P2",
                level_basis="stated",
                knowledge_application="Knows double entry.",
                complexity_problem_solving="Finds one missing crate.",
                collaboration_interaction="Talks to growers.",
                degree_experience="1+ years (master's)",
                experience=(degree,),
                other={"Tools": "Abacus"},
                unplaced=("left over",),
                raw="| P2 | Knows double entry. | … |",
                span=lines(20),
            ),
        ),
        skills=(
            Skill(
                name="Counting",
                qualifier="by hand",
                description="Counts without losing track.",
                proficiency="expert",
                span=lines(15),
            ),
            Skill(name="Patience", span=lines(17)),
        ),
        facts=(Fact(key="location", label="Place of work", value="The old barn", span=lines(46)),),
        pay=(Pay(text="€ 20 to 22 an hour", min=20, max=22, currency="EUR", period="hour", span=lines(47)),),
        provenance=Provenance(
            statement="Scored by growers (1–5; passes at 4).",
            scale_min=1,
            scale_max=5,
            pass_mark=4,
            scores={"clarity": 4.5},
            spans={"statement": (lines(22),), "scores": (lines(23),)},
        ),
        adjacent_roles=(AdjacentRole(title="Orchard Audit — P2", distance=0.25, band="strong", span=lines(33)),),
        title_aliases=(TitleAlias(title="Fruit Accountant", span=lines(35)),),
        classifications=(
            Classification(
                scheme="O*NET / SOC",
                code="43-3031",
                title="Bookkeeping Clerks",
                source="survey",
                attributes={"version": "2"},
                span=lines(38),
            ),
        ),
        sections=(
            Section(
                kind="conditions",
                kind_basis="inferred",
                heading="Tools",
                basis="bare",
                path=("Appendix",),
                path_basis="inferred",
                blocks=(
                    SectionBlock(
                        kind="paragraph",
                        text="What is on the desk.",
                        raw="What is on the desk.",
                        span=lines(41),
                    ),
                    SectionBlock(
                        kind="list",
                        items=(SectionItem(text="Ledger", span=lines(42)),),
                        raw="- Ledger",
                        span=lines(42),
                    ),
                    SectionBlock(kind="table", rows=(("Pen", "1"),), raw="| Pen | 1 |", span=lines(43)),
                ),
                span=lines(40, 43),
            ),
        ),
        outline=(
            OutlineEntry(heading="Duties", span=lines(9, 12), kind="responsibilities", kind_basis="stated", level="P1"),
            OutlineEntry(heading="About you", span=lines(44, 47), kind="requirements", kind_basis="inferred"),
            OutlineEntry(
                heading="You bring", span=lines(44), kind="requirements", kind_basis="nested", group="You bring"
            ),
        ),
        intros={"skills": "What the role applies."},
        diagnostics=(diagnose("I603", 40, 43, "Tools"),),
        source=Source(uri=uri, sha256="0" * 64, encoding="utf-8", language="en", line_start=1, line_end=47),
        spans={
            "title": (lines(1),),
            "code": (lines(2), lines(7)),
            "description": (lines(3), lines(4), lines(6)),
            "intros.skills": (lines(14),),
        },
    )


def numbered(*profiles: Profile) -> tuple[Profile, ...]:
    """The profiles as those of one page, in this order."""
    return tuple(one.model_copy(update={"position": number}) for number, one in enumerate(profiles, 1))


def dump(uri: str, *profiles: Profile, source: str | None = None) -> Outcome:
    """A published dump of these profiles, in this order."""
    return Outcome(
        document_id=document_id(uri),
        uri=uri,
        source=source or uri.partition("/")[0],
        sha256="0" * 64,
        bytes=1234,
        encoding="utf-8",
        format="text",
        status="published",
        profiles=numbered(*profiles),
        lines=Lines(43, 0, 30, 4, 8, 1),
        versions=Versions("1", "aa", "bb"),
        encoding_basis="detected",
        language="en",
    )

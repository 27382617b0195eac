from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

import ingest
from catalogue.published import page, publish, rubric
from ingest.catalogue import Dataset
from ingest.coordinates import Measure, coordinates_of_code
from ingest.errors import UsageError
from ingest.settings import Settings


def told(data: Dataset, role: str, **how: object) -> list[tuple[str, str, str]]:
    return [(found.code, str(found.exact), found.band) for found in data.adjacent(role, **how)]  # type: ignore[arg-type]


def test_the_reference_dump_alone(real_dumps: Path, tmp_path: Path) -> None:
    dump = real_dumps / "profiles/product-support-p4.txt"
    data = publish(tmp_path, {"p4.txt": dump.read_text("utf-8")})
    found = data.adjacent("PRODUC9.PRODUCTSF29F.P4")
    assert [(role.title, str(role.exact), role.band, role.derived, role.line_start) for role in found] == [
        ("Product Support — P3", "1/8", "strong", True, 40),
        ("Product Support — P5", "1/8", "strong", True, 42),
        ("Product Support — P2", "1/4", "strong", True, 39),
        ("Product Support — P1", "3/8", "partial", True, 38),
    ]
    assert not len(data.adjacent("PRODUC9.PRODUCTSF29F.P4", derived=False))


@pytest.fixture(scope="module")
def samples(published: Path) -> Dataset:
    return ingest.open(published)


def test_nearest_first_then_fewer_steps_then_code(samples: Dataset) -> None:
    found = list(samples.adjacent("DATAPL4.GOVERN3K8.P3"))
    order = [(role.exact, role.steps, role.code) for role in found]
    assert order == sorted(order)
    assert any(a[:2] == b[:2] for a, b in pairwise(order)), "some tie"
    assert any(a[0] == b[0] and a[1] != b[1] for a, b in pairwise(order)), "some tie that steps break"


def test_every_role_has_the_distance_of_the_formula(samples: Dataset) -> None:
    measure = Measure.of(Settings())
    for code in ("DATAPL4.DATAMGT1E6.M2", "CUSTSU8.POSTSALE3.RENEWDE4K.P5"):
        found = samples.adjacent(code)
        origin = coordinates_of_code(code)
        assert origin
        for role in found:
            place = coordinates_of_code(role.code)
            assert place
            distance = measure.distance(origin, place)
            assert distance
            assert (role.exact, role.band) == (distance.total, distance.band)
            assert role.distance == float(distance.total)
            assert (role.taxonomy_distance, role.level_distance) == (float(distance.taxonomy), float(distance.level))
        with_dumps = {row for row in samples.roles.arrow()["code"].to_pylist() if row}
        assert {role.code for role in found if not role.derived} == with_dumps - {code}
        assert found.left_out == {"no code": 8}


def test_derived_roles_name_the_lines_that_describe_them(samples: Dataset, raw: Path) -> None:
    derived = [role for role in samples.adjacent("DATAPL4.PIPELN7C2.P4") if role.derived]
    assert len(derived) == 9
    for role in derived:
        level = role.code.rpartition(".")[2]
        assert role.title
        assert role.title.endswith(f" — {level}")
        if role.uri.endswith(".txt"):
            lines = (raw.parent / role.uri).read_text("cp1252", errors="replace").split("\n")
            assert level in lines[role.line_start - 1].split()


def test_a_derived_role_goes_when_a_dump_states_its_coordinates(tmp_path: Path) -> None:
    p2 = page("A.B.P2", "Baker — P2", *rubric("P1", "P2", "P3"))
    assert told(publish(tmp_path, {"p2.txt": p2}), "A.B.P2") == [
        ("A.B.P1", "1/8", "strong"),
        ("A.B.P3", "1/8", "strong"),
    ]
    data = publish(tmp_path, {"p2.txt": p2, "p3.txt": page("A.B.P03", "Baker — P03")})
    assert [(role.code, role.derived) for role in data.adjacent("A.B.P2")] == [("A.B.P03", False), ("A.B.P1", True)]


@pytest.mark.parametrize(
    ("title", "derived"),
    [
        ("Baker — P2", "Baker — P1"),
        ("Baker (P2)", "Baker (P1)"),
        ("P2: Baker", "P1: Baker"),
        ("Baker", "Baker — P1"),
    ],
)
def test_a_derived_role_is_called_as_the_page_is(tmp_path: Path, title: str, derived: str) -> None:
    [role] = publish(tmp_path, {"a.txt": page("A.B.P2", title, *rubric("P1", "P2"))}).adjacent("A.B.P2")
    assert role.title == derived


def test_levels_of_bullets_are_described_too(tmp_path: Path) -> None:
    of_others = ["P3", "- Leads.", "- Plans."]
    bullets = ["Responsibilities", "P1", "- Weighs flour.", "P2", "- Bakes bread.", "- Teaches P1.", *of_others]
    [first, last] = publish(tmp_path, {"a.txt": page("A.B.P2", "Baker — P2", *bullets)}).adjacent("a.b.p2")
    assert (first.code, first.title, first.line_start, first.line_end) == ("A.B.P1", "Baker — P1", 8, 8)
    assert (last.code, last.line_start, last.line_end) == ("A.B.P3", 13, 14)


def test_what_stands_in_a_level_s_place_is_no_role(tmp_path: Path) -> None:
    data = publish(tmp_path, {"a.txt": page("A.B.P2", "Baker — P2", *rubric("P1", "P2", "Year 2", "P3–P4"))})
    assert data.guidelines.arrow()["level_code"].to_pylist() == ["P1", "P2", "Year 2", "P3–P4"]
    assert [role.code for role in data.adjacent("A.B.P2")] == ["A.B.P1"]


def test_guidelines_are_cited_before_bullets_and_the_first_page_of_several(tmp_path: Path) -> None:
    bullets = ["Responsibilities", "P1", "- Weighs flour.", "P2", "- Bakes."]
    dumps = {
        "a.txt": page("A.B.P2", "Baker — P2", *bullets),
        "b.txt": page("A.B.P3", "Baker — P3", *rubric("P1", "P3")),
        "c.txt": page("A.B.P4", "Baker — P4", *rubric("P1", "P4")),
    }
    [derived] = [role for role in publish(tmp_path, dumps).adjacent("A.B.P2") if role.derived]
    assert (derived.code, derived.uri, derived.line_start) == ("A.B.P1", "raw/b.txt", 9)


def test_what_has_no_coordinates_has_no_distance_and_is_counted(tmp_path: Path) -> None:
    dumps = {
        "a.txt": page("A.B.P2", "Baker — P2"),
        "b.txt": page("A.B.L3", "Chief — L3", *rubric("L2", "L3")),
        "c.txt": page("A.C.M1", "Head — M1"),
        "d.txt": page(None, "Miller — P2"),
    }
    data = publish(tmp_path, dumps)
    found = data.adjacent("A.B.P2")
    assert [role.code for role in found] == ["A.C.M1"]
    assert found.left_out == {"no code": 1, "track L": 2}
    assert [role.code for role in data.adjacent("A.B.L3")] == ["A.B.L2"], "a track is comparable with itself"
    nowhere = data.adjacent("Miller — P2")
    assert nowhere.coordinates is None
    assert (len(nowhere), nowhere.total, [*nowhere]) == (0, 0, [])
    declared = Measure.of(Settings(track_offsets={"P": 0, "L": 0}))
    assert told(data, "A.B.P2", measure=declared) == [("A.B.L2", "1/8", "strong"), ("A.B.L3", "1/4", "strong")]


def test_one_role(tmp_path: Path) -> None:
    found = publish(tmp_path, {"a.txt": page("A.B.P2", "Baker — P2")}).adjacent("A.B.P2")
    assert (len(found), found.left_out, found.stated) == (0, {}, ())
    assert found.to_pandas().columns.tolist()[:5] == ["code", "title", "distance", "band", "derived"]
    with pytest.raises(IndexError):
        found[0]


def test_rivals_are_one_role_and_only_the_current_page_describes_levels(tmp_path: Path) -> None:
    dumps = {
        "1/a.txt": page("A.B.P2", "Baker — P2", *rubric("P1", "P2", "P9")),
        "2/a.txt": page("A.B.P2", "Baker — P2", *rubric("P1", "P2")),
        "2/b.txt": page("A.C.P2", "Miller — P2"),
    }
    data = publish(tmp_path, dumps)
    assert told(data, "A.C.P2") == [("A.B.P2", "1/4", "strong"), ("A.B.P1", "3/8", "partial")]


def test_roles_that_are_gone_are_marked(tmp_path: Path) -> None:
    a, b = page("A.B.P2", "Baker — P2"), page("A.B.P3", "Baker — P3", *rubric("P3", "P4"))
    publish(tmp_path, {"a.txt": a, "b.txt": b}, on_delete="keep")
    data = publish(tmp_path, {"a.txt": a}, on_delete="keep")
    assert [(role.code, role.gone) for role in data.adjacent("A.B.P2")] == [("A.B.P3", True), ("A.B.P4", True)]


def test_which_role_is_meant(tmp_path: Path) -> None:
    dumps = {
        "a.txt": page("A.B.P2", "Bäcker „Süd“ — P2"),
        "b.txt": page("A.b.P2", "Bäcker — P2"),
        "c.txt": page("A.B.P3", "It's — P3", *rubric("P3", "P4")),
    }
    data = publish(tmp_path, dumps)
    assert data.adjacent("BÄCKER „SÜD“ — p2").code == "A.B.P2"
    assert data.adjacent("it's — P3").code == "A.B.P3"
    assert data.adjacent("A.b.P2").code == "A.b.P2", "codes that differ in case alone"
    assert data.adjacent("a.b.p4").code == "A.B.P4", "a derived role"
    assert data.adjacent("a.b.p4", derived=False)[0].code == "A.B.P3"
    with pytest.raises(UsageError, match=r"^'a\.b\.p2' names 2 roles; name one: A\.B\.P2, A\.b\.P2$"):
        data.adjacent("a.b.p2")
    with pytest.raises(UsageError, match=r"no table, code, title, id or dump 'A\.B\.P7'"):
        data.adjacent("A.B.P7")


def test_cards_of_the_page_beside_what_is_computed(tmp_path: Path) -> None:
    cards = [
        "Adjacent roles",
        "| Role | Code | Distance | Band |",
        "| --- | --- | --- | --- |",
        "| Baker (P3) | a.b.P3 | 0.13 | Strong |",
        "| Miller, P2 | | 0.26 | weak |",
        "| Elsewhere — P2 | X.Y.P2 | 0.5 | strong |",
        "| Nobody — P2 | | 0.5 | weak |",
        "| Smith — P2 | | 0.25 | strong |",
    ]
    dumps = {
        "a.txt": page("A.B.P2", "Baker — P2", *cards),
        "b.txt": page("A.B.P3", "Baker — P3"),
        "c.txt": page("A.C.P2", "Miller — P2"),
        "d.txt": page("A.D.P2", "Smith (P2)"),
        "e.txt": page("A.E.P2", "Smith — P2"),
    }
    found = publish(tmp_path, dumps).adjacent("A.B.P2")
    near, far, elsewhere, nobody, smith = found.stated
    assert (near.line_start, near.computed, near.disagrees) == (9, Fraction(1, 8), ()), "0.13 is 1/8, rounded"
    assert near.role == "A.B.P3"
    assert (far.computed, far.disagrees) == (Fraction(1, 4), ("distance", "band"))
    assert (elsewhere.role, elsewhere.computed, elsewhere.disagrees) == (None, Fraction(1, 2), ("band",))
    assert (nobody.computed, nobody.note) == (None, "no such role here")
    assert (smith.computed, smith.note) == (None, "2 roles are called so")


def test_an_answer_is_a_sequence_and_a_table(samples: Dataset) -> None:
    found = samples.adjacent("DATAPL4.PIPELN7C2.P4", limit=3)
    assert (len(found), found.total) == (3, 37)
    assert found[0] == next(iter(found)) == found[-3] == found[:1][0]
    assert found.arrow()["code"].to_pylist() == [role.code for role in found] == found.to_pandas()["code"].tolist()


def test_the_measure_is_that_of_the_settings(samples: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_BANDS", "close=0.1,distant=1")
    assert samples.adjacent("DATAPL4.PIPELN7C2.P4")[0].band == "distant"

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.matching import Kind, Texts, fold_one, match, nearest


def answer(query: str, text: str) -> tuple[Kind, float]:
    folded = fold_one(query)
    kinds, scores = match(folded, Texts.of(pa.array([text])))
    return Kind(kinds[0]), float(scores[0])


@pytest.mark.parametrize(
    ("query", "text", "kind"),
    [
        ("etl developer", "ETL Developer", Kind.EXACT),
        ("data pipelines p4", "Data Pipelines — P4", Kind.EXACT),
        ("résumé", "Resume", Kind.EXACT),
        ("data", "Data Pipelines", Kind.PREFIX),
        ("datab", "Database design", Kind.PREFIX),
        ("pipelines", "Data Pipelines", Kind.WORDS),
        ("pipelines data", "Data Pipelines", Kind.WORDS),
        ("pipe dat", "Data Pipelines", Kind.WORDS),
        ("p4", "Data Pipelines — P4", Kind.WORDS),
        ("c", "Embedded C", Kind.WORDS),
        ("peln7", "DATAPL4.PIPELN7C2.P4", Kind.PART),
        ("分析", "データ分析", Kind.PART),
        ("pipelnies", "Data Pipelines", Kind.FUZZY),
        ("dta pipelines", "Data Pipelines", Kind.NONE),
        ("daat piplines", "Data Pipelines", Kind.FUZZY),
        ("engineers", "Data Engineer", Kind.FUZZY),
        ("datapipelines", "Data Pipelines", Kind.FUZZY),
        ("data pipe lines", "Data Pipelines", Kind.FUZZY),
        ("comunication", "Communication (dual-language)", Kind.FUZZY),
        ("p4", "Data Pipelines — P5", Kind.NONE),
        ("data pipelines p4", "Data Pipelines — P5", Kind.NONE),
        ("43 4051", "43-4052", Kind.NONE),
        ("434051", "434052", Kind.NONE),
        ("devleopr", "Developer", Kind.FUZZY),
        ("kneadgn", "Kneading", Kind.NONE),
        ("c", "Data Cleaning", Kind.NONE),
        ("c", "Cleaning", Kind.NONE),
        ("c++", "C#", Kind.NONE),
        ("ta", "Data", Kind.NONE),
        ("data mining", "Data Pipelines", Kind.NONE),
        ("sql", "", Kind.NONE),
    ],
)
def test_how_a_text_answers(query: str, text: str, kind: Kind) -> None:
    found, score = answer(query, text)
    assert found is kind
    assert (score > 0) == (kind is not Kind.NONE)


def test_nearer_texts_score_higher() -> None:
    texts = ["Data Pipelines", "Data Pipelines Lead", "Big Data Pipelines", "Data Pipeline", "Date Pipelines and more"]
    scores = [answer("data pipelines", text)[1] for text in texts]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


WORD = st.text(alphabet="abcdé 1-", min_size=1, max_size=12)


@settings(deadline=None)  # what is loaded first takes its time
@given(WORD, st.lists(WORD, min_size=1, max_size=8))
def test_kinds_and_scores_agree(query: str, texts: list[str]) -> None:
    folded = fold_one(query)
    if not folded:
        return
    kinds, scores = match(folded, Texts.of(pa.array(texts)))
    assert ((scores > 0) == (kinds > 0)).all()
    assert ((scores >= 0) & (scores <= 1)).all()
    ranked = sorted(zip(scores.tolist(), kinds.tolist(), strict=True))
    assert [kind for _, kind in ranked] == sorted(kinds.tolist()), "a better kind has the higher score"
    assert [answer(query, text) for text in texts] == list(zip(map(Kind, kinds), scores.tolist(), strict=True))


def test_what_comes_near() -> None:
    texts = ["Renewal Desk", "Renewals Manager", "Data Pipelines", "SQL", "SQL"]
    assert nearest("renewal dsk manager", texts) == ["Renewals Manager", "Renewal Desk"]
    assert nearest("renewal dsk manager", texts, 1) == ["Renewals Manager"]
    assert nearest("qwzx", texts) == []
    assert nearest("sql", []) == []

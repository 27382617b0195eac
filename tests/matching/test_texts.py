from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.matching import Texts, fold_one


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Data Pipelines — P4", "data pipelines p4"),
        ("DATAPL4.PIPELN7C2.P4", "datapl4 pipeln7c2 p4"),
        ("  Month-End\u00a0Close ", "month end close"),
        ("C++, C# & .NET", "c++ c# net"),
        ("Évaluation des coûts", "evaluation des couts"),
        ("Größe", "grosse"),
        ("ＳＱＬ", "sql"),
        ("データ分析", "データ分析"),
        ("हिन्दी लेखन", "हिन्दी लेखन"),
        ("— …", ""),
        ("", ""),
    ],
)
def test_what_makes_no_difference(text: str, plain: str) -> None:
    assert fold_one(text) == plain


@settings(deadline=None)
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_one(fold_one(text)) == fold_one(text)


def test_a_query_is_folded_as_texts_are() -> None:
    texts = ["Data Pipelines — P4", "Größe", "C++, C#"]
    assert Texts.of(pa.array(texts)).folded.to_pylist() == [fold_one(text) for text in texts]


def test_each_word_once() -> None:
    texts = Texts.of(pa.array(["Data Pipelines", "", "Big data"]))
    assert texts.vocabulary == ["data", "pipelines", "", "big"]
    assert texts.numbers.tolist() == [0, 1, 2, 3, 0]
    assert texts.starts.tolist() == [0, 2, 3]
    assert texts.lengths.tolist() == [14, 0, 8]


def test_a_slice_has_its_own_words() -> None:
    sliced = Texts.of(pa.array(["no", "Data Pipelines", "Big data"]).slice(1))
    assert sliced.vocabulary[: sliced.numbers.max() + 1] == ["data", "pipelines", "big"]
    assert sliced.starts.tolist() == [0, 2]

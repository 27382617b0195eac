"""Files of truth: what is in them, and what is said of mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.scoring import labelled_pages, negative_pages
from ingest.scoring.truth import load_truth


def test_the_examples_of_the_docs(root: Path) -> None:
    pages = {page.name: page.truth for page in labelled_pages(root / "examples" / "truth")}
    assert list(pages) == ["crossing-attendant.md", "stagehand.md", "visits.md"]
    attendant = pages["crossing-attendant.md"]
    assert (attendant.org, attendant.profile, attendant.shape) == ("Otterby Council", True, "single")
    assert attendant.labels[1] == (4, 4, ("fact", "relationships"), 0)
    assert attendant.pay == ((5, 12.6, 13.4, "GBP", "hour"),)
    assert not pages["visits.md"].profile


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Invalid JSON"),
        ("{}", "profile: Field required"),
        ('{"profile": true, "shape": "singel"}', "shape: Input should be 'single'"),
        ('{"profile": true, "labels": [[1, 2, "skill"]]}', r"labels\[0\]\[2\]: 'skill' is no kind; kinds are title"),
        ('{"profile": true, "labels": [[1, 2, "skills"], [3, "skills"]]}', r"labels\[1\]"),
        ('{"profile": true, "labels": [[1, 2, []]]}', r"labels\[0\]\[2\]: a kind is missing"),
        ('{"profile": true, "labels": [[1, 2, "skills", 1]]}', "lines 1 to 2 are of role 1 of 0"),
        ('{"profile": true, "years": [["two", 2, null]]}', r"years\[0\]\[0\]: Input should be a valid integer"),
        ('{"profile": true, "roles": [{"line": 1}]}', r"roles\[0\].title: Field required"),
    ],
)
def test_a_mistake_names_file_place_and_what_is_wrong(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=rf"x\.gold\.json: .*{said}"):
        load_truth(path)


def test_keys_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text(json.dumps({"profile": False, "notes": ["mine"], "source": "desk"}), "utf-8")
    assert not load_truth(path).profile


def test_folders(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--negatives"):
        list(labelled_pages(tmp_path))
    with pytest.raises(UsageError, match="no page"):
        list(negative_pages(tmp_path))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.gold.json").write_text('{"profile": false}', "utf-8")
    with pytest.raises(UsageError, match=r"a\.gold\.json: its page is missing"):
        list(labelled_pages(tmp_path))
    (tmp_path / "deep" / "a.txt").write_text("Text.\n", "utf-8")
    assert [page.name for page in labelled_pages(tmp_path)] == ["deep/a.txt"]
    assert [page.name for page in negative_pages(tmp_path)] == ["deep/a.txt"]

"""`--words`, and `ingest words`: what a user adds, and what a corpus says that nobody knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import ingest as package
from cli.conftest import Run
from ingest.grammar import added_words

PAGE = "Baker — P1\nA.B.P1\nBread craft\n- Kneading\n- Works the dough until it is smooth and springs back.\n"


@pytest.fixture
def mine(workplace: Path) -> Path:
    path = workplace / "mine.toml"
    path.write_text('# our own\n[headings]\nskills = ["bread craft"]\n', "utf-8")
    return path


def skills(printed: str) -> list[str]:
    [record] = json.loads(printed)
    return [skill["name"] for skill in record["skills"]]


@pytest.mark.usefixtures("mine")
def test_words_from_a_flag_the_environment_and_a_file(
    ingest: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert skills(ingest("parse", "-", input=PAGE).stdout) == []
    assert skills(ingest("parse", "-", "--words", "mine.toml", input=PAGE).stdout) == ["Kneading"]
    with monkeypatch.context() as environment:
        environment.setenv("INGEST_WORDS", "mine.toml")
        assert skills(ingest("parse", "-", input=PAGE).stdout) == ["Kneading"]
    (workplace / "ingest.toml").write_text('words = ["mine.toml"]\n', "utf-8")
    assert skills(ingest("parse", "-", input=PAGE).stdout) == ["Kneading"]


def test_several_files_of_words(ingest: Run, workplace: Path, mine: Path) -> None:
    (workplace / "more.toml").write_text('[headings]\nskills = ["oven craft"]\n', "utf-8")
    page = PAGE.replace("Bread craft", "Oven craft")
    assert skills(ingest("parse", "-", "--words", mine, "--words", "more.toml", input=page).stdout) == ["Kneading"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[headings]\n\nskills = ["Benefits"]\n', ':3: "Benefits" is already a heading of benefits, in en.toml'),
        ('[headings]\nskills = ["Aufgaben"]\n', ':2: "Aufgaben" is already a heading of responsibilities, in de.toml'),
        ('[facts]\nteam = ["Standort"]\n', ':2: "Standort" is already a key of location, in de.toml'),
        ('[headings]\nskills = ["rye"]\npay = ["Rye!"]\n', ':3: "Rye!" is already a heading of skills, in mine.toml'),
        ("[headings\n", ":1: this is no TOML"),
        ("[headings]\nskils = []\n", ":2: [headings] has no key `skils`"),
    ],
)  # fmt: skip
def test_mistakes_name_file_line_and_word(ingest: Run, workplace: Path, text: str, said: str) -> None:
    (workplace / "mine.toml").write_text(text, "utf-8")
    for command in (("parse", "-"), ("run", "raw"), ("check", "raw")):
        done = ingest(*command, "--words", "mine.toml", input=PAGE)
        assert done.returncode == 2
        assert f"mine.toml{said}" in done.stderr
        assert done.stdout == ""
    assert not (workplace / "out").exists()


def test_a_file_that_is_not_there(ingest: Run) -> None:
    done = ingest("parse", "-", "--words", "nowhere.toml", input=PAGE)
    assert done.returncode == 2
    assert "nowhere.toml: cannot read this file of words" in done.stderr


def test_a_word_may_mean_another_thing_in_another_language(ingest: Run, workplace: Path) -> None:
    (workplace / "mine.toml").write_text('language = "it"\n[headings]\nskills = ["Benefits"]\n', "utf-8")
    assert ingest("parse", "-", "--words", "mine.toml", input=PAGE).returncode == 0


def test_a_list_can_be_replaced(ingest: Run, workplace: Path) -> None:
    text = 'replace = ["headings.benefits"]\n[headings]\nskills = ["Benefits"]\n'
    (workplace / "mine.toml").write_text(text, "utf-8")
    page = PAGE.replace("Bread craft", "Benefits")
    assert skills(ingest("parse", "-", "--words", "mine.toml", input=page).stdout) == ["Kneading"]


def test_workers_read_with_added_words(ingest: Run, workplace: Path, mine: Path) -> None:
    (workplace / "pages").mkdir()
    (workplace / "pages/baker.txt").write_text(PAGE, "utf-8")
    done = ingest("run", "pages", "--words", mine, "--workers", "2")
    assert done.returncode == 0, done.stderr
    found = ingest("query", "SELECT name FROM skills", "--format", "json")
    assert json.loads(found.stdout) == [{"name": "Kneading"}]


def test_python(mine: Path) -> None:
    assert [skill.name for skill in package.parse(PAGE, words=[mine]).skills] == ["Kneading"]
    assert package.parse(PAGE).skills == ()
    with pytest.raises(TypeError, match="words are several files"):
        package.parse(PAGE, words=str(mine))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that brings words, as it would be installed; its module's text is for the test to write."""
    site = tmp_path / "site"
    (site / "bakery-1.0.dist-info").mkdir(parents=True)
    (site / "bakery-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: bakery\nVersion: 1.0\n")
    (site / "bakery-1.0.dist-info/entry_points.txt").write_text("[ingest.words]\nbakery = bakery:words\n")
    (site / "ours.toml").write_text('[headings]\nskills = ["bread craft"]\n')
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "bakery", raising=False)
    added_words.installed_words.cache_clear()
    yield site
    sys.modules.pop("bakery", None)
    monkeypatch.undo()
    added_words.installed_words.cache_clear()


@pytest.mark.parametrize(
    "words", ['FOLDER / "ours.toml"', '[FOLDER / "ours.toml"]', 'lambda: str(FOLDER / "ours.toml")']
)
def test_words_of_an_installed_package(installed: Path, words: str) -> None:
    (installed / "bakery.py").write_text(f"from pathlib import Path\nFOLDER = Path(__file__).parent\nwords = {words}\n")
    assert [skill.name for skill in package.parse(PAGE).skills] == ["Kneading"]


@pytest.mark.parametrize(
    ("module", "said"), [("words = 1\n", "TypeError: 1 is no path"), ("1 / 0\n", "ZeroDivisionError")]
)
def test_a_broken_package_is_named(installed: Path, module: str, said: str) -> None:
    (installed / "bakery.py").write_text(module)
    with pytest.raises(package.errors.GrammarError, match=f"entry point ingest.words: bakery: {said}"):
        package.parse(PAGE)

"""`--words`, and `ingest words`: what a user adds, and what a corpus says that nobody knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import ingest as package
from cli.conftest import Run
from ingest.grammar import load_grammars, user_words
from ingest.grammar.word_files import Source
from ingest.suggestions import Met, suggest

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
        (
            '[facts]\nlocation = [\n "oven",\n]\nteam = [\n "hall",\n "oven",\n]\n',
            ':7: "oven" is already a key of location, in mine.toml',
        ),
        (
            '[facts]\nteam = ["rye"]\n["headings"] # kinds\n"skills" = ["rye"]\npay = [\n "gold", "rye"]\n',
            ':6: "rye" is already a heading of skills, in mine.toml',
        ),
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


def test_a_file_of_a_user_with_two_letters_is_of_no_language_unless_it_says_so(ingest: Run, workplace: Path) -> None:
    (workplace / "hr.toml").write_text('[headings]\nskills = ["bread craft"]\n', "utf-8")
    assert skills(ingest("parse", "-", "--words", "hr.toml", input=PAGE).stdout) == ["Kneading"]
    rows = json.loads(ingest("words", "list", "--words", "hr.toml", "--format", "json").stdout)
    assert [(row["language"], row["words"]) for row in rows if row["file"] == "hr.toml"] == [("und", 1)]
    (workplace / "hr.toml").write_text('[headings]\nskills = ["Benefits"]\n', "utf-8")
    for command in (("parse", "-", "--words", "hr.toml"), ("words", "check", "hr.toml")):
        done = ingest(*command, input=PAGE)
        assert (done.returncode, 'hr.toml:2: "Benefits" is already a heading of benefits' in done.stderr) == (2, True)
    (workplace / "hr.toml").write_text('language = "hr"\n[headings]\nskills = ["Benefits"]\n', "utf-8")
    assert ingest("words", "check", "hr.toml").returncode == 0, "in Croatian it may mean another thing"
    (workplace / "de.toml").write_text('[headings]\nskills = ["Brotkunst"]\n', "utf-8")
    rows = json.loads(ingest("words", "list", "headings.skills", "--words", "de.toml", "--format", "json").stdout)
    assert {"word": "Brotkunst", "language": "de", "file": "de.toml"} in rows


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


def test_python_reviews_with_added_words(mine: Path) -> None:
    missing = "completeness.skills-missing"
    assert missing in {finding.id for finding in package.review(PAGE).findings}
    assert missing not in {finding.id for finding in package.review(PAGE, words=[mine]).findings}


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
    user_words.installed_words.cache_clear()
    yield site
    sys.modules.pop("bakery", None)
    monkeypatch.undo()
    user_words.installed_words.cache_clear()


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


HOUSE_STYLE = """# {name}

## Where the dough is yours

- Plans which bread is baked on which day.
- Answers for every loaf that leaves the oven.

## The coin of the house

- Salary of €30,000 a year
- €200 a month for nights

## What we want to see in you

- Two years in a bakery
- A certificate in food hygiene is required

## Kneading words

- Rye
- Spelt
- Wheat

## Perks we throw in

- A loaf a day

## Of this and that

The oven is older than the mill.
"""


@pytest.fixture
def bakery(workplace: Path) -> Path:
    folder = workplace / "bakery"
    folder.mkdir()
    for name in ("Baker", "Miller", "Confectioner"):
        page = HOUSE_STYLE.format(name=f"{name} — P2\nA.{name.upper()}.P2")
        (folder / f"{name.lower()}.md").write_text(page, "utf-8")
    return folder


def test_suggestions_are_ranked_with_places_and_reasons(ingest: Run, bakery: Path) -> None:
    found = json.loads(ingest("words", "suggest", bakery.name, "--format", "json").stdout)
    assert {one["text"]: (one["key"], one["reason"]) for one in found} == {
        "Where the dough is yours": ("responsibilities", "2 of 2 lines below say what a person does"),
        "The coin of the house": ("pay", "2 of 2 lines below state sums of money"),
        "What we want to see in you": ("requirements", 'like "what we want to see"'),
        "Kneading words": (None, None),  # short names may be anything
        "Perks we throw in": ("benefits", '"perks" is a word of benefits'),
        "Of this and that": (None, None),
    }
    assert all((one["times"], one["pages"], one["table"]) == (3, 3, "headings") for one in found)
    assert {tuple(place.partition(":")[0] for place in one["places"]) for one in found} == {
        ("bakery/baker.md", "bakery/confectioner.md")
    }


def test_a_written_file_is_taken_after_a_line_is_moved(ingest: Run, workplace: Path, bakery: Path) -> None:
    done = ingest("words", "suggest", bakery.name, "-o", "mine.toml")
    assert done.returncode == 0, done.stderr
    assert "6 unknown headings of 18 sections in 3 pages\nmine.toml is written" in done.stdout
    path = workplace / "mine.toml"
    assert ingest("words", "check", "mine.toml").stdout == "mine.toml: 4 words, 2 undecided\n"
    lines = path.read_text("utf-8").splitlines()
    [ours] = [line for line in lines if line.startswith('  "Kneading words"')]
    lines.remove(ours)
    [at] = [number for number, line in enumerate(lines) if line.startswith("skills = [")]
    path.write_text("\n".join([*lines[: at + 1], ours, *lines[at + 1 :]]), "utf-8")
    assert ingest("words", "check", "mine.toml").stdout == "mine.toml: 5 words, 1 undecided\n"
    [record] = json.loads(ingest("parse", "bakery/baker.md", "--words", "mine.toml").stdout)
    assert [skill["name"] for skill in record["skills"]] == ["Rye", "Spelt", "Wheat"]
    again = json.loads(ingest("words", "suggest", "bakery", "--words", "mine.toml", "--format", "json").stdout)
    assert [one["text"] for one in again] == ["Of this and that"]
    done = ingest("words", "suggest", "bakery", "-o", "mine.toml")
    assert (done.returncode, "exists already" in done.stderr) == (2, True)


def test_a_written_file_says_how_keys_and_columns_are_named(ingest: Run, workplace: Path) -> None:
    (workplace / "pages").mkdir()
    page = "# Baker — P2\nA.B.P2\n\n**Oven no:** 7\n\n## Of flours\n\n| Flour | Sack |\n| --- | --- |\n| Rye | 25 |\n"
    (workplace / "pages/baker.md").write_text(page, "utf-8")
    done = ingest("words", "suggest", "pages", "-o", "mine.toml")
    assert "1 unknown heading of 1 section, 1 unknown key, 2 unknown columns in 1 page\n" in done.stdout
    written = (workplace / "mine.toml").read_text("utf-8")
    for table, example in (("facts", 'location = ["place of work"]'), ("columns", 'responsibility = ["duty"]')):
        _, _, below = written.partition(f"\n[{table}]\n")
        assert f"# {example}" in below.partition("undecided = [")[0].splitlines()
        (workplace / "mine.toml").write_text(written.replace(f"# {example}", example), "utf-8")
        assert ", 4 undecided" in ingest("words", "check", "mine.toml").stdout


def test_a_kind_is_not_proposed_against_what_stands_below(ingest: Run, workplace: Path) -> None:
    (workplace / "pages").mkdir()
    page = "# Baker — P2\nA.B.P2\n\n## Perks we throw in\n\n{}\n"
    for name, below in (("silent", "A loaf."), ("other", "Plans the bread.\n\nCleans the oven.\n\nBakes the rye.")):
        (workplace / f"pages/{name}.md").write_text(page.format(below), "utf-8")
        found = json.loads(ingest("words", "suggest", f"pages/{name}.md", "--format", "json").stdout)
        assert [one["key"] for one in found] == [{"silent": "benefits", "other": None}[name]]


def test_a_dataset_says_the_same(ingest: Run, bakery: Path) -> None:
    asked = json.loads(ingest("words", "suggest", bakery.name, "--format", "json").stdout)
    assert ingest("run", bakery.name).returncode == 0
    found = json.loads(ingest("words", "suggest", "-d", "out", "--format", "json").stdout)
    assert [(one["text"], one["key"], one["pages"]) for one in found] == [
        (one["text"], one["key"], one["pages"]) for one in asked
    ]
    assert found


@pytest.mark.parametrize(("word", "key"), [("loaf", "responsibilities"), ("salary", None)])
def test_a_word_inside_speaks_against_a_likeness(word: str, key: str | None) -> None:
    mine = Source("mine.toml", b'[headings]\nresponsibilities = ["zib zob zab duty"]\n')
    [found] = suggest([Met("headings", f"Zib zob {word} zab", "page", 1)], load_grammars(words=[mine]))
    assert found.key == key


def test_pages_in_quarantine_are_not_asked(ingest: Run, workplace: Path) -> None:
    (workplace / "pages").mkdir()
    for name, code in (("baker", "A.B.P1"), ("stranger", "")):
        (workplace / f"pages/{name}.md").write_text(f"# Of {name}s\n{code}\n\n## Bread craft\n\nOld.\n", "utf-8")
    assert ingest("run", "pages", "--max-failures", "100%").returncode == 3
    told = ingest("words", "suggest", "-d", "out").stdout.splitlines()[-3:]
    assert told[0] == "1 unknown heading of 1 section in 1 page"
    assert told[1] == "not asked: 1 page in quarantine; name the pages to ask all of them"
    assert "1 unknown heading of 2 sections in 2 pages" in ingest("words", "suggest", "pages").stdout


def test_lists(ingest: Run) -> None:
    rows = json.loads(ingest("words", "list", "--format", "json").stdout)
    assert {row["file"] for row in rows} == {"en.toml", "de.toml", "es.toml", "fr.toml", "ja.toml", "ko.toml"}
    skills = json.loads(ingest("words", "list", "headings.skills", "--format", "json").stdout)
    assert {"word": "compétences", "language": "fr", "file": "fr.toml"} in skills
    done = ingest("words", "list", "headings.skils")
    assert (done.returncode, "headings.skills" in done.stderr) == (2, True)


def test_a_file_is_checked(ingest: Run, workplace: Path, mine: Path) -> None:
    assert ingest("words", "check", mine.name).stdout == "mine.toml: 1 word\n"
    mine.write_text('[headings]\nskills = ["skills", "bread craft"]\n', "utf-8")
    assert ingest("words", "check", mine.name).stdout == "mine.toml: 2 words, 1 of them known already\n"
    (workplace / "ingest.toml").write_text('words = ["mine.toml"]\n', "utf-8")
    assert ingest("words", "check", mine.name).stdout == "mine.toml: 2 words, 1 of them known already\n"
    (workplace / "ingest.toml").unlink()
    (workplace / "more.toml").write_text('[headings]\npay = ["bread craft"]\n', "utf-8")
    done = ingest("words", "check", "mine.toml", "more.toml")
    assert done.returncode == 2
    assert 'more.toml:2: "bread craft" is already a heading of skills, in mine.toml' in done.stderr


def test_words_that_no_page_has_are_named(ingest: Run, workplace: Path, bakery: Path) -> None:
    words = ("kneading words", "kneading word", "{} words", "{} verbs")
    skills = "".join(f'  "{word}",\n' for word in words)
    (workplace / "mine.toml").write_text(f'[headings]\nskills = [\n{skills}]\n[facts]\noven = ["oven"]\n', "utf-8")
    assert ingest("run", bakery.name, "--words", "mine.toml").returncode == 0
    assert ingest("words", "check", "mine.toml", "-d", "out").stdout.splitlines() == [
        "mine.toml: 5 words",
        'mine.toml:4: no page of out has the heading "kneading word"',
        'mine.toml:6: no page of out has the heading "{} verbs"',
        'mine.toml:9: no page of out has the key "oven"',
    ]

"""Keys of facts, columns, ranks, units; required and preferred; what says nothing; the language of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import GrammarError
from ingest.grammar import load_grammars
from ingest.grammar.toml_mistakes import explain
from ingest.grammar.word_dictionaries import tables_of
from ingest.grammar.word_files import ATTRIBUTES, COLUMNS, FACTS, Source, parse_words
from ingest.grammar.word_lookup import Words

WORDS = load_grammars().words
LANGUAGES = ("en", "de", "es", "fr", "ja", "ko")


def made_of(**files: str) -> Words:
    return Words(tables_of([parse_words(Source(f"{name}.toml", text.encode())) for name, text in files.items()]))


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("A driving licence is essential", "required"),
        ("You must hold a food hygiene certificate", "required"),
        ("Minimum of two years in a bakery", "required"),
        ("Experience with rye is desirable", "preferred"),
        ("French is a plus", "preferred"),
        ("Ideally, you have worked nights", "preferred"),
        ("Experience is not required", None),
        ("Other duties as required", None),
        ("Kneads dough", None),
        ("A degree is required, a master's is preferred", None),
        ("Not required but nice to have: Spanish", "preferred"),
        ("Un permis de conduire est indispensable", "required"),
        ("La connaissance du seigle serait un plus", "preferred"),
        ("Ein Führerschein ist zwingend erforderlich", "required"),
        ("Kenntnisse in Roggen sind von Vorteil", "preferred"),
        ("Führerschein nicht erforderlich", None),
        ("Imprescindible carné de conducir", "required"),
        ("Se valorará experiencia con centeno", "preferred"),
        ("普通自動車免許必須", "required"),
        ("製パン経験者歓迎", "preferred"),
        ("経験は必須ではありません", None),
        ("운전면허 필수", "required"),
        ("제빵 경험자 우대", "preferred"),
        ("You want to bake the ideal loaf", None),
        ("Builds mutually beneficial relationships", None),
        ("Achieves the desired outcomes", None),
        ("Ships a minimum viable loaf", None),
        ("Makes all necessary changes", None),
        ("Sie arbeiten gern im Team", None),
        ("Prendre les mesures nécessaires", None),
        ("Realizar los cambios necesarios", None),
        ("プラス思考で働く", None),
        ("製パンの経験はプラスです", "preferred"),
        ("", None),
    ],
)
def test_need(text: str, need: str | None) -> None:
    assert WORDS.need(text) == need


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Location:", "location"),
        ("**Reports to**", "reports_to"),
        ("Job Ref. No", "job_number"),
        ("Closing date", "closes"),
        ("Salary (per annum)", "salary"),
        ("Number of vacancies", "vacancies"),
        ("Lieu de travail :", "location"),
        ("Type de contrat", "employment_type"),
        ("Bewerbungsfrist", "closes"),
        ("Kennziffer", "job_number"),
        ("Lugar de trabajo", "location"),
        ("Dependencia jerárquica", "reports_to"),
        ("勤務地", "location"),
        ("雇用形態：", "employment_type"),
        ("근무지", "location"),
        ("Favourite bread", None),
        ("", None),
    ],
)
def test_keys_of_facts(label: str, key: str | None) -> None:
    assert WORDS.fact_key(label) == key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_canonical_fact(language: str, root: Path) -> None:
    path = root / "grammars/words" / f"{language}.toml"
    tables = parse_words(Source(str(path), path.read_bytes())).tables
    assert set(FACTS) <= set(tables["facts"])
    assert set(ATTRIBUTES) <= set(tables["attributes"])
    assert set(tables["columns"]) <= set(COLUMNS)
    assert {"year", "month", "week", "day", "hour"} == set(tables["units"]) == set(tables["periods"])
    assert len(tables["levels"]["names"]) >= 10


def test_ranks_are_in_order() -> None:
    for names in (
        ("Intern", "Junior", "Mid-level", "Senior", "Staff", "Principal", "Director"),
        ("Stagiaire", "Confirmé", "Directrice"),
        ("Praktikantin", "Berufserfahren", "Teamleitung", "Geschäftsführung"),
        ("Becaria", "Semi senior", "Sénior", "Jefa", "Directora"),
        ("インターン", "ジュニア", "シニア", "部長"),
        ("인턴", "주니어", "시니어", "부장"),
    ):
        found = [WORDS.level_name(name) for name in names]
        orders = [level.order for level in found if level]
        assert len(orders) == len(names)
        assert orders == sorted(set(orders))
    assert WORDS.level_name("Senior Baker") is None


@pytest.mark.parametrize("word", ["Proficient", "**Foundation**", "advanced beginner"])
def test_words_of_scales(word: str) -> None:
    assert WORDS.is_of_scale(word)


@pytest.mark.parametrize("word", ["Senior", "Notes", "Working hours", ""])
def test_no_words_of_scales(word: str) -> None:
    assert not WORDS.is_of_scale(word)


def test_units_numbers_and_money() -> None:
    years = ("years", "ans", "jahren", "años", "年", "년차")
    assert {WORDS.units[word] for word in years} == {"year"}
    assert [WORDS.number_words[word] for word in ("three", "trois", "drei", "tres", "三", "fünf")] == [3, 3, 3, 3, 3, 5]
    assert [WORDS.currencies[word] for word in ("€", "£", "$", "円", "원", "chf")] == [
        "EUR", "GBP", "USD", "JPY", "KRW", "CHF",
    ]  # fmt: skip
    assert WORDS.periods["per annum"] == WORDS.periods["par an"] == WORDS.periods["年収"] == "year"
    assert WORDS.periods["pro stunde"] == "hour"


FURNITURE = [
    "Share", "Home | Jobs | Help", "Apply now", "© 2024 North Mill", "Retour aux offres", "Jetzt bewerben",
    "Volver al listado", "トップへ戻る", "목록으로", "Last updated: 3 May 2024", "▾", "Show more ▾",
]  # fmt: skip


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    assert WORDS.is_furniture(text)


NO_FURNITURE = ["Bakes bread", "Home baking", "", "Applies now", "Copy editor", "Share the load | Bake"]


@pytest.mark.parametrize("text", NO_FURNITURE)
def test_no_furniture(text: str) -> None:
    assert not WORDS.is_furniture(text)


PLACEHOLDERS = [
    "None.", "n/a", "No aliases recorded yet.", "—", "Not yet defined", "Néant", "k. A.", "Keine Angaben", "No aplica",
    "特になし", "해당 없음", "There are currently no skills listed.",
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders(text: str) -> None:
    assert WORDS.is_placeholder(text)


@pytest.mark.parametrize("text", ["No bread is sold before six.", "Nothing beats rye", "", "Knows no fear of ovens"])
def test_no_placeholders(text: str) -> None:
    assert not WORDS.is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The baker works with the team and is responsible for all of the bread that we sell.", "en"),
        ("Le boulanger travaille avec l'équipe et il est responsable de tous les pains que nous vendons.", "fr"),
        ("Die Bäckerin arbeitet mit dem Team und ist für das Brot verantwortlich, das wir verkaufen.", "de"),
        ("El panadero trabaja con el equipo y es responsable de todos los panes que se venden en la tienda.", "es"),
        ("パン職人はチームと働き、販売するすべてのパンに責任を持ちます。", "ja"),
        ("제빵사는 팀과 함께 일하며 판매하는 모든 빵을 책임집니다.", "ko"),
        ("Bread", None),
        ("", None),
        ("1234 5678", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert WORDS.language_of(text) == language


def test_language_of_the_gold_pages(real_dumps: Path) -> None:
    import json

    wrong = []
    for gold in sorted(real_dumps.glob("gold/*/*.gold.json")):
        page = next(path for end in (".txt", ".md") if (path := Path(f"{str(gold)[:-10]}{end}")).exists())
        truth = json.loads(gold.read_text("utf-8"))["language"]
        found = WORDS.language_of(page.read_text("utf-8", "replace"))
        if found not in (truth, None):
            wrong.append(page.name)
    assert wrong == ["ttsuru--README.md"]  # half of it is English


def test_where_one_word_means_two_things_the_pages_language_decides() -> None:
    words = made_of(en='[headings]\nskills = ["gift"]', de='[headings]\nlegal = ["gift"]')
    asked = {language: words.heading("Gift", language) for language in (None, "en", "de", "fr")}
    kinds = {language: meaning.kind for language, meaning in asked.items() if meaning}
    assert kinds == {None: "skills", "en": "skills", "de": "legal", "fr": "skills"}


def test_a_later_file_replaces_a_list() -> None:
    words = made_of(
        en='[headings]\nskills = ["talents"]\npay = ["wage"]',
        mine='replace = ["headings.skills"]\n[headings]\nskills = ["gifts"]',
    )
    assert words.heading("Talents") is None
    assert words.heading("Gifts") == ("skills", None, None, "und", (), None)
    assert words.heading("Wage")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[headings\n", r"mine\.toml:1: this is no TOML"),
        ("[headings]\n\nskils = []\n", r"mine\.toml:3: \[headings\] has no key `skils`; known: .*skills"),
        ("[heading]\nskills = []\n", r"mine\.toml:1: there is no table \[heading\]; known: .*headings"),
        ('[headings]\nskills = "talents"\n', r"mine\.toml:2: `skills` of \[headings\] is a list of words in quotes"),
        ("[headings]\nskills = [1]\n", r"mine\.toml:2: `skills` of \[headings\] is a list of words in quotes"),
        ('[headings]\nskills = ["{} and {}"]\n', r'mine\.toml:2: "{} and {}" has more than one {}'),
        ('[facts]\nlocation = ["{} place"]\n', r'mine\.toml:2: "{} place" has {}, which only headings and titles have'),
        ('[headings]\nskills = ["!!"]\n', r'mine\.toml:2: "!!" holds no word'),
        (f'[headings]\nskills = ["{"a" * 200}"]\n', r"mine\.toml:2: .* more than 160 characters"),
        ('replace = ["headings.skils"]\n', r"mine\.toml:1: there is no list `headings.skils` to replace"),
        ('replace = "headings"\n', r"mine\.toml:1: `replace` is a list of names"),
        ("skills = []\n", r"mine\.toml:1: there is no table \[skills\]"),
        ('language = "xx"\n', r'mine\.toml:1: `language` is a code of ISO 639, such as "en"; \'xx\' is none'),
        ('language = "english"\n', r"mine\.toml:1: `language` is a code of ISO 639"),
        ('[headings]\nskills = ["a {b} c"]\n', r'mine\.toml:2: "a {b} c" has a brace, which stands only in {}'),
        ('[facts]\nteam = ["a}"]\n', r'mine\.toml:2: "a}" has a brace'),
        ('[facts]\nteam = []\nMyKey = ["a"]\n', r"mine\.toml:3: `MyKey` of \[facts\] is not in snake_case"),
        ('[facts]\n"my key" = ["a"]\n', r"mine\.toml:2: `my key` of \[facts\] is not in snake_case"),
        ('[headings]\npay = []\n[columns]\npay = ["a"]\n', r"mine\.toml:4: \[columns\] has no key `pay`"),
    ],
)  # fmt: skip
def test_broken_files_say_where(text: str, said: str) -> None:
    with pytest.raises(GrammarError, match=said):
        made_of(mine=text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[headings]\nskills = [\n  "a"\n  "b",\n]\n', ":3: .* a comma is missing at the end of the line, .* 4"),
        ('[headings]\nskills = ["a", "b" "c"]\n', ":2: .* a comma is missing between two words"),
        ('[headings]\nskills = ["a", # it\'s\n "b" # c, d\n "c"\n]\n', ":3: .* a comma is missing at the end"),
        ('[headings]\n"a" # of b\n', r':2: .* a word stands in a list: responsibilities = \["a"\]'),
        ('[headings]\n  "a", # of b\n', r':2: .* a word stands in a list: responsibilities = \["a"\]'),
        ('[headings]\n- "a"\n', r':2: .* a word stands in a list: responsibilities = \["a"\]'),
        ('[headings]\nskills = "a", "b"\n', r':2: .* words stand in a list, .*: skills = \["a", "b"\]'),
        ('[headings]\nskills = "a"\n', r':2: .* is a list of words in quotes: skills = \["a"\]'),
        ('[headings]\nskills: ["a"]\n', r':2: .* stands `=`: skills = \["a"\]'),
        ('[headings]\nskills = ["a\n]\n', ":2: .* a quote is missing"),
        ('[headings]\nskills = [\n# "a"\n  "b\n  "c",\n]\n', ":4: .* a quote is missing"),
        ('[headings]\nskills = ["say "hi""]\n', ":2: .* a quote is missing, or one too many"),
        ("[headings]\nskills = [“a”]\n", ":2: .* straight quotes"),
        ("[headings]\nskills = [a]\n", ":2: .* a list is words in quotes with commas between them"),
        ('[headings]\nskills = ["a"]]\n', ":2: .* one `]` at its end"),
        ('[headings]\nskills = ["a",\n\n[facts]\n', ":2: .* the list that begins on this line has no `]`"),
        ('[headings]\nskills = ["a"\nlegal = ["b"]\n', ":2: .* the list that begins on this line has no `]`"),
        ('[headings]\nskills = [\n"a",\n', ":2: .* the list that begins on this line has no `]`"),
        ('[headings]\nskills = []\n# b\nskills = ["a"]\n', ":4: .* a list of this name stands above"),
        ("[headings]\n[headings]\n", ":2: .* this table stands above"),
        ("[headings\nskills = []\n", r":1: .* the name of a table stands between .*: \[headings\]"),
        ('[headings]\nWhat I do = ["a"]\n', ":2: .* a line begins with the name of a list"),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_explained(text: str, said: str) -> None:
    with pytest.raises(GrammarError, match=rf"mine\.toml{said}"):
        made_of(mine=text)


@given(
    st.text("[]\"'=,#\n ab“", max_size=60),
    st.sampled_from(["(at line 2, column 1)", "(at line 999, column 1)", "(at end of document)", "", "overwrite"]),
)
def test_any_text_is_explained(text: str, where: str) -> None:
    line, _ = explain(text, f"Invalid {where}")
    assert line is None or 1 <= line <= len(text.splitlines())


def test_undecided_words_mean_nothing() -> None:
    file = parse_words(Source("mine.toml", b'[headings]\nundecided = ["gift"]\n[facts]\nundecided = ["rung"]\n'))
    words = Words(tables_of([file]))
    assert (file.undecided, words.heading("Gift"), words.fact_key("Rung")) == (2, None, None)
    with pytest.raises(GrammarError, match="has no key `undecided`"):
        made_of(mine="[need]\nundecided = []\n")


def test_files_are_bounded() -> None:
    with pytest.raises(GrammarError, match="at most 20,000 words"):
        made_of(mine=f"[headings]\nskills = {[f'w{n}' for n in range(20_001)]}")
    with pytest.raises(GrammarError, match="is UTF-8"):
        parse_words(Source("mine.toml", b"\xff"))

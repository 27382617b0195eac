"""The grammars as a user meets them: replaceable, and broken ones say where."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from ingest.blocks import Heading, Table, read_blocks
from ingest.errors import GrammarError
from ingest.grammar import NAMES, Grammars, default_directory, load_grammars
from ingest.grammar.lark_parsers import parser_of
from ingest.grammar.line_grammar import Language
from ingest.read import read_text
from ingest.text.normalise import split_lines


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "grammars", tmp_path / "grammars"))


def test_every_grammar_is_a_file_and_every_file_a_grammar(root: Path) -> None:
    assert sorted(path.stem for path in (root / "grammars").glob("*.lark")) == sorted(NAMES)


def test_a_users_headings(copied: Path) -> None:
    text = "Claims — P2\nC.H.P2\nPantry of this post\n- SQL\n- Reads tables without help from anybody.\n"
    assert read_text(text).profiles[0].skills == ()
    words = copied / "words/en.toml"
    words.write_text(words.read_text("utf-8").replace("skills = [", 'skills = [\n  "pantry of this post",', 1), "utf-8")
    assert [s.name for s in read_text(text, grammars=load_grammars(copied)).profiles[0].skills] == ["SQL"]


def test_grammars_are_loaded_once_however_they_are_asked_for() -> None:
    assert load_grammars() is load_grammars(None)
    assert load_grammars() is load_grammars(default_directory())


def test_a_changed_byte_changes_the_digest(copied: Path) -> None:
    before = load_grammars(copied).digest
    assert before == load_grammars().digest
    with (copied / "phrases.lark").open("a", encoding="utf-8") as file:
        file.write("// a comment\n")
    after = Grammars(copied).digest
    assert after != before
    with (copied / "words/en.toml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert Grammars(copied).digest not in (before, after)


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_grammar_names_file_and_line(copied: Path, name: str) -> None:
    path = copied / f"{name}.lark"
    lines = path.read_text("utf-8").splitlines()
    lines.insert(3, "broken: ((")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(GrammarError, match=rf"{name}\.lark:\d+: ") as caught:
        load_grammars(copied)
    assert caught.value.line is not None
    assert 4 <= caught.value.line <= 12


def test_an_undefined_rule_is_named(copied: Path) -> None:
    path = copied / "phrases.lark"
    path.write_text(path.read_text("utf-8").replace("cards: (card", "cards: (crad"), "utf-8")
    with pytest.raises(GrammarError, match="crad"):
        load_grammars(copied)


def test_a_missing_grammar_is_named(copied: Path) -> None:
    (copied / "phrases.lark").unlink()
    with pytest.raises(GrammarError, match=r"phrases\.lark"):
        load_grammars(copied)


def test_broken_words_name_file_and_line(copied: Path) -> None:
    path = copied / "words/en.toml"
    lines = path.read_text("utf-8").splitlines()
    lines.insert(3, "broken: ((")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(GrammarError, match=r"words/en\.toml:4: "):
        load_grammars(copied)


def test_words_need_not_be_copied(copied: Path) -> None:
    shutil.rmtree(copied / "words")
    assert load_grammars(copied).words.heading("Duties") == load_grammars().words.heading("Duties")
    assert load_grammars(copied).heading("Duties") == load_grammars().heading("Duties")


PAGE = """Claims — P2

# Skills

- **SQL**: Reads tables.
- Writing: Says it once.

| Level | Knowledge |
| --- | --- |
| P2 | Knows the forms. |
"""


@pytest.mark.parametrize(
    ("rule", "nonsense"), [("heading", '"~~" -> marked'), ("list", '"~~"'), ("table", '"~~"'), ("text", '"~~"')]
)
def test_the_rules_of_the_page_are_what_reads_it(copied: Path, rule: str, nonsense: str) -> None:
    _replace_rule(copied / "page.lark", rule, nonsense)
    grammars = load_grammars(copied)
    if rule == "text":
        with pytest.raises(GrammarError, match=r"page\.lark:\d+: no terminal begins as line 1 "):
            read_text(PAGE, grammars=grammars)
        return
    assert read_text(PAGE, grammars=grammars).profiles != read_text(PAGE).profiles


def test_a_line_is_what_the_rules_of_the_page_say(copied: Path) -> None:
    path = copied / "page.lark"
    _replace_rule(
        path, "heading", "MARKED -> marked\n    | UNDERLINED -> underlined\n    | BOLD -> bold\n    | SHOUTED -> bold"
    )
    with path.open("a", encoding="utf-8") as file:
        file.write("SHOUTED.13: /!! [^\\n]+ !!\\n/\n")
    page = "Claims — P2\n\n!! Oven days in the bakery, of all the seven towns of the river and its delta !!\nBread.\n"
    assert not [block for block in read_blocks(page).blocks if isinstance(block, Heading) and block.basis == "bold"]
    headings = [block for block in read_blocks(page, load_grammars(copied)).blocks if isinstance(block, Heading)]
    assert [heading.text[:9] for heading in headings if heading.basis == "bold"] == ["Oven days"]


BORDER = "+-----+------+\n"
GRID = f"Claims — P2\nC.H.P2\n\n## Crates\n\n{BORDER}| bag | tray |\n{BORDER}| red | flat |\n{BORDER}"


def test_the_marks_of_tables_are_those_of_the_page(copied: Path) -> None:
    path = copied / "page.lark"
    text = path.read_text("utf-8")
    mark = re.search(r"^BORDER: .*$", text, re.MULTILINE)
    assert mark is not None

    def rows() -> list[int]:
        blocks = read_blocks(GRID, Grammars(copied)).blocks
        return [len(block.rows) for block in blocks if isinstance(block, Table)]

    assert rows() == [1]
    _replace_rule(path, "table", '"~~"')
    assert rows() == [1], "no changed rule takes a table that was found for text"
    path.write_text(text.replace(mark[0], "BORDER: /never/"), "utf-8")
    assert rows() == [0, 0], "without borders there are two lines with pipes"
    path.write_text(text.replace(mark[0], ""), "utf-8")
    with pytest.raises(GrammarError, match=r"page\.lark:1: no terminal `BORDER` "):
        load_grammars(copied)


def test_a_block_that_nobody_reads_is_refused(copied: Path) -> None:
    path = copied / "page.lark"
    _replace_rule(path, "table", "PIPES -> grid")
    with pytest.raises(
        GrammarError, match=rf"page\.lark:{_line_of(path, 'table')}: no block is called `grid`; known: "
    ):
        load_grammars(copied)


def test_a_page_grammar_that_does_not_know_every_line_loses_none(copied: Path) -> None:
    path = copied / "page.lark"
    changed = path.read_text("utf-8").replace("PROSE.0: /[^\\n]+\\n/", "PROSE.0: /[a-z][^\\n]*\\n/")
    path.write_text(changed, "utf-8")
    text = "claims are paid.\nAll of them are; none is left.\nwe pay.\n"
    line = _line_of(path, "page")
    with pytest.raises(GrammarError, match=rf"page\.lark:{line}: no terminal begins as line 2 of this text"):
        read_text(text, grammars=load_grammars(copied))
    assert len(read_text(text).profiles) == 1


@given(text())
def test_any_text_has_blocks_and_each_line_is_in_one(text: str) -> None:
    page = "".join(f"{line.rstrip()}\n" for line in split_lines(text))
    filled = [number for number, line in enumerate(page.split("\n"), 1) if line]
    blocks = load_grammars().page.blocks(page)
    assert [n for block in blocks for n in range(block.line, block.line + block.text.count("\n"))] == filled
    assert "".join(block.text for block in blocks) == "".join(f"{line}\n" for line in page.split("\n") if line)


@pytest.mark.parametrize("start", ["code", "title", "label", "cards", "glued_facts", "evidence"])
def test_a_line_is_read_as_by_larks_own_loop(root: Path, start: str) -> None:
    path = root / "grammars/phrases.lark"
    parser = parser_of("lines", path, path.read_text("utf-8"), is_kept=False)
    language = Language(parser)
    lines = {line for case in (root / "tests/cases").glob("*.txt") for line in case.read_text("utf-8").splitlines()}
    lines |= {"Baker — P2", "P2 — Baker", "BREAD.OVEN.P2", "P2Baker", "code=43-4051source=x", "Baker P3 0.25 strong"}
    trees = {line: language.tree(line, start) for line in lines if line}
    assert {line: tree for line, tree in trees.items() if tree} == {
        line: tree for line in trees if (tree := _parsed(parser, line, start))
    }
    assert any(trees.values())
    assert language.tree("", start) is None


def _parsed(parser: Lark, text: str, start: str) -> Tree[Token] | None:
    try:
        return parser.parse(text, start=start)
    except UnexpectedInput:
        return None


def _replace_rule(path: Path, rule: str, by: str) -> None:
    """A rule of a grammar, up to the next one, replaced."""
    before, found, behind = path.read_text("utf-8").partition(f"\n{rule}: ")
    rest = re.search(r"\n(?![ \n])", behind)
    assert found
    assert rest is not None
    path.write_text(f"{before}\n{rule}: {by}{behind[rest.start() :]}", "utf-8")


def _line_of(path: Path, rule: str) -> int:
    return 1 + [line.partition(":")[0] for line in path.read_text("utf-8").splitlines()].index(rule)

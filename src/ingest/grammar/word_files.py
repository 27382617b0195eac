"""Files of words (`grammars/words/*.toml`), read, checked, and combined into the dictionaries of `Words`.

Every table of a file is a dictionary of lists of words; TABLES defines its tables and keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ingest.errors import GrammarError
from ingest.grammar.folding import fold
from ingest.grammar.toml_mistakes import explain
from ingest.grammar.word_file_lines import line_of_list, line_of_table, line_of_word
from ingest.section_kinds import KINDS_OF_WORDS

# Keys of `[headings]` that say more than a kind: the kind, and whether its items are required.
NEEDS = {"required": "requirements", "preferred": "requirements"}
# Keys of `[facts]` that every language has words for. Any other in snake case is a key as well.
FACTS = (
    "location", "department", "team", "employer", "employment_type", "hours", "grade", "reports_to", "job_number",
    "posted", "opens", "closes", "vacancies", "travel", "contact", "salary",
)  # fmt: skip
# The record's field, where a kind's headings open one under another name. The rest of `career` opens none.
FIELDS = {
    "adjacent_roles": "adjacent_roles", "aliases": "title_aliases", "classification": "classifications",
    "provenance": "provenance",
}  # fmt: skip
COLUMNS = (
    "level", "knowledge_application", "complexity_problem_solving", "collaboration_interaction", "degree_experience",
    "name", "description", "responsibility", "title", "code", "distance", "band", "scheme", "source", "score",
    "qualifier", "key", "value", "proficiency", "requirement", "required", "preferred", "assessed",
)  # fmt: skip
ATTRIBUTES = (
    "scope", "autonomy", "complexity", "impact", "decision_rights", "leadership", "typical_experience",
)  # fmt: skip
SPANS = ("year", "month", "week", "day", "hour")
LEVELS = "levels"  # the file of levels' schemes, which is no file of words
UNDECIDED = "undecided"  # a list of words that mean nothing yet: what `ingest words suggest` has no reason for
_DECIDABLE = ("headings", "facts", "columns")
ANY = "und"  # the language of words that are of none, as ISO 639 calls it
# ISO 639-1; the codes of three letters are too many to list.
_LANGUAGES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
MAX_BYTES = 1 << 20
MAX_WORDS = 20_000
MAX_WIDTH = 160  # no heading, key or column is wider

TABLES: Mapping[str, frozenset[str] | None] = {
    "headings": frozenset((*KINDS_OF_WORDS, *NEEDS, "adjacent_roles")),
    "around": frozenset(("before", "after", "nameless", "verbs", "lone", "vague")),
    "need": frozenset(
        (
            "required",
            "preferred",
            "partly",
            "neither",
            "negations",
            "excluded",
            "ticks",
            "required_headings",
            "preferred_headings",
            "required_marks",
            "preferred_marks",
        )
    ),
    "facts": None,  # any key in snake case
    "columns": frozenset(COLUMNS),
    "attributes": frozenset(ATTRIBUTES),
    "levels": frozenset(("names", "words", "scale")),
    "placeholders": frozenset(("alone", "nothing", "things", "states", "later")),
    "furniture": frozenset(("items", "starts", "trails", "dated", "buttons", "front", "written", "others")),
    "units": frozenset(SPANS),
    "numbers": None,
    "currencies": None,  # codes of ISO 4217
    "periods": frozenset(SPANS),
    "texts": frozenset(("words",)),
    "roles": frozenset(
        (
            "last",
            "first",
            "joints",
            "endings",
            "suffixes",
            "short",
            "mentions",
            "addresses",
            "advice",
            "now",
            "groups",
            "seeks",
        )
    ),
    "calls": frozenset(("before", "openers", "articles", "behind", "one", "others", "qualities")),
    "titles": frozenset(
        (
            "for_all",
            "asides",
            "times",
            "before",
            "behind",
            "around",
            "weak",
            "guides",
            "ladders",
            "lists",
            "others_begin",
            "others_end",
            "persons",
            "employers",
        )
    ),
    "leads": frozenset(KINDS_OF_WORDS),
    "prose": frozenset(KINDS_OF_WORDS),
    "hints": frozenset(KINDS_OF_WORDS),
    "starts": frozenset(
        ("responsibilities", "before_duties", "requirements", "abilities", "description", "organisation")
    ),
}
_SLOT = "{}"
_WITH_SLOT = ("headings", "titles")


class Source(NamedTuple):
    """A file and what is in it."""

    path: str
    data: bytes


class WordFile(NamedTuple):
    """A file of words: its path, its language, its content, and the lists that it replaces (`headings.skills`).

    `undecided` is the number of its words without a meaning yet.
    """

    path: str
    language: str
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    replaced: frozenset[str]
    text: str
    undecided: int = 0

    def line_of(self, word: str, table: str, key: str) -> int | None:
        """Return the line of a list that holds a word, 1-based."""
        return line_of_word(self.text, word, table, key)


def read_sources(folder: Path) -> tuple[Source, ...]:
    """The files of a folder; English first, whose meaning holds where a page's language is not known."""
    paths = sorted(folder.glob("*.toml"), key=lambda path: (path.stem != "en", path.stem))
    return tuple(read_source(path) for path in paths if path.stem != LEVELS)


def read_source(path: Path) -> Source:
    """A file as it is. Raises GrammarError if it cannot be read or is far too large."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GrammarError(f"cannot read this file of words: {error.strerror}", str(path)) from error
    if len(data) > MAX_BYTES:
        raise GrammarError(f"a file of words has at most {MAX_BYTES:,} bytes; this one has {len(data):,}", str(path))
    return Source(str(path), data)


def parse_added(source: Source, built_in: Iterable[WordFile]) -> WordFile:
    """The words of a user's file. Its name is a language only if a file of the built-in words has that language.

    `hr.toml` may be of human resources, or of Croatian: its words hold on every page, unless it says `language`.
    Raises GrammarError, with file and line.
    """
    is_language = Path(source.path).stem in {file.language for file in built_in}
    return parse_words(source, None if is_language else ANY)


def parse_words(source: Source, unstated: str | None = None) -> WordFile:
    """Return the words of a file. `unstated` is the language of a file that states none; None takes it from a name of
    two letters.

    Raises GrammarError with file and line.
    """
    path = source.path
    import tomllib  # most processes find what another one has kept

    try:
        text = source.data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise GrammarError("a file of words is UTF-8; this one is not", path) from error
    except tomllib.TOMLDecodeError as error:
        line, hint = explain(text, str(error))
        raise GrammarError(f"this is no TOML: {hint or error}", path, line) from error
    stem = Path(path).stem
    replaced = tables.pop("replace", [])
    language = tables.pop("language", unstated or (stem if len(stem) == 2 else ANY))
    file = WordFile(path, str(language), {}, frozenset(), text)
    if not isinstance(language, str) or not _is_language(language):
        line = line_of_list(text, "language")
        raise GrammarError(f'`language` is a code of ISO 639, such as "en"; {language!r} is none', path, line)
    read = {name: _table(file, name, table) for name, table in tables.items()}
    undecided = sum(len(read[name].pop(UNDECIDED, ())) for name in _DECIDABLE if name in read)
    if sum(len(words) for table in read.values() for words in table.values()) > MAX_WORDS:
        raise GrammarError(f"a file of words has at most {MAX_WORDS:,} words", path)
    return file._replace(tables=read, replaced=_replaced(file, replaced), undecided=undecided)


def _is_language(code: str) -> bool:
    if not (code.isascii() and code.isalpha() and code.islower()):
        return False
    return len(code) == 3 or (len(code) == 2 and code in _LANGUAGES)


def _table(file: WordFile, name: str, table: Any) -> dict[str, tuple[str, ...]]:
    if name not in TABLES:
        raise GrammarError(
            f"there is no table [{name}]; known: {_listed(TABLES)}",
            file.path,
            line_of_table(file.text, name),
        )
    if not isinstance(table, dict):
        raise GrammarError(f"[{name}] is a table of lists of words", file.path, line_of_list(file.text, name))
    keys = TABLES[name]
    read = {}
    for key, words in table.items():
        line = line_of_list(file.text, key, name)
        is_known = keys is None or key in keys or (key == UNDECIDED and name in _DECIDABLE)
        if not is_known:
            assert keys is not None
            raise GrammarError(f"[{name}] has no key `{key}`; known: {_listed(keys)}", file.path, line)
        if name == "facts" and not (key.isidentifier() and key == key.lower()):
            raise GrammarError(f"`{key}` of [facts] is not in snake_case, as `place_of_work` is", file.path, line)
        if name == "numbers" and isinstance(words, int | float):
            words = [str(words)]
        if name == "levels" and key == "names":
            words = [" | ".join(step) if isinstance(step, list) else step for step in words]
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            example = f'{key} = ["{words if isinstance(words, str) else "a word"}"]'
            reason = f"`{key}` of [{name}] is a list of words in quotes: {example}"
            raise GrammarError(reason, file.path, line)
        for word in words:
            _check_word(file, name, key, word)
        read[key] = tuple(words)
    return read


def _check_word(file: WordFile, table: str, key: str, word: str) -> None:
    wrong = _what_is_wrong(table, word)
    if wrong:
        raise GrammarError(wrong, file.path, file.line_of(word, table, key))


def _what_is_wrong(table: str, word: str) -> str | None:
    if len(word) > MAX_WIDTH:
        return f'"{word[:40]}…" has more than {MAX_WIDTH} characters'
    rest = word.replace(_SLOT, " ")
    if "{" in rest or "}" in rest:
        return f'"{word}" has a brace, which stands only in {{}}, for a name'
    if word.count(_SLOT) > (table in _WITH_SLOT):
        reason = "has more than one {}" if table in _WITH_SLOT else "has {}, which only headings and titles have"
        return f'"{word}" {reason}'
    return f'"{word}" holds no word' if table == "headings" and not fold(rest) else None


def _replaced(file: WordFile, given: Any) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise GrammarError(
            "`replace` is a list of names like `headings.skills`", file.path, line_of_list(file.text, "replace")
        )
    for name in given:
        table, _, key = name.partition(".")
        if table not in TABLES or not key or (TABLES[table] is not None and key not in TABLES[table]):  # type: ignore[operator]
            raise GrammarError(
                f"there is no list `{name}` to replace", file.path, line_of_word(file.text, name, "", "replace")
            )
    return frozenset(given)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def listed(files: Iterable[WordFile]) -> Iterator[tuple[str, str, str, WordFile]]:
    """`(table, key, word, file)` of all words that hold: a later file's `replace` takes those of earlier ones away."""
    files = tuple(files)
    for at, file in enumerate(files):
        gone = frozenset().union(*(later.replaced for later in files[at + 1 :]))
        for table, keys in file.tables.items():
            for key, words in keys.items():
                if f"{table}.{key}" not in gone:
                    for word in words:
                        yield table, key, word, file

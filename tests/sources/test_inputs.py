"""Names of sources and uris of dumps: they do not depend on where one stands or how a path is spelled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.sources.discover import Found, discover
from ingest.sources.dump import Stamp
from ingest.sources.file_listing import Listing
from ingest.sources.inputs import parse_inputs
from ingest.sources.own_output import Written


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("raw/a.txt", "raw/sub/b.md", "raw/sub/c.html", "other/a.txt", "raw/README.md", "raw/notes.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _find(*spellings: str | Path) -> Found:
    return discover(parse_inputs(map(str, spellings)), Written())


def _uris(*spellings: str | Path) -> list[str]:
    return [dump.uri for dump in _find(*spellings).files]


_FOLDER = ["raw/a.txt", "raw/sub/b.md", "raw/sub/c.html"]


@pytest.mark.parametrize("spelling", ["raw", "raw/", "./raw", "other/../raw", "raw/sub/.."])
def test_spelling_does_not_matter(tree: Path, spelling: str) -> None:
    assert _uris(spelling) == _uris(tree / "raw") == _FOLDER


def test_the_working_directory_does_not_matter(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "raw/sub")
    assert _uris("..") == _FOLDER
    assert _uris("../a.txt") == ["raw/a.txt"]
    (tree / "link").symlink_to(tree / "raw")
    assert _uris(tree / "link") == _FOLDER


def test_kinds_of_inputs(tree: Path) -> None:
    assert _uris("jobs=raw") == ["jobs/" + uri.removeprefix("raw/") for uri in _FOLDER]
    assert _uris("raw/sub/b.md") == ["sub/b.md"]
    assert _uris("raw/notes.docx", "raw/README.md") == ["raw/README.md", "raw/notes.docx"], "named files are dumps"
    assert _uris("raw/**/*.md") == ["raw/sub/b.md"]
    assert _uris("raw/*.txt") == ["raw/a.txt"]
    assert _uris("raw/*.docx") == ["raw/notes.docx"]
    assert _uris("raw/s?b/[bc].*") == ["raw/sub/b.md", "raw/sub/c.html"]
    (tree / "list").write_text("# a comment\n\nraw/a.txt\njobs=other\n")
    assert _uris("@list") == ["jobs/a.txt", "raw/a.txt"]
    assert _uris("raw", "raw/a.txt") == _FOLDER, "one dump, however often it is named"


def test_a_file_with_an_equals_sign_in_its_name(tree: Path) -> None:
    (tree / "a=raw").write_text("text")
    assert _uris("a=raw") == [f"{tree.name}/a=raw"]


def test_one_name_two_places(tree: Path) -> None:
    (tree / "other/raw").mkdir()
    with pytest.raises(UsageError, match=r"two places .* 'raw'.*name them: first=raw second=other/raw"):
        _find("raw", "other/raw")
    with pytest.raises(UsageError, match="two places"):
        _find("x=raw", "x=other")


@pytest.mark.parametrize("spelling", ["nowhere", "nowhere/*.txt", "@nowhere", "x=nowhere", "x=@list", "/"])
def test_what_cannot_be(tree: Path, spelling: str) -> None:
    with pytest.raises(UsageError, match=r"no such file|no folder|No such file|no name"):
        _find(spelling)


def test_what_is_not_read_is_listed_with_its_reason(tree: Path) -> None:
    (tree / "raw/.hidden").mkdir()
    (tree / "raw/loop").symlink_to(tree / "raw")
    (tree / "raw/gone.txt").symlink_to(tree / "nowhere")
    (tree / "raw/round.txt").symlink_to(tree / "raw/round.txt")
    os.mkfifo(tree / "raw/pipe.txt")
    aside = {item.uri.removeprefix("raw/"): item.diagnostic for item in _find("raw").set_aside}
    assert {name: found.code for name, found in aside.items()} == {
        "README.md": "I609",
        "notes.docx": "I609",
        ".hidden": "I609",
        "loop": "I609",
        "gone.txt": "E104",
        "round.txt": "E104",
        "pipe.txt": "E104",
    }
    assert "not a regular file" in aside["pipe.txt"].message


def test_strange_names_are_kept_apart(tree: Path) -> None:
    names = ["é.txt", "e\u0301.txt", "a\nb.txt", "a%0Ab.txt", "x#1.txt", "z" * 251 + ".txt", "esc\x1b[31m.txt"]
    for name in names:
        (tree / "raw" / name).write_text("text")
    (tree / os.fsdecode(b"raw/\xff.txt")).write_text("text")
    (tree / "raw/d.zip!").mkdir()
    (tree / "raw/d.zip!/m.txt").write_text("text")
    uris = _uris("raw")
    assert len(set(uris)) == len(uris) == len(_FOLDER) + len(names) + 2
    assert all(uri.isprintable() for uri in uris)
    assert {"raw/a%0Ab.txt", "raw/a%250Ab.txt", "raw/x%231.txt", "raw/%FF.txt", "raw/d.zip%21/m.txt"} <= set(uris)


@pytest.mark.parametrize("glob", ["raw/[z-a]*", "raw/[!]", "raw/[!]*.txt", "raw/[]", "raw/[ab", "[z-a]/*", "raw/[a"])
def test_broken_globs_are_wrong_usage(tree: Path, glob: str) -> None:
    with pytest.raises(UsageError, match=r"runs backwards|never closed"):
        _find(glob)


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("raw/[[]*", "[1].txt"),
        ("raw/[]]*", "].txt"),
        ("raw/[!]a-z[]*", "-.txt ^.txt"),
        ("raw/[*^-]*", "-.txt ^.txt"),
        ("raw/[+--]*.txt", "-.txt"),
        ("raw/?.txt", "-.txt ].txt ^.txt a.txt"),
        ("raw/a?b.text", "a%0Ab.text"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_characters_in_brackets(tree: Path, glob: str, found: str) -> None:
    for name in ("[1].txt", "].txt", "^.txt", "-.txt", "a\nb.text"):
        (tree / "raw" / name).write_text("text")
    assert _uris(glob) == [f"raw/{name}" for name in found.split()]
    scope = _find(glob).scopes["raw"]
    assert all(scope.covers(name) for name in found.split())


def test_folders_with_a_bracket_in_their_name(tree: Path) -> None:
    (tree / "old[1").mkdir()
    (tree / "old[1/a.txt").write_text("text")
    assert _uris("old[1/*.txt") == ["old[1/a.txt"]


@pytest.mark.parametrize("spelling", ["", "@list"])
def test_an_empty_input_is_wrong_usage(tree: Path, spelling: str) -> None:
    (tree / "list").write_bytes("raw".encode("utf-16"))
    with pytest.raises(UsageError, match=r"is empty|save it as UTF-8"):
        _find(spelling)


def test_a_list_with_a_byte_order_mark(tree: Path) -> None:
    (tree / "list").write_bytes(b"\xef\xbb\xbfraw/a.txt\r\n# and\r\nother\r\n")
    assert _uris("@list") == ["other/a.txt", "raw/a.txt"]


@pytest.mark.parametrize("year", [1, 1969, 2262, 2400, 30828])
def test_time_stamps_beyond_64_bits(tree: Path, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    stat, nanoseconds = os.stat_result, (year - 1970) * 31_556_952 * 10**9 + 1
    far = stat((*tuple((tree / "raw/a.txt").stat())[:10], *[0.0] * 3, *[nanoseconds] * 3))
    listing = Listing()
    listing.add("raw", "raw/", str(tree / "raw"), {"a.txt": far})
    (dump,) = listing
    assert dump.stamp == Stamp.of(far)


def test_scopes_cover_what_was_looked_at(tree: Path) -> None:
    scopes = _find("raw/sub/*.md", "other/a.txt").scopes
    assert [name for name in ("x.md", "x.txt", "sub/x.md") if scopes["sub"].covers(name)] == ["x.md"]
    assert [name for name in ("a.txt", "b.txt") if scopes["other"].covers(name)] == ["a.txt"]
    assert _find("raw").scopes["raw"].covers("deep/down.zip!/member.txt")

"""Every sample and every real dump: read, rendered, read again, the same record."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.grammar import load_grammars
from ingest.read import read_text
from ingest.records import Profile
from ingest.sources.decode import decode
from rendering import DIALECTS, render
from round_trip.comparable import comparable


def profiles_of(path: Path) -> list[Profile]:
    found = list(read_text(decode(path.read_bytes()).text).profiles)
    assert found, path
    return found


# Facts, pay, requirements and levels of several roles are not written: pages with a code have none of them.
RAW = [
    path
    for path in sorted((Path(__file__).parent.parent.parent / "raw").glob("*/*.*"))
    if all(profile.code for profile in profiles_of(path)) or path.suffix == ".txt"
]


def _has_groups(profile: Profile) -> bool:
    return any(item.group for item in (*profile.responsibilities, *profile.requirements))


def _has_bare_keys(profile: Profile) -> bool:
    """Whether a key of levels, such as `Scope`, stands as a heading without marks: then it is none that words know."""
    words = load_grammars().words
    bare = [section.heading for section in profile.sections if section.kind is None and section.basis == "bare"]
    return any(words.heading(heading) for heading in bare if heading)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("path", RAW, ids=[path.stem for path in RAW])
def test_a_sample_comes_back(path: Path, dialect: str) -> None:
    for profile in profiles_of(path):
        (again,) = read_text(render(profile, dialect)).profiles
        assert comparable(again) == comparable(profile)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("pattern", ["profiles/*.txt", "dialects/*.txt", "html/*.html", "corpora/*/ic*.txt"])
def test_a_real_dump_comes_back(real_dumps: Path, pattern: str, dialect: str) -> None:
    paths = sorted(real_dumps.glob(pattern))
    assert paths
    for path in paths:
        for profile in profiles_of(path):
            (again,) = read_text(render(profile, dialect)).profiles
            whole = dialect != "plain" or not _has_groups(profile)  # bare headings have no depth
            before, after = comparable(profile, paths=whole), comparable(again, paths=whole)
            if dialect != "plain" and _has_bare_keys(profile):  # with marks they are known headings
                for field in ("description", "sections"):
                    del before[field], after[field]
            assert after == before, path.name


def test_rendering_what_was_rendered_changes_nothing() -> None:
    for path in RAW:
        for profile in profiles_of(path):
            for dialect in DIALECTS:
                text = render(profile, dialect)
                (again,) = read_text(text).profiles
                assert render(again, dialect) == text, (path.name, dialect)


def test_an_unknown_dialect() -> None:
    with pytest.raises(KeyError, match="rtf"):
        render(profiles_of(RAW[0])[0], "rtf")

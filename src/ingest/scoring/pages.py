"""Pages read, and held against their truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.errors import UnreadableDump, UsageError
from ingest.grammar import Grammars
from ingest.read import read_text
from ingest.records import Profile
from ingest.scoring.figures import Figures
from ingest.scoring.line_verdicts import score_lines
from ingest.scoring.truth import Page, Truth
from ingest.scoring.value_verdicts import Miss, score_values
from ingest.sources.decode import decode
from ingest.sources.file_formats import format_of

LEAST = 5  # lines; a finding on so many, and on half of the page, is about the page as a whole


class Scored(NamedTuple):
    """A page's figures, and all that is not as its truth says."""

    page: Page
    figures: Figures
    misses: tuple[Miss, ...]


def score_pages(pages: Iterable[Page], grammars: Grammars | None = None) -> Iterator[Scored]:
    """Score pages one by one. Raises UsageError for a page whose bytes are no text."""
    for page in pages:
        try:
            text = decode(page.path.read_bytes()).text
        except UnreadableDump as error:
            raise UsageError(f"{page.path}: {error}") from error
        yield _score(page, text, grammars)


def _score(page: Page, text: str, grammars: Grammars | None) -> Scored:
    figures = Figures(pages=1)
    misses = []
    profiles: tuple[Profile, ...] = ()
    try:
        profiles = read_text(text, format=format_of(page.path.name), grammars=grammars).profiles
    except Exception as error:  # a fault of ours costs this page, and is counted
        figures.failed += 1
        misses.append(Miss(None, f"the reader failed: {type(error).__name__}: {error}"))
    misses += _score_page(profiles, page.truth, text.replace("\r\n", "\n").split("\n"), figures)
    return Scored(page, figures, tuple(sorted(misses, key=lambda miss: miss.line or 0)))


def _score_page(profiles: tuple[Profile, ...], truth: Truth, lines: list[str], figures: Figures) -> Iterator[Miss]:
    is_accepted = any(all(finding.code != "E201" for finding in profile.diagnostics) for profile in profiles)
    if not truth.profile:
        figures.negatives += 1
        figures.wrongly_accepted += is_accepted
        if is_accepted:
            yield Miss(None, "accepted, though it is about no role")
        return
    figures.profiles += 1
    figures.accepted += is_accepted
    if not is_accepted:
        yield Miss(None, "rejected, though it is about a role")
    figures.findings += sum(finding.code[0] in "WE" for profile in profiles for finding in profile.diagnostics)
    roles = len(truth.roles) if truth.shape == "family" and len(truth.roles) > 1 else 1
    found = sum(profile.shape != "family" for profile in profiles)
    figures.as_many += found == roles
    if found != roles:
        yield Miss(None, f"{found} profiles for {roles} roles")
    told = _told(profiles, len(lines))
    yield from score_values(profiles, truth, told, figures)
    yield from score_lines(profiles, truth, lines, told, figures)


def _told(profiles: tuple[Profile, ...], lines: int) -> frozenset[int]:
    """Lines that an error or a warning names, apart from those on the page as a whole."""
    spans = [
        span
        for profile in profiles
        for finding in profile.diagnostics
        if finding.code[0] in "WE" and finding.code != "E201"
        for span in (finding.span, *finding.spans)
    ]
    near = [span for span in spans if span.line_end - span.line_start < max(LEAST, lines // 2)]
    return frozenset(line for span in near for line in range(span.line_start, span.line_end + 1))

"""The reader, all its stages: bytes or text of a dump in; records, an owner for every line, and diagnostics out."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Document, read_blocks
from ingest.blocks.front_matter_syntax import front_of, may_begin
from ingest.blocks.truncated_text import ends_early
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars, load_grammars
from ingest.html import is_html, is_markup
from ingest.html.document_title import document_title
from ingest.html.file_lines import FilePlace
from ingest.profiles.build import build_profiles
from ingest.profiles.diagnostic_columns import with_columns
from ingest.profiles.lines_of_html_file import found_in_file, in_file
from ingest.records import EncodingBasis, Format, Profile, Span
from ingest.sources.decode import Decoded, Encoding, decode
from ingest.sources.file_formats import format_of
from ingest.text.normalise import split_lines


class Reading(NamedTuple):
    """The result of reading a dump. `owners[0]` is the owner of line 1 of the document.

    An owner is "" for a blank line, else the name of a field, `section` for a line of a kept section, `structure` or
    `furniture`. `decoded` is None if the dump was a text. Spans of `profiles` are lines of the file, those of `as_read`
    lines of the document. They differ only for HTML, where several lines of the document may come from one line of the
    file.
    """

    document: Document
    profiles: tuple[Profile, ...]
    owners: tuple[str, ...]
    as_read: tuple[Profile, ...]
    decoded: Decoded | None = None

    @property
    def is_profile(self) -> bool:
        """Whether the dump holds profiles. A text without one gives one record with E201 among its diagnostics."""
        return bool(self.profiles) and not any(found.code == "E201" for found in self.profiles[0].diagnostics)

    @property
    def file_lines(self) -> Sequence[str]:
        """The lines that the spans of `profiles` count."""
        return split_lines(self.document.file) if self.document.places else self.document.lines


def read_bytes(
    data: bytes,
    uri: str,
    *,
    sha256: str | None = None,
    encoding: str | None = None,
    table: Encoding | None = None,
    title: str | None = None,
    grammars: Grammars | None = None,
) -> Reading:
    """Read the bytes of a dump; its name says what form they are in. `sha256` is of the bytes.

    `encoding` is what a person says that they are in. Where the dump is the row of a table, `table` is the table's
    encoding and `title` what the row states as its title.
    Raises UnreadableDump for bytes that are no text.
    """
    name = format_of(uri)
    decoded = decode(data, name, given=encoding, table=table)
    reading = read_text(
        decoded.text,
        uri=uri,
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        noticed=decoded.findings,
        format=name,
        title=title,
        grammars=grammars,
    )
    return reading._replace(decoded=decoded)


def read_text(
    text: str,
    *,
    uri: str | None = None,
    sha256: str | None = None,
    encoding: str | None = None,
    encoding_basis: EncodingBasis | None = None,
    noticed: Sequence[Diagnostic] = (),
    format: Format = "text",
    title: str | None = None,
    grammars: Grammars | None = None,
) -> Reading:
    """Read a text. `sha256` is the digest of the dump's bytes; without it, that of the text as UTF-8.

    `noticed` are findings about the bytes, `title` is the title that the dump's table gives it. An HTML page is
    recognised by `format` or by its content. A blank text gives no profile; a text that is not a profile gives one
    record with E201 among its diagnostics.
    """
    grammars = grammars or load_grammars()
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = {"uri": uri, "sha256": digest, "encoding": encoding, "encoding_basis": encoding_basis}
    front = front_of(text) if may_begin(text) else 0
    if is_html(text, format) or (front and is_markup(text[front:])):
        page = _page(text, front, grammars)
        return _titled(_noticing(noticed, read_document(page, source, grammars, title)))
    return read_document(_with(_text(text, grammars, format), *noticed), source, grammars, title)


def read_document(
    document: Document, source: dict[str, str | None], grammars: Grammars, title: str | None = None
) -> Reading:
    """The second half of `read_text`: blocks to records. `source` holds what is known of the dump: fields of Source."""
    profiles, owners = build_profiles(document, source, grammars, title)
    if not document.places:
        return Reading(document, profiles, owners, profiles)
    if not profiles:  # then the diagnostics of the document are all that is said
        document = document._replace(diagnostics=found_in_file(document.diagnostics, document.places))
    return Reading(document, in_file(profiles, document.places), owners, profiles)


def _titled(reading: Reading) -> Reading:
    """A page whose record has its title from the page's `<title>`, with the place of that."""
    title = reading.document.title
    profile = reading.profiles[0] if reading.profiles else None
    if title is None or profile is None or not any(found.code == "I615" for found in profile.diagnostics):
        return reading
    place = (Span(line_start=title.at.line_start, line_end=title.at.line_end),)
    said = tuple(
        found.model_copy(update={"span": title.at, "spans": (title.at,)}) if found.code == "I615" else found
        for found in profile.diagnostics
    )
    update = {"spans": {**profile.spans, "title": place, "name": place}, "diagnostics": said}
    return reading._replace(profiles=(profile.model_copy(update=update), *reading.profiles[1:]))


def _noticing(found: Sequence[Diagnostic], reading: Reading) -> Reading:
    """A page with findings of its bytes. These know their lines of the file, and each belongs to the profile there."""
    if not found:
        return reading
    if not reading.profiles:
        return reading._replace(document=_with(reading.document, *found))
    starts = [profile.source.line_start for profile in reading.profiles]
    said = [list(profile.diagnostics) for profile in reading.profiles]
    for one in found:
        at = max(0, bisect_right(starts, one.span.line_start) - 1)
        said[at].append(with_columns(one, reading.file_lines))
    for diagnostics in said:
        diagnostics.sort(key=lambda one: (one.span.line_start, one.span.line_end, one.code))
    told = zip(reading.profiles, said, strict=True)
    return reading._replace(profiles=tuple(p.model_copy(update={"diagnostics": tuple(d)}) for p, d in told))


def _page(html: str, front: int, grammars: Grammars) -> Document:
    """A page of HTML. So many characters above it are front matter, as generators of sites write it, and are no
    HTML."""
    from ingest.html.page import read_page  # its libraries take longer to load than a text takes to read

    above = split_lines(html[:front]) if front else []
    page = read_page("\n" * len(above) + html[front:]) if front else read_page(html)
    text, places, rows = page.text, page.places, page.rows
    if above:
        text = "\n".join((*above, text))
        spans = (FilePlace(at, at, 1, max(1, len(line))) for at, line in enumerate(above, 1))
        rows = {number + len(above): cells for number, cells in rows.items()}
        places = (*(span if line.strip() else None for span, line in zip(spans, above, strict=True)), *places)
    document = read_blocks(text, grammars, "html", rows)._replace(places=places, file=html, title=document_title(html))
    return _with(document, *page.diagnostics, *_broken_off(document, page.ends_early))


def _text(text: str, grammars: Grammars, format: Format) -> Document:
    document = read_blocks(text, grammars, "text" if format == "html" else format)
    return _with(document, *_broken_off(document, ends_early(document)))


def _with(document: Document, *found: Diagnostic) -> Document:
    return document._replace(diagnostics=(*found, *document.diagnostics)) if found else document


def _broken_off(document: Document, why: str | None) -> list[Diagnostic]:
    """The finding on a page that ends early, at its last line; none without a reason."""
    return [diagnose("W317", len(document.lines), detail=why)] if why else []

"""The accepted formats of files: which names are those of dumps, and what a name says of the format.

A new suffix is a line of one of these tables. A new format of texts is also named in `Format` of `records.py` and read
by `read.py`; a new kind of file with many texts has a reader beside `parquet_rows.py`, which `dump_rows.py` chooses.
"""

from __future__ import annotations

from posixpath import splitext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.diagnostics import Diagnostic
    from ingest.records import Format

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
_SUFFIXES = tuple(FORMATS)
COMPRESSED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd", ".zstd": "zstd"}
ARCHIVES = {".zip": "zip", ".tar": "tar"}
ROWS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
}
_NAMED_ROWS = frozenset({".json"})  # most files of this kind are anything else
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}


def suffixes(name: str) -> tuple[str, str | None]:
    """The suffix that tells the kind and the compression around it, both lower case: `.tar`, `gzip`."""
    lower = name.lower()
    for short, full in _SHORT.items():
        if lower.endswith(short):
            lower = lower.removesuffix(short) + full
    stem, suffix = splitext(lower)
    compression = COMPRESSED.get(suffix)
    return (splitext(stem)[1] if compression else suffix), compression


def format_of(name: str) -> Format:
    """The format a name promises; text where it promises nothing."""
    return FORMATS.get(suffixes(name)[0], "text")


def why_not(name: str, *, rows: bool = False, suffix: str | None = None) -> str | None:
    """Why a file that nobody named is not read: None if it is. `suffix`: one that was asked for by a glob."""
    if name.endswith(_SUFFIXES) and name[0] not in ".Rr":  # nearly all of them
        return None
    if name.startswith("."):
        return "hidden"
    if name[:6].upper() == "README":
        return "a README"
    kind = suffixes(name)[0]
    if kind in FORMATS or kind in ARCHIVES or (rows and kind in ROWS.keys() - _NAMED_ROWS) or kind == suffix:
        return None
    if kind in _NAMED_ROWS:
        return "JSON; name it as an INPUT, or by a glob, if it is a list of dumps"
    if kind in ROWS:
        return "a table; name it as an INPUT, or name its --text-column"
    return f"the suffix {kind} is none of a dump" if kind else "no suffix"


def holds_many(name: str) -> bool:
    """Whether a file of this name is an archive or a table: it holds many dumps, or none."""
    return suffixes(name)[0] in ARCHIVES or suffixes(name)[0] in ROWS


def not_a_dump(reason: str) -> Diagnostic:
    """What to tell of a name that is seen and not read."""
    from ingest.diagnostics import diagnose  # pydantic takes longer to load than `--version` to answer

    return diagnose("I609", 1, detail=reason)

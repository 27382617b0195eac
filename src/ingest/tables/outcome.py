"""The outcome of reading one dump, published or not: what the reader's side hands to the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.records import EncodingBasis, Profile

if TYPE_CHECKING:
    from ingest.line_coverage import Coverage  # the reader comes with it

Status = Literal["published", "quarantined", "skipped"]


class Lines(NamedTuple):
    """The accounting of a dump's lines: `total` is the sum of the rest."""

    total: int
    blank: int
    claimed: int
    kept: int
    structure: int
    furniture: int

    @classmethod
    def of(cls, owners: Iterable[str]) -> Lines:
        """Count the owners of a dump's lines, one entry a line, as `Reading.owners` lists them."""
        owned = Counter(owners)
        total = owned.total()
        blank, kept, structure, furniture = (owned[o] for o in ("", "section", "structure", "furniture"))
        return cls(total, blank, total - blank - kept - structure - furniture, kept, structure, furniture)


class Versions(NamedTuple):
    """What the records depend on besides the dump's bytes."""

    parser_version: str
    grammar_digest: str
    settings_digest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dump after reading. `reason` is the code of the diagnostic that kept it from being published.

    `diagnostics` are the dump's own, if no profile carries them. `profiles` become rows only if the dump was published.
    `bytes`, `lines` and `versions` are None if unknown, `coverage` is None if the dump was not published.
    """

    document_id: str
    uri: str
    source: str
    sha256: str | None
    bytes: int | None
    encoding: str | None
    format: str | None
    status: Status
    reason: str | None = None
    profiles: tuple[Profile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Lines | None = None
    versions: Versions | None = None
    encoding_basis: EncodingBasis | None = None
    language: str | None = None
    coverage: Coverage | None = None

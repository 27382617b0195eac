"""The report of a run, as saved in `runs/<id>.json`, and its schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.tables import Status

DELETED = "deleted"
NAMED = 10  # dumps that a fall names
_SAID = 3  # those that its sentence names
Verdict = Literal["refused", "allowed", "reported"]


class Form(BaseModel):
    """Base of the models here: frozen, closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Accounting(Form):
    """Every dump discovered in this run or known before is counted once: `total` is the sum of the rest."""

    total: int
    published: int = Field(description="published anew: new, or read again with a record that may differ")
    unchanged: int = Field(description="published before and left as they were")
    quarantined: int
    skipped: int
    deleted: int = Field(description="no longer in their source; under --on-delete keep their rows are marked gone")
    outside: int = Field(description="known, but not in what this run looked at, or there but out of reach")
    unread: int = Field(default=0, description="found, but not read: the run ended before")


class Finding(Form):
    """A dump that was not published, and why."""

    uri: str
    status: Status
    code: str
    line: int
    message: str


class Example(Form):
    """A place where a code was found."""

    uri: str
    line: int
    message: str


class Slow(Form):
    """A dump that took long; in seconds."""

    uri: str
    seconds: float


class Role(Form):
    """A code that several profiles state: the current one, and how many others say the same or something else."""

    code: str
    uri: str = Field(description="dump of the current profile")
    same: int
    different: int


class Rivals(Form):
    """Codes of the dataset that several profiles state, whether or not this run read them."""

    codes: dict[str, int] = Field(
        default={}, description="roles with rivals: W505 of different, I608 of the same content"
    )
    roles: tuple[Role, ...] = Field(default=(), description="the first thousand, those of different content first")


class Fall(Form):
    """What fell in one source against the snapshot before, by more than a limit or than a fifth.

    The guard is `loss` for dumps that are not published any more, `drift` for what the others give.
    """

    guard: Literal["loss", "drift"]
    source: str
    what: str = Field(description="published dumps, rows of a table, lines in typed fields, pages with a title")
    before: float = Field(description="a number; of lines and titles the share, from 0 to 1")
    after: float
    fall: float = Field(description="what is missing, as a share of `before`")
    dumps: int = Field(description="dumps that were compared")
    same_bytes: bool = Field(
        default=False, description="read again for a new reader or a setting: that never stops a run"
    )
    kinds: dict[str, int] = Field(
        default={}, description="how dumps were lost: deleted, empty, no profile, in quarantine"
    )
    where: tuple[str, ...] = Field(default=(), description="uris of dumps to look at, those that lost most first")
    verdict: Verdict = Field(default="reported", description="refused: it stopped the run")

    @property
    def change(self) -> str:
        """What fell, by how much, in which source."""
        if self.guard == "loss":
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.items())
            lost = f"{self.before - self.after:,.0f} of {self.before:,.0f} published dumps are lost ({kinds})"
            return f"source {self.source!r}: {lost}{', though their bytes are the same' if self.same_bytes else ''}"
        fell = (
            f"{self.what} fell by {_percent(self.fall)}, from {self._amount(self.before)} to {self._amount(self.after)}"
        )
        read = "read again, whose bytes are the same" if self.same_bytes else "that changed"
        return f"source {self.source!r}: {fell}, in {self.dumps:,} dumps {read}"

    @property
    def sentence(self) -> str:
        """The change, and where to look."""
        if self.guard == "drift":
            return f"{self.change}: most in {', '.join(self.where[:_SAID])}"
        return f"{self.change}: {some_of(self.where, round(self.before - self.after))}"

    def _amount(self, value: float) -> str:
        return f"{value:,.0f}" if self.what.startswith("rows") else _percent(value)


def some_of(uris: Sequence[str], count: int) -> str:
    """The first of `count` dumps by name, and how many more there are."""
    named = uris[:_SAID]
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return ", ".join(named) + more


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


class Anew(Form):
    """Dumps of the snapshot before that were read anew, as the words or the reader differ from those that made it."""

    what: Literal["words", "reader"] = Field(description="words: files of words, or grammars; reader: its version")
    snapshot: int = Field(description="the snapshot before")
    dumps: int
    before: tuple[str, ...] | None = Field(
        default=None, description="files of words and folder of grammars then; null where they are not known"
    )
    now: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What differs, and how many dumps were read anew for it."""
        read = f"{self.dumps:,} {'dump was' if self.dumps == 1 else 'dumps were'} read anew"
        if self.what == "reader":
            return f"the reader is another version than that of snapshot {self.snapshot}: {read}"
        if self.before is None or self.before == self.now:
            return f"the words or grammars differ from those of snapshot {self.snapshot}: {read}"
        files = f"{', '.join(self.before) or 'none of your own'} then, {', '.join(self.now) or 'none of your own'} now"
        return f"the words differ from those of snapshot {self.snapshot} ({files}): {read}"


class Figures(Form):
    """The pages of the published snapshot, and how many of their content lines are typed, kept and undecided."""

    pages: int
    titled: int = Field(description="pages with a title")
    typed: int = Field(description="lines that belong to a field of a record")
    kept: int = Field(description="lines of sections with a kind")
    undecided: int = Field(description="lines of sections without a kind")
    unknown_headings: int = Field(description="headings of sections without a kind")


class Report(Form):
    """What a run did. `findings` are those of the dumps read in this run; `new_in_quarantine` decides exit code 3."""

    report_version: int = 1
    id: str
    exit_code: int = 0
    error: str | None = None
    started: str = Field(description="UTC, ISO 8601")
    seconds: float = 0.0
    stages: dict[str, float] = Field({}, description="seconds by stage")
    directory: str = Field("", description="the working directory, from which relative paths are seen")
    out: str
    published: bool = Field(False, description="whether this run published a snapshot")
    snapshot: int | None = Field(None, description="the published snapshot after this run")
    sources: tuple[str, ...] = ()
    accounting: Accounting | None = None
    reasons: dict[str, int] = Field({}, description="dumps to read, by why")
    codes: dict[str, int] = Field({}, description="diagnostics of the dumps read in this run, by code")
    examples: dict[str, tuple[Example, ...]] = Field(
        {}, description="the first places of each code, in (uri, line) order"
    )
    rows: dict[str, int] = Field({}, description="rows of the published dataset by table")
    bytes: int = Field(0, description="bytes read")
    new_in_quarantine: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    rivals: Rivals = Rivals()
    figures: Figures | None = Field(None, description="of the published snapshot")
    falls: tuple[Fall, ...] = Field((), description="what fell against the snapshot before, by source")
    anew: tuple[Anew, ...] = Field(
        (), description="dumps read anew for other words or another reader; they never stop a run"
    )
    deleted: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = Field((), description="sources not listed whole: nothing of them is deleted")
    lacks: tuple[str, ...] = Field(
        (), description="what the file system of the dataset cannot do: locks, fsync, chmod …"
    )
    rebuilt: tuple[str, ...] = Field((), description="damaged files of the dataset whose dumps were read again")
    slowest: tuple[Slow, ...] = ()
    failures: dict[str, str] = Field({}, description="tracebacks of our own bugs, by dump")
    versions: dict[str, str] = {}
    settings: dict[str, Any] = {}


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report as it is on disk."""
    schema = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema

"""Settings of a run: what each may be, its default, and what it says."""

import os
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from ingest.charsets import codec
from ingest.lazy_patterns import rare

Export = Literal["parquet", "json", "csv"]
ReportForm = Literal["html", "json"]
KEPT = 5
"""Snapshots that stay by default."""
_MEBI = 1024 * 1024
FORMS = get_args(ReportForm)
# As many digits as make sense: what more of them stand for takes a computer longer to work out than to be told.
_SIZE = rare(r"(?i)^\s*(\d{1,19})\s*(?:([kmg])i?b?|b)?\s*$")
_BUDGET = rare(r"^\s*(?:(\d{1,18})|(\d{1,9}(?:\.\d{1,9})?)\s*%)\s*$")
_SHARE = rare(r"^\s*(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}|\d{1,9}/\d{1,9})\s*$")
_NUMBERS: Mapping[object, str] = {int: "must be a whole number", float: "must be a number"}
_MOST = (1 << 63) - 1  # of bytes, members and steps
LONGEST = 1e9  # seconds: thirty years
_DEEPEST = 100  # archives within archives
_MANY = 4096  # workers
_FARTHEST = 1_000_000  # steps of a scale


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _share(value: object) -> Fraction:
    """A number from 0 to 1, exactly as it is written."""
    try:
        share = Fraction(str(value)) if _SHARE.match(str(value)) else None
    except ZeroDivisionError:
        share = None
    if share is None or share > 1:
        raise ValueError("must be a number from 0 to 1, such as 1/2 or 0.5")
    return share


def as_typed(value: object) -> str | None:
    """A setting's value, of a dump as JSON, as it would be typed; None where it is not set."""
    if isinstance(value, Mapping):
        return ",".join(f"{name}={inner}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ",".join(map(str, value)) or None
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


class Settings(BaseModel):
    """All settings of a run. Sizes are in bytes (`64MiB` is understood), times in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: tuple[str, ...] = Field(default=(), description="files, folders, globs, @list, - or NAME=INPUT")
    out: Path = Field(default=Path("out"), description="folder of the published dataset")
    export: tuple[Export, ...] = Field(
        default=("parquet", "json"), description="forms of the tables in a snapshot: parquet (always), json, csv"
    )
    csv_raw: bool = Field(default=False, description="write CSV cells as they are, formulas included")
    csv_bom: bool = Field(default=False, description="begin CSV files with a byte-order mark, which Excel looks for")
    workers: int = Field(
        default_factory=_cores,
        ge=0,
        le=_MANY,
        description="number of worker processes; 0 reads in this process, without crash or memory protection",
    )
    engine: Literal["local", "ray"] = Field(default="local", description="engine that runs the workers")
    address: str | None = Field(default=None, description="Ray cluster to run on; default: a new one on this machine")
    grammars: Path | None = Field(default=None, description="folder of grammars to read dumps with")
    words: tuple[Path, ...] = Field(default=(), description="files of words to add to the built-in ones")
    accept: Literal["profiles", "any"] = Field(
        default="profiles", description="`any` also publishes dumps that are not profiles"
    )
    max_failures: str = Field(
        default="10%",
        description="number or share (5%) of dumps that may be unreadable; the default always allows one",
    )
    max_loss: str = Field(
        default="20%",
        description="share of a source's published dumps that a run may lose: deleted, empty or no longer a profile",
    )
    max_drift: str = Field(
        default="20%", description="share by which rows, typed lines or titles of a source's changed dumps may drop"
    )
    on_delete: Literal["remove", "keep"] = Field(
        default="remove", description="what to do with the rows of deleted dumps"
    )
    allow_mass_delete: bool = Field(default=False, description="allow one run to delete more dumps than --max-loss")
    allow_mass_loss: bool = Field(default=False, description="allow one run to lose more dumps than --max-loss")
    allow_drift: bool = Field(
        default=False, description="allow rows, typed lines or titles to drop by more than --max-drift"
    )
    keep: int = Field(
        default=KEPT,
        ge=1,
        le=_MOST,
        description="number of snapshots to keep; the last one before a large loss is always kept",
    )
    verify_content: bool = Field(
        default=False, description="read every file again, even if its size and timestamp did not change"
    )
    retry: bool = Field(default=False, description="read unchanged dumps in quarantine again")
    encoding: str | None = Field(
        default=None, description="encoding of the dumps; overrides what they declare, but not a byte-order mark"
    )
    text_column: str | None = Field(
        default=None, description="column of JSON, CSV or Parquet files that holds the dumps"
    )
    title_column: str | None = Field(default=None, description="column that holds titles, for pages that state none")
    id_column: str | None = Field(default=None, description="column that identifies the rows; default: the row number")
    max_bytes: int = Field(default=64 * _MEBI, gt=0, le=_MOST, description="largest size of one dump")
    max_unpacked: int = Field(
        default=16 * 1024 * _MEBI, gt=0, le=_MOST, description="largest size of the unpacked content of one archive"
    )
    max_ratio: int = Field(default=200, gt=0, le=_MOST, description="largest ratio of unpacked to packed size")
    max_members: int = Field(default=1_000_000, gt=0, le=_MOST, description="largest number of members in one archive")
    max_depth: int = Field(default=2, ge=0, le=_DEEPEST, description="deepest nesting of archives")
    deadline: float = Field(default=60.0, gt=0, le=LONGEST, description="seconds that reading one dump may take")
    max_memory: int = Field(default=2 * 1024 * _MEBI, gt=0, le=_MOST, description="largest memory of one worker")
    wait: float = Field(
        default=0.0, ge=0, le=LONGEST, description="seconds to wait while another run holds the dataset"
    )
    review: bool = Field(default=False, description="score every profile with the quality panel")
    report: Path | None = Field(
        default=None,
        description="`html` also writes the report as a page; a FILE gets a copy of it, as a page if it ends in .html",
    )
    track_offsets: Mapping[str, int] = Field(
        default={"P": 0, "IC": 0, "S": 0, "T": 1, "M": 3, "E": 7},
        description="grade steps below rank 0 of each track",
    )
    taxonomy_weight: str = Field(
        default="1/2", description="weight of the taxonomy in a distance; the level has the rest"
    )
    level_span: int = Field(
        default=4, gt=0, le=_FARTHEST, description="number of grade steps that counts as the largest distance"
    )
    bands: Mapping[str, str] = Field(
        default={"strong": "2/8", "partial": "4/8", "weak": "1"},
        description="match bands, each with its largest distance",
    )
    data: Path | None = Field(
        default=None, description="published dataset that commands read; default: the setting `out`"
    )
    origins: Mapping[str, str] = Field(
        default={}, exclude=True, repr=False, description="setting to where it came from"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _no_switch(cls, value: object, info: ValidationInfo) -> object:
        """Python takes true for 1; whoever writes it for a number means something else."""
        wanted = _NUMBERS.get(cls.model_fields[str(info.field_name)].annotation)
        if isinstance(value, bool) and wanted:
            raise ValueError(wanted)
        return value

    @field_validator("max_bytes", "max_unpacked", "max_memory", mode="before")
    @classmethod
    def _size(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        match = _SIZE.match(value)
        if match is None:
            raise ValueError("a size is a number of bytes, or a text such as 64MiB")
        return int(match[1]) * 1024 ** " kmg".index((match[2] or " ").lower())

    @field_validator("encoding")
    @classmethod
    def _codec(cls, value: str | None) -> str | None:
        name = codec(value) if value else None
        if value and name is None:
            raise ValueError("is not a known text encoding, such as windows-1251 or shift_jis")
        return name

    @field_validator("export", mode="before")
    @classmethod
    def _list(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("track_offsets", "bands", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if isinstance(value, Mapping):
            return {name: str(inner) for name, inner in value.items()}
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        if not pairs or not all(name.strip() and sign for name, sign, _ in pairs):
            raise ValueError("must be names and values, such as A=1,B=2")
        return {name.strip(): text.strip() for name, _, text in pairs}

    @field_validator("track_offsets")
    @classmethod
    def _near(cls, value: Mapping[str, int]) -> Mapping[str, int]:
        if any(abs(steps) > _FARTHEST for steps in value.values()):
            raise ValueError(f"an offset is at most {_FARTHEST:,} steps")
        return value

    @field_validator("taxonomy_weight", mode="before")
    @classmethod
    def _weight(cls, value: object) -> str:
        _share(value)
        return str(value)

    @field_validator("bands")
    @classmethod
    def _ascending(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        limits = [_share(limit) for limit in value.values()]
        if not limits or limits[-1] != 1 or any(low >= high for low, high in pairwise(limits)):
            raise ValueError("the limits of bands must rise, and the last one be 1: every distance has a band")
        return value

    @field_validator("max_failures", mode="before")
    @classmethod
    def _budget(cls, value: object) -> str:
        if _BUDGET.match(str(value)) is None:
            raise ValueError("an error budget is a number of dumps, or a share such as 5%")
        return str(value)

    @field_validator("max_loss", "max_drift", mode="before")
    @classmethod
    def _percent(cls, value: object) -> str:
        match = _BUDGET.match(str(value))
        if match is None or match[2] is None or Fraction(match[2]) > 100:
            raise ValueError("must be a share from 0% to 100%, such as 20%")
        return str(value)

    @field_validator("report")
    @classmethod
    def _form(cls, value: Path | None) -> Path | None:
        if value is not None and str(value) not in FORMS and value.suffix.lower() not in (".html", ".json"):
            raise ValueError("must be html, json, or a file that ends in .html or .json")
        return value

    @field_validator("export")
    @classmethod
    def _always_parquet(cls, value: tuple[Export, ...]) -> tuple[Export, ...]:
        """Add Parquet, which is the dataset itself: `--export csv` asks for CSV files beside it."""
        return tuple(dict.fromkeys(("parquet", *value)))

    @property
    def report_file(self) -> Path | None:
        """Where the report is written besides the dataset; None where `report` is a form (`html`, `json`)."""
        return None if self.report is None or str(self.report) in FORMS else self.report

    @property
    def wants_page(self) -> bool:
        """Whether the report is written as a page too."""
        return self.report is not None and (str(self.report) == "html" or self.report.suffix.lower() == ".html")

    def allowed_failures(self, dumps: int) -> float:
        """How many of `dumps` may fail: `max_failures` as a number.

        By default at least one, so that a first look at a few files does not end at the one that is a picture.
        """
        match = _BUDGET.match(self.max_failures)
        assert match is not None  # the validator saw to it
        allowed = float(match[1]) if match[1] else float(match[2]) * dumps / 100
        return allowed if "max_failures" in self.model_fields_set else max(allowed, 1)

    @property
    def loss_limit(self) -> Fraction:
        """`max_loss` as a number from 0 to 1."""
        return Fraction(self.max_loss.strip(" %")) / 100

    @property
    def drift_limit(self) -> Fraction:
        """`max_drift` as a number from 0 to 1."""
        return Fraction(self.max_drift.strip(" %")) / 100
